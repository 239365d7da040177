-- What the roles promise, whether it holds, and what breaks it.
WITH role AS (
  SELECT w.name, r.* FROM unnest(facts.our_roles()) w (name) LEFT JOIN pg_roles r ON r.rolname = w.name
), object AS (
  SELECT n.nspname AS schema, c.relname::text AS name, c.oid, c.relowner AS owner, v.verb
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) v (verb)
  WHERE n.nspname = ANY (facts.our_schemas()) AND c.relkind IN ('r', 'p', 'v')
), listed AS MATERIALIZED (
  SELECT g.role, g.schema, g.object, g.verb FROM facts.role_right g
  UNION
  -- What was known may be read by who may read it now.
  SELECT g.role, 'known' || CASE g.schema WHEN 'facts' THEN '_facts' ELSE '' END, g.object, g.verb FROM facts.role_right g
  WHERE g.verb = 'SELECT' AND (g.schema IN ('register', 'facts') OR g.object = 'entry')
), cell AS (
  -- What a role may in fact, by whatever way it came to it, beside what the list says.
  SELECT r.name AS role, o.schema, o.name, o.verb, coalesce(has_table_privilege(r.oid, o.oid, o.verb), false) AS may, g.role IS NOT NULL AS is_listed
  FROM role r CROSS JOIN object o LEFT JOIN listed g ON g.role = r.name AND g.schema = o.schema AND g.object = o.name AND g.verb = o.verb
  WHERE r.name <> 'clause6_owner' AND r.oid IS NOT NULL AND o.owner <> r.oid
), breach AS MATERIALIZED (
  SELECT b.object, b.problem, b.problem LIKE 'belongs to %' AS is_of_owner, concat_ws(' ', b.object, b.problem) AS text FROM facts.role_breach b
), flaw (place, text) AS (
  SELECT 1, r.name || CASE WHEN r.oid IS NULL THEN ' is missing' ELSE ' may log in or more' END FROM role r
  WHERE r.oid IS NULL OR r.rolcanlogin OR r.rolsuper OR r.rolcreatedb OR r.rolcreaterole OR r.rolreplication OR r.rolbypassrls
  UNION ALL
  SELECT 2, format('%s belongs to %s', m.member::regrole, m.roleid::regrole) FROM pg_auth_members m JOIN role r ON r.oid = m.member
  WHERE NOT (r.name = 'clause6_owner' AND m.roleid = to_regrole('clause6_reader'))
  UNION ALL
  SELECT 3, 'the schema audit belongs to somebody else' WHERE NOT facts.has_roles()
  UNION ALL
  SELECT 3, b.text FROM breach b WHERE b.is_of_owner
  UNION ALL
  -- What is derived may be read by who reads the register; nobody writes it.
  SELECT CASE c.role WHEN 'clause6_procurement' THEN 4 WHEN 'clause6_reviewer' THEN 5 WHEN 'clause6_scheduler' THEN 6 WHEN 'clause6_sealer' THEN 7 WHEN 'clause6_auditor' THEN 8 ELSE 14 END,
    format('%s %s.%s', CASE WHEN c.may THEN c.verb ELSE 'no ' || c.verb END, c.schema, c.name)
  FROM cell c
  WHERE c.may <> c.is_listed
    AND (c.schema IN ('register', 'audit', 'version') OR c.verb <> 'SELECT' OR c.role IN ('clause6_sealer', 'clause6_auditor'))
  UNION ALL
  SELECT 9, p.oid::regprocedure || CASE WHEN p.prosecdef THEN ' is not the auditor''s to call' ELSE ' asks with the rights of who calls it' END
  FROM role r JOIN pg_proc p ON p.pronamespace IN (SELECT n.oid FROM pg_namespace n WHERE n.nspname IN ('reports', 'known_reports'))
  WHERE r.name = 'clause6_auditor' AND NOT (p.prosecdef AND coalesce(p.proconfig, '{}') @> ARRAY['search_path=pg_catalog, pg_temp']
    AND coalesce(has_schema_privilege(r.oid, p.pronamespace, 'USAGE') AND has_function_privilege(r.oid, p.oid, 'EXECUTE'), false))
  UNION ALL
  SELECT 10, s.name || ' is open to the auditor' FROM role r CROSS JOIN unnest(ARRAY['register', 'version', 'part', 'part_facts', 'snapshot']) s (name)
  WHERE r.name = 'clause6_auditor' AND has_schema_privilege(r.oid, s.name, 'USAGE')
  UNION ALL
  SELECT 11, b.text FROM breach b WHERE b.object LIKE '%)' AND NOT b.is_of_owner
  UNION ALL
  SELECT 12, b.text FROM breach b WHERE b.object NOT LIKE '%)' AND NOT b.is_of_owner
  UNION ALL
  SELECT 13, 'PUBLIC has ' || a.privilege_type FROM pg_database d CROSS JOIN LATERAL aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
  WHERE d.datname = current_database() AND a.grantee = 0 AND a.privilege_type IN ('CREATE', 'TEMPORARY')
  UNION ALL
  SELECT 13, format('%s keeps temporary tables', r.name) FROM role r
  WHERE r.name IN ('clause6_sealer', 'clause6_auditor') AND has_database_privilege(r.oid, current_database(), 'TEMPORARY')
  UNION ALL
  SELECT 15, format('%s is none, so nobody is limited to %s by that', l.login, string_agg(l.unit, ', ' ORDER BY l.unit))
  FROM register.unit_limit l WHERE NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = l.login) GROUP BY l.login
)
SELECT p.promise, NOT EXISTS (SELECT FROM flaw f WHERE f.place = p.place) AS holds,
  (SELECT string_agg(f.text, '; ' ORDER BY f.text) FROM flaw f WHERE f.place = p.place) AS breach
FROM (VALUES
  (1, 'There are the owner, the reader and five roles of work; none of them logs in, is a superuser, or makes roles or databases'),
  (2, 'None of them belongs to another role, but the owner to the reader'),
  (3, 'All schemas of the program and what is in them belong to clause6_owner, their views and reports to clause6_reader'),
  (4, 'clause6_procurement reads and changes the tables of its list, and no others'),
  (5, 'clause6_reviewer reads and changes the tables of its list, and no others'),
  (6, 'clause6_scheduler reads and changes the tables of its list, and no others'),
  (7, 'clause6_sealer reads and adds to the log''s tables of its list, and no others'),
  (8, 'clause6_auditor reads the tables of its list, and changes none'),
  (9, 'clause6_auditor may ask each report, which answers with its owner''s rights'),
  (10, 'clause6_auditor has no way into the register'),
  (11, 'Functions of the log and of triggers are executed by those of the list alone'),
  (12, 'Nobody else changes the register or its log, or makes anything there'),
  (13, 'Who has no role makes nothing in this database, and auditors keep nothing in it'),
  (14, 'clause6_reader, as which views and reports answer, reads the tables of its list, and changes none'),
  (15, 'Whoever is limited to units is a login or role of this server')
) p (place, promise)
ORDER BY p.place
