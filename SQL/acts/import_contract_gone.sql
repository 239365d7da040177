-- Import: what is gone. $1 source, $2 whether the file is a rejects file, which lacks all that was taken; $3 references of the rows that
-- the program rejected, which are not gone.
INSERT INTO pg_temp.gone
SELECT c.id, c.reference, (s.state = 'not_started' OR facts.binds(s.state)) AND c.terminated_on <= facts.as_of() IS NOT TRUE
FROM (
  SELECT DISTINCT r.key FROM register.import_row r JOIN register.import_run e ON e.id = r.import_run_id
  WHERE e.source = $1 AND e.noun = 'contract' AND r.entity = 'contract'
    AND NOT EXISTS (SELECT FROM register.import_undo u WHERE u.import_run_id = e.id)
) k
JOIN register.contract c ON c.id = k.key
LEFT JOIN (SELECT DISTINCT reference FROM pg_temp.staged UNION SELECT unnest($3::text[])) f ON f.reference = c.reference
CROSS JOIN LATERAL (SELECT state FROM facts.contract_state(facts.as_of()) WHERE contract_id = c.id) s
WHERE NOT $2::boolean AND f.reference IS NULL
