-- Follows acts/known.sql and acts/part.sql: the register's own functions over the schema that clause6.over names. Those that read the register are made
-- again, and the others called.
DO $$
DECLARE
  target text := current_setting('clause6.over');
  -- A schema that has the log reads its own.
  entry text := CASE WHEN to_regclass(format('%I.entry', target)) IS NULL THEN 'audit.entry' ELSE format('%I.entry', target) END;
  made record;
BEGIN
  FOR made IN
    SELECT p.oid::regprocedure AS name, pg_get_function_identity_arguments(p.oid) AS parameters, p.proname, p.provolatile = 'i' AS is_immutable,
      pg_get_function_arguments(p.oid) AS arguments, pg_get_function_result(p.oid) AS result, pg_get_functiondef(p.oid) AS definition,
      (SELECT string_agg('$' || n, ', ' ORDER BY n) FROM generate_series(1, p.pronargs) n) AS values
    FROM pg_proc p
    WHERE p.pronamespace = 'register'::regnamespace AND p.prokind = 'f' AND p.prorettype NOT IN ('trigger'::regtype, 'void'::regtype) AND p.provolatile IN ('i', 's')
    ORDER BY p.provolatile, p.oid
  LOOP
    IF made.is_immutable THEN
      -- It is written out where it is called, so that indexes over it are found.
      EXECUTE format('CREATE FUNCTION %I.%I(%s) RETURNS %s LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN register.%I(%s)',
        target, made.proname, made.arguments, made.result, made.proname, coalesce(made.values, ''));
    ELSE
      EXECUTE regexp_replace(regexp_replace(made.definition, '\mregister\.', quote_ident(target) || '.', 'g'), '\maudit\.entry\M', entry, 'g');
    END IF;
    EXECUTE format('COMMENT ON FUNCTION %I.%I(%s) IS %L', target, made.proname, made.parameters, obj_description(made.name, 'pg_proc'));
  END LOOP;
END $$;
