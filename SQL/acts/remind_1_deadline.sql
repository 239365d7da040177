-- $1 day. What is due, worked out once for all that follows in the transaction, with the clock of whoever answers for it.
CREATE TEMPORARY TABLE deadline ON COMMIT DROP AS
SELECT d.kind, d.subject_id, d.cycle, d.due_on, d.reference, d.vendor_id, d.vendor, d.tier, d.why, d.why_ja, d.owner_id, d.owner,
  v.backup_owner_id, coalesce(o.zone, facts.zone()) AS zone, coalesce(o.calendar, facts.default_calendar()) AS calendar, c.remind_days
FROM facts.deadline($1::date) d
LEFT JOIN register.person o ON o.id = d.owner_id
LEFT JOIN register.vendor v ON v.id = d.vendor_id
LEFT JOIN register.contract c ON d.subject = 'contract' AND c.id = d.subject_id;
