-- Undo of an import, step 2. $1 the import. In the reverse order of the log, so that what others refer to is there before them and gone
-- after them; neighbours to which the same was done are one batch.
INSERT INTO pg_temp.undoing
SELECT sum(starts) OVER (ORDER BY seq DESC), entity, key, what, before, since_actor
FROM (
  SELECT *, ((entity, what) IS DISTINCT FROM (lag(entity) OVER later, lag(what) OVER later))::integer AS starts
  FROM facts.import_change($1::bigint)
  WINDOW later AS (ORDER BY seq DESC)
) c
