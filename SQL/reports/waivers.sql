CREATE FUNCTION reports.waivers(
  as_of date DEFAULT facts.as_of(), vendor text DEFAULT NULL, state text DEFAULT NULL, approver text DEFAULT NULL, lang text DEFAULT 'en'
) RETURNS TABLE (
  number bigint, kind text, rule text, vendor_code text, vendor text, covers text, reason text, requested_by text, approver text, approved_on date,
  starts_on date, ends_on date, state text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  -- All that two people, or one who answers for it, let pass until a day: legs of the gate, findings, tiers set by hand, knock-outs.
  WITH line AS (
    SELECT w.waiver_id AS number, CASE WHEN w.engagement_id IS NOT NULL THEN 'gate' WHEN w.finding_id IS NOT NULL THEN 'finding' ELSE 'rule' END AS kind,
      w.rule, w.vendor_id,
      CASE WHEN w.engagement_id IS NOT NULL THEN w.engagement
        WHEN w.finding_id IS NOT NULL THEN facts.in_language(waivers.lang,
          format('finding %s: %s', w.finding_id, n.reference), format('指摘事項%s：%s', w.finding_id, n.reference))
        ELSE facts.in_language(waivers.lang, 'all that the rule finds of the vendor', '当該委託先に対する指摘事項のすべて') END AS covers,
      w.reason, r.requested_by_id, r.approved_by_id, w.approved_on, w.starts_on, w.ends_on, w.state, w.waiver_id AS place
    FROM facts.waiver(as_of) w
    JOIN register.waiver r ON r.id = w.waiver_id
    LEFT JOIN facts.finding_reference() n ON n.finding_id = w.finding_id
    UNION ALL
    SELECT o.override_id, 'tier', NULL, e.vendor_id,
      facts.in_language(waivers.lang, format('%s: tier %s', g.title, o.tier), format('%s：重要度「%s」', g.title, facts.tier_ja(o.tier))),
      o.reason, r.requested_by_id, r.approved_by_id, o.approved_on, o.starts_on, o.ends_on, o.state, o.override_id
    FROM facts.tier_override(as_of) o
    JOIN register.tier_override r ON r.id = o.override_id
    JOIN register.engagement g ON g.id = o.engagement_id
    JOIN facts.engagement_vendor(as_of) e ON e.engagement_id = o.engagement_id
    UNION ALL
    SELECT w.assessment_id, 'knock_out', NULL, s.vendor_id,
      facts.in_language(waivers.lang,
        format('%s: %s', c.key, coalesce(c.knock_out_en, c.knock_out_ja)), format('%s：%s', c.key, coalesce(c.knock_out_ja, c.knock_out_en))),
      w.reason, NULL, w.waived_by_id, w.waived_on, w.waived_on, w.ends_on, CASE WHEN w.ends_on < as_of THEN 'ended' ELSE 'in_force' END, w.id
    FROM register.assessment_waiver w
    JOIN register.criterion c ON c.id = w.criterion_id
    JOIN facts.assessment_vendor(as_of) s ON s.assessment_id = w.assessment_id
    WHERE w.waived_on <= as_of
  )
  SELECT l.number, l.kind, l.rule, v.code, v.name, l.covers, l.reason, r.name, CASE WHEN l.approved_on IS NOT NULL THEN a.name END, l.approved_on,
    l.starts_on, l.ends_on, l.state
  FROM line l
  LEFT JOIN register.vendor v ON v.id = l.vendor_id
  LEFT JOIN register.person r ON r.id = l.requested_by_id
  LEFT JOIN register.person a ON a.id = l.approved_by_id
  WHERE (waivers.vendor IS NULL OR v.id IN (SELECT f.vendor_id FROM facts.vendor_called(waivers.vendor, as_of) f))
    AND (waivers.state IS NULL OR l.state = waivers.state)
    AND (waivers.approver IS NULL OR (l.approved_on IS NOT NULL AND lower(waivers.approver) IN (lower(a.name), lower(a.email))))
  ORDER BY l.ends_on, l.kind, l.number, l.place;
END;
COMMENT ON FUNCTION reports.waivers(date, text, text, text, text) IS 'Which waivers are there, who approved them, and when do they end?
question-ja: どのような例外承認があり、誰が承認し、いつ終了するか？
title-ja: 例外承認一覧
filter vendor: the vendor, by code or name
filter state (requested, approved, in_force, ended, rejected, withdrawn): only waivers in that state
filter approver: who approved it, by mail address or name
chart: months ends_on by state';
