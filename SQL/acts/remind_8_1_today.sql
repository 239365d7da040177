-- $1 day. The messages of these days to those who are to be told, which stay as they are until more is put into them.
CREATE TEMPORARY TABLE today ON COMMIT DROP AS
SELECT x.id, x.person_id, x.slot, x.state IN ('queued', 'cancelled') AND x.attempts = 0 AS is_open
FROM register.delivery x
WHERE x.channel = 'mail' AND x.slot_on >= $1::date - 2 AND x.person_id IN (SELECT t.recipient_id FROM pg_temp.recipient t)
ORDER BY x.id FOR UPDATE
