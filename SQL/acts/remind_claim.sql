-- $1 who claims, $2 channels that are left alone. One message that is to go now; nobody else gets it while the lease runs.
WITH claimed AS (
  UPDATE register.delivery SET state = 'sending', phase = 'claimed', attempts = attempts + 1, token = gen_random_uuid(),
    lease_ends_at = facts.instant() + interval '10 minutes', claimed_by = $1, first_tried_at = coalesce(first_tried_at, facts.instant())
  WHERE id = (
    SELECT id FROM register.delivery
    -- Nothing is put off for longer than a day: an instant beyond that comes of a clock that was ahead.
    WHERE state = 'queued' AND (next_at <= facts.instant() OR next_at > facts.instant() + interval '25 hours') AND channel <> ALL ($2::text[])
    ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING *
)
SELECT c.id, c.token::text, c.channel, c.attempts, c.slot_on AS day, p.name AS recipient, p.email AS address, coalesce(p.language, y.language) AS language,
  c.id || '.' || left(y.instance::text, 8) AS digest_id, extract(epoch FROM facts.instant())::bigint AS now,
  m.message_id, m.address AS frozen_address, translate(encode(m.body, 'base64'), E'\n', '') AS frozen_body
FROM claimed c
CROSS JOIN register.reminder_policy y
LEFT JOIN register.person p ON p.id = c.person_id
LEFT JOIN register.delivery_message m ON m.delivery_id = c.id
