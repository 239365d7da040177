-- $1 day, $2 instant. Who is told of what waits: decided now and not when it was planned, for people go on leave.
CREATE TEMPORARY TABLE recipient ON COMMIT DROP AS
WITH policy AS MATERIALIZED (SELECT * FROM register.reminder_policy),
stand_in AS MATERIALIZED (SELECT * FROM facts.stand_in($1::date)),
candidate AS (
  SELECT w.id, s.recipient_id, s.place
  FROM pg_temp.waiting w JOIN stand_in s ON s.person_id = w.owner_id AND (w.audience = 'owner' OR w.audience = 'manager' AND s.is_manager)
  UNION ALL
  SELECT w.id, s.recipient_id, 50 + s.place FROM pg_temp.waiting w JOIN stand_in s ON w.audience = 'owner' AND s.person_id = w.backup_owner_id AND NOT s.is_manager
  UNION ALL
  SELECT w.id, s.recipient_id, 200 + s.place FROM pg_temp.waiting w CROSS JOIN policy p JOIN stand_in s ON w.audience = 'risk_lead' AND s.person_id = p.risk_lead_id
  UNION ALL
  SELECT w.id, s.recipient_id, 400 + s.place FROM pg_temp.waiting w CROSS JOIN policy p JOIN stand_in s ON s.person_id = p.fallback_id
),
chosen AS (
  SELECT DISTINCT ON (c.id) c.id, c.recipient_id, c.place
  FROM candidate c
  -- Whose address refused it is not asked again for the same.
  WHERE NOT EXISTS (
    SELECT FROM register.delivery_item i JOIN register.delivery x ON x.id = i.delivery_id
    WHERE i.reminder_id = c.id AND x.state = 'dead' AND x.person_id = c.recipient_id)
  ORDER BY c.id, c.place
)
SELECT w.*, c.recipient_id, ($2::timestamptz AT TIME ZONE z.zone)::date AS local_day, ($2::timestamptz AT TIME ZONE z.zone)::time AS local_time, z.calendar,
  z.language,
  CASE
    WHEN w.audience = 'risk_lead' AND c.place < 400 OR w.audience = 'manager' AND c.place = 100 OR c.place = 0 THEN NULL
    WHEN w.owner_id IS NULL THEN facts.in_language(z.language, 'nobody answers for it', '担当者がいない')
    WHEN w.audience = 'manager' AND c.place > 100 THEN
      format(facts.in_language(z.language, '%s has no manager who could be told', '%sさんの上長に連絡できない'), w.owner)
    WHEN facts.has_left(o.left_on, $1::date) THEN format(facts.in_language(z.language, '%s left on %s', '%sさんは%sに離任した'), o.name, o.left_on)
    WHEN facts.is_away(o.away_from_on, o.away_until_on, $1::date) THEN
      format(facts.in_language(z.language, '%s is away until %s', '%sさんは%sまで不在'), o.name, o.away_until_on)
    WHEN w.audience = 'risk_lead' THEN facts.in_language(z.language, 'no risk lead could be told', 'リスク管理責任者に連絡できない')
    ELSE format(facts.in_language(z.language, 'mail to %s was refused', '%sさん宛のメールが拒否された'), o.name) END AS instead,
  EXISTS (
    SELECT FROM register.delivery_item i JOIN register.delivery x ON x.id = i.delivery_id WHERE i.reminder_id = w.id AND x.state = 'dead') AS is_rerouted
FROM pg_temp.waiting w
JOIN chosen c ON c.id = w.id
JOIN register.person p ON p.id = c.recipient_id
LEFT JOIN register.person o ON o.id = w.owner_id
CROSS JOIN policy y
CROSS JOIN LATERAL (
  SELECT coalesce(p.zone, facts.zone()) AS zone, coalesce(p.calendar, facts.default_calendar()) AS calendar, coalesce(p.language, y.language) AS language OFFSET 0
) z;
