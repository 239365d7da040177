-- Import, step 6. $1 source, $2 file, $3 its hash, $4 the mapping's hash, $5 actor, $6 reason, $7 rows read, $8 rows and $9 cells
-- that the program rejected, $10 whether the file is a rejects file: what that lacks is not gone; $11 references of
-- the rows that the program rejected. Records the run, and the raw text of each row that added or changed something.
WITH counts AS (
  SELECT count(*) FILTER (WHERE m.is_new) AS added,
    count(*) FILTER (WHERE NOT m.is_new AND d.line IS NOT NULL) AS changed,
    count(*) FILTER (WHERE NOT m.is_new AND d.line IS NULL) AS identical
  FROM pg_temp.merged m LEFT JOIN (SELECT DISTINCT line FROM pg_temp.difference) d ON d.line = m.line
), run AS (
  INSERT INTO register.import_run (noun, source, file_name, file_sha256, mapping_sha256, actor, reason, read, added, changed, identical, gone, rejected_rows, rejected_cells)
  SELECT 'contract', $1, $2, $3, $4, $5, $6, $7::int, added, changed, identical,
    (SELECT count(DISTINCT r.contract_id) FROM register.import_row r JOIN register.import_run e ON e.id = r.import_run_id
      WHERE NOT $10::boolean AND e.source = $1 AND NOT EXISTS (SELECT FROM pg_temp.merged m WHERE m.id = r.contract_id)
      -- A row of this file that was rejected is not gone.
      AND NOT EXISTS (SELECT FROM pg_temp.staged s JOIN register.contract c ON c.reference = s.reference WHERE c.id = r.contract_id)
      AND NOT EXISTS (SELECT FROM register.contract c WHERE c.id = r.contract_id AND c.reference = ANY ($11::text[]))),
    $8::int + (SELECT count(DISTINCT line) FROM pg_temp.rejected WHERE field IS NULL),
    $9::int + (SELECT count(*) FROM pg_temp.rejected WHERE field IS NOT NULL)
  FROM counts
  RETURNING *
), evidence AS (
  INSERT INTO register.import_row (import_run_id, line, raw, contract_id)
  SELECT run.id, m.line, s.raw, m.id FROM run, pg_temp.merged m JOIN pg_temp.staged s ON s.line = m.line
  WHERE m.is_new OR EXISTS (SELECT FROM pg_temp.difference d WHERE d.line = m.line)
    -- What this source says for the first time is evidence too, even where it was known.
    OR NOT EXISTS (SELECT FROM register.import_row r JOIN register.import_run e ON e.id = r.import_run_id WHERE r.contract_id = m.id AND e.source = $1)
  ORDER BY m.line
)
SELECT read, added, changed, identical, gone, rejected_rows, rejected_cells FROM run
