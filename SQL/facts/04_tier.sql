CREATE FUNCTION facts.tier_rank(tier text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE tier WHEN 'critical' THEN 1 WHEN 'high' THEN 2 WHEN 'medium' THEN 3 WHEN 'low' THEN 4 END;
COMMENT ON FUNCTION facts.tier_rank(text) IS 'Tiers in order: 1 is the strictest';

CREATE FUNCTION facts.tier_of_rank(rank integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (ARRAY['critical', 'high', 'medium', 'low'])[rank];
COMMENT ON FUNCTION facts.tier_of_rank(integer) IS 'The tier at a place in the order';

CREATE FUNCTION facts.severity_rank(severity text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_position(ARRAY['info', 'low', 'medium', 'high', 'critical'], severity);
COMMENT ON FUNCTION facts.severity_rank(text) IS 'Severities in order: 5 is the worst';

CREATE FUNCTION facts.vendor_tier(day date) RETURNS TABLE (vendor_id bigint, tier text) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT e.vendor_id, facts.tier_of_rank(min(facts.tier_rank(e.tier)))
  FROM register.engagement e
  WHERE (e.starts_on IS NULL OR e.starts_on <= day) AND (e.ends_on IS NULL OR e.ends_on >= day)
  GROUP BY e.vendor_id;
END;
COMMENT ON FUNCTION facts.vendor_tier(date) IS 'The tier of a vendor: that of its strictest engagement on the day; no row when it has none';

CREATE FUNCTION facts.contract_tier() RETURNS TABLE (contract_id bigint, tier text) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT l.contract_id, facts.tier_of_rank(min(facts.tier_rank(e.tier)))
  FROM register.engagement_contract l
  JOIN register.engagement e ON e.id = l.engagement_id
  GROUP BY l.contract_id;
END;
COMMENT ON FUNCTION facts.contract_tier() IS 'The tier of a contract: that of the strictest engagement worked under it; no row when none is recorded';
