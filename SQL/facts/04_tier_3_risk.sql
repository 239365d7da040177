-- Inherent risk: 0 to 100 points from four components, for each engagement on the day.
--
-- One LATERAL step a component, so that one vendor's engagements are judged without going through all, and steps that
-- an engagement of which nothing is recorded never takes. OFFSET 0 keeps the planner from writing a step's expression
-- out wherever a later step uses it. Words are looked up where they are read: who wants the tier alone has none of them.
CREATE FUNCTION facts.engagement_score(day date) RETURNS TABLE (
  engagement_id bigint, vendor_id bigint, stated_tier text, starts_on date, ends_on date, is_recorded boolean, missing text[],
  data_points integer, data_words text, access_points integer, access_words text,
  criticality_points integer, criticality_words text, regulation_points integer, regulation_words text,
  score integer, tier text, at_least_high boolean
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT e.engagement_id, e.vendor_id, e.stated_tier, e.starts_on, e.ends_on, k.is_recorded,
    array_remove(ARRAY[
      CASE WHEN d.data_class IS NULL OR d.data_class = 'not_recorded' THEN 'kinds of data' END,
      CASE WHEN d.about_people IS NOT FALSE AND e.data_subjects IS NULL THEN 'number of people' END,
      CASE WHEN e.access IS NULL THEN 'access' END, CASE WHEN e.critical IS NULL THEN 'criticality' END], NULL),
    d.points, (SELECT w.words FROM facts.risk_data() w WHERE w.data_class = d.data_class)
      || CASE WHEN d.weight = 0 THEN '' ELSE format(': %s × %s', d.weight, d.factor)
      || CASE WHEN d.about_people THEN format(' (%s)', (
        SELECT p.words FROM facts.risk_people() p WHERE coalesce(e.data_subjects, -1) BETWEEN p.at_least AND p.at_most)) ELSE '' END END,
    s.access, (SELECT a.words FROM facts.risk_access() a WHERE a.access = coalesce(e.access, 'not_recorded')),
    s.criticality, (SELECT c.words FROM facts.risk_criticality() c WHERE c.critical = coalesce(e.critical::text, 'not_recorded'))
      || coalesce(e.critical_why, ''), s.regulation,
    CASE WHEN d.data_class = 'not_recorded' THEN 'which follow from the data is not known, counted as the most'
      WHEN r.words IS NULL THEN 'no condition that weighs'
      ELSE r.words || CASE WHEN r.points > s.regulation THEN format(' = %s, of which %s count', r.points, s.regulation) ELSE '' END END,
    s.score, CASE WHEN e.critical THEN facts.tier_of_rank(least(facts.tier_rank(b.tier), 2)) ELSE b.tier END,
    e.critical IS TRUE AND facts.tier_rank(b.tier) > 2
  FROM facts.engagement_vendor(day) e
  CROSS JOIN LATERAL (
    SELECT e.access IS NOT NULL OR e.critical IS NOT NULL OR e.data_subjects IS NOT NULL
      OR EXISTS (SELECT FROM register.engagement_data kind WHERE kind.engagement_id = e.engagement_id) AS is_recorded
    OFFSET 0
  ) k
  LEFT JOIN LATERAL (
    -- Of several kinds of data the one with the most points decides.
    SELECT w.data_class, facts.data_weight(w.data_class) AS weight, w.factor, facts.data_weight(w.data_class) * w.factor AS points,
      facts.data_factor(w.data_class) IS NULL AS about_people
    FROM (VALUES (1)) one (row)
    LEFT JOIN register.engagement_data kind ON kind.engagement_id = e.engagement_id
    CROSS JOIN LATERAL (
      SELECT coalesce(kind.data_class, 'not_recorded') AS data_class,
        coalesce(facts.data_factor(coalesce(kind.data_class, 'not_recorded')), facts.people_factor(e.data_subjects)) AS factor
    ) w
    WHERE k.is_recorded
    ORDER BY facts.data_weight(w.data_class) * w.factor DESC, w.data_class
    LIMIT 1
  ) d ON true
  CROSS JOIN LATERAL (
    SELECT sum(facts.condition_points(q.condition_key))::integer AS points,
      string_agg(format('%s %s', q.condition_key, facts.condition_points(q.condition_key)), ' + '
        ORDER BY facts.condition_points(q.condition_key) DESC, q.condition_key) FILTER (WHERE facts.condition_points(q.condition_key) > 0) AS words
    FROM facts.recorded_condition(day) q
    WHERE k.is_recorded AND q.engagement_id = e.engagement_id
  ) r
  CROSS JOIN LATERAL (
    SELECT g.access, g.criticality, g.regulation, d.points + g.access + g.criticality + g.regulation AS score
    FROM (
      SELECT facts.access_points(e.access) AS access, facts.critical_points(e.critical) AS criticality,
        CASE WHEN d.data_class = 'not_recorded' THEN 15 ELSE least(coalesce(r.points, 0), 15) END AS regulation
    ) g
    OFFSET 0
  ) s
  LEFT JOIN facts.risk_band() b ON s.score BETWEEN b.at_least AND b.at_most;
END;
COMMENT ON FUNCTION facts.engagement_score(date) IS 'For each engagement its points on the day, component by component and in words, which facts are missing, and the tier that follows: never below high for what is critical. No score where nothing is recorded of data, access and criticality';

CREATE FUNCTION facts.engagement_risk(day date) RETURNS TABLE (
  engagement_id bigint, place integer, component text, fact text, points integer, most integer
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT s.engagement_id, c.place, c.component, c.words, c.points, c.most
  FROM facts.engagement_score(day) s
  CROSS JOIN LATERAL (VALUES
    (1, 'data', s.data_words, s.data_points, 40), (2, 'access', s.access_words, s.access_points, 25),
    (3, 'criticality', s.criticality_words, s.criticality_points, 20), (4, 'regulation', s.regulation_words, s.regulation_points, 15),
    (5, 'total', NULL, s.score, 100)
  ) c (place, component, words, points, most)
  WHERE s.is_recorded;
END;
COMMENT ON FUNCTION facts.engagement_risk(date) IS 'The inherent risk of each engagement on the day as a sum with its total: component, the facts that decided it, its points and how many it can have; no rows where nothing is recorded of data, access and criticality';
