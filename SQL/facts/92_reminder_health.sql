-- Whether reminders work: silence must not look like health.
CREATE FUNCTION facts.reminder_health(at timestamptz) RETURNS TABLE (
  state text, problems text[], last_run_at timestamptz, hours_since numeric, last_outcome text, host text, broken_off bigint,
  pending bigint, nobody integer, queued bigint, oldest_queued_at timestamptz, sending bigint, uncertain bigint, dead bigint,
  sent_total bigint, last_sent_at timestamptz, plan_seconds numeric, silent_hours integer
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT CASE WHEN cardinality(w.problems) > 0 THEN 'attention' ELSE 'fine' END, w.problems,
    l.ended_at, h.hours, l.outcome, l.host, b.broken_off, r.pending, coalesce(l.nobody, 0), d.queued, d.oldest_queued_at, d.sending, d.uncertain, d.dead,
    d.sent, d.last_sent_at, round(extract(epoch FROM l.ended_at - l.began_at), 1), p.silent_hours
  FROM register.reminder_policy p
  LEFT JOIN LATERAL (SELECT * FROM register.reminder_run WHERE ended_at IS NOT NULL AND began_at <= at ORDER BY ended_at DESC LIMIT 1) l ON true
  CROSS JOIN LATERAL (SELECT count(*) AS broken_off FROM register.reminder_run x WHERE x.ended_at IS NULL AND x.began_at BETWEEN at - interval '7 days' AND at - interval '1 hour') b
  CROSS JOIN LATERAL (SELECT round(extract(epoch FROM at - l.ended_at) / 3600, 1) AS hours OFFSET 0) h
  CROSS JOIN LATERAL (SELECT count(*) AS pending FROM register.reminder WHERE state = 'pending') r
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE x.state = 'queued') AS queued, min(x.next_at) FILTER (WHERE x.state = 'queued') AS oldest_queued_at,
      count(*) FILTER (WHERE x.state = 'sending') AS sending, count(*) FILTER (WHERE x.state = 'uncertain') AS uncertain,
      count(*) FILTER (WHERE x.state = 'dead' AND x.next_at > at - interval '7 days') AS dead,
      count(*) FILTER (WHERE x.state = 'sent') AS sent, max(x.sent_at) AS last_sent_at
    FROM register.delivery x
  ) d
  CROSS JOIN LATERAL (
    SELECT array_remove(ARRAY[
      CASE WHEN l.ended_at IS NULL THEN 'no run has ever finished: "clause6 remind run" is not scheduled'
        WHEN h.hours > p.silent_hours THEN format('the last run finished %s hours ago, and the policy allows %s', h.hours, p.silent_hours) END,
      CASE WHEN l.outcome <> 'done' THEN 'the last run stopped: ' || l.outcome END,
      CASE WHEN l.nobody > 0 THEN format('%s reminders have nobody to go to: name a fallback in the policy', l.nobody) END,
      CASE WHEN d.uncertain > 0 THEN format('%s messages may or may not have arrived: "clause6 remind resolve"', d.uncertain) END,
      CASE WHEN d.dead > 0 THEN format('%s messages were refused for good in the last seven days: "clause6 remind list --state dead"', d.dead) END
    ], NULL) AS problems OFFSET 0
  ) w
  WHERE p.id = 1;
END;
COMMENT ON FUNCTION facts.reminder_health(timestamptz) IS 'How the scheduler fares at an instant: when it last finished, what waits, what is uncertain or refused, and what somebody must look at';
