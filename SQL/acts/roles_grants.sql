-- Gives each role what the list says. Run by every migrate, too, since what is rebuilt loses its grants; where roles were not made, nothing happens.
DO $$
DECLARE
  roles text;
  work text;
  given text[];
BEGIN
  IF to_regprocedure('facts.has_roles()') IS NULL THEN RETURN; END IF;
  IF NOT facts.has_roles() THEN RETURN; END IF;
  SELECT string_agg(DISTINCT quote_ident(r.role), ', ') INTO roles FROM facts.role_right r WHERE to_regrole(r.role) IS NOT NULL AND r.role <> 'clause6_rules';
  -- Read before the reader, to whom the list belongs, loses what it has.
  given := ARRAY(
    WITH held AS (SELECT * FROM facts.role_right r WHERE to_regrole(r.role) IS NOT NULL)
    SELECT format('GRANT %s ON %s %s TO %I', string_agg(r.verb, ', '), CASE WHEN r.object LIKE '%)' THEN 'FUNCTION' ELSE 'TABLE' END, r.schema || '.' || r.object, r.role)
    FROM held r GROUP BY r.role, r.schema, r.object
    UNION ALL
    -- What was known may be read by who may read it now.
    SELECT format('GRANT SELECT ON TABLE known.%I TO %I', r.object, r.role)
    FROM held r
    WHERE r.verb = 'SELECT' AND (r.schema = 'register' OR r.object = 'entry') AND to_regclass(format('known.%I', r.object)) IS NOT NULL
    UNION ALL
    -- And by who checks, by whatever part of the register.
    SELECT format('GRANT SELECT ON TABLE part.%I TO %I', r.object, r.role)
    FROM held r WHERE r.verb = 'SELECT' AND r.schema = 'register' AND to_regclass(format('part.%I', r.object)) IS NOT NULL
    UNION ALL
    SELECT format('GRANT SELECT ON TABLE known_facts.%I TO %I', r.object, r.role)
    FROM held r WHERE r.schema = 'facts' AND to_regclass(format('known_facts.%I', r.object)) IS NOT NULL
    UNION ALL
    -- Imports number rows before they add them.
    SELECT format('GRANT USAGE ON SEQUENCE %s TO %I', pg_get_serial_sequence(format('register.%I', r.object), 'id'), r.role)
    FROM held r WHERE r.schema = 'register' AND r.verb = 'INSERT' AND pg_get_serial_sequence(format('register.%I', r.object), 'id') IS NOT NULL);
  -- What an older list gave goes.
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA register, audit, version FROM %s', roles);
  EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA register, audit FROM %s', roles);
  EXECUTE format('REVOKE ALL ON ALL ROUTINES IN SCHEMA audit FROM %s', roles);

  EXECUTE format('GRANT USAGE ON SCHEMA audit, facts TO %s', roles);
  IF to_regrole('clause6_reader') IS NOT NULL THEN
    GRANT USAGE ON SCHEMA register, version, part, part_facts, snapshot, reports, known, known_facts, known_reports TO clause6_reader;
    GRANT SELECT ON ALL TABLES IN SCHEMA facts, part, part_facts, snapshot, known, known_facts TO clause6_reader;
  END IF;
  GRANT USAGE ON SCHEMA reports, known, known_facts, known_reports TO clause6_procurement, clause6_reviewer, clause6_scheduler, clause6_auditor;
  GRANT USAGE ON SCHEMA register, part, part_facts, snapshot TO clause6_procurement, clause6_reviewer, clause6_scheduler;
  GRANT SELECT ON ALL TABLES IN SCHEMA facts, part_facts, snapshot, known_facts TO clause6_procurement, clause6_reviewer, clause6_scheduler;
  GRANT SELECT ON part.listed TO clause6_procurement, clause6_reviewer, clause6_scheduler;
  FOREACH work IN ARRAY given LOOP
    EXECUTE work;
  END LOOP;

  -- A row is in sight when it can be read, now or among its versions. Written out for each table, so that it is planned once a session.
  EXECUTE format('CREATE OR REPLACE FUNCTION facts.in_sight(entity text, key bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS %L', facts.sight_body());
  COMMENT ON FUNCTION facts.in_sight(text, bigint) IS 'Whether the login may see a row, be it there or gone';

  -- A report answers with its owner's rights, so that an auditor may ask it and read nothing that it stands on. What belongs to the
  -- reader shows who is limited to units no more than the tables would.
  IF to_regrole('clause6_reader') IS NOT NULL THEN
    GRANT CREATE ON SCHEMA facts, part, part_facts, snapshot, reports, known, known_facts, known_reports, audit TO clause6_reader;
  END IF;
  FOR work IN
    SELECT format('ALTER %s %s OWNER TO %I', CASE o.kind WHEN 'v' THEN 'VIEW' ELSE 'ROUTINE' END, o.name, o.owner)
    FROM (
      SELECT 'v' AS kind, c.oid::regclass::text AS name, c.relowner AS is_of, facts.owner_of(n.nspname, 'v', c.relname) AS owner
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'v' AND n.nspname = ANY (facts.our_schemas())
      UNION ALL
      SELECT 'f', p.oid::regprocedure::text, p.proowner, facts.owner_of(n.nspname, 'f', format('%s(%s)', p.proname, oidvectortypes(p.proargtypes)))
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = ANY (facts.our_schemas())
    ) o WHERE pg_get_userbyid(o.is_of) <> o.owner
    UNION ALL
    SELECT format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = pg_catalog, pg_temp', p.oid::regprocedure)
    FROM pg_proc p WHERE p.pronamespace IN ('reports'::regnamespace, 'known_reports'::regnamespace)
  LOOP
    EXECUTE work;
  END LOOP;
  IF to_regrole('clause6_reader') IS NOT NULL THEN
    REVOKE CREATE ON SCHEMA facts, part, part_facts, snapshot, reports, known, known_facts, known_reports, audit FROM clause6_reader;
  END IF;
END $$;
