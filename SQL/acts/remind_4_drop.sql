-- $1 instant. Messages that wait say only what is still true when they go; one of another day that no server has answered is put together anew: the days
-- before nobody listened, the days after come of a clock that was ahead.
WITH waiting AS MATERIALIZED (
  SELECT x.id, x.channel = 'mail' AS is_mail, x.channel = 'mail' AND x.code IS NULL AND x.slot_on <> ($1::timestamptz AT TIME ZONE coalesce(p.zone, facts.zone()))::date AS is_old
  FROM register.delivery x LEFT JOIN register.person p ON p.id = x.person_id
  WHERE x.state = 'queued' AND NOT EXISTS (SELECT FROM register.delivery_message m WHERE m.delivery_id = x.id)
  ORDER BY x.id FOR UPDATE OF x SKIP LOCKED
), item AS MATERIALIZED (
  SELECT i.id, i.delivery_id, i.reminder_id, w.is_mail, w.is_old,
    NOT EXISTS (SELECT FROM pg_temp.deadline d WHERE d.kind = r.kind AND d.subject_id = r.subject_id AND d.due_on = r.due_on) AS is_gone
  FROM waiting w
  JOIN register.delivery_item i ON i.delivery_id = w.id AND NOT i.is_dropped
  JOIN register.reminder r ON r.id = i.reminder_id
), dropped AS (
  UPDATE register.delivery_item i SET is_dropped = true FROM item t WHERE t.id = i.id AND (t.is_gone OR t.is_old)
), again AS (
  UPDATE register.reminder r
  SET state = CASE WHEN t.is_gone THEN 'cancelled' ELSE 'pending' END, because = CASE WHEN t.is_gone THEN 'done before the message went out' END
  FROM item t WHERE t.reminder_id = r.id AND t.is_mail AND (t.is_gone OR t.is_old)
)
UPDATE register.delivery x SET state = 'cancelled', reply = CASE WHEN w.is_old THEN 'put together anew on another day' ELSE 'nothing was left to say' END
FROM waiting w
WHERE x.id = w.id AND (w.is_old OR NOT EXISTS (SELECT FROM item t WHERE t.delivery_id = w.id AND NOT t.is_gone))
