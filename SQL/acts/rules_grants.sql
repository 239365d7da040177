-- What the login of rules may read. Run by every migrate, too, since what is rebuilt loses its grants.
DO $$
DECLARE hidden text;
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'clause6_rules') THEN
    GRANT USAGE ON SCHEMA register, facts, known, known_facts TO clause6_rules;
    GRANT SELECT ON ALL TABLES IN SCHEMA register, facts, known, known_facts TO clause6_rules;
    -- A view that cuts the log at a moment asks this as whoever reads it.
    IF to_regprocedure('audit.known_size()') IS NOT NULL THEN
      GRANT EXECUTE ON FUNCTION audit.known_size() TO clause6_rules;
    END IF;
    -- What is in the files of evidence is no business of a rule, and neither is who changed what.
    FOREACH hidden IN ARRAY ARRAY['register.evidence_content', 'known.evidence_content', 'facts.history_entry', 'known_facts.history_entry',
      'known.log', 'known.outbox', 'known.entry'] LOOP
      IF to_regclass(hidden) IS NOT NULL THEN
        EXECUTE format('REVOKE SELECT ON %s FROM clause6_rules', hidden);
      END IF;
    END LOOP;
  END IF;
END $$;
