CREATE FUNCTION reports.movement(
  as_of date DEFAULT facts.as_of(), first_on date DEFAULT NULL, last_on date DEFAULT NULL, vendor text DEFAULT NULL, rule text DEFAULT NULL,
  severity text DEFAULT NULL
) RETURNS TABLE (month text, severity text, opening bigint, opened bigint, closed bigint, closing bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH period AS MATERIALIZED (
    SELECT coalesce(movement.first_on, min(c.as_of)) AS first_on, least(movement.last_on, movement.as_of) AS last_on FROM register.check_run c
  ), standing AS MATERIALIZED (
    -- Of one severity throughout, so that nothing is opened or closed by growing worse.
    SELECT s.finding_id, s.severity FROM facts.finding_standing(least(movement.last_on, movement.as_of)) s
  ), subject AS MATERIALIZED (
    SELECT s.finding_id, s.severity
    FROM standing s
    JOIN register.finding f ON f.id = s.finding_id
    LEFT JOIN facts.merged_vendor(movement.as_of) m ON m.entry_id = f.vendor_id
    WHERE (movement.rule IS NULL OR f.rule = movement.rule) AND (movement.severity IS NULL OR s.severity = movement.severity)
      AND (movement.vendor IS NULL
        OR facts.goes_on_as(m.vendor_id, f.vendor_id) IN (SELECT k.vendor_id FROM facts.vendor_called(movement.vendor, movement.as_of) k))
  ), event AS MATERIALIZED (
    -- Checks are kept in the order of their days.
    SELECT s.severity, e.finding_id, e.id, e.what <> 'resolved' AS is_open,
      coalesce(lag(e.what <> 'resolved') OVER (PARTITION BY e.finding_id ORDER BY e.id), false) AS was_open,
      CASE WHEN c.as_of >= p.first_on THEN greatest(p.first_on, date_trunc('month', c.as_of::timestamp)::date) ELSE '-infinity' END AS month_on
    FROM register.finding_event e
    JOIN register.check_run c ON c.id = e.check_run_id
    JOIN subject s ON s.finding_id = e.finding_id
    CROSS JOIN period p
    WHERE c.as_of <= p.last_on
  ), moved AS MATERIALIZED (
    -- What came and went within the month is both opened and closed.
    SELECT m.severity, m.month_on, count(*) FILTER (WHERE NOT m.was_open) AS opened, count(*) FILTER (WHERE NOT m.is_open) AS closed
    FROM (
      SELECT e.severity, e.month_on, (array_agg(e.was_open ORDER BY e.id))[1] AS was_open, (array_agg(e.is_open ORDER BY e.id DESC))[1] AS is_open,
        bool_or(e.was_open OR e.is_open) AS was_ever_open
      FROM event e GROUP BY e.severity, e.month_on, e.finding_id
    ) m
    WHERE m.was_ever_open GROUP BY m.severity, m.month_on
  ), month AS MATERIALIZED (
    SELECT '-infinity'::date AS month_on FROM period p WHERE p.first_on IS NOT NULL
    UNION ALL
    SELECT greatest(p.first_on, g.at::date)
    FROM period p CROSS JOIN LATERAL generate_series(date_trunc('month', p.first_on::timestamp), p.last_on::timestamp, interval '1 month') g (at)
  ), counted AS (
    SELECT n.month_on, v.severity, coalesce(m.opened, 0) AS opened, coalesce(m.closed, 0) AS closed,
      (sum(coalesce(m.opened, 0) - coalesce(m.closed, 0)) OVER (PARTITION BY v.severity ORDER BY n.month_on))::bigint AS closing
    FROM month n
    CROSS JOIN (SELECT DISTINCT o.severity FROM moved o) v
    LEFT JOIN moved m ON m.month_on = n.month_on AND m.severity = v.severity
  )
  SELECT to_char(c.month_on, 'YYYY-MM'), c.severity, c.closing - c.opened + c.closed, c.opened, c.closed, c.closing
  FROM counted c WHERE c.month_on > '-infinity' AND c.closing + c.closed > 0
  ORDER BY c.month_on, facts.severity_rank(c.severity) DESC;
END;
COMMENT ON FUNCTION reports.movement(date, date, date, text, text, text)
  IS 'How many findings of each severity were open before each month, how many opened and closed in it, and how many are open at its end (opening + opened - closed = closing)?
question-ja: 月ごと、重大度ごとに、前月末に未解消だった検出事項は何件で、何件が発生し、何件が解消され、月末に何件が残ったか（前月末＋発生－解消＝月末）？
title-ja: 検出事項の増減表
filter vendor: the vendor, by code or name
filter rule: the rule, by its name
filter severity (critical, high, medium, low, info): only that severity; a finding counts under the one that it has at the end of the period
chart: heat month by severity of closing';
