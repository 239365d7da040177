CREATE FUNCTION facts.zone() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(current_setting('clause6.zone', true), ''), current_setting('TimeZone'));
COMMENT ON FUNCTION facts.zone() IS 'The organisation''s time zone: clause6.zone, else the server''s';

-- The only place that looks at a clock. Where a day is named and no instant, it is noon of that day.
CREATE FUNCTION facts.instant() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(
  nullif(current_setting('clause6.at', true), '')::timestamptz,
  (nullif(current_setting('clause6.as_of', true), '')::date + time '12:00') AT TIME ZONE facts.zone(),
  now());
COMMENT ON FUNCTION facts.instant() IS 'The instant at which something is decided: clause6.at, else noon of the day of clause6.as_of, else now';

CREATE FUNCTION facts.as_of() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(
  nullif(current_setting('clause6.as_of', true), '')::date,
  (facts.instant() AT TIME ZONE facts.zone())::date);
COMMENT ON FUNCTION facts.as_of() IS 'The day a question is asked about: clause6.as_of, else that of facts.instant() in the organisation''s zone (clause6.zone, else the server''s)';
