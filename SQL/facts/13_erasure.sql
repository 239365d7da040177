CREATE FUNCTION facts.erasure(day date) RETURNS TABLE (
  erasure_id bigint, what text, number bigint, state text, requested_on date, requested_by text, approved_on date, approved_by text, entries bigint, reason text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT e.id, CASE e.entity WHEN 'person' THEN 'person' ELSE 'contact' END, e.key,
    CASE WHEN e.approved_on <= day THEN 'erased' WHEN e.withdrawn_on <= day THEN 'withdrawn' ELSE 'requested' END,
    e.requested_on, e.requested_by, CASE WHEN e.approved_on <= day THEN e.approved_on END, CASE WHEN e.approved_on <= day THEN e.approved_by END,
    CASE WHEN e.approved_on <= day THEN (
      SELECT sum(json_array_length(l.image -> 'erased')) FROM audit.entry l WHERE l.entity = e.entity AND l.key = e.key AND l.op = 'E') END, e.reason
  FROM register.erasure e WHERE e.requested_on <= day;
END;
COMMENT ON FUNCTION facts.erasure(date) IS 'Requests to erase personal data as they stand on the day, and from how many entries of the log content went';

-- A function and not a statement of the program, because it names each table in turn.
CREATE FUNCTION facts.mention(entity text, key bigint) RETURNS TABLE (place text, rows bigint) LANGUAGE plpgsql STABLE AS $$
DECLARE
  words text[] := register.words_of(entity, key);
  at record;
BEGIN
  RETURN QUERY SELECT 'history (who acted)'::text, count(*) FROM audit.entry e
    WHERE register.name_key(e.actor) IN (SELECT register.name_key(w) FROM unnest(words) w) HAVING count(*) > 0;
  FOR at IN
    SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'register'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      AND a.atttypid = 'text'::regtype AND c.relname NOT IN ('import_row', 'delivery_message')
      AND EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = c.oid AND g.tgname = 'c6_insert') ORDER BY c.relname, a.attnum
  LOOP
    RETURN QUERY EXECUTE format(
      'SELECT %L::text, count(*) FROM register.%I t WHERE EXISTS (SELECT FROM unnest($1) w WHERE position(w IN t.%I) > 0) AND NOT (%L = $2 AND t.id = $3) HAVING count(*) > 0',
      at.relname || ' (' || at.attname || ')', at.relname, at.attname, at.relname) USING words, entity, key;
  END LOOP;
END $$;
COMMENT ON FUNCTION facts.mention(text, bigint) IS 'Where else the register names somebody: in texts that people wrote, and as the one who acted';
