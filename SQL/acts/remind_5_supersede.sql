-- Of what waits for a message the newest step of each deadline and audience goes out.
UPDATE register.reminder r SET state = 'superseded', because = n.step || ' is sent instead'
FROM (
  SELECT w.id, newest.step
  FROM register.reminder w
  CROSS JOIN LATERAL (
    SELECT o.step, o.fires_at, o.days FROM register.reminder o
    WHERE o.kind = w.kind AND o.subject_id = w.subject_id AND o.due_on = w.due_on AND o.audience = w.audience AND o.state IN ('pending', 'batched')
    ORDER BY o.fires_at DESC, o.days DESC, o.step LIMIT 1
  ) newest
  WHERE w.state = 'pending' AND newest.step <> w.step AND (newest.fires_at, newest.days) >= (w.fires_at, w.days)
  ORDER BY w.id FOR UPDATE OF w
) n
WHERE r.id = n.id AND r.state = 'pending'
