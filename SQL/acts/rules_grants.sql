-- What the login of rules may read. Run by every migrate, too, since what is rebuilt loses its grants.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'clause6_rules') THEN
    GRANT USAGE ON SCHEMA register, facts, known, known_facts TO clause6_rules;
    GRANT SELECT ON ALL TABLES IN SCHEMA register, facts, known, known_facts TO clause6_rules;
    -- What is in the files of evidence is no business of a rule.
    IF to_regclass('register.evidence_content') IS NOT NULL THEN
      REVOKE SELECT ON register.evidence_content FROM clause6_rules;
    END IF;
    IF to_regclass('known.evidence_content') IS NOT NULL THEN
      REVOKE SELECT ON known.evidence_content FROM clause6_rules;
    END IF;
  END IF;
END $$;
