CREATE FUNCTION facts.work_goes_on(work_ended_on date, day date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN work_ended_on IS NULL OR work_ended_on >= day;
COMMENT ON FUNCTION facts.work_goes_on(date, date) IS 'Whether work under a contract goes on, as far as is known: a lapse is a breach only while it does';
