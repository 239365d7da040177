-- When each vendor is next looked at again. Counted from the anchor and not from when the last review was done: late work
-- does not push the calendar on, near early work stands for the coming day. A regime's longest gap is kept all the same.
CREATE FUNCTION facts.review_word(due_on date, completed_on date, day date) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN completed_on IS NULL THEN CASE WHEN due_on < day THEN 'overdue' ELSE 'open' END
  WHEN completed_on > due_on THEN 'late' ELSE 'on_time' END;
COMMENT ON FUNCTION facts.review_word(date, date, date) IS 'The state of a review on the day: open or overdue, on time or late';

-- With what is recorded of it, so that nobody joins reviews to themselves for that.
CREATE FUNCTION facts.owned_review(day date) RETURNS TABLE (
  review_id bigint, vendor_id bigint, cause text, due_on date, started_on date, completed_on date, outcome text, reviewer_id bigint, note text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT r.id, coalesce(m.vendor_id, r.vendor_id), r.cause, r.due_on, r.started_on, CASE WHEN r.completed_on <= day THEN r.completed_on END,
    CASE WHEN r.completed_on <= day THEN r.outcome END, r.reviewer_id, r.note
  FROM register.review r LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = r.vendor_id
  WHERE r.started_on <= day;
END;
COMMENT ON FUNCTION facts.owned_review(date) IS 'The reviews begun by the day, each with the vendor of the day that it is of, completed when it was by then, and as it is recorded';

CREATE FUNCTION facts.reviewed_vendor(day date) RETURNS TABLE (
  review_id bigint, vendor_id bigint, cause text, due_on date, started_on date, completed_on date, outcome text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT r.review_id, r.vendor_id, r.cause, r.due_on, r.started_on, r.completed_on, r.outcome FROM facts.owned_review(day) r;
END;
COMMENT ON FUNCTION facts.reviewed_vendor(date) IS 'The reviews begun by the day, each with the vendor of the day that it is of, and completed when it was by then';

CREATE FUNCTION facts.review_move(day date) RETURNS TABLE (
  move_id bigint, vendor_id bigint, due_on date, moved_to_on date, reason text, moved_by text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT v.id, coalesce(m.vendor_id, v.vendor_id), v.due_on, v.moved_to_on, v.reason, v.moved_by
  FROM register.review_move v LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = v.vendor_id
  WHERE v.moved_on <= day;
END;
COMMENT ON FUNCTION facts.review_move(date) IS 'The moves of due days that count on the day, each with the vendor of the day';

CREATE FUNCTION facts.review_due(day date) RETURNS TABLE (
  vendor_id bigint, state text, due_on date, scheduled_on date, limit_on date, days_late integer, missed integer,
  months integer, decided_by text, anchor_on date, anchored_by text, last_completed_on date, last_outcome text,
  moved_because text, moved_by text, open_review_id bigint, tier text, known_tier text, decision text, regime text, regime_ref text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.vendor_id,
    CASE WHEN d.due_on IS NULL THEN 'unscheduled' WHEN d.due_on < day THEN 'overdue'
      WHEN d.due_on <= day + facts.early_days(c.months) THEN 'due' ELSE 'waiting' END,
    d.due_on, s.scheduled_on, s.limit_on, greatest(day - d.due_on, 0),
    CASE WHEN d.due_on < day THEN 1 + (
      SELECT count(*)::integer FROM generate_series(1, facts.months_between(c.anchor_on, day) / c.months) AS k
      WHERE (c.anchor_on + make_interval(months => k * c.months))::date BETWEEN s.scheduled_on + 1 AND day - 1) ELSE 0 END,
    c.months, c.decided_by, c.anchor_on, c.anchored_by, l.completed_on, l.outcome, m.reason, m.moved_by, l.open_id,
    c.tier, c.known_tier, c.decision, CASE c.decision WHEN 'regime' THEN c.regime END, CASE c.decision WHEN 'regime' THEN c.regime_ref END
  FROM facts.cadence(day) c
  LEFT JOIN (
    -- Sorted once for all that is asked of a vendor's reviews: the last one of whatever cause, the last by schedule, and the one under way,
    -- of which two entries of one company can each have had one.
    SELECT o.vendor_id, max(o.completed_on) AS completed_on, (array_agg(o.outcome))[1] AS outcome,
      max(o.completed_on) FILTER (WHERE o.cause = 'schedule') AS scheduled_completed_on,
      max(o.brought_forward_on) FILTER (WHERE o.cause = 'schedule' AND o.completed_on IS NOT NULL) AS brought_forward_on,
      min(o.review_id) FILTER (WHERE o.cause = 'schedule' AND o.completed_on IS NULL) AS open_id
    FROM (
      SELECT r.vendor_id, r.review_id, r.cause, r.completed_on, r.outcome, v.due_on AS brought_forward_on
      FROM facts.reviewed_vendor(day) r
      LEFT JOIN facts.review_move(day) v ON v.vendor_id = r.vendor_id AND v.moved_to_on = r.due_on AND v.due_on > r.due_on
      ORDER BY r.vendor_id, r.completed_on DESC NULLS LAST, r.review_id DESC
    ) o
    GROUP BY o.vendor_id
  ) l ON l.vendor_id = c.vendor_id
  CROSS JOIN LATERAL (
    SELECT facts.next_due(c.anchor_on, c.months,
        coalesce(greatest(l.scheduled_completed_on + facts.early_days(c.months), l.brought_forward_on), c.anchor_on)) AS anchored_on,
      (greatest(l.completed_on, c.anchor_on) + make_interval(months => c.regime_months))::date AS limit_on
    OFFSET 0
  ) n
  CROSS JOIN LATERAL (SELECT least(n.anchored_on, n.limit_on) AS scheduled_on, n.limit_on) s
  LEFT JOIN (
    SELECT DISTINCT ON (v.vendor_id, v.due_on) v.vendor_id, v.due_on, v.moved_to_on, v.reason, v.moved_by
    FROM facts.review_move(day) v
    ORDER BY v.vendor_id, v.due_on, v.move_id DESC
  ) m ON m.vendor_id = c.vendor_id AND m.due_on = s.scheduled_on
  CROSS JOIN LATERAL (SELECT least(coalesce(m.moved_to_on, s.scheduled_on), s.limit_on) AS due_on) d;
END;
COMMENT ON FUNCTION facts.review_due(date) IS 'For each vendor in use the day on which it is next to be reviewed, how that day came about, and how late it is';

CREATE FUNCTION facts.review(day date) RETURNS TABLE (
  review_id bigint, vendor_id bigint, vendor text, cause text, state text, due_on date, started_on date, completed_on date,
  days_late integer, outcome text, reviewer text, reviewer_email text, note text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT e.review_id, e.vendor_id, v.name, e.cause,
    facts.review_word(e.due_on, e.completed_on, day),
    e.due_on, e.started_on, e.completed_on, greatest(coalesce(e.completed_on, day) - e.due_on, 0),
    e.outcome, p.name, p.email, e.note
  FROM facts.owned_review(day) e
  JOIN register.vendor v ON v.id = e.vendor_id
  JOIN register.person p ON p.id = e.reviewer_id;
END;
COMMENT ON FUNCTION facts.review(date) IS 'The reviews begun by the day, each open or overdue, on time or late';

-- The list people read: due days with whom they concern.
CREATE FUNCTION facts.review_agenda(day date) RETURNS TABLE (
  vendor_id bigint, code text, vendor text, tier text, state text, due_on date, days_late integer, missed integer,
  decided_by text, anchor_on date, anchored_by text, scheduled_on date, limit_on date, moved_because text, moved_by text,
  last_completed_on date, last_outcome text, open_review_id bigint, owner text, owner_email text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT d.vendor_id, v.code, v.name, d.known_tier, d.state, d.due_on, d.days_late, d.missed,
    d.decided_by, d.anchor_on, d.anchored_by, d.scheduled_on, d.limit_on, d.moved_because, d.moved_by,
    d.last_completed_on, d.last_outcome, d.open_review_id, p.name, p.email
  FROM facts.review_due(day) d
  JOIN register.vendor v ON v.id = d.vendor_id
  LEFT JOIN register.person p ON p.id = v.owner_id;
END;
COMMENT ON FUNCTION facts.review_agenda(date) IS 'The vendors in use with the day of their next review, overdue ones too, and their owners';
