CREATE FUNCTION facts.zone() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(current_setting('clause6.zone', true), ''), current_setting('TimeZone'));
COMMENT ON FUNCTION facts.zone() IS 'The organisation''s time zone: clause6.zone, else the server''s';

-- The only place that looks at a clock.
CREATE FUNCTION facts.as_of() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(
  nullif(current_setting('clause6.as_of', true), '')::date,
  (now() AT TIME ZONE facts.zone())::date);
COMMENT ON FUNCTION facts.as_of() IS 'The day a question is asked about: clause6.as_of, else today in the organisation''s zone (clause6.zone, else the server''s)';
