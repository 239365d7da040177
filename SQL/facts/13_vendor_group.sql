CREATE FUNCTION facts.vendor_group(day date) RETURNS TABLE (
  vendor_id bigint, relation text, other_id bigint, code text, name text, country text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH pair AS (
    SELECT v.id AS child_id, coalesce(m.vendor_id, v.parent_id) AS parent_id
    FROM register.vendor v LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = v.parent_id
    -- A subsidiary that turned out to be its parent is none.
    WHERE facts.is_vendor(v.merged_on, day) AND coalesce(m.vendor_id, v.parent_id) <> v.id
  )
  SELECT p.child_id, 'parent', v.id, v.code, v.name, v.country FROM pair p JOIN register.vendor v ON v.id = p.parent_id
  UNION ALL
  SELECT p.parent_id, 'subsidiary', v.id, v.code, v.name, v.country FROM pair p JOIN register.vendor v ON v.id = p.child_id;
END;
COMMENT ON FUNCTION facts.vendor_group(date) IS 'The parent of each vendor of the day, and its subsidiaries';
