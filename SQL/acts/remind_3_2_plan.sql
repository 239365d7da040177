-- $1 day, $2 instant. Decides every step that has fallen due by then, each once: the key says so, whoever asks how often. What was missed is
-- decided, too; the newest step of a deadline is sent, and stands for the older ones.
WITH policy AS MATERIALIZED (SELECT * FROM register.reminder_policy),
gone AS (
  UPDATE register.reminder r SET state = 'cancelled',
    because = CASE WHEN g.moved_to_on IS NULL THEN 'done, or no longer due' ELSE 'the day moved to ' || g.moved_to_on END
  FROM (
    SELECT r.id, d.due_on AS moved_to_on FROM register.reminder r LEFT JOIN pg_temp.deadline d ON d.kind = r.kind AND d.subject_id = r.subject_id
    WHERE r.state = 'pending' AND d.due_on IS DISTINCT FROM r.due_on
    ORDER BY r.id FOR UPDATE OF r
  ) g
  WHERE r.id = g.id AND r.state = 'pending'
),
told AS (
  SELECT DISTINCT ON (r.kind, r.subject_id, r.due_on) r.kind, r.subject_id, r.due_on, i.answering_id AS owner_id, r.planned_at
  FROM register.reminder r JOIN register.delivery_item i ON i.reminder_id = r.id
  WHERE r.audience = 'owner' AND r.state = 'batched'
  ORDER BY r.kind, r.subject_id, r.due_on, i.id DESC
),
ladder AS (
  SELECT d.kind, d.subject_id, d.due_on, d.zone, d.calendar, l.audience, l.days, l.business, l.step
  FROM pg_temp.deadline d
  JOIN facts.reminder_ladder l ON l.kind = d.kind AND l.tier = coalesce(d.tier, 'medium')
  -- A contract with days of its own has those before its day, and the policy's after it.
  WHERE d.remind_days IS NULL OR l.audience <> 'owner' OR l.days >= 0
  UNION ALL
  SELECT d.kind, d.subject_id, d.due_on, d.zone, d.calendar, 'owner', -lead.days, false, 'owner ' || facts.step_text(-lead.days, false)
  FROM pg_temp.deadline d CROSS JOIN LATERAL unnest(d.remind_days) AS lead (days)
  WHERE d.kind IN ('contract_end', 'notice')
),
-- Before the day one goes back to a business day, after it forward. A day that the calendar does not cover stays as it is; that the calendar
-- ends is a finding.
step AS (
  SELECT l.kind, l.subject_id, l.due_on, l.audience, l.days, l.step, facts.local_instant(
      CASE WHEN b.day IS NULL THEN l.due_on + l.days WHEN l.business THEN coalesce(k.day, l.due_on + l.days)
        WHEN l.days > 0 THEN coalesce(b.next_on, b.day) ELSE coalesce(b.previous_on, b.day) END,
      p.send_from, l.zone) AS fires_at
  FROM ladder l
  CROSS JOIN policy p
  LEFT JOIN pg_temp.business b ON b.calendar = l.calendar AND b.day = l.due_on + CASE WHEN l.business THEN 0 ELSE l.days END
  LEFT JOIN pg_temp.business k ON l.business AND k.calendar = l.calendar AND k.is_business
    AND k.ordinal = b.ordinal + l.days + CASE WHEN l.days < 0 AND NOT b.is_business THEN 1 ELSE 0 END
  WHERE l.due_on + l.days <= ($2::timestamptz AT TIME ZONE 'UTC')::date + 14
  UNION ALL
  -- What somebody acknowledged or put off comes back, if it is still due then.
  SELECT d.kind, d.subject_id, d.due_on, 'owner', a.until_on - d.due_on, 'again after act ' || a.act_id,
    facts.local_instant(coalesce(b.next_on, c.back_on), p.send_from, d.zone)
  FROM facts.reminder_act($1::date) a
  CROSS JOIN policy p
  CROSS JOIN LATERAL (SELECT a.until_on + CASE a.what WHEN 'snoozed' THEN 0 ELSE 1 END AS back_on OFFSET 0) c
  JOIN pg_temp.deadline d ON d.kind = a.kind AND d.subject_id = a.subject_id
  LEFT JOIN pg_temp.business b ON b.calendar = d.calendar AND b.day = c.back_on
  WHERE a.what IN ('acknowledged', 'snoozed') AND a.state <> 'withdrawn'
  UNION ALL
  -- Who takes over hears of it once, and of what the one before them was told.
  SELECT d.kind, d.subject_id, d.due_on, 'owner', $1::date - d.due_on, 'to person ' || d.owner_id, $2::timestamptz
  FROM pg_temp.deadline d
  LEFT JOIN told t ON t.kind = d.kind AND t.subject_id = d.subject_id AND t.due_on = d.due_on
  LEFT JOIN facts.handed_over($1::date) h ON h.kind = d.kind AND h.subject_id = d.subject_id
  -- Told later than now means that a clock was set back, and then the one who has it already handed it on.
  WHERE h.person_id = d.owner_id OR t.planned_at <= $2::timestamptz AND t.owner_id IS DISTINCT FROM d.owner_id AND d.owner_id IS NOT NULL
),
due AS (
  SELECT s.*, first_value(s.step) OVER newest AS newest, row_number() OVER newest AS place
  FROM step s WHERE s.fires_at <= $2::timestamptz
  WINDOW newest AS (PARTITION BY s.kind, s.subject_id, s.due_on, s.audience ORDER BY s.fires_at DESC, s.days DESC, s.step)
),
planned AS (
  INSERT INTO register.reminder AS r (kind, subject_id, due_on, step, audience, days, fires_at, planned_at, state, because, reference, vendor)
  SELECT d.kind, d.subject_id, d.due_on, d.step, d.audience, d.days, d.fires_at, $2::timestamptz,
    CASE WHEN d.place = 1 THEN 'pending' ELSE 'superseded' END, CASE WHEN d.place > 1 THEN d.newest || ' is sent instead' END, n.reference, n.vendor
  FROM due d
  JOIN pg_temp.deadline n ON n.kind = d.kind AND n.subject_id = d.subject_id
  WHERE NOT EXISTS (
    SELECT FROM register.reminder k
    WHERE k.kind = d.kind AND k.subject_id = d.subject_id AND k.due_on = d.due_on AND k.step = d.step AND k.state <> 'cancelled')
  -- In one order, so that two who plan at once wait for each other and never in a circle.
  ORDER BY d.kind, d.subject_id, d.due_on, d.step
  -- A day that moved away and back is armed again.
  ON CONFLICT (kind, subject_id, due_on, step) DO UPDATE SET state = excluded.state, because = excluded.because, planned_at = excluded.planned_at, reference = excluded.reference, vendor = excluded.vendor
  WHERE r.state = 'cancelled'
  RETURNING r.state
)
SELECT count(*) FILTER (WHERE state = 'pending') AS planned, count(*) FILTER (WHERE state = 'superseded') AS suppressed FROM planned
