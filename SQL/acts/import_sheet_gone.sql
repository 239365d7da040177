-- Import row by row: entries of earlier editions that the file lacks. $1 source, $2 whether the file is a rejects file, $3 keys of the rows
-- that the program rejected, $4 the noun, $5 whether such entries can be ended: then those that are still there. With a rejected row nobody
-- knows which entry it was about, so nothing counts as gone.
INSERT INTO pg_temp.gone
SELECT k.key, coalesce((SELECT string_agg(w.word, ' ' ORDER BY w.place) FROM jsonb_array_elements_text(k.sheet -> 'place') WITH ORDINALITY w (word, place)),
    $4 || ' ' || k.key), $5::boolean
FROM (
  SELECT r.key, CASE WHEN $5::boolean THEN pg_temp.sheet(r.key, NULL) END AS sheet
  FROM (
    SELECT DISTINCT r.key
    FROM register.import_row r JOIN register.import_run e ON e.id = r.import_run_id
    WHERE e.source = $1 AND e.noun = $4 AND r.entity = $4 AND NOT $2::boolean AND cardinality($3::text[]) = 0
      AND NOT EXISTS (SELECT FROM pg_temp.rejected x WHERE x.field IS NULL)
      AND NOT EXISTS (SELECT FROM register.import_undo u WHERE u.import_run_id = e.id)
      AND NOT EXISTS (SELECT FROM pg_temp.merged m WHERE m.id = r.key)
  ) r
  OFFSET 0
) k
WHERE k.sheet IS NOT NULL OR NOT $5::boolean
