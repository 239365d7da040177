-- $1 day. What people asked not to hear. An escalation rests only when whoever would get it has said so, and a day for notice is never muted.
WITH act AS MATERIALIZED (SELECT * FROM facts.reminder_act($1::date) a WHERE a.state = 'in_force'),
quiet AS (
  SELECT t.id, a.act_id, a.what, a.until_on, a.acted_by, a.reason
  FROM act a
  JOIN pg_temp.recipient t ON t.recipient_id = a.person_id
  WHERE a.what = 'muted' AND coalesce(a.kind, t.kind) = t.kind AND t.audience = 'owner' AND t.kind <> 'notice'
  UNION ALL
  SELECT t.id, a.act_id, a.what, a.until_on, a.acted_by, a.reason
  FROM act a
  JOIN pg_temp.recipient t ON t.kind = a.kind AND t.subject_id = a.subject_id
  WHERE (a.what = 'acknowledged' OR a.what = 'snoozed' AND a.until_on > t.local_day) AND (t.audience = 'owner' OR a.acted_by_id = t.recipient_id)
)
UPDATE register.reminder r SET state = 'muted', because = m.because
FROM (
  SELECT DISTINCT ON (q.id) q.id, format('%s until %s by %s: %s', q.what, q.until_on, q.acted_by, q.reason) AS because
  FROM quiet q
  ORDER BY q.id, q.until_on DESC, q.act_id DESC
) m
WHERE r.id = m.id AND r.state = 'pending'
