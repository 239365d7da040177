-- $1 a delivery. What its message says, overdue first.
SELECT r.kind, i.reference, i.vendor, i.tier, r.due_on, r.due_on - x.slot_on AS days_left, i.because AS why, r.audience,
  CASE WHEN o.id IS DISTINCT FROM x.person_id THEN o.name END AS owner, i.instead, i.uid, i.sequence,
  extract(epoch FROM i.changed_at)::bigint AS changed_at
FROM register.delivery x
JOIN register.delivery_item i ON i.delivery_id = x.id AND NOT i.is_dropped
JOIN register.reminder r ON r.id = i.reminder_id
LEFT JOIN register.person o ON o.id = i.answering_id
WHERE x.id = $1
ORDER BY r.due_on, i.reference, r.kind, i.id
