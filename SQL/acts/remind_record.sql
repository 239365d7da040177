-- $1 delivery, $2 token, $3 verdict, $4 code, $5 reply, $6 seconds the other side asked to wait. What became of an attempt.
WITH told AS (
  SELECT x.id, x.channel,
    CASE
      WHEN $3 = 'accepted' THEN 'sent'
      WHEN $3 = 'dead' OR $3 = 'retry' AND x.first_tried_at < facts.instant() - interval '4 days' THEN 'dead'
      WHEN $3 = 'uncertain' AND (x.uncertain > 0 OR y.on_uncertain = 'hold') THEN 'uncertain'
      ELSE 'queued' END AS state,
    -- Five, fifteen, thirty minutes, one, two, then every four hours, a tenth more or less, so that not all knock at once.
    CASE $3
      WHEN 'retry' THEN greatest((ARRAY[5, 15, 30, 60, 120, 240])[least(x.attempts, 6)] * interval '1 minute' * (0.9 + 0.2 * random()), least(coalesce($6, 0), 86400) * interval '1 second')
      WHEN 'unreachable' THEN interval '10 minutes'
      -- What breaks off now breaks off again now, and it is sent once more only.
      WHEN 'uncertain' THEN interval '5 minutes'
      ELSE interval '0' END AS wait
  FROM register.delivery x CROSS JOIN register.reminder_policy y
  WHERE x.id = $1 AND x.token = $2::uuid AND x.state = 'sending'
  FOR UPDATE OF x
), done AS (
  UPDATE register.delivery x SET state = t.state, code = $4, reply = $5, token = NULL, phase = NULL, lease_ends_at = NULL,
    sent_at = CASE WHEN t.state = 'sent' THEN facts.instant() END,
    uncertain = x.uncertain + CASE $3 WHEN 'uncertain' THEN 1 ELSE 0 END,
    -- What no message could have done is not counted against this one.
    attempts = x.attempts - CASE WHEN $3 IN ('unreachable', 'misconfigured') THEN 1 ELSE 0 END,
    first_tried_at = CASE WHEN $3 IN ('unreachable', 'misconfigured') AND x.attempts = 1 THEN NULL ELSE x.first_tried_at END,
    next_at = facts.instant() + t.wait
  FROM told t WHERE x.id = t.id
  RETURNING x.id
), again AS (
  -- Its reminders go to somebody else.
  UPDATE register.reminder r SET state = 'pending'
  FROM told t JOIN register.delivery_item i ON i.delivery_id = t.id AND NOT i.is_dropped
  WHERE t.state = 'dead' AND t.channel = 'mail' AND r.id = i.reminder_id AND r.state = 'batched'
)
SELECT t.state FROM told t JOIN done d ON d.id = t.id
