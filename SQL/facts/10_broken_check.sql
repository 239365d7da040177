-- A staged row is judged by the very constraints of the table it is meant for, so they are written once.
CREATE FUNCTION facts.broken_check(staged regclass, target regclass) RETURNS TABLE (line integer, rule text, sentence text)
LANGUAGE plpgsql STABLE AS $$
DECLARE broken record;
BEGIN
  FOR broken IN
    SELECT conname, pg_get_expr(conbin, conrelid) AS expression, obj_description(oid, 'pg_constraint') AS comment
    FROM pg_constraint WHERE conrelid = target AND contype = 'c' ORDER BY conname
  LOOP
    RETURN QUERY EXECUTE format('SELECT line, %L::text, %L::text FROM %s WHERE NOT (%s)',
      broken.conname, broken.comment, staged, broken.expression);
  END LOOP;
END $$;
COMMENT ON FUNCTION facts.broken_check(regclass, regclass) IS 'Lines of a staged table that the check constraints of its target would refuse, each with the constraint''s sentence';
