-- $1 day, $2 instant, $3 the webhooks as JSON. One message a person and day; what comes later on the
-- same day waits for the next, unless that would be too late.
WITH policy AS MATERIALIZED (SELECT * FROM register.reminder_policy),
made AS (
  INSERT INTO register.delivery (channel, person_id, slot, slot_on, next_at)
  SELECT 'mail', p.recipient_id, p.slot, p.local_day, $2::timestamptz
  FROM pg_temp.placed p
  WHERE NOT EXISTS (SELECT FROM pg_temp.today y WHERE y.person_id = p.recipient_id AND y.slot = p.slot)
  GROUP BY p.recipient_id, p.slot, p.local_day
  -- Whose own it is hears first.
  ORDER BY min(array_position('{owner,manager,risk_lead}', p.audience)), p.recipient_id, p.slot
  RETURNING id, person_id, slot
),
mail AS (
  SELECT m.id, m.person_id, m.slot FROM made m UNION ALL SELECT y.id, y.person_id, y.slot FROM pg_temp.today y WHERE y.is_open
),
opened AS (
  UPDATE register.delivery x SET state = 'queued', reply = NULL, next_at = $2::timestamptz
  FROM pg_temp.today y JOIN pg_temp.placed p ON p.recipient_id = y.person_id AND p.slot = y.slot WHERE x.id = y.id AND x.state = 'cancelled'
),
hook AS (
  INSERT INTO register.delivery (channel, slot, slot_on, next_at)
  SELECT 'webhook:' || h.name, to_char($2::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), $1::date, $2::timestamptz
  FROM jsonb_to_recordset($3::jsonb) AS h (name text, kinds text[])
  WHERE EXISTS (SELECT FROM pg_temp.placed p WHERE h.kinds IS NULL OR p.kind = ANY (h.kinds))
  RETURNING id, channel
),
entry AS (
  SELECT p.id, facts.calendar_uid(p.kind, p.subject_id, p.cycle) AS uid, coalesce(e.sequence, 0) AS sequence,
    coalesce(e.changed_at, $2::timestamptz) AS changed_at
  FROM pg_temp.placed p LEFT JOIN register.calendar_entry e ON e.kind = p.kind AND e.subject_id = p.subject_id AND e.cycle = p.cycle
),
item AS (
  INSERT INTO register.delivery_item (delivery_id, reminder_id, answering_id, instead, reference, vendor, tier, because, uid, sequence, changed_at)
  SELECT m.id, p.id, p.owner_id, p.instead, p.reference, p.vendor, p.tier, facts.in_language(p.language, p.why, p.why_ja), e.uid, e.sequence,
    e.changed_at
  FROM pg_temp.placed p JOIN mail m ON m.person_id = p.recipient_id AND m.slot = p.slot JOIN entry e ON e.id = p.id
  UNION ALL
  SELECT h.id, p.id, p.owner_id, NULL, p.reference, p.vendor, p.tier, facts.in_language(y.language, p.why, p.why_ja), e.uid, e.sequence,
    e.changed_at
  FROM pg_temp.placed p CROSS JOIN policy y JOIN entry e ON e.id = p.id
  JOIN jsonb_to_recordset($3::jsonb) AS k (name text, kinds text[]) ON k.kinds IS NULL OR p.kind = ANY (k.kinds)
  JOIN hook h ON h.channel = 'webhook:' || k.name
  ON CONFLICT (delivery_id, reminder_id) DO UPDATE SET is_dropped = false, answering_id = excluded.answering_id, instead = excluded.instead, reference = excluded.reference,
    vendor = excluded.vendor, tier = excluded.tier, because = excluded.because, sequence = excluded.sequence, changed_at = excluded.changed_at
)
UPDATE register.reminder r SET state = 'batched', because = NULL FROM pg_temp.placed p WHERE r.id = p.id AND r.state = 'pending'
