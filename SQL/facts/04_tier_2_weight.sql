-- What each fact of an engagement weighs, and nowhere else: docs/risk.md has the arithmetic and where the weights come from.
-- What is not recorded weighs as much as the worst: to leave a fact out never makes a score lower than to record it.

-- Numbers are CASEs, and the tables that people read take them from there: to join a table to each of a hundred thousand
-- engagements takes three times as long.
CREATE FUNCTION facts.data_weight(data_class text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE data_class WHEN 'none' THEN 0 WHEN 'confidential' THEN 5 WHEN 'personal' THEN 6 ELSE 8 END;
COMMENT ON FUNCTION facts.data_weight(text) IS 'What a kind of data weighs';

CREATE FUNCTION facts.data_factor(data_class text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE data_class WHEN 'none' THEN 0 WHEN 'confidential' THEN 4 END;
COMMENT ON FUNCTION facts.data_factor(text) IS 'By what the weight of a kind of data that is about nobody is multiplied; none for one that is about people, whose number decides';

CREATE FUNCTION facts.people_factor(people bigint) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN people <= 1000 THEN 3 WHEN people <= 100000 THEN 4 ELSE 5 END;
COMMENT ON FUNCTION facts.people_factor(bigint) IS 'By what the weight of a kind of data is multiplied for the number of people it is about; a number nobody recorded counts as the most';

CREATE FUNCTION facts.access_points(access text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE access WHEN 'none' THEN 0 WHEN 'on_site' THEN 5 WHEN 'network' THEN 15 WHEN 'hosting' THEN 20 ELSE 25 END;
COMMENT ON FUNCTION facts.access_points(text) IS 'Points for how far a vendor reaches; what nobody recorded counts as the most';

CREATE FUNCTION facts.critical_points(critical boolean) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN critical IS FALSE THEN 0 ELSE 20 END;
COMMENT ON FUNCTION facts.critical_points(boolean) IS 'Points for an engagement that the organisation cannot do without; what nobody judged counts as that';

CREATE FUNCTION facts.risk_data() RETURNS TABLE (data_class text, weight integer, factor integer, words text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT k.data_class, facts.data_weight(k.data_class), facts.data_factor(k.data_class), k.words FROM (VALUES
    ('none', 'no data of ours'),
    ('confidential', 'confidential, about nobody'),
    ('personal', 'personal'),
    ('card', 'card'),
    ('sensitive', 'sensitive'),
    ('my_number', 'my_number'),
    ('not_recorded', 'not recorded, counted as sensitive')
  ) k (data_class, words);
END;
COMMENT ON FUNCTION facts.risk_data() IS 'What each kind of data weighs';

CREATE FUNCTION facts.risk_people() RETURNS TABLE (at_least bigint, at_most bigint, factor integer, words text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT p.at_least, p.at_most, facts.people_factor(nullif(p.at_least, -1)), p.words FROM (VALUES
    (-1::bigint, -1::bigint, 'number of people not recorded, counted as more than 100,000'),
    (0, 1000, 'up to 1,000 people'),
    (1001, 100000, 'up to 100,000 people'),
    (100001, 9223372036854775807, 'more than 100,000 people')
  ) p (at_least, at_most, words);
END;
COMMENT ON FUNCTION facts.risk_people() IS 'By what the weight of a kind of data is multiplied for the number of people it is about; -1 stands for a number nobody recorded';

CREATE FUNCTION facts.risk_access() RETURNS TABLE (access text, points integer, words text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT a.access, facts.access_points(a.access), a.words FROM (VALUES
    ('none', 'none'),
    ('on_site', 'on_site: people on the premises, without an account'),
    ('network', 'network: an account in our systems, or a line into them'),
    ('hosting', 'hosting: our data lies on its systems'),
    ('privileged', 'privileged: it administers systems of ours'),
    ('not_recorded', 'not recorded, counted as privileged')
  ) a (access, words);
END;
COMMENT ON FUNCTION facts.risk_access() IS 'Points for how far a vendor reaches';

CREATE FUNCTION facts.risk_criticality() RETURNS TABLE (critical text, points integer, words text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.critical, facts.critical_points(nullif(c.critical, 'not_recorded')::boolean), c.words FROM (VALUES
    ('false', 'not critical: '), ('true', 'critical: '), ('not_recorded', 'not judged, counted as critical')
  ) c (critical, words);
END;
COMMENT ON FUNCTION facts.risk_criticality() IS 'Points for an engagement that the organisation cannot do without';

CREATE FUNCTION facts.condition_points(condition_key text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  -- A law of its own for what is entrusted, or an authority that watches the entrusting itself.
  WHEN condition_key IN ('my_number', 'phi_us', 'card_data', 'ict_critical', 'material_outsourcing', 'jp_core_infrastructure', 'aviation_is') THEN 5
  WHEN condition_key IN ('personal_data', 'personal_data_jp', 'personal_data_eu', 'consumer_data_ca', 'nonpublic_info_ny', 'ict_service',
    'cloud_service', 'nis2_scope', 'jp_government', 'jp_financial') THEN 3
  ELSE 0 END;
COMMENT ON FUNCTION facts.condition_points(text) IS 'Points for a condition that brings regimes into play. At most 15 of their sum count';

CREATE FUNCTION facts.score_tier(score integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN score < 25 THEN 'low' WHEN score < 45 THEN 'medium' WHEN score < 70 THEN 'high' WHEN score <= 100 THEN 'critical' END;
COMMENT ON FUNCTION facts.score_tier(integer) IS 'The tier that follows from a score';

CREATE FUNCTION facts.risk_band() RETURNS TABLE (tier text, at_least integer, at_most integer)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT facts.score_tier(s.score), min(s.score), max(s.score) FROM generate_series(0, 100) s (score) GROUP BY facts.score_tier(s.score) ORDER BY min(s.score);
END;
COMMENT ON FUNCTION facts.risk_band() IS 'The tiers with the scores from which they follow';
