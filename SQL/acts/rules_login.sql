-- A login that rules are run as: it reads the register and what is derived from it, and can do nothing else.
DO $$
DECLARE
  is_superuser boolean := (SELECT rolsuper FROM pg_roles WHERE rolname = current_user);
  work text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'clause6_rules') THEN
    CREATE ROLE clause6_rules LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT;
  END IF;
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO clause6_rules', current_database());
  EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  -- Roles are of the whole server: what is as it should be is left alone.
  FOREACH work IN ARRAY ARRAY['default_transaction_read_only=on', 'statement_timeout=60s', 'lock_timeout=5s', 'idle_in_transaction_session_timeout=15min']
    || CASE WHEN is_superuser THEN ARRAY['temp_file_limit=1GB'] ELSE '{}' END
  LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'clause6_rules' AND work = ANY (rolconfig)) THEN
      EXECUTE format('ALTER ROLE clause6_rules SET %I = %L', split_part(work, '=', 1), split_part(work, '=', 2));
    END IF;
  END LOOP;
  IF is_superuser THEN
    -- These write, hold or wake even in a transaction that may only read. Locks of a transaction are left to writers, who need
    -- them: those of a rule end with it.
    FOR work IN
      SELECT p.oid::regprocedure::text FROM pg_proc p
      WHERE p.pronamespace = 'pg_catalog'::regnamespace
        AND (p.proname IN ('pg_notify', 'lo_creat', 'lo_create', 'lo_import', 'lo_export', 'lo_from_bytea', 'lo_put', 'lo_open', 'lo_unlink', 'lo_truncate', 'lo_truncate64', 'lowrite')
          OR p.proname ~ '^pg_(try_)?advisory_(lock|unlock)')
    LOOP
      EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', work);
    END LOOP;
  END IF;
END $$;
