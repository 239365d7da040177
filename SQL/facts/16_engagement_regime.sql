-- What regimes ask because of what is entrusted. Work that has ended asks nothing; work that has not begun does, since
-- its contract is judged before it is signed.

CREATE FUNCTION facts.engagement_requirement(day date) RETURNS TABLE (engagement_id bigint, requirement_id bigint, regime_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.engagement_id, q.id, q.regime_id
  FROM facts.engagement_condition(day) c
  JOIN register.engagement e ON e.id = c.engagement_id AND (e.ends_on IS NULL OR e.ends_on >= day)
  JOIN register.requirement q ON q.condition_key = c.condition_key
  JOIN facts.regime(day) r ON r.regime_id = q.regime_id AND r.followed;
END;
COMMENT ON FUNCTION facts.engagement_requirement(date) IS 'Which requirements apply to each engagement on the day: those of followed regimes whose condition holds';

CREATE FUNCTION facts.engagement_regime(day date) RETURNS TABLE (engagement_id bigint, regime_id bigint, regime text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT a.engagement_id, a.regime_id, r.key
  FROM (SELECT DISTINCT q.engagement_id, q.regime_id FROM facts.engagement_requirement(day) q) a
  JOIN register.regime r ON r.id = a.regime_id;
END;
COMMENT ON FUNCTION facts.engagement_regime(date) IS 'Which regimes apply to each engagement on the day: those of which a requirement does';

CREATE FUNCTION facts.regime_interval(day date) RETURNS TABLE (
  engagement_id bigint, regime_id bigint, regime text, months integer, basis text, ref text, checked text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- Of the regimes only those that give a figure, and of the conditions only theirs, before it is asked to whom they apply.
  WITH asking AS MATERIALIZED (
    SELECT q.regime_id, q.condition_key
    FROM facts.regime(day) r JOIN register.requirement q ON q.regime_id = r.regime_id
    WHERE r.followed AND r.review_interval_months IS NOT NULL
    GROUP BY q.regime_id, q.condition_key
  )
  SELECT DISTINCT ON (a.engagement_id) a.engagement_id, a.regime_id, r.regime, r.review_interval_months, r.review_basis, r.review_ref, r.checked
  FROM (
    SELECT c.engagement_id, q.regime_id
    FROM facts.engagement_condition(day) c
    JOIN asking q ON q.condition_key = c.condition_key
    JOIN register.engagement e ON e.id = c.engagement_id AND (e.ends_on IS NULL OR e.ends_on >= day)
    WHERE c.condition_key = ANY (ARRAY(SELECT o.condition_key FROM asking o))
  ) a
  JOIN facts.regime(day) r ON r.regime_id = a.regime_id
  -- Of equal intervals the one that can be cited: what the text itself says before what auditors expect.
  ORDER BY a.engagement_id, r.review_interval_months, r.review_basis <> 'explicit', r.checked = 'unverified', r.place;
END;
COMMENT ON FUNCTION facts.regime_interval(date) IS 'The shortest interval between reviews, in months, that a regime asks for each engagement on the day, and which one does; no row when none gives a figure';
