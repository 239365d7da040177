-- A function and not a statement of the program, because it names each table in turn.
CREATE FUNCTION facts.history_problem() RETURNS TABLE ("table" text, id text, problem text) LANGUAGE plpgsql STABLE
  -- As the log writes its images, so that an instant is the same text in both.
  SET timezone = 'UTC' SET bytea_output = 'hex' SET extra_float_digits = 1 SET intervalstyle = 'iso_8601' SET datestyle = 'ISO, YMD'
AS $$
DECLARE tracked record;
BEGIN
  RETURN QUERY
  WITH guarded AS (
    SELECT c.oid, c.relname::text AS name,
      EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname IN ('c6_insert', 'c6_update', 'c6_delete', 'c6_truncate')) AS is_tracked,
      EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'c6_keep') AS is_kept
    FROM pg_class c
    WHERE c.oid IN ('audit.outbox'::regclass, 'audit.migration'::regclass)
      -- term_kind is data of the program, not of its users.
      OR (c.relnamespace = 'register'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'term_kind')
  ), wanted AS (
    SELECT g.*, w.trigger, w.calls
    FROM guarded g
    JOIN (VALUES ('c6_insert', 'audit.note()'), ('c6_update', 'audit.note()'), ('c6_delete', 'audit.note()'),
      ('c6_truncate', 'audit.refuse()'), ('c6_keep', 'audit.refuse()')) w (trigger, calls)
      ON g.is_tracked = (w.trigger <> 'c6_keep')
  ), flaw AS (
    SELECT w.name, w.trigger, CASE
      WHEN NOT w.is_tracked AND NOT w.is_kept THEN 'has neither log nor guard'
      WHEN t.oid IS NULL THEN 'lacks a trigger: '
      WHEN t.tgfoid <> w.calls::regprocedure THEN 'has a trigger that does something else: '
      WHEN t.tgenabled <> 'A' THEN 'has a trigger that does not always fire: ' END AS text
    FROM wanted w
    LEFT JOIN pg_trigger t ON t.tgrelid = w.oid AND t.tgname = w.trigger
  )
  SELECT f.name, NULL::text, f.text || CASE WHEN f.text LIKE '%: ' THEN string_agg(f.trigger, ', ' ORDER BY f.trigger) ELSE '' END
  FROM flaw f WHERE f.text IS NOT NULL GROUP BY f.name, f.text ORDER BY f.name, f.text;

  FOR tracked IN
    SELECT c.relname AS name FROM pg_class c
    WHERE c.relnamespace = 'register'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'term_kind'
      AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'c6_keep')
    ORDER BY c.relname
  LOOP
    RETURN QUERY EXECUTE format($query$
      SELECT %1$L::text, coalesce(x.id, h.key)::text,
        CASE WHEN x.id IS NULL THEN 'is missing: the log has it' WHEN h.op IS NULL THEN 'was added behind the log''s back'
          WHEN h.op = 'D' THEN 'is there although the log says it was removed' ELSE 'differs from its newest image in the log' END
      FROM register.%1$I x
      FULL JOIN (
        SELECT DISTINCT ON (key) key, op, image FROM audit.outbox WHERE entity = %1$L ORDER BY key, seq DESC
      ) h ON h.key = x.id
      WHERE (x.id IS NULL AND h.op <> 'D') OR (x.id IS NOT NULL AND (h.op IS NULL OR h.op = 'D'
          -- A column that a later migration added is not in older images, and empty in their rows.
          OR jsonb_strip_nulls(h.image::jsonb) <> jsonb_strip_nulls(to_jsonb(x))))
      ORDER BY coalesce(x.id, h.key)
      $query$, tracked.name);
  END LOOP;
END $$;
COMMENT ON FUNCTION facts.history_problem() IS 'Where the register and its log disagree: rows that differ from their newest image, and tables whose log or guard is off';
