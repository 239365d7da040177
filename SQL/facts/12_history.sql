-- Every change as a list. What is not sealed yet has no leaf, and is known since it was written.
CREATE VIEW facts.history_entry AS
  SELECT l.idx AS leaf, l.seq, l.at, l.known_at, l.actor, l.login, l.reason, l.entity, l.key, l.op, l.image, l.salt IS NULL AS is_erased FROM audit.log l
  UNION ALL
  SELECT NULL, o.seq, o.at, o.at, o.actor, o.login, o.reason, o.entity, o.key, o.op, o.image, false FROM audit.outbox o;
COMMENT ON VIEW facts.history_entry IS 'Every change of the register, with the leaf of the log that it is once it is sealed';

CREATE FUNCTION facts.change_word(op "char") RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE op WHEN 'I' THEN 'added' WHEN 'U' THEN 'changed' WHEN 'D' THEN 'removed' WHEN 'E' THEN 'erased' WHEN 'S' THEN 'schema' END;
COMMENT ON FUNCTION facts.change_word("char") IS 'What a change of the log did, in a word';

-- The log keeps whole rows; what changed is worked out here, from one version to the next.
CREATE FUNCTION facts.history(entity text, key bigint) RETURNS TABLE (
  leaf bigint, seq bigint, at timestamptz, actor text, login text, what text, field text, before text, after text, reason text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH version AS (
    SELECT h.leaf, h.seq, h.at, h.actor, h.login, h.op, h.image, h.is_erased, h.reason,
      lag(h.image) OVER written AS image_before, lag(h.is_erased) OVER written AS was_erased
    FROM facts.history_entry h WHERE h.entity = history.entity AND h.key = history.key AND h.op <> 'E'
    WINDOW written AS (ORDER BY h.seq)
  )
  SELECT v.leaf, v.seq, v.at, v.actor, v.login, facts.change_word(v.op), f.field,
    CASE WHEN v.was_erased THEN '(erased)' ELSE f.before END, CASE WHEN v.is_erased AND v.op <> 'D' THEN '(erased)' ELSE f.after END, v.reason
  FROM version v
  LEFT JOIN LATERAL (
    SELECT coalesce(n.key, b.key) AS field, b.value AS before, n.value AS after
    FROM json_each_text(v.image) n FULL JOIN json_each_text(v.image_before) b ON b.key = n.key
    WHERE v.op <> 'D' AND n.value IS DISTINCT FROM b.value AND coalesce(n.key, b.key) <> 'id'
      -- What follows from other fields is none that anybody changed.
      AND NOT EXISTS (
        SELECT FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'register'::regnamespace AND c.relname = history.entity
          AND a.attname = coalesce(n.key, b.key) AND a.attgenerated <> '')
  ) f ON true
  -- A version that says what the one before said changed nothing.
  WHERE f.field IS NOT NULL OR v.op = 'D' OR v.is_erased
  UNION ALL
  SELECT h.leaf, h.seq, h.at, h.actor, h.login, 'erased', NULL, NULL, NULL, h.reason
  FROM facts.history_entry h WHERE h.entity = history.entity AND h.key = history.key AND h.op = 'E';
END;
COMMENT ON FUNCTION facts.history(text, bigint) IS 'What happened to one row of the register, field by field: who changed it, when and why';

-- seq and at are taken together, so that in the order of the one the other never goes back but by a clock that was set.
CREATE FUNCTION facts.clock_step(least_step interval) RETURNS TABLE (seq bigint, at timestamptz, at_before timestamptz) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT s.seq, s.at, s.at_before
  FROM (SELECT e.seq, e.at, lag(e.at) OVER (ORDER BY e.seq) AS at_before FROM audit.entry e) s
  WHERE s.at < s.at_before - least_step
  ORDER BY s.seq;
END;
COMMENT ON FUNCTION facts.clock_step(interval) IS 'Where the server''s clock went back by more than so much from one change to the next';

CREATE FUNCTION facts.known_cut(instant timestamptz) RETURNS TABLE (size bigint, at text, said text, until text, begins text, is_sealed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT audit.size_at(instant), instant::text, facts.second_text(instant), facts.second_text(t.through_at),
    (SELECT facts.second_text(l.known_at) FROM audit.log l WHERE l.idx = 0), coalesce(instant <= t.through_at, false)
  FROM audit.tree t;
END;
COMMENT ON FUNCTION facts.known_cut(timestamptz) IS 'How many leaves were known at an instant, and from when until when the log is sealed';

-- clause6.at may be taken away for a question about another day; what was known does not follow it.
CREATE FUNCTION facts.known_instant() RETURNS timestamptz LANGUAGE sql STABLE
RETURN nullif(current_setting('clause6.known_at', true), '')::timestamptz;
COMMENT ON FUNCTION facts.known_instant() IS 'The instant whose knowledge is asked for; none: what is known now';

CREATE FUNCTION facts.leaf_known_at(size bigint) RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
RETURN (SELECT l.known_at FROM audit.log l WHERE l.idx = size - 1);
COMMENT ON FUNCTION facts.leaf_known_at(bigint) IS 'When the last of so many leaves was known';
