CREATE FUNCTION reports.reviews(
  as_of date DEFAULT facts.as_of(), first_on date DEFAULT NULL, last_on date DEFAULT NULL, vendor text DEFAULT NULL, tier text DEFAULT NULL,
  owner text DEFAULT NULL, state text DEFAULT NULL, overdue boolean DEFAULT NULL
) RETURNS TABLE (
  vendor_code text, vendor text, tier text, months integer, decided_by text, regime text, cause text, due_on date, completed_on date, days_late integer,
  state text, outcome text, reviewer text, owner text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  -- What was due is judged as it was when the period ended, and what became of it as it is on the day.
  WITH due AS MATERIALIZED (
    SELECT d.vendor_id, d.state, d.due_on, d.scheduled_on, d.missed, d.months, d.anchor_on, d.last_completed_on, d.open_review_id, d.tier, d.decision, d.regime
    FROM facts.review_due(least(reviews.last_on, as_of)) d
  ), gone AS MATERIALIZED (
    -- A vendor that was left can be used anew.
    SELECT g.vendor_id FROM facts.vendor_end(least(reviews.last_on, as_of)) g
    WHERE NOT EXISTS (
      SELECT FROM facts.engagement_vendor(least(reviews.last_on, as_of)) e
      WHERE e.vendor_id = g.vendor_id AND e.starts_on > g.ended_on AND e.starts_on <= least(reviews.last_on, as_of))
  ), asked AS MATERIALIZED (
    SELECT d.* FROM due d WHERE d.vendor_id NOT IN (SELECT g.vendor_id FROM gone g)
  ), pending AS (
    SELECT a.*, a.due_on AS day FROM asked a
    WHERE reviews.first_on IS NULL AND reviews.last_on IS NULL OR a.due_on BETWEEN coalesce(reviews.first_on, '-infinity') AND least(reviews.last_on, as_of)
    UNION ALL
    -- Of several due days that have passed only the first is the next; in a period all of them count.
    SELECT a.*, n.day
    FROM asked a
    CROSS JOIN LATERAL (
      SELECT (a.anchor_on + make_interval(months => k * a.months))::date AS day
      FROM generate_series(1, facts.months_between(a.anchor_on, least(reviews.last_on, as_of)) / a.months) k
    ) n
    WHERE coalesce(reviews.first_on, reviews.last_on) IS NOT NULL AND a.missed > 0
      AND n.day > a.scheduled_on AND n.day >= coalesce(reviews.first_on, '-infinity') AND n.day <= least(reviews.last_on, as_of)
  ), later AS (
    SELECT DISTINCT ON (r.vendor_id) r.vendor_id, r.completed_on, r.outcome, r.reviewer
    FROM facts.review(as_of) r
    WHERE r.cause = 'schedule' AND r.completed_on > reviews.last_on
    ORDER BY r.vendor_id, r.completed_on, r.review_id
  ), line AS (
    SELECT r.vendor_id, d.tier, d.months, d.decision, d.regime, r.cause, r.due_on, r.completed_on, r.days_late, r.state, r.outcome, r.reviewer, r.review_id
    FROM facts.review(as_of) r
    LEFT JOIN due d ON d.vendor_id = r.vendor_id
    WHERE coalesce(reviews.first_on, reviews.last_on) IS NOT NULL
      AND r.due_on BETWEEN coalesce(reviews.first_on, '-infinity') AND least(reviews.last_on, as_of)
    UNION ALL
    SELECT r.vendor_id, a.tier, a.months, a.decision, a.regime, r.cause, r.due_on, r.completed_on, r.days_late, r.state, r.outcome, r.reviewer, r.review_id
    FROM asked a
    JOIN facts.review(as_of) r ON r.vendor_id = a.vendor_id
    WHERE reviews.first_on IS NULL AND reviews.last_on IS NULL
      AND (r.completed_on = a.last_completed_on OR (r.completed_on IS NULL AND r.cause <> 'schedule'))
    UNION ALL
    SELECT CASE WHEN m.vendor_id IS NULL THEN n.vendor_id ELSE m.vendor_id END, n.tier, n.months, n.decision, n.regime, 'schedule', n.day, l.completed_on,
      greatest(coalesce(l.completed_on, as_of) - n.day, 0),
      CASE WHEN l.completed_on IS NOT NULL THEN 'late' WHEN n.day < as_of THEN 'overdue'
        WHEN n.state = 'overdue' THEN 'due' WHEN n.open_review_id IS NOT NULL THEN 'open' ELSE n.state END,
      l.outcome, CASE WHEN l.completed_on IS NULL THEN h.name ELSE l.reviewer END, n.open_review_id
    FROM pending n
    LEFT JOIN facts.merged_vendor(as_of) m ON m.entry_id = n.vendor_id
    LEFT JOIN register.review o ON o.id = n.open_review_id
    LEFT JOIN register.person h ON h.id = o.reviewer_id
    LEFT JOIN later l ON l.vendor_id = CASE WHEN m.vendor_id IS NULL THEN n.vendor_id ELSE m.vendor_id END
    -- In a period a due day for which there is a review stands in its line.
    WHERE reviews.first_on IS NULL AND reviews.last_on IS NULL
      OR NOT EXISTS (SELECT FROM facts.review(as_of) r WHERE r.vendor_id = n.vendor_id AND r.due_on = n.day AND r.cause = 'schedule')
        AND (n.day = n.due_on AND o.due_on BETWEEN coalesce(reviews.first_on, '-infinity') AND least(reviews.last_on, as_of)) IS NOT TRUE
  )
  SELECT v.code, v.name, l.tier, l.months, l.decision, l.regime, l.cause, l.due_on, l.completed_on, l.days_late, l.state, l.outcome, l.reviewer, w.name
  FROM line l
  JOIN register.vendor v ON v.id = l.vendor_id
  LEFT JOIN register.person w ON w.id = v.owner_id
  WHERE (reviews.vendor IS NULL OR v.id IN (SELECT f.vendor_id FROM facts.vendor_called(reviews.vendor, as_of) f))
    AND (reviews.tier IS NULL OR l.tier = reviews.tier)
    AND (reviews.owner IS NULL OR lower(reviews.owner) IN (lower(w.name), lower(w.email)))
    AND (reviews.state IS NULL OR l.state = reviews.state)
    AND (reviews.overdue IS NULL OR (l.state = 'overdue') = reviews.overdue)
  ORDER BY l.due_on NULLS LAST, v.code COLLATE "C", v.id, l.cause, l.completed_on, l.review_id;
END;
COMMENT ON FUNCTION reports.reviews(date, date, date, text, text, text, text, boolean) IS 'Were the reviews of vendors done on time?
question-ja: 委託先の定期見直しは期限内に実施されたか？
title-ja: 定期見直し一覧
filter vendor: the vendor, by code or name
filter tier (critical, high, medium, low): only that tier
filter owner: the owner, by mail address or name
filter state (on_time, late, overdue, open, due, waiting, unscheduled): only reviews in that state
filter overdue: only those that are overdue, or, when false, only the others
chart: months due_on by state';
