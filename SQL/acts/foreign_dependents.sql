-- $1: schemas that are about to be dropped. Lists objects outside them that depend on anything inside.
WITH ours AS (
  SELECT oid AS schema FROM pg_namespace WHERE nspname = ANY ($1::text[])
), inside AS (
  SELECT 'pg_class'::regclass AS catalogue, oid FROM pg_class WHERE relnamespace IN (SELECT schema FROM ours)
  UNION ALL SELECT 'pg_proc'::regclass, oid FROM pg_proc WHERE pronamespace IN (SELECT schema FROM ours)
  UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typnamespace IN (SELECT schema FROM ours)
), dependent AS (
  SELECT DISTINCT
    -- A view depends through its rule, a default through its column: name the table or view itself.
    CASE d.classid WHEN 'pg_rewrite'::regclass THEN 'pg_class'::regclass WHEN 'pg_attrdef'::regclass THEN 'pg_class'::regclass ELSE d.classid::regclass END AS catalogue,
    CASE d.classid WHEN 'pg_rewrite'::regclass THEN (SELECT ev_class FROM pg_rewrite WHERE oid = d.objid)
      WHEN 'pg_attrdef'::regclass THEN (SELECT adrelid FROM pg_attrdef WHERE oid = d.objid) ELSE d.objid END AS oid
  FROM pg_depend d
  JOIN inside i ON i.catalogue = d.refclassid AND i.oid = d.refobjid
  WHERE d.deptype IN ('n', 'a')
)
SELECT pg_describe_object(catalogue, oid, 0) AS object
FROM dependent d
WHERE NOT EXISTS (SELECT FROM inside i WHERE i.catalogue = d.catalogue AND i.oid = d.oid)
  -- What hangs on a table of ours goes with that table.
  AND NOT EXISTS (SELECT FROM pg_constraint c JOIN inside i ON i.oid = c.conrelid WHERE d.catalogue = 'pg_constraint'::regclass AND c.oid = d.oid)
  AND NOT EXISTS (SELECT FROM pg_trigger t JOIN inside i ON i.oid = t.tgrelid WHERE d.catalogue = 'pg_trigger'::regclass AND t.oid = d.oid)
  -- Policies are made again by each migrate.
  AND NOT EXISTS (SELECT FROM pg_policy p WHERE d.catalogue = 'pg_policy'::regclass AND p.oid = d.oid AND p.polname LIKE 'clause6\_unit\_%')
ORDER BY 1
