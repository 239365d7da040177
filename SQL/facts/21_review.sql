-- When each vendor is next looked at again. Counted from the anchor and not from when the last review was done: late work
-- does not push the calendar on, near early work stands for the coming day. A regime's longest gap is kept all the same.
CREATE FUNCTION facts.review_due(day date) RETURNS TABLE (
  vendor_id bigint, state text, due_on date, scheduled_on date, limit_on date, days_late integer, missed integer,
  months integer, decided_by text, anchor_on date, anchored_by text, last_completed_on date, last_outcome text,
  moved_because text, moved_by text, open_review_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.vendor_id,
    CASE WHEN d.due_on IS NULL THEN 'unscheduled' WHEN d.due_on < day THEN 'overdue'
      WHEN d.due_on <= day + facts.early_days(c.months) THEN 'due' ELSE 'waiting' END,
    d.due_on, s.scheduled_on, s.limit_on, greatest(day - d.due_on, 0),
    CASE WHEN d.due_on < day THEN 1 + (
      SELECT count(*)::integer FROM generate_series(1, facts.months_between(c.anchor_on, day) / c.months) AS k
      WHERE (c.anchor_on + make_interval(months => k * c.months))::date BETWEEN s.scheduled_on + 1 AND day - 1) ELSE 0 END,
    c.months, c.decided_by, c.anchor_on, c.anchored_by, l.completed_on, l.outcome, m.reason, m.moved_by, o.id
  FROM facts.cadence(day) c
  LEFT JOIN (
    SELECT DISTINCT ON (r.vendor_id) r.vendor_id, r.completed_on, r.outcome
    FROM register.review r WHERE r.completed_on <= day
    ORDER BY r.vendor_id, r.completed_on DESC, r.id DESC
  ) l ON l.vendor_id = c.vendor_id
  LEFT JOIN (
    SELECT r.vendor_id, max(r.completed_on) AS completed_on, max(v.due_on) AS brought_forward_on
    FROM register.review r
    LEFT JOIN register.review_move v ON v.vendor_id = r.vendor_id AND v.moved_to_on = r.due_on AND v.due_on > r.due_on
    WHERE r.completed_on <= day AND r.cause = 'schedule'
    GROUP BY r.vendor_id
  ) p ON p.vendor_id = c.vendor_id
  LEFT JOIN register.review o ON o.vendor_id = c.vendor_id AND o.cause = 'schedule' AND o.started_on <= day
    AND (o.completed_on IS NULL OR o.completed_on > day)
  CROSS JOIN LATERAL (
    SELECT facts.next_due(c.anchor_on, c.months,
        coalesce(greatest(p.completed_on + facts.early_days(c.months), p.brought_forward_on), c.anchor_on)) AS anchored_on,
      (greatest(l.completed_on, c.anchor_on) + make_interval(months => c.regime_months))::date AS limit_on
    OFFSET 0
  ) n
  CROSS JOIN LATERAL (SELECT least(n.anchored_on, n.limit_on) AS scheduled_on, n.limit_on OFFSET 0) s
  LEFT JOIN LATERAL (
    SELECT v.moved_to_on, v.reason, v.moved_by FROM register.review_move v
    WHERE v.vendor_id = c.vendor_id AND v.due_on = s.scheduled_on AND v.moved_on <= day
    ORDER BY v.id DESC LIMIT 1
  ) m ON true
  CROSS JOIN LATERAL (SELECT least(coalesce(m.moved_to_on, s.scheduled_on), s.limit_on) AS due_on OFFSET 0) d;
END;
COMMENT ON FUNCTION facts.review_due(date) IS 'For each vendor in use the day on which it is next to be reviewed, how that day came about, and how late it is';

CREATE FUNCTION facts.review(day date) RETURNS TABLE (
  review_id bigint, vendor_id bigint, vendor text, cause text, state text, due_on date, started_on date, completed_on date,
  days_late integer, outcome text, reviewer text, reviewer_email text, note text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT r.id, r.vendor_id, v.name, r.cause,
    CASE WHEN e.completed_on IS NULL THEN CASE WHEN r.due_on < day THEN 'overdue' ELSE 'open' END
      WHEN e.completed_on > r.due_on THEN 'late' ELSE 'on_time' END,
    r.due_on, r.started_on, e.completed_on, greatest(coalesce(e.completed_on, day) - r.due_on, 0),
    e.outcome, p.name, p.email, r.note
  FROM register.review r
  JOIN register.vendor v ON v.id = r.vendor_id
  JOIN register.person p ON p.id = r.reviewer_id
  CROSS JOIN LATERAL (
    SELECT CASE WHEN r.completed_on <= day THEN r.completed_on END AS completed_on,
      CASE WHEN r.completed_on <= day THEN r.outcome END AS outcome
    OFFSET 0
  ) e
  WHERE r.started_on <= day;
END;
COMMENT ON FUNCTION facts.review(date) IS 'The reviews begun by the day, each open or overdue, on time or late';

-- The list people read: due days with whom they concern.
CREATE FUNCTION facts.review_agenda(day date) RETURNS TABLE (
  vendor_id bigint, code text, vendor text, tier text, state text, due_on date, days_late integer, missed integer,
  decided_by text, anchor_on date, anchored_by text, scheduled_on date, limit_on date, moved_because text, moved_by text,
  last_completed_on date, last_outcome text, open_review_id bigint, owner text, owner_email text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT d.vendor_id, v.code, v.name, t.tier, d.state, d.due_on, d.days_late, d.missed,
    d.decided_by, d.anchor_on, d.anchored_by, d.scheduled_on, d.limit_on, d.moved_because, d.moved_by,
    d.last_completed_on, d.last_outcome, d.open_review_id, p.name, p.email
  FROM facts.review_due(day) d
  JOIN register.vendor v ON v.id = d.vendor_id
  LEFT JOIN facts.vendor_tier(day) t ON t.vendor_id = d.vendor_id
  LEFT JOIN register.person p ON p.id = v.owner_id;
END;
COMMENT ON FUNCTION facts.review_agenda(date) IS 'The vendors in use with the day of their next review, overdue ones too, and their owners';
