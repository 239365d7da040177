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
