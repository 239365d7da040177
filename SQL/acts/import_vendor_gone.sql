-- Import: vendors that are gone. $1 source, $2 whether the file is a rejects file, which lacks all that was taken; $3 names of the rows that the
-- program rejected, which are not gone; $4 the noun. A vendor that is not in the list any more may still have our data: an import ends none.
INSERT INTO pg_temp.gone
SELECT v.id, coalesce(v.code, v.name), false
FROM (
  SELECT DISTINCT register.vendor_survivor(r.key) AS id FROM register.import_row r JOIN register.import_run e ON e.id = r.import_run_id
  WHERE e.source = $1 AND e.noun = $4 AND r.entity = $4
    AND NOT EXISTS (SELECT FROM register.import_undo u WHERE u.import_run_id = e.id)
) k
JOIN register.vendor v ON v.id = k.id
WHERE NOT $2::boolean AND NOT EXISTS (SELECT FROM pg_temp.merged m WHERE m.id = v.id)
  AND NOT EXISTS (SELECT FROM unnest($3::text[]) r (name) WHERE register.name_key(r.name) = v.name_key)
