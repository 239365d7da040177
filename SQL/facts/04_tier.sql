CREATE FUNCTION facts.tier_rank(tier text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE tier WHEN 'critical' THEN 1 WHEN 'high' THEN 2 WHEN 'medium' THEN 3 WHEN 'low' THEN 4 END;
COMMENT ON FUNCTION facts.tier_rank(text) IS 'Tiers in order: 1 is the strictest';

CREATE FUNCTION facts.tier_of_rank(rank integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (ARRAY['critical', 'high', 'medium', 'low'])[rank];
COMMENT ON FUNCTION facts.tier_of_rank(integer) IS 'The tier at a place in the order';

CREATE FUNCTION facts.tier_ja(tier text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE tier WHEN 'critical' THEN '最重要' WHEN 'high' THEN '高' WHEN 'medium' THEN '中' WHEN 'low' THEN '低' ELSE tier END;
COMMENT ON FUNCTION facts.tier_ja(text) IS 'What a tier is called in Japanese';

CREATE FUNCTION facts.severity_rank(severity text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_position(ARRAY['info', 'low', 'medium', 'high', 'critical'], severity);
COMMENT ON FUNCTION facts.severity_rank(text) IS 'Severities in order: 5 is the worst';

CREATE FUNCTION facts.severity_beside(severity text, steps integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (ARRAY['info', 'low', 'medium', 'high', 'critical'])[greatest(1, least(5, facts.severity_rank(severity) + steps))];
COMMENT ON FUNCTION facts.severity_beside(text, integer) IS 'The severity so many steps worse, or with a minus better, as far as there is one';

-- An approval is good for as long as the next full look is away, so both go by the same months.
CREATE FUNCTION facts.tier_months(tier text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE tier WHEN 'critical' THEN 12 WHEN 'high' THEN 12 WHEN 'medium' THEN 24 WHEN 'low' THEN 36 END;
COMMENT ON FUNCTION facts.tier_months(text) IS 'Months between two reviews of a vendor of a tier, and for which an approval is valid at most';
