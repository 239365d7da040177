-- Whom a reminder reaches, and what became of it.

CREATE FUNCTION facts.step_text(days integer, business boolean) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN days > 0 THEN '+' ELSE '' END || days || CASE WHEN business THEN 'b' ELSE '' END;
COMMENT ON FUNCTION facts.step_text(integer, boolean) IS 'A step as policies write it: -30, +2b, 0';

-- The most specific ladder counts as a whole.
CREATE VIEW facts.reminder_ladder AS
  SELECT k.kind, t.tier, s.audience, s.days, s.business,
    s.audience || ' ' || facts.step_text(s.days, s.business) AS step
  FROM unnest(ARRAY['contract_end', 'notice', 'evidence_end', 'incident_duty', 'data_return', 'access_removal', 'review', 'review_request',
    'assessment_end', 'condition', 'waiver_end', 'override_end', 'finding']) AS k (kind)
  CROSS JOIN unnest(ARRAY['critical', 'high', 'medium', 'low']) AS t (tier)
  CROSS JOIN LATERAL (
    SELECT r.kind, r.tier FROM register.reminder_step r
    WHERE coalesce(r.kind, k.kind) = k.kind AND coalesce(r.tier, t.tier) = t.tier
    ORDER BY r.kind IS NULL, r.tier IS NULL LIMIT 1
  ) l
  JOIN register.reminder_step s ON s.kind IS NOT DISTINCT FROM l.kind AND s.tier IS NOT DISTINCT FROM l.tier;
COMMENT ON VIEW facts.reminder_ladder IS 'For each kind of deadline and tier the steps that count: of the most specific ladder';

CREATE FUNCTION facts.is_reachable(person register.person, day date) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN (person).email IS NOT NULL AND NOT facts.has_left((person).left_on, day)
  AND NOT facts.is_away((person).away_from_on, (person).away_until_on, day);
COMMENT ON FUNCTION facts.is_reachable(register.person, date) IS 'Whether a person is there on the day and has a mail address';

-- Those who could be told in somebody's place: they themselves, their backups, then up the line of managers.
CREATE FUNCTION facts.stand_in(day date) RETURNS TABLE (person_id bigint, recipient_id bigint, place integer, is_manager boolean) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH RECURSIVE backup (person_id, recipient_id, place, passed) AS (
    SELECT p.id, p.id, 0, ARRAY[p.id] FROM register.person p
    UNION ALL
    SELECT b.person_id, p.backup_id, b.place + 1, b.passed || p.backup_id
    FROM backup b JOIN register.person p ON p.id = b.recipient_id
    WHERE p.backup_id <> ALL (b.passed) AND b.place < 8
  ), manager (person_id, recipient_id, place, passed) AS (
    SELECT p.id, p.manager_id, 100, ARRAY[p.id, p.manager_id] FROM register.person p WHERE p.manager_id IS NOT NULL
    UNION ALL
    SELECT m.person_id, p.manager_id, m.place + 1, m.passed || p.manager_id
    FROM manager m JOIN register.person p ON p.id = m.recipient_id
    WHERE p.manager_id <> ALL (m.passed) AND m.place < 108
  )
  SELECT l.person_id, l.recipient_id, l.place, l.is_manager
  FROM (
    SELECT person_id, recipient_id, place, false AS is_manager FROM backup
    UNION ALL
    SELECT person_id, recipient_id, place, true FROM manager
  ) l
  JOIN register.person r ON r.id = l.recipient_id
  WHERE facts.is_reachable(r, day);
END;
COMMENT ON FUNCTION facts.stand_in(date) IS 'For each person those who can be reached on the day in their place, in the order in which they are asked: themselves, backups, managers';

CREATE FUNCTION facts.reminder(day date) RETURNS TABLE (
  reminder_id bigint, state text, kind text, due_on date, step text, audience text, reference text, vendor text, owner text, recipient text, recipient_email text,
  instead text, fires_at timestamptz, planned_at timestamptz, why text, delivery_id bigint, channel text, delivery_state text, sent_at timestamptz, attempts integer,
  code integer, reply text, subject_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT r.id, CASE WHEN r.state <> 'batched' THEN r.state WHEN i.is_dropped THEN 'cancelled' ELSE x.state END,
    r.kind, r.due_on, r.step, r.audience, coalesce(i.reference, r.reference), coalesce(i.vendor, r.vendor), o.name, p.name, coalesce(m.address, p.email), i.instead, r.fires_at, r.planned_at,
    coalesce(r.because, CASE WHEN i.is_dropped THEN 'done before the message went out' END), x.id, x.channel, x.state, x.sent_at, x.attempts, x.code, x.reply, r.subject_id
  FROM register.reminder r
  LEFT JOIN register.delivery_item i ON i.reminder_id = r.id
  LEFT JOIN register.delivery x ON x.id = i.delivery_id
  LEFT JOIN register.delivery_message m ON m.delivery_id = x.id
  LEFT JOIN register.person p ON p.id = x.person_id
  LEFT JOIN register.person o ON o.id = i.answering_id
  WHERE (r.planned_at AT TIME ZONE facts.zone())::date <= day;
END;
COMMENT ON FUNCTION facts.reminder(date) IS 'The reminders decided by the day, one row for each delivery: to whom it went, when, and what the other side answered; or why none went out';

CREATE FUNCTION facts.reminder_act_list(day date) RETURNS TABLE (
  number bigint, state text, what text, kind text, reference text, person text, until_on date, by text, acted_on date, reason text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT a.act_id, a.state, a.what, a.kind, coalesce(d.reference, CASE WHEN a.subject_id IS NOT NULL THEN '#' || a.subject_id END), a.person, a.until_on,
    a.acted_by, a.acted_on, a.reason
  FROM facts.reminder_act(day) a
  LEFT JOIN facts.deadline(day) d ON d.kind = a.kind AND d.subject_id = a.subject_id;
END;
COMMENT ON FUNCTION facts.reminder_act_list(date) IS 'What people had done about reminders by the day, with what the register calls each deadline';
