-- What a process held that died or stands still. Before the mark the other side cannot have it; after it, it may: sent again once, byte for byte, if
-- the policy says so, and then left to people.
UPDATE register.delivery x SET
  state = CASE WHEN x.phase = 'claimed' OR x.uncertain = 0 AND y.on_uncertain = 'resend' THEN 'queued' ELSE 'uncertain' END,
  uncertain = x.uncertain + CASE x.phase WHEN 'handing' THEN 1 ELSE 0 END,
  reply = format('%s stopped %s', x.claimed_by, CASE x.phase WHEN 'handing' THEN 'after the message was whole' ELSE 'before the message was whole' END),
  code = NULL, token = NULL, phase = NULL, lease_ends_at = NULL, next_at = facts.instant()
FROM register.reminder_policy y
WHERE x.id IN (SELECT id FROM register.delivery WHERE state = 'sending' AND lease_ends_at < facts.instant() ORDER BY id FOR UPDATE SKIP LOCKED)
  AND x.state = 'sending'
