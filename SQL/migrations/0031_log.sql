-- The log proves itself: what a transaction wrote to the outbox is numbered and hashed once it is visible, and the numbers are the
-- leaves of a tree (RFC 9162) of which the program signs roots. Nobody waits for it who writes.

CREATE TABLE audit.tree (
  one boolean,
  origin text NOT NULL,
  through_at timestamptz,
  CONSTRAINT tree_pkey PRIMARY KEY (one),
  CONSTRAINT tree_has_one_row CHECK (one),
  CONSTRAINT tree_origin_is_a_name CHECK (origin ~ '^[^\s+]+$')
);
COMMENT ON TABLE audit.tree IS 'Which log this is, and how far it is sealed';
COMMENT ON COLUMN audit.tree.one IS 'Always true: there is one row';
COMMENT ON COLUMN audit.tree.origin IS 'The name under which roots are signed; no other log ever has it';
COMMENT ON COLUMN audit.tree.through_at IS 'Everything that was committed until then is sealed; none before the first seal';
COMMENT ON CONSTRAINT tree_pkey ON audit.tree IS 'There is one row.';
COMMENT ON CONSTRAINT tree_has_one_row ON audit.tree IS 'There is one row.';
COMMENT ON CONSTRAINT tree_origin_is_a_name ON audit.tree IS 'An origin has neither spaces nor plus signs.';
INSERT INTO audit.tree (one, origin)
VALUES (true, 'clause6/' || regexp_replace(current_database(), '[\s+]', '-', 'g') || '/' || left(gen_random_uuid()::text, 8));

CREATE TABLE audit.log (
  idx bigint,
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  known_at timestamptz NOT NULL,
  tx xid8 NOT NULL,
  login text NOT NULL,
  actor text NOT NULL,
  reason text NOT NULL,
  entity text NOT NULL,
  key bigint NOT NULL,
  op "char" NOT NULL,
  salt bytea,
  image json,
  commitment bytea NOT NULL,
  leaf bytea NOT NULL,
  CONSTRAINT log_pkey PRIMARY KEY (idx),
  CONSTRAINT log_op_is_known CHECK (op IN ('I', 'U', 'D', 'S', 'E'))
);
COMMENT ON TABLE audit.log IS 'The sealed changes: each is a leaf of the tree, and nothing of it changes any more but that what is personal can be erased';
COMMENT ON COLUMN audit.log.idx IS 'The leaf''s number, from 0 without a gap';
COMMENT ON COLUMN audit.log.seq IS 'Its number in the outbox: order of the versions of one row';
COMMENT ON COLUMN audit.log.at IS 'When it was written, by the server''s clock; informative';
COMMENT ON COLUMN audit.log.known_at IS 'Since when anybody could read it: when its transaction was committed, or sealed where the server does not keep that. Never before an earlier leaf';
COMMENT ON COLUMN audit.log.tx IS 'Groups the changes of one transaction';
COMMENT ON COLUMN audit.log.login IS 'Whom PostgreSQL authenticated: proof';
COMMENT ON COLUMN audit.log.actor IS 'For whom the program said it acted: a claim';
COMMENT ON COLUMN audit.log.reason IS 'Why';
COMMENT ON COLUMN audit.log.entity IS 'The table';
COMMENT ON COLUMN audit.log.key IS 'The row''s id';
COMMENT ON COLUMN audit.log.op IS 'I insert, U update, D delete, S schema, E erasure';
COMMENT ON COLUMN audit.log.salt IS 'Random; gone where the image was erased, so that nothing can be tried against the commitment';
COMMENT ON COLUMN audit.log.image IS 'The whole new row, byte for byte as it was written; none for a delete, and none once it was erased';
COMMENT ON COLUMN audit.log.commitment IS 'SHA-256 of salt and image';
COMMENT ON COLUMN audit.log.leaf IS 'The leaf''s hash: SHA-256 of a zero byte and audit.entry_bytes()';
COMMENT ON CONSTRAINT log_pkey ON audit.log IS 'Each leaf has a number of its own.';
COMMENT ON CONSTRAINT log_op_is_known ON audit.log IS 'A change is an insert, update, delete, an erasure or a change of the schema.';
CREATE INDEX log_version ON audit.log (entity, key, idx DESC);
COMMENT ON INDEX audit.log_version IS 'Newest version of one row';
CREATE INDEX log_first ON audit.log (entity, key) WHERE op = 'I';
COMMENT ON INDEX audit.log_first IS 'Which rows there are or were';
CREATE INDEX log_seq ON audit.log USING brin (seq);
COMMENT ON INDEX audit.log_seq IS 'Changes of one import';
CREATE INDEX log_known ON audit.log USING brin (known_at);
COMMENT ON INDEX audit.log_known IS 'Changes of a time';
CREATE INDEX log_answer ON audit.log (((image ->> 'assessment_id')::bigint)) WHERE entity = 'answer';
COMMENT ON INDEX audit.log_answer IS 'Who answered in an assessment';

-- Written in the user's own transaction, which pays for each index and each byte: salt comes with the seal, and only who is somebody and
-- who answered is looked up before.
DROP INDEX audit.outbox_version;
CREATE INDEX outbox_duty ON audit.outbox (entity) WHERE entity IN ('person', 'answer');
COMMENT ON INDEX audit.outbox_duty IS 'What duties that are kept apart are judged by';
ALTER TABLE audit.outbox DROP COLUMN salt;
ALTER TABLE audit.outbox DROP CONSTRAINT outbox_op_is_known,
  ADD CONSTRAINT outbox_op_is_known CHECK (op IN ('I', 'U', 'D', 'S', 'E'));
COMMENT ON CONSTRAINT outbox_op_is_known ON audit.outbox IS 'A change is an insert, update, delete, an erasure or a change of the schema.';
COMMENT ON TABLE audit.outbox IS 'Every change of every table of the register, written in the transaction that made it, until it is sealed';
COMMENT ON COLUMN audit.outbox.op IS 'I insert, U update, D delete, S schema, E erasure';

CREATE OR REPLACE FUNCTION audit.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  SET timezone = 'UTC' SET bytea_output = 'hex' SET extra_float_digits = 1 SET intervalstyle = 'iso_8601' SET datestyle = 'ISO, YMD'
AS $$
DECLARE
  why text := nullif(current_setting('clause6.reason', true), '');
  who text := coalesce(nullif(current_setting('clause6.actor', true), ''), session_user);
BEGIN
  IF why IS NULL THEN
    RAISE EXCEPTION 'A change of the register needs a reason, and none was given'
      USING ERRCODE = '22004', HINT = 'Give --reason, or in SQL: SET LOCAL clause6.reason = ''…''';
  END IF;
  IF tg_op = 'DELETE' THEN
    INSERT INTO audit.outbox (actor, reason, entity, key, op)
    SELECT who, why, tg_table_name::text, c6_rows.id, 'D' FROM c6_rows;
  ELSE
    -- c6_rows.* and never a bare alias: a column of the alias's name would win.
    INSERT INTO audit.outbox (actor, reason, entity, key, op, image)
    SELECT who, why, tg_table_name::text, c6_rows.id, left(tg_op, 1)::"char", row_to_json(c6_rows.*)
    FROM c6_rows;
  END IF;
  RETURN NULL;
END $$;

CREATE TABLE audit.checkpoint (
  size bigint,
  root bytea NOT NULL,
  range bytea NOT NULL,
  note text NOT NULL,
  signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT checkpoint_pkey PRIMARY KEY (size),
  CONSTRAINT checkpoint_root_is_a_hash CHECK (octet_length(root) = 32)
);
COMMENT ON TABLE audit.checkpoint IS 'The roots that were signed; whoever keeps a copy of one can later tell whether the log still begins with what it had then';
COMMENT ON COLUMN audit.checkpoint.size IS 'How many leaves the tree had';
COMMENT ON COLUMN audit.checkpoint.root IS 'Its root';
COMMENT ON COLUMN audit.checkpoint.range IS 'The roots of its perfect subtrees, from left to right, with which the next seal goes on';
COMMENT ON COLUMN audit.checkpoint.note IS 'The signed note (C2SP tlog-checkpoint)';
COMMENT ON COLUMN audit.checkpoint.signed_at IS 'When, by the server''s clock';
COMMENT ON CONSTRAINT checkpoint_pkey ON audit.checkpoint IS 'A tree of one size has one root.';
COMMENT ON CONSTRAINT checkpoint_root_is_a_hash ON audit.checkpoint IS 'A root has 32 bytes.';

CREATE TABLE audit.subtree (
  idx bigint,
  root bytea NOT NULL,
  CONSTRAINT subtree_pkey PRIMARY KEY (idx),
  CONSTRAINT subtree_root_is_a_hash CHECK (octet_length(root) = 32)
);
COMMENT ON TABLE audit.subtree IS 'Roots of 256 leaves each, so that a proof need not hash the whole log';
COMMENT ON COLUMN audit.subtree.idx IS 'The first leaf''s number, divided by 256';
COMMENT ON COLUMN audit.subtree.root IS 'The root of these leaves';
COMMENT ON CONSTRAINT subtree_pkey ON audit.subtree IS 'Each subtree has one root.';
COMMENT ON CONSTRAINT subtree_root_is_a_hash ON audit.subtree IS 'A root has 32 bytes.';

CREATE VIEW audit.entry AS
  SELECT idx, seq, at, known_at, tx, login, actor, reason, entity, key, op, image FROM audit.log
  UNION ALL
  SELECT NULL, seq, at, NULL, tx, login, actor, reason, entity, key, op, image FROM audit.outbox;
COMMENT ON VIEW audit.entry IS 'Every change, sealed (with its leaf''s number) or not yet';

CREATE FUNCTION audit.newest_seq() RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
RETURN coalesce(pg_sequence_last_value('audit.outbox_seq_seq'), 0);
COMMENT ON FUNCTION audit.newest_seq() IS 'The number of the last change that was written, by whomever';

-- What is hashed. No JSON is made canonical: texts go in with their lengths, numbers big-endian.
CREATE FUNCTION audit.counted(text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN int4send(octet_length(convert_to($1, 'UTF8'))) || convert_to($1, 'UTF8');
COMMENT ON FUNCTION audit.counted(text) IS 'The text''s bytes in UTF-8 behind their number';

CREATE FUNCTION audit.microseconds(timestamptz) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN int8send((extract(epoch FROM $1) * 1000000)::bigint);
COMMENT ON FUNCTION audit.microseconds(timestamptz) IS 'The instant in microseconds since 1970, UTC';

CREATE FUNCTION audit.entry_bytes(seq bigint, at timestamptz, known_at timestamptz, tx xid8, login text, actor text, reason text,
  entity text, key bigint, op "char", commitment bytea) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
RETURN '\x01'::bytea || int8send(seq) || audit.microseconds(at) || audit.microseconds(known_at) || int8send(tx::text::bigint)
  || audit.counted(login) || audit.counted(actor) || audit.counted(reason) || audit.counted(entity) || int8send(key)
  || convert_to(op::text, 'UTF8') || commitment;
COMMENT ON FUNCTION audit.entry_bytes(bigint, timestamptz, timestamptz, xid8, text, text, text, text, bigint, "char", bytea)
  IS 'An entry as it is hashed, version 1: docs/trust.md says byte by byte';

CREATE FUNCTION audit.committed_at(writer xid) RETURNS timestamptz LANGUAGE sql STABLE
RETURN CASE WHEN current_setting('track_commit_timestamp') = 'on' THEN pg_xact_commit_timestamp(writer) END;
COMMENT ON FUNCTION audit.committed_at(xid) IS 'When a transaction was committed, where the server keeps that (track_commit_timestamp)';

CREATE FUNCTION audit.seal() RETURNS TABLE (first bigint, sealed bigint) LANGUAGE plpgsql SECURITY DEFINER
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
    SELECT m.*, greatest(earliest, max(coalesce(m.committed_at, CASE WHEN seal.first = 0 THEN m.at ELSE began END))
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
  RETURN NEXT;
END $$;
REVOKE EXECUTE ON FUNCTION audit.seal() FROM PUBLIC;
COMMENT ON FUNCTION audit.seal() IS 'Moves what is committed from the outbox to the log, numbered and hashed: from which leaf on, and how many';

-- Rails against accidents of the owner, who could take them away; that they are there is checked, and what is done without them is found.
CREATE FUNCTION audit.refuse_unsealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('clause6.sealing', true) = 'yes' THEN RETURN NULL; END IF;
  RAISE EXCEPTION 'DELETE on audit.outbox is refused: only a seal takes changes from there' USING ERRCODE = '42501', HINT = 'Use "clause6 history seal"';
END $$;
REVOKE EXECUTE ON FUNCTION audit.refuse_unsealed() FROM PUBLIC;
COMMENT ON FUNCTION audit.refuse_unsealed() IS 'Trigger: changes leave the outbox by a seal alone';
DROP TRIGGER c6_keep ON audit.outbox;
CREATE TRIGGER c6_keep BEFORE UPDATE OR TRUNCATE ON audit.outbox FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER c6_sealed BEFORE DELETE ON audit.outbox FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_unsealed();
ALTER TABLE audit.outbox ENABLE ALWAYS TRIGGER c6_keep, ENABLE ALWAYS TRIGGER c6_sealed;

CREATE FUNCTION audit.refuse_unerased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.image IS NULL AND NEW.salt IS NULL
    AND (NEW.idx, NEW.seq, NEW.at, NEW.known_at, NEW.tx, NEW.login, NEW.actor, NEW.reason, NEW.entity, NEW.key, NEW.op, NEW.commitment, NEW.leaf)
      = (OLD.idx, OLD.seq, OLD.at, OLD.known_at, OLD.tx, OLD.login, OLD.actor, OLD.reason, OLD.entity, OLD.key, OLD.op, OLD.commitment, OLD.leaf) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Entry % of the log is sealed and stays as it is', OLD.idx
    USING ERRCODE = '42501', HINT = 'Personal data is erased by "clause6 person erase"';
END $$;
REVOKE EXECUTE ON FUNCTION audit.refuse_unerased() FROM PUBLIC;
COMMENT ON FUNCTION audit.refuse_unerased() IS 'Trigger: nothing of the log changes but that an image goes with its salt';
CREATE TRIGGER c6_keep BEFORE DELETE OR TRUNCATE ON audit.log FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER c6_erased BEFORE UPDATE ON audit.log FOR EACH ROW EXECUTE FUNCTION audit.refuse_unerased();
ALTER TABLE audit.log ENABLE ALWAYS TRIGGER c6_keep, ENABLE ALWAYS TRIGGER c6_erased;
SELECT audit.keep('audit.checkpoint'), audit.keep('audit.subtree');
