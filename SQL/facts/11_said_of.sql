CREATE FUNCTION facts.said_of(entity text, field text, value text) RETURNS text LANGUAGE sql STABLE
RETURN CASE WHEN value IS NULL THEN NULL
  WHEN field IN ('owner_id', 'backup_owner_id', 'backup_id', 'manager_id')
    THEN (SELECT coalesce(p.email, p.name) FROM register.person p WHERE p.id = value::bigint)
  WHEN entity = 'contract' AND field IN ('parent_id', 'supersedes_id')
    THEN coalesce((SELECT c.reference FROM register.contract c WHERE c.id = value::bigint), 'a contract of this file')
  WHEN field IN ('parent_id', 'vendor_id') THEN coalesce((SELECT v.name FROM register.vendor v WHERE v.id = value::bigint), 'a vendor of this file')
  ELSE value END;
COMMENT ON FUNCTION facts.said_of(text, text, text) IS 'What a field of a table of the register says, for people: of another entry its name';

-- A function and not a statement of the program, because it names the table of each noun in turn.
CREATE FUNCTION facts.staged_difference(staged regclass, target regclass) RETURNS TABLE (line integer, field text, old text, new text)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY EXECUTE format($query$
    SELECT m.line, regexp_replace(o.key, '_id$', ''), facts.said_of(%3$L, o.key, o.value), facts.said_of(%3$L, n.key, n.value)
    FROM %1$s m
    JOIN %2$s t ON t.id = m.id
    CROSS JOIN LATERAL jsonb_each_text(to_jsonb(t)) o
    JOIN LATERAL jsonb_each_text(to_jsonb(m)) n ON n.key = o.key
    WHERE NOT m.is_new AND o.value IS DISTINCT FROM n.value
    $query$, staged, target, split_part(target::text, '.', 2));
END $$;
COMMENT ON FUNCTION facts.staged_difference(regclass, regclass) IS 'Where the staged rows of a noun differ from what is registered, in words';
