-- Import row by row, step 3: takes each row, or rejects it with the sentence of the rule that refuses it. Rows that belong together are
-- taken together or not at all, and one that speaks of a row further down waits for it.
CREATE UNIQUE INDEX ON pg_temp.staged (line);
ANALYZE pg_temp.staged;
-- Plans are made while tables are small, and kept while they grow.
SET LOCAL enable_seqscan = off;
DO $$
DECLARE
  together integer[];
  waiting integer[] := ARRAY(SELECT s.line FROM pg_temp.staged s WHERE s.line IN (SELECT pg_temp.rows_of(s.line) ORDER BY 1 LIMIT 1) ORDER BY s.line);
  left_over integer[];
  refused text[];
  first integer;
  s pg_temp.staged;
  entry bigint;
  was jsonb;
  said text; rule text; relation text; missing text;
BEGIN
  LOOP
    left_over := '{}';
    refused := '{}';
    FOREACH first IN ARRAY waiting LOOP
      together := ARRAY(SELECT pg_temp.rows_of(first));
      BEGIN
        FOR s IN SELECT t.* FROM pg_temp.staged t WHERE t.line = ANY (together) ORDER BY t.line LOOP
          entry := pg_temp.entry(s);
          IF EXISTS (SELECT FROM pg_temp.merged m WHERE m.id = entry AND m.line <> ALL (together)) THEN
            RAISE EXCEPTION 'line % is about the same', (SELECT min(m.line) FROM pg_temp.merged m WHERE m.id = entry);
          END IF;
          was := pg_temp.sheet(entry, s);
          INSERT INTO pg_temp.merged (line, id, is_new, was) VALUES (s.line, coalesce(entry, 0), was IS NULL, was);
          UPDATE pg_temp.merged m SET id = pg_temp.take(s, entry) WHERE m.line = s.line;
        END LOOP;
        PERFORM pg_temp.finish(first);
      EXCEPTION WHEN integrity_constraint_violation OR data_exception OR raise_exception OR no_data_found THEN
        GET STACKED DIAGNOSTICS said = MESSAGE_TEXT, rule = CONSTRAINT_NAME, relation = TABLE_NAME, missing = COLUMN_NAME;
        said := CASE WHEN sqlstate = '23502' THEN 'has no ' || regexp_replace(missing, '_id$', '')
          ELSE coalesce(facts.sentence_of(relation, nullif(rule, '')), said) END;
        IF sqlstate = 'P0002' THEN
          left_over := left_over || first;
          refused := refused || said;
        ELSE
          INSERT INTO pg_temp.rejected
          SELECT r, NULL, CASE WHEN r = s.line THEN said ELSE format('line %s: %s', s.line, said) END FROM unnest(together) r;
        END IF;
      END;
    END LOOP;
    EXIT WHEN cardinality(left_over) IN (0, cardinality(waiting));
    waiting := left_over;
  END LOOP;
  INSERT INTO pg_temp.rejected SELECT r, NULL, l.said FROM unnest(left_over, refused) l (line, said) CROSS JOIN LATERAL pg_temp.rows_of(l.line) r;
END $$;
SET LOCAL enable_seqscan = on;
