-- What an import did to each row of the register, by the log; and whether anybody changed the row since.
CREATE FUNCTION facts.import_change(run bigint) RETURNS TABLE (
  entity text, key bigint, seq bigint, what text, before json, after json, since_seq bigint, since_actor text, since_at timestamptz)
LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH done AS (
    SELECT o.entity, o.key, min(o.seq) AS first_seq, max(o.seq) AS last_seq
    FROM register.import_run r
    JOIN audit.outbox o ON o.seq > r.after_seq AND o.seq <= r.last_seq AND o.tx = r.tx
    WHERE r.id = import_change.run
    GROUP BY o.entity, o.key
  )
  SELECT d.entity, d.key, d.first_seq,
    CASE WHEN p.image IS NULL AND n.image IS NOT NULL THEN 'added' WHEN n.image IS NULL AND p.image IS NOT NULL THEN 'removed' ELSE 'changed' END,
    p.image, n.image, s.seq, s.actor, s.at
  FROM done d
  LEFT JOIN LATERAL (
    SELECT o.image FROM audit.outbox o WHERE o.entity = d.entity AND o.key = d.key AND o.seq < d.first_seq ORDER BY o.seq DESC LIMIT 1
  ) p ON true
  LEFT JOIN LATERAL (
    SELECT o.image FROM audit.outbox o WHERE o.entity = d.entity AND o.key = d.key AND o.seq <= d.last_seq ORDER BY o.seq DESC LIMIT 1
  ) n ON true
  LEFT JOIN LATERAL (
    SELECT o.seq, o.actor, o.at FROM audit.outbox o WHERE o.entity = d.entity AND o.key = d.key AND o.seq > d.last_seq ORDER BY o.seq LIMIT 1
  ) s ON true
  WHERE p.image IS NOT NULL OR n.image IS NOT NULL;
END;
COMMENT ON FUNCTION facts.import_change(bigint) IS 'What an import did to each row of the register, and the first change of the row since';

-- A function and not a statement of the program, because it names each table in turn.
CREATE FUNCTION facts.used_elsewhere(entity text, keys bigint[]) RETURNS TABLE (key bigint, by text) LANGUAGE plpgsql STABLE AS $$
DECLARE link record;
BEGIN
  FOR link IN
    SELECT k.conrelid::regclass AS child, a.attname AS column,
      -- Rows that refer to each other can go together.
      CASE WHEN k.conrelid = k.confrelid THEN 'AND c.id <> ALL ($1)' ELSE '' END AS others
    FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'f' AND k.confrelid = format('register.%I', entity)::regclass AND cardinality(k.conkey) = 1
    ORDER BY k.conname
  LOOP
    RETURN QUERY EXECUTE format('SELECT DISTINCT c.%1$I, %2$L::text FROM %2$s c WHERE c.%1$I = ANY ($1) %3$s', link.column, link.child, link.others) USING keys;
  END LOOP;
END $$;
COMMENT ON FUNCTION facts.used_elsewhere(text, bigint[]) IS 'Which of some rows of a table other rows refer to, and of which table those are';
