-- Which conditions hold for an engagement: the start of every question about regimes, and a part of its risk.

CREATE FUNCTION facts.data_condition() RETURNS TABLE (data_class text, condition_key text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT * FROM (VALUES
    ('confidential', 'confidential_info'), ('personal', 'personal_data'), ('sensitive', 'personal_data'),
    ('my_number', 'my_number'), ('my_number', 'personal_data'), ('card', 'card_data')
  ) follows (data_class, condition_key);
END;
COMMENT ON FUNCTION facts.data_condition() IS 'Which conditions follow from a kind of data';

CREATE FUNCTION facts.recorded_condition(day date) RETURNS TABLE (engagement_id bigint, condition_key text, source text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- What follows from data needs no statement, so "data" goes before "stated", as it does in the alphabet.
  SELECT c.engagement_id, c.condition_key, min(c.source)
  FROM (
    SELECT d.engagement_id, f.condition_key, 'data' AS source
    FROM register.engagement_data d JOIN facts.data_condition() f ON f.data_class = d.data_class
    UNION ALL
    SELECT s.engagement_id, s.condition_key, 'stated' FROM register.engagement_condition s
    WHERE (s.from_on IS NULL OR s.from_on <= day) AND (s.until_on IS NULL OR s.until_on >= day)
  ) c
  GROUP BY c.engagement_id, c.condition_key;
END;
COMMENT ON FUNCTION facts.recorded_condition(date) IS 'Conditions that hold for an engagement on the day because of what is recorded of it, each with its source: data or stated';

CREATE FUNCTION facts.engagement_condition(day date) RETURNS TABLE (engagement_id bigint, condition_key text, source text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT r.engagement_id, r.condition_key, r.source FROM facts.recorded_condition(day) r
  UNION ALL
  SELECT e.id, 'always', 'always' FROM register.engagement e;
END;
COMMENT ON FUNCTION facts.engagement_condition(date) IS 'Every condition that holds for an engagement on the day, each with its source: always, data (it follows from a kind of data) or stated';
