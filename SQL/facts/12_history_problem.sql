-- A function and not a statement of the program, because it names each table in turn.
-- With its owner's rights, so that who verifies need read neither the register nor the versions.
CREATE FUNCTION facts.history_problem() RETURNS TABLE ("table" text, id text, problem text) LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  -- Compiled, they take ten times as long, whoever asks.
  SET jit = off
  -- As the log writes its images, so that an instant is the same text in both.
  SET timezone = 'UTC' SET bytea_output = 'hex' SET extra_float_digits = 1 SET intervalstyle = 'iso_8601' SET datestyle = 'ISO, YMD'
AS $$
DECLARE logged record;
BEGIN
  RETURN QUERY
  SELECT g.name, NULL::text, g.flaw || CASE WHEN g.flaw LIKE '%: ' THEN string_agg(g.trigger, ', ' ORDER BY g.trigger) ELSE '' END
  FROM facts.history_guard g WHERE g.flaw IS NOT NULL GROUP BY g.name, g.flaw ORDER BY g.name, g.flaw;
  RETURN QUERY SELECT b.name, NULL::text, b.flaw FROM facts.history_body b WHERE b.flaw IS NOT NULL ORDER BY b.name;
  RETURN QUERY SELECT b.object, NULL::text, b.problem FROM facts.role_breach b ORDER BY b.object, b.problem;

  FOR logged IN
    SELECT c.relname AS name FROM pg_class c
    WHERE c.relnamespace = 'register'::regnamespace AND c.relkind IN ('r', 'p')
      AND c.relname NOT IN ('term_kind', 'condition', 'evidence_content', 'import_row')
      AND EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname LIKE 'c6\_%')
    ORDER BY c.relname
  LOOP
    -- The newest version of each row: what is not sealed yet is newer than what is.
    RETURN QUERY EXECUTE format($query$
      SELECT %1$L::text, coalesce(x.id, h.key)::text,
        CASE WHEN x.id IS NULL THEN 'is missing: the log has it' WHEN h.op IS NULL THEN 'was added behind the log''s back'
          WHEN h.op = 'D' THEN 'is there although the log says it was removed' ELSE 'differs from its newest image in the log' END
      FROM register.%1$I x
      FULL JOIN (
        SELECT DISTINCT ON (v.key) v.key, v.op, v.image
        FROM (
          SELECT o.key, o.op, o.image, o.seq FROM audit.outbox o WHERE o.entity = %1$L AND o.op IN ('I', 'U', 'D')
          UNION ALL
          SELECT k.key, l.op, l.image, l.seq FROM (SELECT DISTINCT f.key FROM audit.log f WHERE f.entity = %1$L AND f.op = 'I') k
          CROSS JOIN LATERAL (
            SELECT l.op, l.image, l.seq FROM audit.log l WHERE l.entity = %1$L AND l.key = k.key AND l.op IN ('I', 'U', 'D') ORDER BY l.idx DESC LIMIT 1
          ) l
        ) v ORDER BY v.key, v.seq DESC
      ) h ON h.key = x.id
      WHERE (x.id IS NULL AND h.op <> 'D') OR (x.id IS NOT NULL AND (h.op IS NULL OR h.op = 'D'
          -- A column that a later migration added is not in older images, and empty in their rows.
          OR jsonb_strip_nulls(h.image::jsonb) IS DISTINCT FROM jsonb_strip_nulls(to_jsonb(x))))
      ORDER BY coalesce(x.id, h.key)
      $query$, logged.name);
  END LOOP;

  RETURN QUERY
  SELECT e.entity, e.key::text, 'was erased without a request that two people agreed on'
  FROM audit.entry e
  WHERE e.op = 'E' AND NOT EXISTS (SELECT FROM register.erasure r WHERE r.entity = e.entity AND r.key = e.key AND r.approved_on IS NOT NULL)
  GROUP BY e.entity, e.key ORDER BY e.entity, e.key;

  RETURN QUERY
  SELECT 'import_row'::text, r.import_run_id::text, 'rows of this import are not those that the log has'
  FROM (
    SELECT coalesce(k.import_run_id, l.run) AS import_run_id
    FROM (SELECT i.import_run_id, count(*) AS rows FROM register.import_row i GROUP BY i.import_run_id) k
    FULL JOIN (
      SELECT e.key AS run, sum((e.image ->> 'rows')::bigint) AS rows, bool_and((e.image ->> 'sha256')
        = encode(audit.rows_digest(e.key, (e.image ->> 'first_id')::bigint, (e.image ->> 'last_id')::bigint), 'hex')) AS agree
      FROM audit.entry e WHERE e.entity = 'import_row' AND e.image IS NOT NULL GROUP BY e.key
    ) l ON l.run = k.import_run_id
    WHERE k.rows IS DISTINCT FROM l.rows OR l.agree IS NOT TRUE
  ) r ORDER BY r.import_run_id;
END $$;
COMMENT ON FUNCTION facts.history_problem() IS 'Where the register and its log disagree: rows that differ from their newest image, tables whose log or guard is off, guards that do something else, and rights that nobody was to have';

-- Answers about what was known are read from the versions, so those must be what the log says.
CREATE FUNCTION facts.version_problem() RETURNS TABLE ("table" text, id text, problem text) LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  leaves bigint := (SELECT t.projected FROM audit.tree t);
  kept record;
BEGIN
  FOR kept IN SELECT v.entity FROM audit.version v ORDER BY v.entity LOOP
    RETURN QUERY EXECUTE format($query$
      WITH told AS (%2$s), wanted AS (
        SELECT t.id, sha256(convert_to(t::text, 'UTF8')) FROM told t
      ), found AS (
        SELECT f.id, sha256(convert_to(f::text, 'UTF8')) FROM (SELECT %3$s, from_idx, to_idx FROM version.%1$I) f
      )
      SELECT 'version.' || %4$L, d.id::text, 'was known otherwise than the log says: "clause6 history rebuild" makes them again'
      FROM ((SELECT * FROM wanted EXCEPT ALL SELECT * FROM found) UNION (SELECT * FROM found EXCEPT ALL SELECT * FROM wanted)) d
      GROUP BY d.id ORDER BY d.id
      $query$, kept.entity, audit.version_query(kept.entity), audit.version_columns(kept.entity, ''), kept.entity)
      USING 0::bigint, leaves;
  END LOOP;
  IF leaves IS DISTINCT FROM (SELECT coalesce(max(l.idx) + 1, 0) FROM audit.log l) THEN
    RETURN QUERY SELECT 'version.log'::text, NULL::text, format('versions are made of %s leaves only: "clause6 history seal" goes on', leaves);
  END IF;
END $$;
COMMENT ON FUNCTION facts.version_problem() IS 'Where what --known-at reads is not what the log says';
