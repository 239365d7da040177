-- Import of vendors, step 3: owners and parents.
UPDATE pg_temp.merged m SET owner_id = (SELECT id FROM pg_temp.named_person n WHERE n.line = m.line AND n.field = 'owner')
FROM pg_temp.staged s
WHERE s.line = m.line AND 'owner' = ANY (s.fields) AND NOT EXISTS (SELECT FROM pg_temp.rejected r WHERE r.line = m.line AND r.field = 'owner');
UPDATE pg_temp.merged m SET backup_owner_id = (SELECT id FROM pg_temp.named_person n WHERE n.line = m.line AND n.field = 'backup_owner')
FROM pg_temp.staged s
WHERE s.line = m.line AND 'backup_owner' = ANY (s.fields)
  AND NOT EXISTS (SELECT FROM pg_temp.rejected r WHERE r.line = m.line AND r.field = 'backup_owner');

CREATE TEMP TABLE wanted_parent ON COMMIT DROP AS
SELECT s.line, s.parent, count(DISTINCT f.id) AS found, min(f.id) AS id
FROM pg_temp.staged s JOIN pg_temp.merged m ON m.line = s.line
LEFT JOIN LATERAL (
  SELECT o.id FROM pg_temp.merged o WHERE o.code = s.parent OR register.name_key(o.name) = register.name_key(s.parent)
  UNION SELECT register.vendor_survivor(v.id) FROM register.vendor v WHERE v.code = s.parent OR v.name_key = register.name_key(s.parent)
) f ON true
WHERE s.parent IS NOT NULL GROUP BY s.line, s.parent;
INSERT INTO pg_temp.rejected
SELECT line, 'parent', CASE found WHEN 0 THEN format('no vendor %s is in the register or in this file', parent)
  ELSE format('several vendors are called %s: give the code of the one that is meant', parent) END
FROM pg_temp.wanted_parent WHERE found <> 1;
UPDATE pg_temp.merged m SET parent_id = (SELECT id FROM pg_temp.wanted_parent p WHERE p.line = m.line)
FROM pg_temp.staged s
WHERE s.line = m.line AND 'parent' = ANY (s.fields) AND NOT EXISTS (SELECT FROM pg_temp.rejected r WHERE r.line = m.line AND r.field = 'parent');
