-- The only place that looks at a clock.
CREATE FUNCTION facts.as_of() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(
  nullif(current_setting('clause6.as_of', true), '')::date,
  (now() AT TIME ZONE coalesce(nullif(current_setting('clause6.zone', true), ''), current_setting('TimeZone')))::date);
COMMENT ON FUNCTION facts.as_of() IS 'The day a question is asked about: clause6.as_of, else today in the organisation''s zone (clause6.zone, else the server''s)';
