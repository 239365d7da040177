-- Gives each role what the list says. Run by every migrate, too, since what is rebuilt loses its grants; where roles were not made, nothing happens.
DO $$
DECLARE
  roles text;
  work text;
BEGIN
  IF to_regprocedure('facts.has_roles()') IS NULL THEN RETURN; END IF;
  IF NOT facts.has_roles() THEN RETURN; END IF;
  SELECT string_agg(DISTINCT quote_ident(r.role), ', ') INTO roles FROM facts.role_right r WHERE to_regrole(r.role) IS NOT NULL AND r.role <> 'clause6_rules';
  -- What an older list gave goes.
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA register, audit FROM %s', roles);
  EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA register, audit FROM %s', roles);
  EXECUTE format('REVOKE ALL ON ALL ROUTINES IN SCHEMA audit FROM %s', roles);

  EXECUTE format('GRANT USAGE ON SCHEMA audit, facts TO %s', roles);
  GRANT USAGE ON SCHEMA reports, known, known_facts, known_reports TO clause6_procurement, clause6_reviewer, clause6_scheduler, clause6_auditor;
  GRANT USAGE ON SCHEMA register, snapshot TO clause6_procurement, clause6_reviewer, clause6_scheduler;
  GRANT SELECT ON ALL TABLES IN SCHEMA facts, snapshot, known_facts TO clause6_procurement, clause6_reviewer, clause6_scheduler;
  FOR work IN
    SELECT format('GRANT %s ON %s %s TO %I', string_agg(r.verb, ', '), CASE WHEN r.object LIKE '%)' THEN 'FUNCTION' ELSE 'TABLE' END, r.schema || '.' || r.object, r.role)
    FROM facts.role_right r WHERE to_regrole(r.role) IS NOT NULL GROUP BY r.role, r.schema, r.object
    UNION ALL
    -- What was known may be read by who may read it now.
    SELECT format('GRANT SELECT ON TABLE known.%I TO %I', r.object, r.role)
    FROM facts.role_right r
    WHERE r.verb = 'SELECT' AND (r.schema = 'register' OR r.object = 'entry') AND to_regclass(format('known.%I', r.object)) IS NOT NULL
    UNION ALL
    SELECT format('GRANT SELECT ON TABLE known_facts.%I TO %I', r.object, r.role)
    FROM facts.role_right r WHERE r.schema = 'facts' AND to_regclass(format('known_facts.%I', r.object)) IS NOT NULL
    UNION ALL
    -- Imports number rows before they add them.
    SELECT format('GRANT USAGE ON SEQUENCE %s TO %I', pg_get_serial_sequence(format('register.%I', r.object), 'id'), r.role)
    FROM facts.role_right r WHERE r.schema = 'register' AND r.verb = 'INSERT' AND pg_get_serial_sequence(format('register.%I', r.object), 'id') IS NOT NULL
    UNION ALL
    -- A report answers with its owner's rights, so that an auditor may ask it and read nothing that it stands on.
    SELECT format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = pg_catalog, pg_temp', p.oid::regprocedure)
    FROM pg_proc p WHERE p.pronamespace IN ('reports'::regnamespace, 'known_reports'::regnamespace)
  LOOP
    EXECUTE work;
  END LOOP;
END $$;
