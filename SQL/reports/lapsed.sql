CREATE FUNCTION reports.lapsed(
  as_of date DEFAULT facts.as_of(), vendor text DEFAULT NULL, tier text DEFAULT NULL, owner text DEFAULT NULL, lapse text DEFAULT NULL,
  days_over integer DEFAULT NULL, lang text DEFAULT 'en'
) RETURNS TABLE (
  reference text, vendor_code text, vendor text, tier text, lapse text, term text, services text[], since date, days integer, work_goes_on boolean,
  owner text, waived_until date, why text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH fact AS MATERIALIZED (SELECT * FROM facts.lapse(as_of) l WHERE lapsed.lapse IS NULL OR l.lapse = lapsed.lapse), lapse AS MATERIALIZED (
    SELECT f.*, CASE f.rule WHEN 'engagement-contract-lapsed' THEN 'engagement' ELSE 'contract' END AS subject,
      coalesce(f.engagement_id, f.contract_id) AS subject_id, CASE f.rule WHEN 'term-lapsed' THEN f.term_key ELSE '' END AS key
    FROM fact f
    -- Of what the contract says already the work says nothing more.
    WHERE f.engagement_id IS NULL OR f.contract_id NOT IN (SELECT c.contract_id FROM fact c WHERE c.rule = 'contract-lapsed')
  ), contract AS MATERIALIZED (
    SELECT c.contract_id, c.reference, c.vendor_id, c.tier, c.engagements, c.owner, c.owner_email
    FROM facts.contract(as_of) c WHERE c.contract_id = ANY (ARRAY(SELECT l.contract_id FROM lapse l))
  ), engagement AS MATERIALIZED (
    SELECT e.engagement_id, e.tier, g.title, p.name AS owner, p.email AS owner_email
    FROM facts.engagement_tier(as_of) e
    JOIN register.engagement g ON g.id = e.engagement_id
    LEFT JOIN register.person p ON p.id = g.owner_id
    WHERE e.engagement_id = ANY (ARRAY(SELECT l.engagement_id FROM lapse l WHERE l.engagement_id IS NOT NULL))
  ), waiver AS MATERIALIZED (
    SELECT w.rule, w.vendor_id, f.subject, f.subject_id, f.key, w.ends_on
    FROM facts.rule_waiver(as_of) w LEFT JOIN register.finding f ON f.id = w.finding_id
    WHERE w.waiver_id IS NOT NULL
  )
  SELECT c.reference, coalesce(v.code, '#' || v.id), v.name, t.tier, l.lapse, l.term_key,
    CASE WHEN e.engagement_id IS NULL THEN c.engagements ELSE ARRAY[e.title] END,
    l.since, as_of - l.since, l.cause <> 'held', o.owner, coalesce(own.ends_on, general.ends_on), facts.in_language(lang,
      CASE l.rule
        WHEN 'contract-lapsed' THEN CASE WHEN l.work_ended_on IS NULL THEN format('%s, and neither a successor nor an end of the work is recorded', l.why)
          ELSE format('%s, and work goes on until %s', l.why, l.work_ended_on) END
        WHEN 'engagement-contract-lapsed' THEN format('the work goes on and none of its contracts binds: the last one %s',
          CASE l.cause WHEN 'unlinked' THEN format('stood behind it until %s', l.last_day) WHEN 'superseded' THEN format('was replaced on %s', l.last_day + 1)
            WHEN 'terminated' THEN format('was terminated with %s as its last day', l.last_day) ELSE format('ended on %s', l.last_day) END)
        WHEN 'secrecy-lapsed' THEN format('the duty of secrecy ended on %s, %s after the last day %s, and %s', l.secrecy_until,
          facts.figure_text(l.survives_months, 'months', 'en'), l.last_day,
          CASE l.cause WHEN 'until' THEN format('work goes on until %s', l.work_ended_on) WHEN 'under_way' THEN format('"%s" is under way', l.title)
            WHEN 'unknown' THEN 'nobody recorded an end of the work'
            ELSE format('data of the work that ended on %s is neither returned nor destroyed', l.held_since) END)
        WHEN 'term-lapsed' THEN format('"%s", mandatory under %s, stood in %s until %s; from %s on %s',
          k.title_en, l.regimes, former.reference, l.since - 1, l.since,
          CASE WHEN l.status IS NULL THEN 'nothing is recorded of it' ELSE 'it is ' || facts.term_words(l.status, 'en') END
            || coalesce(' by ' || paper.reference, ''))
        ELSE CASE WHEN l.status = 'missing' THEN 'in force without a confidentiality term' ELSE 'in force, and nobody recorded a confidentiality term' END
      END,
      CASE l.rule
        WHEN 'contract-lapsed' THEN CASE WHEN l.work_ended_on IS NULL THEN format('%sに終了したが、後続の契約も業務の終了も登録されていない', l.last_day)
          ELSE format('%sに終了したが、業務は%sまで続く', l.last_day, l.work_ended_on) END
        WHEN 'engagement-contract-lapsed' THEN format('業務は継続しているが、最後の契約が%s、有効な契約がない',
          CASE l.cause WHEN 'unlinked' THEN format('%sまでで紐付けを外され', l.last_day) WHEN 'superseded' THEN format('%sに差し替えられ', l.last_day + 1)
            WHEN 'terminated' THEN format('%sを最終日として解約され', l.last_day) ELSE format('%sに終了し', l.last_day) END)
        WHEN 'secrecy-lapsed' THEN format('秘密保持義務は最終日%sから%s後の%sに終了したが、%s',
          l.last_day, facts.figure_text(l.survives_months, 'months', 'ja'), l.secrecy_until,
          CASE l.cause WHEN 'until' THEN format('業務は%sまで続く', l.work_ended_on) WHEN 'under_way' THEN format('「%s」が継続している', l.title)
            WHEN 'unknown' THEN '業務の終了が登録されていない' ELSE format('%sに終了した業務の情報の返却・消去が登録されていない', l.held_since) END)
        WHEN 'term-lapsed' THEN format('%sが必須とする「%s」は%sまで%sに定められていたが、%s以降は%s「%s」となっている',
          l.regimes, k.title_ja, l.since - 1, former.reference, l.since, coalesce(paper.reference || 'により', ''), facts.term_words(l.status, 'ja'))
        ELSE CASE WHEN l.status = 'missing' THEN '有効だが、秘密保持条項がない' ELSE '有効だが、秘密保持条項の有無が登録されていない' END
      END)
  FROM lapse l
  JOIN contract c ON c.contract_id = l.contract_id
  LEFT JOIN engagement e ON e.engagement_id = l.engagement_id
  LEFT JOIN register.vendor v ON v.id = coalesce(l.vendor_id, c.vendor_id)
  LEFT JOIN register.term_kind k ON k.key = l.term_key
  LEFT JOIN register.contract former ON former.id = l.present_source_contract_id
  LEFT JOIN register.contract paper ON paper.id = l.source_contract_id
  -- Whoever answers for the contract, else for the work, else for the vendor.
  LEFT JOIN register.person p ON p.id = v.owner_id
  CROSS JOIN LATERAL (SELECT coalesce(e.tier, c.tier) AS tier) t
  CROSS JOIN LATERAL (
    SELECT CASE WHEN c.owner IS NOT NULL THEN c.owner WHEN e.owner IS NOT NULL THEN e.owner ELSE p.name END AS owner,
      CASE WHEN c.owner IS NOT NULL THEN c.owner_email WHEN e.owner IS NOT NULL THEN e.owner_email ELSE p.email END AS owner_email
  ) o
  LEFT JOIN waiver own ON own.rule = l.rule AND own.subject = l.subject AND own.subject_id = l.subject_id AND coalesce(own.key, '') = l.key
  LEFT JOIN waiver general ON general.rule = l.rule AND general.vendor_id = v.id
  WHERE (lapsed.vendor IS NULL OR v.id IN (SELECT f.vendor_id FROM facts.vendor_called(lapsed.vendor, as_of) f))
    AND (lapsed.tier IS NULL OR t.tier = lapsed.tier)
    AND (lapsed.owner IS NULL OR lower(lapsed.owner) IN (lower(o.owner), lower(o.owner_email)))
    AND (lapsed.days_over IS NULL OR as_of - l.since >= lapsed.days_over)
  ORDER BY facts.tier_rank(t.tier), l.since, c.reference COLLATE "C", l.lapse, l.rule, l.term_key, l.engagement_id;
END;
COMMENT ON FUNCTION reports.lapsed(date, text, text, text, text, integer, text) IS 'Which work goes on without a contract in force, a duty of secrecy or a term that is required?
question-ja: 有効な契約、秘密保持義務、必須条項のいずれかを欠いたまま続いている業務はどれか？
title-ja: 失効契約一覧
filter vendor: the vendor, by code or name
filter tier (critical, high, medium, low): only that tier
filter owner: the owner, by mail address or name
filter lapse (period, secrecy, term): only that sense of lapsed
filter days_over: lapsed for so many days or more
chart: count lapse by tier';
