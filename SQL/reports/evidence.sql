CREATE FUNCTION reports.evidence(
  as_of date DEFAULT facts.as_of(), vendor text DEFAULT NULL, tier text DEFAULT NULL, kind text DEFAULT NULL, gap text DEFAULT NULL,
  within_days integer DEFAULT NULL, only_gaps boolean DEFAULT NULL, lang text DEFAULT 'en'
) RETURNS TABLE (
  vendor_code text, vendor text, tier text, kind text, issuer text, number text, scope text, state text, valid_until_on date, read_by text, read_on date,
  gap text, why text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH asks AS MATERIALIZED (
    -- What the rules evidence-missing, evidence-scope and evidence-unread ask.
    SELECT t.tier, facts.rule_value('evidence-missing', 'kinds', t.tier, t.kinds)::text[] AS kinds,
      facts.rule_value('evidence-missing', 'months', t.tier, '12')::integer AS months,
      facts.rule_value('evidence-scope', 'kinds', t.tier, t.scope_kinds)::text[] AS scope_kinds,
      facts.rule_value('evidence-scope', 'months', t.tier, '12')::integer AS scope_months,
      facts.rule_value('evidence-unread', 'days', t.tier, t.days)::integer AS days
    FROM (VALUES
      ('critical', '{iso27001,iso27017,iso27018,iso27701,privacymark,ismap,scs,soc2_type2,pci_aoc,audit_report}',
        '{iso27001,iso27017,iso27018,iso27701,privacymark,ismap,scs,soc2_type2,pci_aoc}', '14'),
      ('high', '{iso27001,iso27017,iso27018,iso27701,privacymark,ismap,scs,soc2_type2,pci_aoc,audit_report}',
        '{iso27001,iso27017,iso27018,iso27701,privacymark,ismap,scs,soc2_type2,pci_aoc}', '30'),
      ('medium', '{}', '{}', '30'), ('low', '{}', '{}', '30')
    ) t (tier, kinds, scope_kinds, days)
  ), judged AS MATERIALIZED (
    SELECT j.engagement_id, j.vendor_id, j.starts_on, j.ends_on, j.tier FROM facts.judged_engagement(as_of) j
  ), weight AS MATERIALIZED (
    -- As facts.vendor_tier has it, from what is worked out already.
    SELECT j.vendor_id, facts.tier_of_rank(min(facts.tier_rank(j.tier))) AS tier FROM judged j
    WHERE (j.starts_on IS NULL OR j.starts_on <= as_of) AND (j.ends_on IS NULL OR j.ends_on >= as_of)
    GROUP BY j.vendor_id
  ), work AS MATERIALIZED (
    SELECT w.engagement_id, w.vendor_id, w.days @> as_of AS goes_on FROM facts.work(as_of) w
  ), paper AS MATERIALIZED (
    SELECT e.evidence_id, e.vendor_id, e.kind, e.issuer, e.number, e.scope, e.engagement_ids, e.issued_on, e.valid_from_on, e.valid_until_on, e.state,
      e.read_by, e.read_on, e.replaced_by_id
    FROM facts.evidence(as_of) e
  ), used AS MATERIALIZED (
    SELECT p.evidence_id FROM paper p WHERE p.engagement_ids = '{}' AND p.vendor_id IN (SELECT w.vendor_id FROM work w WHERE w.goes_on)
    UNION
    SELECT p.evidence_id
    FROM paper p
    CROSS JOIN LATERAL unnest(p.engagement_ids) g (id)
    JOIN work w ON w.engagement_id = g.id AND w.vendor_id = p.vendor_id AND w.goes_on
  ), asked AS MATERIALIZED (
    SELECT u.vendor_id, t.tier, a.kinds, a.months
    FROM (SELECT DISTINCT w.vendor_id FROM work w WHERE w.goes_on) u
    JOIN weight t ON t.vendor_id = u.vendor_id
    -- Not an inner join, which is planned as if it left one row.
    LEFT JOIN asks a ON a.tier = t.tier
    WHERE coalesce(a.kinds, '{}') <> '{}'
  ), latest AS MATERIALIZED (
    SELECT DISTINCT ON (c.vendor_id) c.vendor_id, c.evidence_id, c.paper, c.until_on
    FROM (
      -- A report that names no end counts for some months from its issue.
      SELECT a.vendor_id, p.evidence_id, concat_ws(' ', p.kind, p.number) AS paper,
        coalesce(p.valid_until_on, (coalesce(p.issued_on, p.valid_from_on) + make_interval(months => a.months))::date) AS until_on
      FROM asked a JOIN paper p ON p.vendor_id = a.vendor_id AND p.kind = ANY (a.kinds) AND p.state <> 'not_yet_valid' AND p.replaced_by_id IS NULL
    ) c
    ORDER BY c.vendor_id, c.until_on DESC NULLS LAST, c.evidence_id DESC
  ), line AS (
    SELECT p.vendor_id, t.tier, p.kind, NULL::text[] AS kinds, p.issuer, p.number, p.scope, p.state, p.valid_until_on, p.read_by, p.read_on, g.gap,
      CASE g.gap WHEN 'expired' THEN facts.in_language(evidence.lang, format('was valid until %s, and nothing replaced it', p.valid_until_on),
          format('有効期限は%sまでであり、後継の証跡が登録されていない', p.valid_until_on))
        WHEN 'unread' THEN facts.in_language(evidence.lang,
          format('issued on %s, and nobody is recorded to have read it', coalesce(b.issued_on::text, 'a day that nobody recorded')),
          format('発行日は%s。内容を確認した記録がない', coalesce(b.issued_on::text, '未登録'))) END AS why,
      p.evidence_id, NULL::bigint AS engagement_id
    FROM paper p
    LEFT JOIN weight t ON t.vendor_id = p.vendor_id
    LEFT JOIN asks a ON a.tier = t.tier
    LEFT JOIN used u ON u.evidence_id = p.evidence_id
    CROSS JOIN LATERAL (SELECT coalesce(p.issued_on, p.valid_from_on) AS issued_on) b
    CROSS JOIN LATERAL (
      SELECT CASE WHEN u.evidence_id IS NULL THEN NULL WHEN p.state = 'expired' THEN 'expired'
        WHEN p.state IN ('valid', 'no_end') AND p.read_on IS NULL AND coalesce(b.issued_on + a.days <= as_of, a.days IS NOT NULL) THEN 'unread' END AS gap
    ) g
    -- What was replaced is history.
    WHERE p.replaced_by_id IS NULL
    UNION ALL
    SELECT a.vendor_id, a.tier, NULL, a.kinds, NULL, NULL, NULL, NULL, l.until_on, NULL, NULL, 'missing',
      CASE WHEN l.evidence_id IS NULL THEN facts.in_language(evidence.lang,
          format('none of the kinds asked for at tier %s is registered', a.tier), format('重要度「%s」に求められる種類の証跡が登録されていない', facts.tier_ja(a.tier)))
        WHEN l.until_on IS NULL THEN facts.in_language(evidence.lang,
          format('of %s (evidence %s) nobody recorded a day', l.paper, l.evidence_id), format('%s（証跡%s）には日付が登録されていない', l.paper, l.evidence_id))
        ELSE facts.in_language(evidence.lang, format('the last, %s (evidence %s), counted until %s', l.paper, l.evidence_id, l.until_on),
          format('最後の%s（証跡%s）は%sまで有効であった', l.paper, l.evidence_id, l.until_on)) END,
      NULL, NULL
    FROM asked a LEFT JOIN latest l ON l.vendor_id = a.vendor_id
    WHERE l.until_on IS NULL OR l.until_on < as_of
    UNION ALL
    SELECT s.vendor_id, s.tier, NULL, s.kinds, NULL, NULL, e.title, NULL, s.covered_until_on, NULL, NULL, 'out_of_scope',
      facts.in_language(evidence.lang, format('no valid certificate covers this work of tier %s: %s for other work only', s.tier, s.papers),
        format('この業務（重要度「%s」）を対象とする有効な認証がない：%sは他の業務のみを対象としている', facts.tier_ja(s.tier), s.papers_ja)),
      NULL, s.engagement_id
    FROM (
      SELECT w.vendor_id, w.engagement_id, j.tier, a.scope_kinds AS kinds, max(c.until_on) FILTER (WHERE k.covers) AS covered_until_on,
        string_agg(format('%s (evidence %s)', concat_ws(' ', p.kind, p.number), p.evidence_id), ', ' ORDER BY p.evidence_id)
          FILTER (WHERE c.until_on >= as_of) AS papers,
        string_agg(format('%s（証跡%s）', concat_ws(' ', p.kind, p.number), p.evidence_id), '、' ORDER BY p.evidence_id)
          FILTER (WHERE c.until_on >= as_of) AS papers_ja
      FROM work w
      JOIN judged j ON j.engagement_id = w.engagement_id
      LEFT JOIN asks a ON a.tier = j.tier
      JOIN paper p ON p.vendor_id = w.vendor_id AND p.kind = ANY (coalesce(a.scope_kinds, '{}')) AND p.state <> 'not_yet_valid'
      LEFT JOIN register.evidence n ON n.id = p.replaced_by_id
      CROSS JOIN LATERAL (
        -- What was replaced counts until its successor begins.
        SELECT least(coalesce(p.valid_until_on, (coalesce(p.issued_on, p.valid_from_on) + make_interval(months => a.scope_months))::date),
          CASE WHEN n.id IS NOT NULL THEN coalesce(n.valid_from_on, n.issued_on, '-infinity') - 1 END) AS until_on
      ) c
      CROSS JOIN LATERAL (SELECT p.engagement_ids = '{}' OR w.engagement_id = ANY (p.engagement_ids) AS covers) k
      WHERE w.goes_on
      GROUP BY w.vendor_id, w.engagement_id, j.tier, a.scope_kinds
    ) s
    JOIN register.engagement e ON e.id = s.engagement_id
    WHERE s.papers IS NOT NULL AND coalesce(s.covered_until_on < as_of, true)
  )
  SELECT v.code, v.name, l.tier, l.kind, l.issuer, l.number, l.scope, l.state, l.valid_until_on, l.read_by, l.read_on, l.gap, l.why
  FROM line l
  JOIN register.vendor v ON v.id = l.vendor_id
  WHERE (evidence.vendor IS NULL OR v.id IN (SELECT f.vendor_id FROM facts.vendor_called(evidence.vendor, as_of) f))
    AND (evidence.tier IS NULL OR l.tier = evidence.tier)
    AND (evidence.kind IS NULL OR l.kind = evidence.kind OR evidence.kind = ANY (l.kinds))
    AND (evidence.gap IS NULL OR l.gap = evidence.gap)
    AND (evidence.within_days IS NULL OR l.valid_until_on BETWEEN as_of AND as_of + evidence.within_days)
    AND (evidence.only_gaps IS NOT TRUE OR l.gap IS NOT NULL)
  ORDER BY v.code COLLATE "C", v.id, l.kind COLLATE "C" NULLS FIRST, l.valid_until_on, l.evidence_id, l.gap, l.engagement_id;
END;
COMMENT ON FUNCTION reports.evidence(date, text, text, text, text, integer, boolean, text) IS 'Which certificates and reports of vendors are missing, expired, unread or out of scope, and which are in good order?
question-ja: 委託先の認証・報告書のうち、未提出・期限切れ・未確認・対象範囲外のものはどれか？
title-ja: 証跡管理一覧
filter vendor: the vendor, by code or name
filter tier (critical, high, medium, low): only vendors, or work, of that tier
filter kind (iso27001, iso27017, iso27018, iso27701, iso22301, iso9001, iso20000, privacymark, ismap, scs, soc1, soc2_type1, soc2_type2, soc3, pci_aoc, penetration_test, vulnerability_scan, continuity_test, audit_report, questionnaire, policy, training_record, reference, insurance, financial_statement, credit_report, registry_extract, licence, return_receipt, destruction_certificate, other): only evidence of that kind, and where it is one of those asked for
filter gap (missing, expired, unread, out_of_scope): only that gap
filter within_days: only evidence that ends within so many days
filter only_gaps: only what is not in good order
chart: count gap by tier';
