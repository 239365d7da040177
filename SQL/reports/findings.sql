CREATE FUNCTION reports.findings(
  as_of date DEFAULT facts.as_of(), first_on date DEFAULT NULL, last_on date DEFAULT NULL, vendor text DEFAULT NULL, rule text DEFAULT NULL,
  state text DEFAULT NULL, severity text DEFAULT NULL, movement text DEFAULT NULL, age_over integer DEFAULT NULL,
  lang text DEFAULT 'en'
) RETURNS TABLE (
  finding text, rule text, controls text[], vendor text, subject text, severity text, state text, movement text, opened_on date, due_on date,
  age_days integer, owner text, why text, closed_on date, closure text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH found AS MATERIALIZED (
    -- Whole, and filtered at the end: with filters that may be none the planner expects a handful of rows, and joins each to each.
    SELECT f.finding_id, f.rule, f.version, f.severity, f.state, f.opened_on, f.due_on, f.vendor, f.vendor_id, f.reference, f.reason, f.reason_ja, f.assignee
    FROM facts.finding(least(findings.last_on, findings.as_of)) f
  ), opening AS MATERIALIZED (
    SELECT s.finding_id FROM facts.finding_standing(findings.first_on - 1) s WHERE s.is_open
  ), event AS MATERIALIZED (
    SELECT e.finding_id, max(e.as_of) FILTER (WHERE e.what <> 'resolved') AS opened_last_on,
      max(e.as_of) FILTER (WHERE e.what = 'resolved') AS closed_on, max(e.event_id) FILTER (WHERE e.what = 'resolved') AS closed_by_event_id
    FROM facts.finding_event e WHERE e.what IN ('opened', 'reopened', 'resolved') AND e.as_of <= least(findings.last_on, findings.as_of)
    GROUP BY e.finding_id
  ), said AS MATERIALIZED (
    SELECT DISTINCT ON (a.finding_id) a.finding_id, a.text, p.name
    FROM register.finding_act a JOIN register.person p ON p.id = a.acted_by_id
    WHERE a.acted_on <= least(findings.last_on, findings.as_of) ORDER BY a.finding_id, a.id DESC
  ), control AS MATERIALIZED (
    -- Rules say at their heads what they answer; of one version there is one text.
    SELECT DISTINCT ON (r.rule, r.version) r.rule, r.version,
      regexp_split_to_array(btrim(substring(r.source FROM '(?n)^-- controls:(.*)$')), '\s*;\s*') AS controls
    FROM register.rule_revision r ORDER BY r.rule, r.version, r.id DESC
  ), moved AS MATERIALIZED (
    SELECT f.*, c.controls, s.name AS said_by, s.text AS said,
      CASE WHEN f.state = 'resolved' THEN e.closed_on END AS closed_on, CASE WHEN f.state = 'resolved' THEN e.closed_by_event_id END AS event_id,
      CASE WHEN f.state = 'resolved' THEN e.closed_on ELSE least(findings.last_on, findings.as_of) END - f.opened_on AS age_days,
      CASE WHEN num_nonnulls(findings.first_on, findings.last_on) = 0 THEN NULL
        WHEN o.finding_id IS NULL THEN CASE WHEN f.state = 'resolved' THEN 'new_and_closed' ELSE 'new' END
        WHEN f.state = 'resolved' THEN 'closed' ELSE 'carried' END AS movement,
      -- Nothing is open before the first check, so without a first day all of it is new.
      o.finding_id IS NOT NULL OR e.opened_last_on >= coalesce(findings.first_on, '-infinity') AS is_of_period
    FROM found f
    LEFT JOIN opening o ON o.finding_id = f.finding_id
    LEFT JOIN event e ON e.finding_id = f.finding_id
    LEFT JOIN said s ON s.finding_id = f.finding_id
    LEFT JOIN control c ON c.rule = f.rule AND c.version = f.version
  )
  SELECT '#' || m.finding_id, m.rule, m.controls, m.vendor, m.reference, m.severity, m.state, m.movement, m.opened_on, m.due_on, m.age_days,
    coalesce(m.assignee, p.name), facts.in_language(lang, m.reason, m.reason_ja), m.closed_on,
    CASE WHEN m.state = 'resolved' THEN facts.in_language(lang,
      format('%s''s check of %s did not find it any more', r.actor, m.closed_on) || coalesce(format('; %s had said: %s', m.said_by, m.said), ''),
      format('%sの%sによる検査で検出されなくなった', m.closed_on, r.actor) || coalesce(format('（%sの記録：%s）', m.said_by, m.said), '')) END
  FROM moved m
  LEFT JOIN register.finding_event e ON e.id = m.event_id
  LEFT JOIN register.check_run r ON r.id = e.check_run_id
  LEFT JOIN register.vendor v ON v.id = m.vendor_id
  LEFT JOIN register.person p ON p.id = v.owner_id
  WHERE CASE WHEN num_nonnulls(findings.first_on, findings.last_on) > 0 THEN m.is_of_period ELSE m.state <> 'resolved' OR findings.state = 'resolved' END
    AND (findings.vendor IS NULL OR m.vendor_id IN (SELECT k.vendor_id FROM facts.vendor_called(findings.vendor, findings.as_of) k))
    AND (findings.rule IS NULL OR m.rule = findings.rule)
    AND (findings.state IS NULL OR m.state = findings.state)
    AND (findings.severity IS NULL OR m.severity = findings.severity)
    AND (findings.movement IS NULL OR m.movement = findings.movement)
    AND (age_over IS NULL OR m.age_days > age_over)
  ORDER BY facts.severity_rank(m.severity) DESC, m.opened_on, m.rule COLLATE "C", m.finding_id;
END;
COMMENT ON FUNCTION reports.findings(date, date, date, text, text, text, text, text, integer, text)
  IS 'Which findings are open, how old are they, and what became of those that were open in the period?
question-ja: どの検出事項が未解消で、検出から何日たち、期間中に未解消だったものはどうなったか？
title-ja: 検出事項一覧
filter vendor: the vendor, by code or name
filter rule: the rule, by its name
filter state (open, acknowledged, waived, resolved): only that state; without a period, what is resolved is listed only so
filter severity (critical, high, medium, low, info): only that severity
filter movement (carried, closed, new, new_and_closed): only what so moved in the period: open before it and at its end, before it and not at its end, at its end alone, or in between alone. Opening is carried + closed, closing is carried + new; opening + new + new_and_closed - closed - new_and_closed = closing
filter age_over: only what was open for more than so many days
chart: months opened_on by state';
