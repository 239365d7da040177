-- Import: what is gone. $1 source, $2 whether the file is a rejects file, which lacks all that was taken; $3 references of the rows that
-- the program rejected, which are not gone; $4 the noun.
WITH missing AS MATERIALIZED (
  -- By itself, so that the state is worked out of these alone.
  SELECT c.id, c.reference, c.terminated_on
  FROM (
    SELECT DISTINCT r.key FROM register.import_row r
    WHERE r.entity = $4 AND r.import_run_id IN (
      SELECT e.id FROM register.import_run e
      WHERE e.source = $1 AND e.noun = $4 AND NOT EXISTS (SELECT FROM register.import_undo u WHERE u.import_run_id = e.id))
      -- Nearly all are there. NOT IN is hashed whatever the planner thinks of these tables; a join may be a loop in a loop.
      AND r.key NOT IN (SELECT id FROM pg_temp.merged UNION ALL SELECT id FROM pg_temp.settled)
    OFFSET 0
  ) k
  JOIN register.contract c ON c.id = k.key
  WHERE NOT $2::boolean
    AND c.reference NOT IN (
      SELECT reference FROM pg_temp.staged WHERE reference IS NOT NULL UNION ALL SELECT r FROM unnest($3::text[]) r WHERE r IS NOT NULL)
)
INSERT INTO pg_temp.gone
SELECT m.id, m.reference, (s.state = 'not_started' OR facts.binds(s.state)) AND m.terminated_on <= facts.as_of() IS NOT TRUE
FROM missing m
CROSS JOIN LATERAL (SELECT state FROM facts.contract_state(facts.as_of()) WHERE contract_id = m.id) s
