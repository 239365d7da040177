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
