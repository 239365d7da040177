-- Inherent risk: 0 to 100 points from four components, for each engagement on the day.
--
-- LATERAL steps and not sets to be joined, so that one vendor's engagements are judged without going through all. OFFSET 0
-- keeps the planner from writing a step's expression out wherever a later step uses it. Words, and which kind of data they
-- are about, are looked up where they are read: who wants the tier alone has none of them.
CREATE FUNCTION facts.engagement_score(day date) RETURNS TABLE (
  engagement_id bigint, vendor_id bigint, stated_tier text, starts_on date, ends_on date, is_recorded boolean, missing text[],
  data_points integer, data_words text, access_points integer, access_words text,
  criticality_points integer, criticality_words text, regulation_points integer, regulation_words text,
  score integer, tier text, at_least_high boolean
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT e.engagement_id, e.vendor_id, e.stated_tier, e.starts_on, e.ends_on, s.is_recorded,
    array_remove(ARRAY[
      CASE WHEN s.kinds = 0 THEN 'kinds of data' END,
      CASE WHEN e.data_subjects IS NULL AND (NOT s.is_recorded OR facts.data_factor(d.data_class) IS NULL) THEN 'number of people' END,
      CASE WHEN e.access IS NULL THEN 'access' END, CASE WHEN e.critical IS NULL THEN 'criticality' END], NULL),
    s.data, CASE WHEN s.is_recorded THEN (
      SELECT w.words || CASE WHEN w.weight = 0 THEN '' ELSE format(': %s × %s', w.weight, coalesce(w.factor, facts.people_factor(e.data_subjects)))
        || CASE WHEN w.factor IS NULL THEN format(' (%s)', (
          SELECT p.words FROM facts.risk_people() p WHERE coalesce(e.data_subjects, -1) BETWEEN p.at_least AND p.at_most)) ELSE '' END END
      FROM facts.risk_data() w WHERE w.data_class = d.data_class) END,
    s.access, (SELECT a.words FROM facts.risk_access() a WHERE a.access = coalesce(e.access, 'not_recorded')),
    s.criticality, (SELECT c.words FROM facts.risk_criticality() c WHERE c.critical = coalesce(e.critical::text, 'not_recorded'))
      || coalesce(e.critical_why, ''), s.regulation,
    CASE WHEN s.is_recorded AND s.kinds = 0 THEN 'which follow from the data is not known, counted as the most'
      WHEN coalesce(s.conditions, 0) = 0 THEN 'no condition that weighs'
      ELSE (
        SELECT string_agg(format('%s %s', q.condition_key, facts.condition_points(q.condition_key)), ' + '
          ORDER BY facts.condition_points(q.condition_key) DESC, q.condition_key)
        FROM facts.recorded_condition(day) q
        WHERE q.engagement_id = e.engagement_id AND facts.condition_points(q.condition_key) > 0
      ) || CASE WHEN s.conditions > s.regulation THEN format(' = %s, of which %s count', s.conditions, s.regulation) ELSE '' END END,
    s.score, CASE WHEN e.critical THEN facts.tier_of_rank(least(facts.tier_rank(b.tier), 2)) ELSE b.tier END,
    e.critical IS TRUE AND facts.tier_rank(b.tier) > 2
  FROM facts.engagement_vendor(day) e
  CROSS JOIN LATERAL (
    SELECT g.kinds, g.is_recorded, g.data, g.access, g.criticality, g.conditions, r.regulation, g.data + g.access + g.criticality + r.regulation AS score
    FROM (
      SELECT h.kinds, k.is_recorded,
        CASE WHEN NOT k.is_recorded THEN NULL WHEN h.kinds > 0 THEN h.points
          ELSE facts.data_weight('not_recorded') * facts.people_factor(e.data_subjects) END AS data,
        facts.access_points(e.access) AS access, facts.critical_points(e.critical) AS criticality,
        -- Looked up only where one that weighs can hold.
        CASE WHEN k.is_recorded AND (h.brings_points OR EXISTS (
            SELECT FROM register.engagement_condition o WHERE o.engagement_id = e.engagement_id)) THEN (
          SELECT sum(facts.condition_points(q.condition_key))::integer FROM facts.recorded_condition(day) q
          WHERE q.engagement_id = e.engagement_id) END AS conditions
      FROM (
        -- Its kinds of data in one look: how many, the most points of one, and whether one brings a condition that weighs.
        SELECT count(*) AS kinds, max(facts.data_weight(o.data_class) * coalesce(facts.data_factor(o.data_class), facts.people_factor(e.data_subjects))) AS points,
          bool_or(o.data_class IN (SELECT f.data_class FROM facts.data_condition() f WHERE facts.condition_points(f.condition_key) > 0)) AS brings_points
        FROM register.engagement_data o WHERE o.engagement_id = e.engagement_id
      ) h
      CROSS JOIN LATERAL (
        SELECT e.access IS NOT NULL OR e.critical IS NOT NULL OR e.data_subjects IS NOT NULL OR h.kinds > 0 AS is_recorded
      ) k
      OFFSET 0
    ) g
    CROSS JOIN LATERAL (SELECT CASE WHEN g.is_recorded AND g.kinds = 0 THEN 15 ELSE least(coalesce(g.conditions, 0), 15) END AS regulation) r
    OFFSET 0
  ) s
  CROSS JOIN LATERAL (
    -- Of several kinds of data the one with the most points decides. Which it is only words ask.
    SELECT CASE WHEN s.kinds = 0 THEN 'not_recorded' ELSE (
      SELECT o.data_class FROM register.engagement_data o WHERE o.engagement_id = e.engagement_id
      ORDER BY facts.data_weight(o.data_class) * coalesce(facts.data_factor(o.data_class), facts.people_factor(e.data_subjects)) DESC, o.data_class
      LIMIT 1) END AS data_class
  ) d
  CROSS JOIN LATERAL (SELECT facts.score_tier(s.score) AS tier) b;
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
