-- A staged row is judged by the very constraints of the table it is meant for, so they are written once.
CREATE FUNCTION facts.broken_constraint(staged regclass, constraints oid[]) RETURNS TABLE (line integer, constraint_id oid)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  kept text;
  judged text;
BEGIN
  SELECT string_agg(format('(%s)', k.expression), ' AND ' ORDER BY k.conname),
    string_agg(format('(%s::oid, (%s))', k.oid, k.expression), ', ' ORDER BY k.conname)
  INTO kept, judged
  FROM (SELECT oid, conname, pg_get_expr(conbin, conrelid) AS expression FROM pg_constraint WHERE oid = ANY (constraints)) k;
  -- One look at each row; which constraints it breaks is asked of the few that break any.
  IF kept IS NOT NULL THEN
    RETURN QUERY EXECUTE format(
      'SELECT s.line, k.id FROM (SELECT * FROM %s WHERE NOT (%s)) s CROSS JOIN LATERAL (VALUES %s) k (id, is_kept) WHERE NOT k.is_kept',
      staged, kept, judged);
  END IF;
END $$;
COMMENT ON FUNCTION facts.broken_constraint(regclass, oid[]) IS 'Lines of a staged table that some check constraints of another table would refuse, each with the constraint';

CREATE FUNCTION facts.broken_check(staged regclass, target regclass) RETURNS TABLE (line integer, rule text, sentence text)
LANGUAGE sql STABLE AS $$
  SELECT b.line, k.conname::text, obj_description(k.oid, 'pg_constraint')
  FROM facts.broken_constraint(staged, ARRAY(
    SELECT k.oid FROM pg_constraint k
    WHERE k.conrelid = target AND k.contype = 'c'
      -- What is not staged keeps its default.
      AND NOT EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = target AND a.attnum = ANY (k.conkey)
          AND NOT EXISTS (SELECT FROM pg_attribute s WHERE s.attrelid = staged AND s.attname = a.attname AND NOT s.attisdropped)))) b
  JOIN pg_constraint k ON k.oid = b.constraint_id
$$;
COMMENT ON FUNCTION facts.broken_check(regclass, regclass) IS 'Lines of a staged table that the check constraints of its target on staged columns would refuse, each with the constraint''s sentence';

CREATE FUNCTION facts.broken_cell(staged regclass, target regclass) RETURNS TABLE (line integer, field text, sentence text)
LANGUAGE sql STABLE AS $$
  SELECT b.line, a.attname::text, obj_description(k.oid, 'pg_constraint')
  FROM facts.broken_constraint(staged, ARRAY(
    SELECT k.oid FROM pg_constraint k
    JOIN pg_attribute a ON a.attrelid = target AND a.attnum = k.conkey[1] AND NOT a.attnotnull
    JOIN pg_attribute s ON s.attrelid = staged AND s.attname = a.attname AND NOT s.attisdropped
    WHERE k.conrelid = target AND k.contype = 'c' AND cardinality(k.conkey) = 1)) b
  JOIN pg_constraint k ON k.oid = b.constraint_id JOIN pg_attribute a ON a.attrelid = target AND a.attnum = k.conkey[1]
$$;
COMMENT ON FUNCTION facts.broken_cell(regclass, regclass) IS 'Cells of a staged table that a check constraint of its target on their column alone would refuse, where the column may be empty, each with the constraint''s sentence';

-- The sentence of a rule that refused, by the names that the error carries.
CREATE FUNCTION facts.sentence_of(relation text, rule text) RETURNS text LANGUAGE sql STABLE STRICT
RETURN coalesce(
  (SELECT obj_description(k.oid, 'pg_constraint') FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.conname = rule AND c.relname = relation AND c.relnamespace = 'register'::regnamespace),
  (SELECT obj_description(i.indexrelid, 'pg_class') FROM pg_index i WHERE i.indexrelid = to_regclass(format('register.%I', rule))));
COMMENT ON FUNCTION facts.sentence_of(text, text) IS 'The sentence that people read when a constraint or a unique index of the register refuses a row';
