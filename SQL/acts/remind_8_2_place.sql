-- $1 day, $2 whether at any hour of any day. The message that each will be in.
CREATE TEMPORARY TABLE placed ON COMMIT DROP AS
WITH policy AS MATERIALIZED (SELECT * FROM register.reminder_policy),
business AS MATERIALIZED (SELECT * FROM facts.calendar_day($1::date - 40, $1::date + 40)),
waiting AS MATERIALIZED (
  SELECT t.*, u.is_urgent,
    u.is_urgent OR $2::boolean OR t.local_time >= p.send_from AND t.local_time < p.send_until
      -- Where the calendar does not say, the week does.
      AND coalesce(b.is_business, extract(isodow FROM t.local_day) < 6) AS is_time
  FROM pg_temp.recipient t
  JOIN register.reminder r ON r.id = t.id AND r.state = 'pending'
  CROSS JOIN policy p
  LEFT JOIN business b ON b.calendar = t.calendar AND b.day = t.local_day
  LEFT JOIN business e ON e.calendar = t.calendar AND e.day = t.due_on
  CROSS JOIN LATERAL (
    SELECT t.kind IN ('notice', 'incident_duty') AND t.due_on >= t.local_day
      AND coalesce(e.ordinal - b.ordinal, t.due_on - t.local_day) <= 2 AS is_urgent OFFSET 0
  ) u
)
SELECT w.*, w.local_day || s.suffix AS slot
FROM waiting w
CROSS JOIN LATERAL (
  SELECT s.suffix FROM (VALUES (1, '', true), (2, '/urgent', w.is_urgent), (3, '/reroute', w.is_rerouted)) AS s (place, suffix, may)
  WHERE s.may AND NOT EXISTS (SELECT FROM pg_temp.today y WHERE y.person_id = w.recipient_id AND y.slot = w.local_day || s.suffix AND NOT y.is_open)
  ORDER BY s.place LIMIT 1
) s
WHERE w.is_time
