-- Import: of rows with one reference the last counts, where the mapping says "repeated: last".
WITH later AS (
  SELECT line, max(line) OVER (PARTITION BY reference) AS last FROM pg_temp.staged
), removed AS (
  DELETE FROM pg_temp.staged s USING later l WHERE l.line = s.line AND l.last > l.line RETURNING s.line
)
INSERT INTO pg_temp.replaced SELECT line FROM removed;
