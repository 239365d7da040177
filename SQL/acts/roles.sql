-- The roles, and the owner of everything. Run again it puts right what is not; roles are of the whole server, so what is as it should be is left alone.
DO $$
DECLARE
  work text;
  begun name := current_user;
BEGIN
  FOREACH work IN ARRAY facts.our_roles() LOOP
    IF to_regrole(work) IS NULL THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE', work);
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), work);
    -- Imports, checks and plans keep what they work out in temporary tables. The others keep nothing.
    IF work NOT IN ('clause6_reader', 'clause6_sealer', 'clause6_auditor') THEN
      EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), work);
    END IF;
  END LOOP;
  EXECUTE format('GRANT CREATE ON DATABASE %I TO clause6_owner', current_database());
  EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'clause6_auditor' AND 'default_transaction_read_only=on' = ANY (rolconfig)) THEN
    -- Tells who connects as the role itself; what an auditor cannot write, they lack the right for.
    ALTER ROLE clause6_auditor SET default_transaction_read_only = 'on';
  END IF;
  IF NOT pg_has_role(begun, 'clause6_owner', 'MEMBER') THEN
    EXECUTE format('GRANT clause6_owner TO %I', begun);
  END IF;
  -- What it makes for the reader it may make again.
  IF NOT pg_has_role('clause6_owner', 'clause6_reader', 'MEMBER') THEN
    GRANT clause6_reader TO clause6_owner;
  END IF;
  FOR work IN
    SELECT format('ALTER SCHEMA %I OWNER TO clause6_owner', n.nspname) FROM pg_namespace n
    WHERE n.nspname = ANY (facts.our_schemas()) AND n.nspowner <> 'clause6_owner'::regrole
    UNION ALL
    -- Sequences belong to their columns and go with them.
    SELECT format('ALTER TABLE %s OWNER TO clause6_owner', c.oid::regclass)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY (facts.our_schemas()) AND c.relkind IN ('r', 'p') AND c.relowner <> 'clause6_owner'::regrole
    UNION ALL
    SELECT format('ALTER TYPE %s OWNER TO clause6_owner', t.oid::regtype)
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE n.nspname = ANY (facts.our_schemas()) AND t.typtype IN ('e', 'd', 'r') AND t.typowner <> 'clause6_owner'::regrole
  LOOP
    EXECUTE work;
  END LOOP;
END $$;
