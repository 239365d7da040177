CREATE FUNCTION facts.unit(day date) RETURNS TABLE (unit text, vendors bigint, logins text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT coalesce(v.unit, l.unit), coalesce(v.vendors, 0), l.logins
  FROM (SELECT r.unit, count(*) AS vendors FROM register.vendor r WHERE facts.is_vendor(r.merged_on, day) GROUP BY r.unit) v
  FULL JOIN (SELECT u.unit, string_agg(u.login, ', ' ORDER BY u.login) AS logins FROM register.unit_limit u GROUP BY u.unit) l ON l.unit = v.unit;
END;
COMMENT ON FUNCTION facts.unit(date) IS 'The units of the organisation, how many vendors work for each on the day, and which logins are limited to it';
