-- Makes the policies by which logins are limited to units; takes them away when nobody is limited any more. Run by every migrate, too.
DO $$
DECLARE
  work text;
BEGIN
  IF to_regclass('facts.unit_policy') IS NULL THEN RETURN; END IF;
  FOR work IN
    SELECT format('DROP POLICY %I ON %s', k.polname, k.polrelid::regclass)
    FROM pg_policy k JOIN pg_class c ON c.oid = k.polrelid
    WHERE c.relnamespace IN ('register'::regnamespace, 'version'::regnamespace, 'audit'::regnamespace) AND k.polname LIKE 'clause6\_unit\_%'
    UNION ALL
    SELECT format('ALTER TABLE %I.%I %s ROW LEVEL SECURITY', p.schema, p.entity, CASE WHEN facts.has_limits() THEN 'ENABLE' ELSE 'DISABLE' END)
    FROM facts.unit_policy p JOIN pg_class c ON c.oid = format('%I.%I', p.schema, p.entity)::regclass
    WHERE c.relrowsecurity <> facts.has_limits() GROUP BY p.schema, p.entity
    UNION ALL
    SELECT p.work FROM facts.unit_policy p WHERE facts.has_limits()
  LOOP
    EXECUTE work;
  END LOOP;
  FOR work IN
    SELECT format('COMMENT ON POLICY %I ON %I.%I IS %L', p.name, p.schema, p.entity, facts.policy_hash(p.work, k.oid))
    FROM facts.unit_policy p JOIN pg_policy k ON k.polname = p.name AND k.polrelid = format('%I.%I', p.schema, p.entity)::regclass
  LOOP
    EXECUTE work;
  END LOOP;
END $$;
