CREATE FUNCTION reports.started_early(
  as_of date DEFAULT facts.as_of(), first_on date DEFAULT NULL, last_on date DEFAULT NULL, vendor text DEFAULT NULL, state text DEFAULT NULL
) RETURNS TABLE (
  reference text, what text, vendor_code text, vendor text, began_on date, approved_on date, days_early integer, outcome text, approver text,
  waiver bigint, waived_until_on date, state text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH early AS MATERIALIZED (
    -- Of several vendors on one paper the first.
    SELECT DISTINCT ON (b.contract_id) b.contract_id, NULL::bigint AS engagement_id, b.vendor_id, b.began_on, b.approved_on, b.assessment_id,
      CASE WHEN b.began_on = b.starts_on THEN 'contract' ELSE 'work' END AS what
    FROM facts.beginning(as_of) b
    WHERE b.began_on < b.approved_on
    ORDER BY b.contract_id, b.place, b.vendor_id
  ), loose AS MATERIALIZED (
    -- Work under no contract at all.
    SELECT DISTINCT ON (e.engagement_id) NULL::bigint AS contract_id, e.engagement_id, e.vendor_id, e.starts_on AS began_on, a.concluded_on AS approved_on,
      a.id AS assessment_id, 'work' AS what
    FROM facts.engagement_vendor(as_of) e
    JOIN facts.assessment_vendor(as_of) s ON s.vendor_id = e.vendor_id AND (s.engagement_id IS NULL OR s.engagement_id = e.engagement_id)
    JOIN register.assessment a ON a.id = s.assessment_id AND a.started_on <= as_of AND a.concluded_on <= as_of
      AND a.outcome IN ('approve', 'approve_with_conditions')
    WHERE e.starts_on <= as_of
      AND NOT EXISTS (SELECT FROM register.engagement_contract l WHERE l.engagement_id = e.engagement_id AND (l.from_on IS NULL OR l.from_on <= as_of))
    ORDER BY e.engagement_id, a.concluded_on, a.id
  ), found AS MATERIALIZED (
    SELECT f.* FROM (SELECT * FROM early UNION ALL SELECT * FROM loose WHERE loose.began_on < loose.approved_on) f
    WHERE f.began_on BETWEEN coalesce(started_early.first_on, '-infinity') AND least(started_early.last_on, as_of)
      AND (started_early.vendor IS NULL OR f.vendor_id IN (SELECT c.vendor_id FROM facts.vendor_called(started_early.vendor, as_of) c))
  ), standing AS MATERIALIZED (SELECT s.contract_id, s.state FROM facts.contract_state(as_of) s
  ), waived AS MATERIALIZED (
    SELECT w.waiver_id, w.rule, w.vendor_id, w.finding_id, w.engagement_id, w.starts_on, w.ends_on
    FROM facts.waiver(as_of) w
    WHERE w.approved_on IS NOT NULL AND w.state IN ('in_force', 'ended') AND w.rule IN ('contract-started-before-approval', 'gate-assessment')
  ), covering AS (
    -- The rule was waived, or the gate while nobody had approved yet.
    SELECT DISTINCT ON (c.contract_id, c.engagement_id) c.contract_id, c.engagement_id, c.waiver_id, c.ends_on
    FROM (
      SELECT f.contract_id, f.engagement_id, w.waiver_id, w.ends_on
      FROM found f JOIN waived w ON w.vendor_id = f.vendor_id AND w.finding_id IS NULL AND w.engagement_id IS NULL
      UNION ALL
      SELECT f.contract_id, f.engagement_id, w.waiver_id, w.ends_on
      FROM waived w JOIN register.finding g ON g.id = w.finding_id JOIN found f ON f.contract_id = g.subject_id
      UNION ALL
      SELECT f.contract_id, f.engagement_id, w.waiver_id, w.ends_on
      FROM waived w
      LEFT JOIN register.engagement_contract l ON l.engagement_id = w.engagement_id AND (l.from_on IS NULL OR l.from_on <= as_of)
      JOIN found f ON w.starts_on < f.approved_on AND w.ends_on >= f.began_on
        AND CASE WHEN f.contract_id IS NULL THEN f.engagement_id = w.engagement_id ELSE f.contract_id = l.contract_id END
      WHERE w.engagement_id IS NOT NULL
    ) c
    ORDER BY c.contract_id, c.engagement_id, c.ends_on DESC, c.waiver_id DESC
  )
  SELECT coalesce(k.reference, coalesce(v.code, v.name) || '/' || e.title), f.what, v.code, v.name, f.began_on, f.approved_on, f.approved_on - f.began_on,
    a.outcome, p.name, c.waiver_id, c.ends_on, t.state
  FROM found f
  JOIN register.vendor v ON v.id = f.vendor_id
  JOIN register.assessment a ON a.id = f.assessment_id
  LEFT JOIN register.person p ON p.id = a.concluded_by_id
  LEFT JOIN register.contract k ON k.id = f.contract_id
  LEFT JOIN standing s ON s.contract_id = f.contract_id
  LEFT JOIN register.engagement e ON e.id = f.engagement_id
  LEFT JOIN covering c ON c.contract_id IS NOT DISTINCT FROM f.contract_id AND c.engagement_id IS NOT DISTINCT FROM f.engagement_id
  CROSS JOIN LATERAL (
    SELECT CASE WHEN f.contract_id IS NOT NULL THEN s.state WHEN e.ends_on < as_of THEN 'ended' ELSE 'under_way' END AS state
  ) t
  WHERE started_early.state IS NULL OR t.state = started_early.state
  ORDER BY f.began_on, k.reference COLLATE "C", v.code COLLATE "C", f.engagement_id;
END;
COMMENT ON FUNCTION reports.started_early(date, date, date, text, text) IS 'Which contracts, or which work, began before the vendor was first approved?
question-ja: 委託先が承認される前に開始された契約・業務はどれか？
title-ja: 承認前開始一覧
filter vendor: the vendor, by code or name
filter state (not_started, in_force, in_notice_window, notice_missed, auto_renewed, end_unknown, lapsed, terminated, superseded, under_way, ended): only contracts, or work, in that state
chart: months began_on by what';
