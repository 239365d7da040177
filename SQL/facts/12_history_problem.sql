-- What guards a table should have: its log and its guard, and what they should call.
CREATE VIEW facts.history_guard AS
  WITH guarded AS (
    SELECT c.oid, c.relnamespace = 'register'::regnamespace AS is_of_register, c.relname::text AS name,
      EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname IN ('c6_update', 'c6_delete', 'c6_truncate')) AS is_tracked,
      EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'c6_keep') AS is_kept
    FROM pg_class c
    WHERE c.oid IN ('audit.outbox'::regclass, 'audit.migration'::regclass, 'audit.log'::regclass, 'audit.checkpoint'::regclass, 'audit.subtree'::regclass)
      -- term_kind is data of the program, not of its users.
      OR (c.relnamespace = 'register'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'term_kind')
  ), wanted AS (
    SELECT g.*, 'c6_insert' AS trigger, CASE g.name WHEN 'import_row' THEN 'audit.note_rows()' ELSE 'audit.note()' END AS calls
    -- What is found by its own hash needs no log, and the program's own list none either.
    FROM guarded g WHERE g.is_of_register AND g.name NOT IN ('evidence_content', 'condition')
    UNION ALL
    SELECT g.*, w.trigger, w.calls FROM guarded g
    CROSS JOIN (VALUES ('c6_update', 'audit.note()'), ('c6_delete', 'audit.note()'), ('c6_truncate', 'audit.refuse()')) w (trigger, calls)
    WHERE g.is_tracked
    UNION ALL
    SELECT g.*, 'c6_keep', 'audit.refuse()' FROM guarded g WHERE NOT g.is_tracked
    UNION ALL
    SELECT g.*, w.trigger, w.calls
    FROM guarded g JOIN (VALUES ('outbox', 'c6_sealed', 'audit.refuse_unsealed()'), ('log', 'c6_erased', 'audit.refuse_unerased()')) w (name, trigger, calls)
      ON NOT g.is_of_register AND w.name = g.name
  )
  SELECT w.name, w.trigger, CASE
    WHEN NOT w.is_tracked AND NOT w.is_kept THEN 'has neither log nor guard'
    WHEN t.oid IS NULL THEN 'lacks a trigger: '
    WHEN t.tgfoid <> w.calls::regprocedure THEN 'has a trigger that does something else: '
    WHEN t.tgenabled <> 'A' THEN 'has a trigger that does not always fire: ' END AS flaw
  FROM wanted w
  LEFT JOIN pg_trigger t ON t.tgrelid = w.oid AND t.tgname = w.trigger;
COMMENT ON VIEW facts.history_guard IS 'Each trigger that keeps the history, and what is wrong with it';

-- A function and not a statement of the program, because it names each table in turn.
CREATE FUNCTION facts.history_problem() RETURNS TABLE ("table" text, id text, problem text) LANGUAGE plpgsql STABLE
  -- As the log writes its images, so that an instant is the same text in both.
  SET timezone = 'UTC' SET bytea_output = 'hex' SET extra_float_digits = 1 SET intervalstyle = 'iso_8601' SET datestyle = 'ISO, YMD'
AS $$
DECLARE logged record;
BEGIN
  RETURN QUERY
  SELECT g.name, NULL::text, g.flaw || CASE WHEN g.flaw LIKE '%: ' THEN string_agg(g.trigger, ', ' ORDER BY g.trigger) ELSE '' END
  FROM facts.history_guard g WHERE g.flaw IS NOT NULL GROUP BY g.name, g.flaw ORDER BY g.name, g.flaw;

  FOR logged IN
    SELECT c.relname AS name FROM pg_class c
    WHERE c.relnamespace = 'register'::regnamespace AND c.relkind IN ('r', 'p')
      AND c.relname NOT IN ('term_kind', 'condition', 'evidence_content', 'import_row')
      AND EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname LIKE 'c6\_%')
    ORDER BY c.relname
  LOOP
    -- The newest version of each row: what is not sealed yet is newer than what is.
    RETURN QUERY EXECUTE format($query$
      SELECT %1$L::text, coalesce(x.id, h.key)::text,
        CASE WHEN x.id IS NULL THEN 'is missing: the log has it' WHEN h.op IS NULL THEN 'was added behind the log''s back'
          WHEN h.op = 'D' THEN 'is there although the log says it was removed' ELSE 'differs from its newest image in the log' END
      FROM register.%1$I x
      FULL JOIN (
        SELECT DISTINCT ON (v.key) v.key, v.op, v.image
        FROM (
          SELECT o.key, o.op, o.image, o.seq FROM audit.outbox o WHERE o.entity = %1$L AND o.op IN ('I', 'U', 'D')
          UNION ALL
          SELECT k.key, l.op, l.image, l.seq FROM (SELECT DISTINCT f.key FROM audit.log f WHERE f.entity = %1$L AND f.op = 'I') k
          CROSS JOIN LATERAL (
            SELECT l.op, l.image, l.seq FROM audit.log l WHERE l.entity = %1$L AND l.key = k.key AND l.op IN ('I', 'U', 'D') ORDER BY l.idx DESC LIMIT 1
          ) l
        ) v ORDER BY v.key, v.seq DESC
      ) h ON h.key = x.id
      WHERE (x.id IS NULL AND h.op <> 'D') OR (x.id IS NOT NULL AND (h.op IS NULL OR h.op = 'D'
          -- A column that a later migration added is not in older images, and empty in their rows.
          OR jsonb_strip_nulls(h.image::jsonb) IS DISTINCT FROM jsonb_strip_nulls(to_jsonb(x))))
      ORDER BY coalesce(x.id, h.key)
      $query$, logged.name);
  END LOOP;

  RETURN QUERY
  SELECT 'import_row'::text, r.import_run_id::text, 'rows of this import are not those that the log has'
  FROM (
    SELECT coalesce(k.import_run_id, l.run) AS import_run_id
    FROM (SELECT i.import_run_id, count(*) AS rows FROM register.import_row i GROUP BY i.import_run_id) k
    FULL JOIN (
      SELECT e.key AS run, sum((e.image ->> 'rows')::bigint) AS rows, bool_and((e.image ->> 'sha256')
        = encode(audit.rows_digest(e.key, (e.image ->> 'first_id')::bigint, (e.image ->> 'last_id')::bigint), 'hex')) AS agree
      FROM audit.entry e WHERE e.entity = 'import_row' GROUP BY e.key
    ) l ON l.run = k.import_run_id
    WHERE k.rows IS DISTINCT FROM l.rows OR l.agree IS NOT TRUE
  ) r ORDER BY r.import_run_id;
END $$;
COMMENT ON FUNCTION facts.history_problem() IS 'Where the register and its log disagree: rows that differ from their newest image, and tables whose log or guard is off';
