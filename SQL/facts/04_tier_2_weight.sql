-- What each fact of an engagement weighs, and nowhere else: docs/risk.md has the arithmetic and where the weights come from.
-- What is not recorded weighs as much as the worst: to leave a fact out never makes a score lower than to record it.

CREATE FUNCTION facts.risk_data() RETURNS TABLE (data_class text, weight integer, factor integer, words text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT * FROM (VALUES
    -- A kind of data that is about nobody has its factor here; for the others the number of people decides.
    ('none', 0, 0, 'no data of ours'),
    ('confidential', 5, 4, 'confidential, about nobody'),
    ('personal', 6, NULL, 'personal'),
    ('card', 8, NULL, 'card'),
    ('sensitive', 8, NULL, 'sensitive'),
    ('my_number', 8, NULL, 'my_number'),
    ('not_recorded', 8, NULL, 'not recorded, counted as sensitive')
  ) weighs (data_class, weight, factor, words);
END;
COMMENT ON FUNCTION facts.risk_data() IS 'What each kind of data weighs';

CREATE FUNCTION facts.risk_people() RETURNS TABLE (at_least bigint, at_most bigint, factor integer, words text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT * FROM (VALUES
    (-1::bigint, -1::bigint, 5, 'number of people not recorded, counted as more than 100,000'),
    (0, 1000, 3, 'up to 1,000 people'),
    (1001, 100000, 4, 'up to 100,000 people'),
    (100001, 9223372036854775807, 5, 'more than 100,000 people')
  ) weighs (at_least, at_most, factor, words);
END;
COMMENT ON FUNCTION facts.risk_people() IS 'By what the weight of a kind of data is multiplied for the number of people it is about; -1 stands for a number nobody recorded';

CREATE FUNCTION facts.risk_access() RETURNS TABLE (access text, points integer, words text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT * FROM (VALUES
    ('none', 0, 'none'),
    ('on_site', 5, 'on_site: people on the premises, without an account'),
    ('network', 15, 'network: an account in our systems, or a line into them'),
    ('hosting', 20, 'hosting: our data lies on its systems'),
    ('privileged', 25, 'privileged: it administers systems of ours'),
    ('not_recorded', 25, 'not recorded, counted as privileged')
  ) weighs (access, points, words);
END;
COMMENT ON FUNCTION facts.risk_access() IS 'Points for how far a vendor reaches';

CREATE FUNCTION facts.risk_criticality() RETURNS TABLE (critical text, points integer, words text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT * FROM (VALUES
    ('false', 0, 'not critical: '), ('true', 20, 'critical: '), ('not_recorded', 20, 'not judged, counted as critical')
  ) weighs (critical, points, words);
END;
COMMENT ON FUNCTION facts.risk_criticality() IS 'Points for an engagement that the organisation cannot do without';

-- A CASE and not a table like the others: an engagement can have many, and to join each takes half of all the time.
CREATE FUNCTION facts.condition_points(condition_key text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  -- A law of its own for what is entrusted, or an authority that watches the entrusting itself.
  WHEN condition_key IN ('my_number', 'phi_us', 'card_data', 'ict_critical', 'material_outsourcing', 'jp_core_infrastructure', 'aviation_is') THEN 5
  WHEN condition_key IN ('personal_data', 'personal_data_jp', 'personal_data_eu', 'consumer_data_ca', 'nonpublic_info_ny', 'ict_service',
    'cloud_service', 'nis2_scope', 'jp_government', 'jp_financial') THEN 3
  ELSE 0 END;
COMMENT ON FUNCTION facts.condition_points(text) IS 'Points for a condition that brings regimes into play. At most 15 of their sum count';

CREATE FUNCTION facts.risk_band() RETURNS TABLE (tier text, at_least integer, at_most integer)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT * FROM (VALUES ('low', 0, 24), ('medium', 25, 44), ('high', 45, 69), ('critical', 70, 100)) band (tier, at_least, at_most);
END;
COMMENT ON FUNCTION facts.risk_band() IS 'The tier that follows from a score';
