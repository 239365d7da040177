-- Makes the schema known: each table of the register, and the log, as they were once so many leaves were known (audit.known_size()).
SELECT audit.make_versions(false);

DO $$
DECLARE
  piece record;
BEGIN
  FOR piece IN
    SELECT v.entity, (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
      WHERE a.attrelid = v.kept AND a.attnum > 0 AND NOT a.attisdropped) AS columns
    FROM audit.versioned() v
  LOOP
    EXECUTE format($sql$
      CREATE VIEW known.%1$I AS
      SELECT %2$s FROM version.%1$I
      WHERE from_idx < (SELECT audit.known_size()) AND (to_idx IS NULL OR to_idx >= (SELECT audit.known_size()))
      $sql$, piece.entity, piece.columns);
    EXECUTE format('COMMENT ON VIEW known.%I IS %L', piece.entity, 'Rows of register.' || piece.entity || ' that were known');
  END LOOP;
  -- The program's own words, and what is found by its hash, are the same at all times.
  FOR piece IN
    SELECT c.relname AS entity FROM pg_class c
    WHERE c.relnamespace = 'register'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname NOT IN (SELECT v.entity FROM audit.versioned() v)
  LOOP
    EXECUTE format('CREATE VIEW known.%1$I AS SELECT * FROM register.%1$I %2$s', piece.entity,
      CASE piece.entity WHEN 'import_row' THEN 'WHERE import_run_id IN (SELECT id FROM known.import_run)' ELSE '' END);
    EXECUTE format('COMMENT ON VIEW known.%I IS %L', piece.entity, 'register.' || piece.entity || CASE piece.entity WHEN 'import_row' THEN ' of the imports that were known' ELSE ', which is the same at all times' END);
  END LOOP;
END $$;

CREATE VIEW known.log AS SELECT * FROM audit.log WHERE idx < (SELECT audit.known_size());
COMMENT ON VIEW known.log IS 'The leaves that were known';
CREATE VIEW known.outbox AS SELECT * FROM audit.outbox WHERE false;
COMMENT ON VIEW known.outbox IS 'Nothing: what is known of a past time is sealed';
CREATE VIEW known.entry AS SELECT idx, seq, at, known_at, tx, login, actor, reason, entity, key, op, image FROM known.log;
COMMENT ON VIEW known.entry IS 'The changes that were known';

-- The register's own functions over what was known: those that read it are made again, and the others called.
DO $$
DECLARE
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
      EXECUTE format('CREATE FUNCTION known.%I(%s) RETURNS %s LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN register.%I(%s)',
        made.proname, made.arguments, made.result, made.proname, coalesce(made.values, ''));
    ELSE
      EXECUTE regexp_replace(regexp_replace(made.definition, '\mregister\.', 'known.', 'g'), '\maudit\.entry\M', 'known.entry', 'g');
    END IF;
    EXECUTE format('COMMENT ON FUNCTION known.%I(%s) IS %L', made.proname, made.parameters, obj_description(made.name, 'pg_proc'));
  END LOOP;
END $$;
