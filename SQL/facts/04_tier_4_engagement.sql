-- The tier of an engagement, and what follows from it for vendors and contracts.

CREATE FUNCTION facts.tier_override(day date) RETURNS TABLE (
  override_id bigint, engagement_id bigint, tier text, state text, starts_on date, ends_on date, reason text,
  requested_on date, requested_by text, approved_on date, approved_by text, withdrawn_on date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT o.id, o.engagement_id, o.tier,
    CASE WHEN o.withdrawn_on <= day THEN 'withdrawn'
      WHEN o.ends_on < day THEN 'ended'
      WHEN o.approved_on IS NULL OR o.approved_on > day THEN 'requested'
      WHEN o.starts_on > day THEN 'approved'
      ELSE 'in_force' END,
    o.starts_on, o.ends_on, o.reason, o.requested_on, r.name,
    CASE WHEN o.approved_on <= day THEN o.approved_on END, CASE WHEN o.approved_on <= day THEN a.name END,
    CASE WHEN o.withdrawn_on <= day THEN o.withdrawn_on END
  FROM register.tier_override o
  JOIN register.person r ON r.id = o.requested_by_id
  LEFT JOIN register.person a ON a.id = o.approved_by_id
  WHERE o.requested_on <= day;
END;
COMMENT ON FUNCTION facts.tier_override(date) IS 'Overrides that had been requested by the day, each with its state: requested, approved (it starts later), in_force, ended or withdrawn';

CREATE FUNCTION facts.judged_engagement(day date) RETURNS TABLE (
  engagement_id bigint, vendor_id bigint, starts_on date, ends_on date, tier text, source text, score integer, missing text[], why text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT s.engagement_id, s.vendor_id, s.starts_on, s.ends_on, t.tier, t.source, s.score, s.missing,
    CASE WHEN t.source = 'overridden'
      THEN format('overridden until %s, approved by %s: %s; else %s', o.ends_on, o.approved_by, o.reason, t.else_tier)
      ELSE concat_ws('; ', CASE t.source WHEN 'stated' THEN 'stated' END,
        CASE WHEN s.is_recorded THEN format('data %s + access %s + criticality %s + regulation %s = %s of 100, so %s',
          s.data_points, s.access_points, s.criticality_points, s.regulation_points, s.score,
          CASE WHEN s.at_least_high THEN 'at least high, being critical' ELSE s.tier END)
        ELSE 'nothing is recorded from which to compute it' END,
        CASE WHEN s.is_recorded AND s.missing <> '{}' THEN 'not recorded, so counted as the worst: ' || array_to_string(s.missing, ', ') END)
    END
  FROM facts.engagement_score(day) s
  LEFT JOIN (
    SELECT DISTINCT ON (o.engagement_id) o.engagement_id, o.tier, o.ends_on, o.approved_by, o.reason FROM facts.tier_override(day) o
    WHERE o.state = 'in_force' ORDER BY o.engagement_id, o.override_id DESC
  ) o ON o.engagement_id = s.engagement_id
  CROSS JOIN LATERAL (
    -- Where nobody recorded anything, medium: neither forgotten nor first.
    SELECT coalesce(facts.tier_of_rank(least(facts.tier_rank(s.stated_tier), facts.tier_rank(s.tier))), 'medium') AS tier,
      CASE WHEN s.is_recorded AND coalesce(facts.tier_rank(s.stated_tier) >= facts.tier_rank(s.tier), true) THEN 'computed'
        WHEN s.stated_tier IS NULL THEN 'assumed' ELSE 'stated' END AS source
  ) f
  CROSS JOIN LATERAL (
    SELECT coalesce(o.tier, f.tier) AS tier, CASE WHEN o.tier IS NULL THEN f.source ELSE 'overridden' END AS source, f.tier AS else_tier
    OFFSET 0
  ) t;
END;
COMMENT ON FUNCTION facts.judged_engagement(date) IS 'The tier of each engagement on the day with its source, score and why, the facts that are missing, and whose engagement it is from when until when';

CREATE FUNCTION facts.engagement_tier(day date) RETURNS TABLE (engagement_id bigint, tier text, source text, score integer, why text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT j.engagement_id, j.tier, j.source, j.score, j.why FROM facts.judged_engagement(day) j;
END;
COMMENT ON FUNCTION facts.engagement_tier(date) IS 'The tier of each engagement on the day and where it comes from: overridden (by two people, for a while), computed from its facts, stated (stricter than the facts, or nothing but that is recorded) or assumed (nothing is recorded)';

CREATE FUNCTION facts.vendor_tier(day date) RETURNS TABLE (vendor_id bigint, tier text) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT j.vendor_id, facts.tier_of_rank(min(facts.tier_rank(j.tier)))
  FROM facts.judged_engagement(day) j
  WHERE (j.starts_on IS NULL OR j.starts_on <= day) AND (j.ends_on IS NULL OR j.ends_on >= day)
  GROUP BY j.vendor_id;
END;
COMMENT ON FUNCTION facts.vendor_tier(date) IS 'The tier of a vendor: that of its strictest engagement on the day; no row when it has none';

CREATE FUNCTION facts.contract_tier(day date) RETURNS TABLE (contract_id bigint, tier text) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT l.contract_id, facts.tier_of_rank(min(facts.tier_rank(t.tier)))
  FROM register.engagement_contract l
  JOIN facts.engagement_tier(day) t ON t.engagement_id = l.engagement_id
  WHERE l.from_on IS NULL OR l.from_on <= day
  GROUP BY l.contract_id;
END;
COMMENT ON FUNCTION facts.contract_tier(date) IS 'The tier of a contract: that of the strictest engagement worked under it, over or not; no row when none is recorded';
