-- Import, the last step. $1 source, $2 file, $3 its hash, $4 the mapping's hash, $5 actor, $6 reason, $7 rows read, $8 rows and $9 cells
-- that the program rejected, $10 the last change in the log before it, $11 how many that are gone were ended, $12 the noun. Records the run, and
-- the raw text of each row that added or changed something.
WITH changed AS MATERIALIZED (
  SELECT DISTINCT line FROM pg_temp.difference
), counts AS (
  SELECT count(*) FILTER (WHERE m.is_new) AS added,
    count(*) FILTER (WHERE NOT m.is_new AND d.line IS NOT NULL) AS changed,
    count(*) FILTER (WHERE NOT m.is_new AND d.line IS NULL) + (SELECT count(*) FROM pg_temp.settled) AS identical
  FROM pg_temp.merged m LEFT JOIN changed d ON d.line = m.line
), run AS (
  INSERT INTO register.import_run (noun, source, file_name, file_sha256, mapping_sha256, actor, reason, tx, after_seq, last_seq,
    read, added, changed, identical, replaced, gone, ended, rejected_rows, rejected_cells)
  SELECT $12, $1, $2, $3, $4, $5, $6, pg_current_xact_id(), $10::bigint, audit.newest_seq(),
    $7::int, counts.added, counts.changed, counts.identical, (SELECT count(*) FROM pg_temp.replaced), (SELECT count(*) FROM pg_temp.gone), $11::int,
    $8::int + (SELECT count(DISTINCT line) FROM pg_temp.rejected WHERE field IS NULL),
    $9::int + (SELECT count(*) FROM pg_temp.rejected WHERE field IS NOT NULL)
  FROM counts
  RETURNING *
), told AS (
  SELECT t.line, t.id
  FROM (SELECT line, id, is_new FROM pg_temp.merged UNION ALL SELECT line, id, false FROM pg_temp.settled) t
  WHERE t.is_new OR t.line IN (SELECT line FROM changed)
    -- What this source says for the first time is evidence too, even where it was known.
    OR t.id NOT IN (
      SELECT DISTINCT r.key FROM register.import_row r
      WHERE r.entity = $12 AND r.import_run_id IN (
        SELECT e.id FROM register.import_run e
        WHERE e.source = $1 AND e.noun = $12 AND NOT EXISTS (SELECT FROM register.import_undo u WHERE u.import_run_id = e.id)))
  -- By itself, so that the text is looked for of these alone.
  OFFSET 0
), evidence AS (
  INSERT INTO register.import_row (import_run_id, line, raw, entity, key)
  SELECT run.id, t.line, s.raw, $12, t.id
  FROM run CROSS JOIN told t JOIN pg_temp.staged s ON s.line = t.line
  ORDER BY t.line
)
SELECT id, read, added, changed, identical, replaced, gone, ended, rejected_rows, rejected_cells FROM run
