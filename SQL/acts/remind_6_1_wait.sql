-- $1 instant. What waits to be told. A table of its own, of which the server learns how much it is: it takes it for a row, and would compare
-- each reminder with each person.
CREATE TEMPORARY TABLE waiting ON COMMIT DROP AS
SELECT r.id, r.kind, r.subject_id, r.due_on, r.audience, d.owner_id, d.owner, d.backup_owner_id, d.reference, d.vendor, d.tier, d.why, d.why_ja, d.cycle
FROM register.reminder r
JOIN pg_temp.deadline d ON d.kind = r.kind AND d.subject_id = r.subject_id AND d.due_on = r.due_on
-- What a clock that was ahead decided waits for its time.
WHERE r.state = 'pending' AND r.fires_at <= $1::timestamptz
