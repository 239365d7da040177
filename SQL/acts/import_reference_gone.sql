-- Import of a list that others keep: what it lacks. $1 source, $2 whether the file is a rejects file, which lacks all that was taken; $3 names of
-- the rows that the program rejected, which are not gone; $4 the noun.
INSERT INTO pg_temp.gone
SELECT r.id, r.name, true
FROM register.reference r
WHERE r.source = $1 AND NOT $2::boolean AND $4 = 'reference' AND r.id NOT IN (SELECT id FROM pg_temp.merged)
  AND r.name_key NOT IN (SELECT register.name_key(n) FROM unnest($3::text[]) n WHERE n IS NOT NULL)
  AND NOT EXISTS (
    SELECT FROM pg_temp.rejected x JOIN pg_temp.staged s ON s.line = x.line
    WHERE x.field IS NULL AND (s.code = r.code OR register.name_key(s.name) = r.name_key))
