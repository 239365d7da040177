-- What was known at a time can be asked of the log alone, but slowly: rows come out of JSON. So each seal also writes the versions of rows
-- into tables of the register's own shape. They are no evidence; they follow from the log, and can be thrown away and made again.

CREATE SCHEMA version;
COMMENT ON SCHEMA version IS 'The versions of each row of the register, with the leaves from which and to which they were known; made from the log';

ALTER TABLE audit.tree ADD COLUMN projected bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN audit.tree.projected IS 'The versions of rows are made from so many leaves';

CREATE TABLE audit.version (
  entity text,
  shape text NOT NULL,
  CONSTRAINT version_pkey PRIMARY KEY (entity)
);
COMMENT ON TABLE audit.version IS 'Of which tables versions are kept, and of which shape those were when it was done';
COMMENT ON COLUMN audit.version.entity IS 'The table of the register';
COMMENT ON COLUMN audit.version.shape IS 'Its columns and indexes; when they change, the versions are made again';
COMMENT ON CONSTRAINT version_pkey ON audit.version IS 'Versions of a table are kept once.';

CREATE TABLE audit.renamed (
  entity text,
  was text,
  now text NOT NULL,
  CONSTRAINT renamed_pkey PRIMARY KEY (entity, was)
);
COMMENT ON TABLE audit.renamed IS 'Columns that a migration renamed: the images of before have the old name';
COMMENT ON COLUMN audit.renamed.entity IS 'The table of the register';
COMMENT ON COLUMN audit.renamed.was IS 'The column''s name in older images';
COMMENT ON COLUMN audit.renamed.now IS 'Its name now';
COMMENT ON CONSTRAINT renamed_pkey ON audit.renamed IS 'A column was renamed once, to what it is called now.';

CREATE FUNCTION audit.versioned() RETURNS TABLE (entity text, kept regclass) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT c.relname::text, c.oid::regclass FROM pg_class c
  WHERE c.relnamespace = 'register'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'import_row'
    AND EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'c6_insert');
END;
COMMENT ON FUNCTION audit.versioned() IS 'The tables whose every row is in the log';

CREATE FUNCTION audit.shape(kept regclass) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT encode(sha256(convert_to(concat_ws(E'\n', c.columns, i.indexes, r.renames), 'UTF8')), 'hex')
  FROM (
    SELECT string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated, pg_get_expr(d.adbin, d.adrelid)), E'\n'
      ORDER BY a.attnum) AS columns
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = kept AND a.attnum > 0 AND NOT a.attisdropped
  ) c CROSS JOIN (
    SELECT string_agg(pg_get_indexdef(x.indexrelid), E'\n' ORDER BY x.indexrelid::regclass::text) AS indexes FROM pg_index x WHERE x.indrelid = kept
  ) i CROSS JOIN (
    SELECT string_agg(concat_ws(' ', r.was, r.now), E'\n' ORDER BY r.was) AS renames
    FROM audit.renamed r JOIN pg_class t ON t.oid = kept AND t.relname = r.entity
  ) r;
END;
COMMENT ON FUNCTION audit.shape(regclass) IS 'A hash of all that decides how versions of a table''s rows are kept';

-- A column that came later is empty in what was written before, unless it must not be: then it is what those rows got.
CREATE FUNCTION audit.row_of_defaults(kept regclass) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT format('ROW(%s)::%s', string_agg(
    CASE WHEN a.attnotnull AND a.attidentity = '' AND a.attgenerated = '' AND pg_get_expr(d.adbin, d.adrelid) !~ '\(' THEN pg_get_expr(d.adbin, d.adrelid) ELSE 'NULL' END,
    ', ' ORDER BY a.attnum), kept)
  FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = kept AND a.attnum > 0 AND NOT a.attisdropped;
END;
COMMENT ON FUNCTION audit.row_of_defaults(regclass) IS 'A row of a table as SQL, in which what must not be empty has its default';

-- What was erased is told as it is told after the erasure: the row was there, and nobody knows any more what it said.
CREATE FUNCTION audit.image_of(entry audit.log) RETURNS json LANGUAGE sql STABLE
RETURN coalesce(entry.image, (
  SELECT l.image FROM audit.log l WHERE l.entity = entry.entity AND l.key = entry.key AND l.idx > entry.idx AND l.image IS NOT NULL ORDER BY l.idx LIMIT 1));
COMMENT ON FUNCTION audit.image_of(audit.log) IS 'An entry''s image, or of one that was erased the next that is left';

CREATE FUNCTION audit.version_columns(entity text, alias text) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT string_agg(alias || quote_ident(a.attname), ', ' ORDER BY a.attnum)
  FROM pg_attribute a
  WHERE a.attrelid = format('register.%I', entity)::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '';
END;
COMMENT ON FUNCTION audit.version_columns(text, text) IS 'The columns of a table that do not follow from others, as SQL';

CREATE FUNCTION audit.version_query(entity text) RETURNS text LANGUAGE sql STABLE
RETURN format($sql$
    SELECT %1$s, v.idx AS from_idx, v.to_idx
    FROM (
      SELECT l.idx, l.op, lead(l.idx) OVER (PARTITION BY l.key ORDER BY l.idx) AS to_idx, CASE WHEN l.op <> 'D' THEN %2$s END AS image
      FROM audit.log l WHERE l.entity = %3$L AND l.idx >= $1 AND l.idx < $2 AND l.op IN ('I', 'U', 'D')
    ) v CROSS JOIN LATERAL json_populate_record(%4$s, v.image) r
    WHERE v.op <> 'D' AND v.image IS NOT NULL
    $sql$,
  audit.version_columns(entity, 'r.'),
  CASE WHEN EXISTS (SELECT FROM audit.renamed r WHERE r.entity = version_query.entity)
    THEN '(SELECT json_object_agg(coalesce(r.now, f.key), f.value) FROM json_each(audit.image_of(l)) f LEFT JOIN audit.renamed r ON r.entity = l.entity AND r.was = f.key)'
    ELSE 'audit.image_of(l)' END,
  entity, audit.row_of_defaults(format('register.%I', entity)::regclass));
COMMENT ON FUNCTION audit.version_query(text) IS 'The versions of one table''s rows that the leaves from $1 to before $2 made, as SQL';

CREATE FUNCTION audit.project(entity text, from_idx bigint, to_idx bigint) RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO, YMD' SET intervalstyle = 'iso_8601'
AS $$
BEGIN
  EXECUTE format($sql$
    UPDATE version.%I v SET to_idx = n.idx
    FROM (SELECT l.key, min(l.idx) AS idx FROM audit.log l WHERE l.entity = $1 AND l.idx >= $2 AND l.idx < $3 AND l.op IN ('I', 'U', 'D') GROUP BY l.key) n
    WHERE v.id = n.key AND v.to_idx IS NULL
    $sql$, entity) USING entity, from_idx, to_idx;
  EXECUTE format('INSERT INTO version.%I (%s, from_idx, to_idx) %s', entity, audit.version_columns(entity, ''),
    audit.version_query(entity)) USING from_idx, to_idx;
END $$;
COMMENT ON FUNCTION audit.project(text, bigint, bigint) IS 'Writes the versions of one table''s rows that these leaves made';

CREATE FUNCTION audit.project() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  leaves bigint := (SELECT coalesce(max(l.idx) + 1, 0) FROM audit.log l);
  done bigint := (SELECT t.projected FROM audit.tree t);
  changed text;
BEGIN
  IF done = leaves THEN RETURN; END IF;
  FOR changed IN
    SELECT v.entity FROM audit.version v
    WHERE v.entity IN (SELECT DISTINCT l.entity FROM audit.log l WHERE l.idx >= done AND l.idx < leaves) ORDER BY v.entity
  LOOP
    PERFORM audit.project(changed, done, leaves);
  END LOOP;
  UPDATE audit.tree SET projected = leaves;
END $$;
COMMENT ON FUNCTION audit.project() IS 'Writes the versions of rows that the leaves made which came since the last time';

CREATE FUNCTION audit.make_version(entity text, kept regclass) RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET client_min_messages = warning
AS $$
DECLARE
  definition text;
  leaves bigint := (SELECT t.projected FROM audit.tree t);
BEGIN
  IF to_regclass(format('version.%I', entity)) IS NOT NULL
    AND EXISTS (SELECT FROM audit.version v WHERE v.entity = make_version.entity AND v.shape = audit.shape(kept)) THEN
    EXECUTE format('TRUNCATE version.%I', entity);
    PERFORM audit.project(entity, 0, leaves);
  ELSE
    EXECUTE format('DROP TABLE IF EXISTS version.%I', entity);
    EXECUTE format('CREATE TABLE version.%I (LIKE %s INCLUDING GENERATED, from_idx bigint NOT NULL, to_idx bigint)', entity, kept);
    EXECUTE format('COMMENT ON TABLE version.%I IS %L', entity, 'Versions of rows of register.' || entity);
    -- What must not be empty now could have been before it was required.
    FOR definition IN
      SELECT format('ALTER COLUMN %I DROP NOT NULL', a.attname) FROM pg_attribute a
      WHERE a.attrelid = format('version.%I', entity)::regclass AND a.attnum > 0 AND a.attnotnull AND a.attname <> 'from_idx'
    LOOP
      EXECUTE format('ALTER TABLE version.%I %s', entity, definition);
    END LOOP;
    PERFORM audit.project(entity, 0, leaves);
    FOR definition IN SELECT pg_get_indexdef(x.indexrelid) FROM pg_index x WHERE x.indrelid = kept LOOP
      EXECUTE replace(replace(definition, 'CREATE UNIQUE INDEX', 'CREATE INDEX'), ' ON register.', ' ON version.');
    END LOOP;
  END IF;
  EXECUTE format('ANALYZE version.%I', entity);
  INSERT INTO audit.version AS v (entity, shape) VALUES (make_version.entity, audit.shape(kept))
  ON CONFLICT ON CONSTRAINT version_pkey DO UPDATE SET shape = excluded.shape;
END $$;
COMMENT ON FUNCTION audit.make_version(text, regclass) IS 'Makes the table of one table''s versions, and fills it from the log';

CREATE FUNCTION audit.make_versions(anew boolean) RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  wanted record;
  made bigint := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(6962);
  FOR wanted IN SELECT v.entity FROM audit.version v WHERE v.entity NOT IN (SELECT k.entity FROM audit.versioned() k) LOOP
    EXECUTE format('DROP TABLE version.%I', wanted.entity);
    DELETE FROM audit.version v WHERE v.entity = wanted.entity;
  END LOOP;
  FOR wanted IN
    SELECT k.entity, k.kept FROM audit.versioned() k
    WHERE anew OR to_regclass(format('version.%I', k.entity)) IS NULL
      OR NOT EXISTS (SELECT FROM audit.version v WHERE v.entity = k.entity AND v.shape = audit.shape(k.kept))
    ORDER BY k.entity
  LOOP
    PERFORM audit.make_version(wanted.entity, wanted.kept);
    made := made + 1;
  END LOOP;
  PERFORM audit.project();
  RETURN made;
END $$;
COMMENT ON FUNCTION audit.make_versions(boolean) IS 'Makes the versions of all tables anew, or only of those whose shape changed: how many';

REVOKE EXECUTE ON FUNCTION audit.versioned(), audit.shape(regclass), audit.row_of_defaults(regclass), audit.image_of(audit.log),
  audit.version_columns(text, text), audit.version_query(text), audit.project(text, bigint, bigint),
  audit.project(), audit.make_version(text, regclass), audit.make_versions(boolean) FROM PUBLIC;

-- What a question is asked of: the log cut after so many leaves.
CREATE FUNCTION audit.known_size() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(current_setting('clause6.known_size', true), '')::bigint, 9223372036854775807);
COMMENT ON FUNCTION audit.known_size() IS 'How many leaves count for what was known: clause6.known_size, else all';

CREATE FUNCTION audit.size_at(instant timestamptz) RETURNS bigint LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  low bigint := 0;
  high bigint := (SELECT coalesce(max(l.idx) + 1, 0) FROM audit.log l);
  middle bigint;
BEGIN
  -- Times never go back from one leaf to the next, so twenty looks find the cut among a million.
  WHILE low < high LOOP
    middle := (low + high) / 2;
    IF (SELECT l.known_at FROM audit.log l WHERE l.idx = middle) > instant THEN high := middle; ELSE low := middle + 1; END IF;
  END LOOP;
  RETURN low;
END $$;
COMMENT ON FUNCTION audit.size_at(timestamptz) IS 'How many leaves were known at an instant';
REVOKE EXECUTE ON FUNCTION audit.size_at(timestamptz) FROM PUBLIC;

CREATE OR REPLACE FUNCTION audit.seal() RETURNS TABLE (first bigint, sealed bigint) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  began timestamptz;
  earliest timestamptz;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'A seal takes what is committed now, so it cannot be part of a % transaction', current_setting('transaction_isolation')
      USING ERRCODE = '25001', HINT = 'Use "clause6 history seal"';
  END IF;
  PERFORM pg_advisory_xact_lock(6962);
  SELECT coalesce(max(l.idx) + 1, 0) INTO first FROM audit.log l;
  SELECT t.through_at INTO STRICT earliest FROM audit.tree t;
  began := clock_timestamp();
  -- Not a setting of the function: only a superuser may make one that sets a parameter of ours.
  PERFORM set_config('clause6.sealing', 'yes', true);
  -- One statement, one snapshot: what it removes is exactly what was visible; what is committed later is in the next seal.
  WITH moved AS (
    DELETE FROM audit.outbox o RETURNING o.*, audit.committed_at(o.xmin) AS committed_at
  ), salted AS (
    SELECT m.*, uuid_send(gen_random_uuid()) AS salt FROM moved m
  ), timed AS (
    -- Versions of one row stay in order, also where a clock was set back; before the first seal the time of writing is all there is.
    -- What was committed at the very moment of the last seal, and could not be seen yet, is known since just after it: answers stay.
    SELECT m.*, greatest(earliest + interval '1 microsecond', max(coalesce(m.committed_at, CASE WHEN seal.first = 0 THEN m.at ELSE began END))
      OVER (PARTITION BY m.entity, m.key ORDER BY m.seq)) AS known_at,
      sha256(m.salt || coalesce(convert_to(m.image::text, 'UTF8'), '')) AS commitment
    FROM salted m
  )
  INSERT INTO audit.log (idx, seq, at, known_at, tx, login, actor, reason, entity, key, op, salt, image, commitment, leaf)
  SELECT seal.first + row_number() OVER (ORDER BY t.known_at, t.seq) - 1, t.seq, t.at, t.known_at, t.tx, t.login, t.actor, t.reason, t.entity, t.key,
    t.op, t.salt, t.image, t.commitment,
    sha256('\x00'::bytea || audit.entry_bytes(t.seq, t.at, t.known_at, t.tx, t.login, t.actor, t.reason, t.entity, t.key, t.op, t.commitment))
  FROM timed t;
  GET DIAGNOSTICS sealed = ROW_COUNT;
  PERFORM set_config('clause6.sealing', '', true);
  UPDATE audit.tree t SET through_at = greatest(began, earliest, (SELECT l.known_at FROM audit.log l ORDER BY l.idx DESC LIMIT 1));
  PERFORM audit.project();
  RETURN NEXT;
END $$;
