CREATE VIEW facts.vendor_group AS
  SELECT v.id AS vendor_id, 'parent' AS relation, p.id AS other_id, p.code, p.name, p.country
  FROM register.vendor v JOIN register.vendor p ON p.id = v.parent_id
  UNION ALL
  SELECT v.parent_id, 'subsidiary', v.id, v.code, v.name, v.country
  FROM register.vendor v WHERE v.parent_id IS NOT NULL AND v.merged_into_id IS NULL;
COMMENT ON VIEW facts.vendor_group IS 'The parent of each vendor, and its subsidiaries';
