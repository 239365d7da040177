-- $1 day. What people asked not to hear. An escalation rests only when whoever would get it has said so, and a day for notice is never muted.
UPDATE register.reminder r SET state = 'muted', because = m.because
FROM (
  SELECT DISTINCT ON (t.id) t.id, format('%s until %s by %s: %s', a.what, a.until_on, a.acted_by, a.reason) AS because
  FROM pg_temp.recipient t
  JOIN facts.reminder_act($1::date) a ON a.state = 'in_force' AND CASE a.what
    WHEN 'muted' THEN a.person_id = t.recipient_id AND coalesce(a.kind, t.kind) = t.kind AND t.audience = 'owner' AND t.kind <> 'notice'
    WHEN 'acknowledged' THEN a.kind = t.kind AND a.subject_id = t.subject_id AND (t.audience = 'owner' OR a.acted_by_id = t.recipient_id)
    WHEN 'snoozed' THEN a.kind = t.kind AND a.subject_id = t.subject_id AND a.until_on > t.local_day AND (t.audience = 'owner' OR a.acted_by_id = t.recipient_id)
    ELSE false END
  ORDER BY t.id, a.until_on DESC
) m
WHERE r.id = m.id AND r.state = 'pending'
