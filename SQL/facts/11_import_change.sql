-- What an import did to each row of the register, by the log; and whether anybody changed the row since.
CREATE FUNCTION facts.import_change(run bigint) RETURNS TABLE (
  entity text, key bigint, seq bigint, what text, before json, after json, since_seq bigint, since_actor text, since_at timestamptz)
LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH done AS (
    SELECT o.entity, o.key, min(o.seq) AS first_seq, max(o.seq) AS last_seq
    FROM register.import_run r
    JOIN audit.entry o ON o.seq > r.after_seq AND o.seq <= r.last_seq AND o.tx = r.tx
    WHERE r.id = import_change.run
    GROUP BY o.entity, o.key
  ), told AS (
    -- All versions at once and not row by row: what is not sealed yet has no index.
    SELECT d.entity, d.key, d.first_seq,
      (array_agg(o.image ORDER BY o.seq DESC) FILTER (WHERE o.seq < d.first_seq))[1] AS before,
      (array_agg(o.image ORDER BY o.seq DESC) FILTER (WHERE o.seq <= d.last_seq))[1] AS after,
      min(o.seq) FILTER (WHERE o.seq > d.last_seq) AS since_seq,
      (array_agg(o.actor ORDER BY o.seq) FILTER (WHERE o.seq > d.last_seq))[1] AS since_actor,
      (array_agg(o.at ORDER BY o.seq) FILTER (WHERE o.seq > d.last_seq))[1] AS since_at
    FROM done d JOIN audit.entry o ON o.entity = d.entity AND o.key = d.key
    GROUP BY d.entity, d.key, d.first_seq
  )
  SELECT t.entity, t.key, t.first_seq,
    CASE WHEN t.before IS NULL AND t.after IS NOT NULL THEN 'added' WHEN t.after IS NULL AND t.before IS NOT NULL THEN 'removed' ELSE 'changed' END,
    t.before, t.after, t.since_seq, t.since_actor, t.since_at
  FROM told t
  WHERE t.before IS NOT NULL OR t.after IS NOT NULL;
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
