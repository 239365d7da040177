-- What keeps a rule in its place, and whether it does.
WITH login AS (SELECT r.* FROM pg_roles r WHERE r.rolname = 'clause6_rules'), setting AS (
  SELECT split_part(c, '=', 1) AS name, split_part(c, '=', 2) AS value FROM login l, unnest(l.rolconfig) c
)
SELECT f.fence, coalesce(f.holds, false) AS holds
FROM login l RIGHT JOIN (VALUES (1)) one (n) ON true
CROSS JOIN LATERAL (VALUES
  (1, 'There is a login clause6_rules, and it is no owner of anything', l.oid IS NOT NULL AND NOT EXISTS (SELECT FROM pg_class c WHERE c.relowner = l.oid)),
  (2, 'It is no superuser, makes no databases and no roles, and row security applies to it', NOT (l.rolsuper OR l.rolcreatedb OR l.rolcreaterole OR l.rolreplication OR l.rolbypassrls)),
  (3, 'It belongs to no other role', l.oid IS NOT NULL AND NOT EXISTS (SELECT FROM pg_auth_members m WHERE m.member = l.oid)),
  (4, 'It reads the register and the facts', has_schema_privilege(l.oid, 'register', 'USAGE') AND has_schema_privilege(l.oid, 'facts', 'USAGE')
    AND has_table_privilege(l.oid, 'register.contract', 'SELECT') AND has_table_privilege(l.oid, 'facts.finding_event', 'SELECT')),
  (5, 'It writes no table and reads no file of evidence', NOT EXISTS (
    SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('register', 'facts', 'reports', 'audit') AND c.relkind IN ('r', 'p', 'v') AND has_table_privilege(l.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))
    AND NOT has_table_privilege(l.oid, 'register.evidence_content', 'SELECT')),
  (6, 'It does not read the log', NOT has_schema_privilege(l.oid, 'audit', 'USAGE')
    AND NOT EXISTS (
      SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ((n.nspname IN ('facts', 'known_facts') AND c.relname = 'history_entry') OR (n.nspname = 'known' AND c.relname IN ('log', 'entry')))
        AND has_table_privilege(l.oid, c.oid, 'SELECT'))),
  (7, 'It makes no objects, temporary ones neither', NOT has_database_privilege(l.oid, current_database(), 'CREATE') AND NOT has_database_privilege(l.oid, current_database(), 'TEMPORARY')),
  (8, 'Its transactions only read', EXISTS (SELECT FROM setting s WHERE s.name = 'default_transaction_read_only' AND s.value = 'on')),
  (9, 'Its statements and its waits have an end', (SELECT count(*) FROM setting s WHERE s.name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')) = 3),
  (10, 'It fills no disk', EXISTS (SELECT FROM setting s WHERE s.name = 'temp_file_limit')),
  (11, 'It writes no large objects, wakes nobody and holds no locks of a session', l.oid IS NOT NULL AND NOT EXISTS (
    SELECT FROM pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace AND has_function_privilege(l.oid, p.oid, 'EXECUTE')
      AND (p.proname IN ('pg_notify', 'lo_creat', 'lo_create', 'lo_import', 'lo_export', 'lo_from_bytea', 'lo_put', 'lo_open', 'lo_unlink', 'lo_truncate', 'lo_truncate64', 'lowrite')
        OR p.proname ~ '^pg_(try_)?advisory_(lock|unlock)')))
) f (place, fence, holds)
ORDER BY f.place
