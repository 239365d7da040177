-- How often a vendor is looked at again, and from which day that is counted.

-- The month of the day tells the number of periods but for one, and the day itself decides that one.
CREATE FUNCTION facts.next_due(anchor_on date, months integer, after date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (anchor_on + make_interval(months => months * (
  greatest(1, facts.months_between(anchor_on, after) / months)
  + CASE WHEN (anchor_on + make_interval(months => months * greatest(1, facts.months_between(anchor_on, after) / months)))::date > after
    THEN 0 ELSE 1 END)))::date;
COMMENT ON FUNCTION facts.next_due(date, integer, date) IS 'The first day after another that lies a whole number of periods from the anchor, always counted from the anchor: from 31 January monthly on 28 February, 31 March';

-- Early work is work for the coming due day only when it is near: within 60 days, or half the period where that is shorter.
CREATE FUNCTION facts.early_days(months integer) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN least(60, months * 15);
COMMENT ON FUNCTION facts.early_days(integer) IS 'How many days before a due day a completed review stands for it';

-- A vendor that nobody uses any more is not looked at again.
CREATE FUNCTION facts.cadence(day date) RETURNS TABLE (
  vendor_id bigint, months integer, decided_by text, tier text, tier_months integer, regime_months integer, regime text,
  anchor_on date, anchored_by text,
  decision text, regime_ref text, known_tier text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH running AS MATERIALIZED (
    -- Its first day and its tier in one look at the engagements of the day, the tier as facts.vendor_tier has it.
    SELECT j.vendor_id, min(j.starts_on) AS starts_on, facts.tier_of_rank(min(facts.tier_rank(j.tier))) AS tier
    FROM facts.judged_engagement(day) j
    WHERE (j.starts_on IS NULL OR j.starts_on <= day) AND (j.ends_on IS NULL OR j.ends_on >= day)
    GROUP BY j.vendor_id
  ), schedule AS MATERIALIZED (
    -- Its own schedule goes before those of the entries that were merged into it.
    SELECT DISTINCT ON (coalesce(m.vendor_id, s.vendor_id)) coalesce(m.vendor_id, s.vendor_id) AS vendor_id, s.anchor_on, s.months
    FROM register.review_schedule s LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = s.vendor_id
    WHERE s.from_on <= day
    ORDER BY coalesce(m.vendor_id, s.vendor_id), m.entry_id IS NOT NULL, s.from_on DESC, s.id DESC
  ), approved AS MATERIALIZED (
    -- Not by facts.assessment, which works out scores, and the tiers of all vendors, that nobody asks for here.
    SELECT a.vendor_id, min(a.concluded_on) AS concluded_on
    FROM facts.owned_assessment(day) a
    WHERE a.started_on <= day AND a.concluded_on <= day AND a.outcome IN ('approve', 'approve_with_conditions')
    GROUP BY a.vendor_id
  ), settled AS MATERIALIZED (
    SELECT r.vendor_id
    FROM running r
    LEFT JOIN approved f ON f.vendor_id = r.vendor_id
    LEFT JOIN schedule w ON w.vendor_id = r.vendor_id
    WHERE f.vendor_id IS NOT NULL OR w.vendor_id IS NOT NULL
  ), doubtful AS MATERIALIZED (
    -- Where work goes on and the anchor is known, contracts tell nothing more, and what state they are in is not worked out.
    SELECT l.contract_id, l.vendor_id FROM facts.contract_vendor(day) l
    WHERE NOT EXISTS (SELECT FROM settled r WHERE r.vendor_id = l.vendor_id)
  ), bound AS MATERIALIZED (
    SELECT l.vendor_id, min(k.starts_on) AS starts_on
    FROM doubtful l
    JOIN register.contract k ON k.id = l.contract_id
    JOIN facts.contract_state(day) s ON s.contract_id = l.contract_id
    -- An amendment is no use of its own: it speaks through the contract that it amends.
    WHERE NOT facts.amends(k.kind, k.parent_id) AND (facts.binds(s.state) OR (s.state = 'lapsed' AND facts.work_goes_on(k.work_ended_on, day)))
      AND s.contract_id = ANY (ARRAY(SELECT o.contract_id FROM doubtful o))
    GROUP BY l.vendor_id
  )
  SELECT v.vendor_id, c.months, c.decided_by, t.tier, tm.months, r.months, r.regime, a.anchor_on, a.anchored_by,
    c.decision, r.ref, v.tier
  FROM (
    SELECT coalesce(r.vendor_id, b.vendor_id) AS vendor_id, least(r.starts_on, b.starts_on) AS starts_on, r.tier
    FROM running r FULL JOIN bound b ON b.vendor_id = r.vendor_id
  ) v
  CROSS JOIN LATERAL (SELECT coalesce(v.tier, 'medium') AS tier) t
  CROSS JOIN LATERAL (SELECT facts.tier_months(t.tier) AS months) tm
  LEFT JOIN (
    SELECT DISTINCT ON (e.vendor_id) e.vendor_id, i.months, i.regime, i.ref
    FROM facts.regime_interval(day) i JOIN facts.engagement_vendor(day) e ON e.engagement_id = i.engagement_id
    WHERE coalesce(e.starts_on, '-infinity') <= day AND coalesce(e.ends_on, 'infinity') >= day
    ORDER BY e.vendor_id, i.months, i.regime
  ) r ON r.vendor_id = v.vendor_id
  LEFT JOIN schedule w ON w.vendor_id = v.vendor_id
  LEFT JOIN approved f ON f.vendor_id = v.vendor_id
  CROSS JOIN LATERAL (
    SELECT least(tm.months, r.months, w.months) AS months, d.decision,
      CASE d.decision WHEN 'plan' THEN format('its own schedule: %s months', w.months)
        WHEN 'regime' THEN format('%s %s: %s months', r.regime, r.ref, r.months)
        ELSE format('tier %s: %s months', t.tier, tm.months) END AS decided_by
    FROM (SELECT CASE WHEN w.months < least(tm.months, r.months) THEN 'plan' WHEN r.months <= tm.months THEN 'regime' ELSE 'tier' END AS decision) d
  ) c
  CROSS JOIN LATERAL (
    SELECT coalesce(w.anchor_on, f.concluded_on, v.starts_on) AS anchor_on,
      CASE WHEN w.anchor_on IS NOT NULL THEN 'schedule' WHEN f.concluded_on IS NOT NULL THEN 'first approval'
        WHEN v.starts_on IS NOT NULL THEN 'first use' END AS anchored_by
  ) a;
END;
COMMENT ON FUNCTION facts.cadence(date) IS 'For each vendor in use how many months lie between two reviews, what decided that (plan: its own schedule, regime or tier), and from which day they are counted';
