CREATE FUNCTION facts.vendor_group(day date) RETURNS TABLE (
  vendor_id bigint, relation text, other_id bigint, code text, name text, country text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH pair AS (SELECT vendor_id AS child_id, parent_id FROM facts.vendor_parent(day))
  SELECT p.child_id, 'parent', v.id, v.code, v.name, v.country FROM pair p JOIN register.vendor v ON v.id = p.parent_id
  UNION ALL
  SELECT p.parent_id, 'subsidiary', v.id, v.code, v.name, v.country FROM pair p JOIN register.vendor v ON v.id = p.child_id;
END;
COMMENT ON FUNCTION facts.vendor_group(date) IS 'The parent of each vendor of the day, and its subsidiaries';
