-- $1 at most so many. What a plan has decided and what waits, within the transaction that planned.
SELECT CASE WHEN r.state = 'batched' THEN 'to send' WHEN r.state <> 'pending' THEN r.state WHEN t.id IS NULL THEN 'nobody to tell' ELSE 'waits' END AS what,
  p.name AS "to", r.kind, r.reference, r.vendor, r.due_on, r.step, facts.instant_text(r.fires_at) AS from_when,
  coalesce(r.because, t.instead, CASE WHEN r.state = 'pending' AND t.id IS NOT NULL THEN 'for their hours or the next day' END) AS why
FROM register.reminder r
LEFT JOIN pg_temp.recipient t ON t.id = r.id
LEFT JOIN LATERAL (
  SELECT x.person_id, x.state FROM register.delivery_item i JOIN register.delivery x ON x.id = i.delivery_id AND x.channel = 'mail'
  WHERE i.reminder_id = r.id ORDER BY i.id DESC LIMIT 1) x ON true
LEFT JOIN register.person p ON p.id = coalesce(t.recipient_id, x.person_id)
-- What this transaction wrote, and what still waits.
WHERE r.xmin = pg_current_xact_id()::xid OR r.state = 'pending' OR r.state = 'batched' AND x.state = 'queued'
ORDER BY r.state NOT IN ('batched', 'pending'), r.state, p.name, r.due_on, r.reference, r.step
LIMIT $1::bigint
