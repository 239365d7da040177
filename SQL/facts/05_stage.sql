CREATE FUNCTION facts.stage(day date) RETURNS TABLE (vendor_id bigint, stage text, since date, moved_by text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT DISTINCT ON (s.vendor_id) s.vendor_id, s.stage, s.from_on, s.moved_by
  FROM register.vendor_stage s
  WHERE s.from_on <= day AND s.withdrawn_by IS NULL
  ORDER BY s.vendor_id, s.from_on DESC;
END;
COMMENT ON FUNCTION facts.stage(date) IS 'The stage of each vendor on the day, since when, and who moved it there; no row where nobody recorded one';
