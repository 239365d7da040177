-- Rights that nobody was to have. Where no roles were made, only those to write the log: who else writes a register is its owner's business.
CREATE VIEW facts.role_breach AS
  WITH object AS (
    SELECT n.nspname::text AS schema, CASE c.relkind WHEN 'v' THEN 'v' ELSE 'r' END AS kind, c.relname::text AS name, c.relowner AS owner, coalesce(c.relacl, acldefault('r', c.relowner)) AS rights,
      ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER'] AS watched
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v')
    UNION ALL
    SELECT n.nspname, CASE c.relkind WHEN 'v' THEN 'v' ELSE 'r' END, c.relname, c.relowner, a.attacl, ARRAY['INSERT', 'UPDATE']
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.attacl IS NOT NULL
    UNION ALL
    SELECT n.nspname, 'f', format('%s(%s)', p.proname, oidvectortypes(p.proargtypes)), p.proowner, coalesce(p.proacl, acldefault('f', p.proowner)),
      CASE WHEN n.nspname = 'audit' OR (n.nspname = 'register' AND p.prorettype = 'trigger'::regtype) THEN ARRAY['EXECUTE'] ELSE '{}' END
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    UNION ALL
    SELECT n.nspname, 'n', NULL, n.nspowner, coalesce(n.nspacl, acldefault('n', n.nspowner)), ARRAY['CREATE'] FROM pg_namespace n
  ), ours AS (
    SELECT o.* FROM object o WHERE o.schema = ANY (facts.our_schemas())
  )
  SELECT concat_ws('.', o.schema, o.name) AS object,
    format('%s has %s, which it was not to have', CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END,
      string_agg(DISTINCT a.privilege_type, ', ' ORDER BY a.privilege_type)) AS problem
  FROM ours o CROSS JOIN LATERAL aclexplode(o.rights) a
  WHERE a.grantee <> o.owner AND a.privilege_type = ANY (o.watched) AND (o.schema = 'audit' OR facts.has_roles())
    AND NOT EXISTS (
      SELECT FROM facts.role_right r
      WHERE to_regrole(r.role) = a.grantee AND r.schema = o.schema AND r.object = o.name AND r.verb = a.privilege_type)
  GROUP BY o.schema, o.name, a.grantee
  UNION ALL
  SELECT DISTINCT concat_ws('.', o.schema, o.name), format('belongs to %s and not to %s', pg_get_userbyid(o.owner), facts.owner_of(o.schema, o.kind, o.name))
  FROM ours o WHERE facts.has_roles() AND pg_get_userbyid(o.owner) <> facts.owner_of(o.schema, o.kind, o.name)
  UNION ALL
  -- Once a login is limited to units, all tables are fenced.
  SELECT DISTINCT concat_ws('.', p.schema, p.entity), CASE WHEN NOT c.relrowsecurity THEN 'is not fenced by unit' ELSE format('has not the policy %s that it should have', p.name) END
  FROM facts.unit_policy p JOIN pg_class c ON c.oid = format('%I.%I', p.schema, p.entity)::regclass
  WHERE facts.has_limits() AND NOT (c.relrowsecurity AND EXISTS (
    SELECT FROM pg_policy k WHERE k.polrelid = c.oid AND k.polname = p.name AND obj_description(k.oid, 'pg_policy') = facts.policy_hash(p.work, k.oid)))
  UNION ALL
  SELECT k.polrelid::regclass::text, format('has a policy of somebody''s: %s', k.polname)
  FROM pg_policy k JOIN pg_class c ON c.oid = k.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY (facts.our_schemas()) AND NOT EXISTS (
    SELECT FROM facts.unit_policy p WHERE p.schema = n.nspname AND p.entity = c.relname AND p.name = k.polname);
COMMENT ON VIEW facts.role_breach IS 'Rights on the register and its log that somebody has without being on the list, and what belongs to somebody else than its owner';
