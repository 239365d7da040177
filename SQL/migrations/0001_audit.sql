-- The append-only log comes first, so that no table ever has a change that nobody recorded.

CREATE SCHEMA audit;
COMMENT ON SCHEMA audit IS 'Who changed what, when and why; and which migrations made the database';

CREATE TABLE audit.migration (
  version integer PRIMARY KEY,
  name text NOT NULL,
  sha256 text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  applied_by text NOT NULL DEFAULT session_user
);
COMMENT ON TABLE audit.migration IS 'The migrations that were applied, each with the hash of the file that was run';
COMMENT ON COLUMN audit.migration.version IS 'The number the file begins with';
COMMENT ON COLUMN audit.migration.name IS 'The file''s name';
COMMENT ON COLUMN audit.migration.sha256 IS 'SHA-256 of the file in hexadecimal; an edited file no longer matches it';
COMMENT ON COLUMN audit.migration.applied_at IS 'When it was applied';
COMMENT ON COLUMN audit.migration.applied_by IS 'The login that applied it';
COMMENT ON CONSTRAINT migration_pkey ON audit.migration IS 'A migration is applied once.';

CREATE TABLE audit.rebuild (
  one boolean PRIMARY KEY DEFAULT true,
  fingerprint text NOT NULL,
  rebuilt_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT rebuild_has_one_row CHECK (one)
);
COMMENT ON TABLE audit.rebuild IS 'From which files the schemas facts and reports were last rebuilt';
COMMENT ON COLUMN audit.rebuild.one IS 'Always true: there is one row';
COMMENT ON COLUMN audit.rebuild.fingerprint IS 'Changes when a file of the two folders does';
COMMENT ON COLUMN audit.rebuild.rebuilt_at IS 'When';
COMMENT ON CONSTRAINT rebuild_pkey ON audit.rebuild IS 'There is one row.';
COMMENT ON CONSTRAINT rebuild_has_one_row ON audit.rebuild IS 'There is one row.';

CREATE TABLE audit.outbox (
  seq bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  login text NOT NULL DEFAULT session_user,
  actor text NOT NULL,
  reason text NOT NULL,
  entity text NOT NULL,
  key bigint NOT NULL,
  op "char" NOT NULL,
  salt bytea NOT NULL,
  image json,
  CONSTRAINT outbox_pkey PRIMARY KEY (seq),
  CONSTRAINT outbox_op_is_known CHECK (op IN ('I', 'U', 'D', 'S'))
);
COMMENT ON TABLE audit.outbox IS 'Every change of every table of the register, written in the transaction that made it and never altered';
COMMENT ON COLUMN audit.outbox.seq IS 'Order of the versions of one row: taken while that row is locked';
COMMENT ON COLUMN audit.outbox.at IS 'When, by the server''s clock; informative, never used for order';
COMMENT ON COLUMN audit.outbox.tx IS 'Groups the changes of one transaction';
COMMENT ON COLUMN audit.outbox.login IS 'Whom PostgreSQL authenticated: proof';
COMMENT ON COLUMN audit.outbox.actor IS 'For whom the program says it acted: a claim';
COMMENT ON COLUMN audit.outbox.reason IS 'Why';
COMMENT ON COLUMN audit.outbox.entity IS 'The table';
COMMENT ON COLUMN audit.outbox.key IS 'The row''s id';
COMMENT ON COLUMN audit.outbox.op IS 'I insert, U update, D delete, S schema';
COMMENT ON COLUMN audit.outbox.salt IS 'Random, so that a hash of the image tells nothing once the image is erased';
COMMENT ON COLUMN audit.outbox.image IS 'The whole new row, byte for byte as it was written; none for a delete';
COMMENT ON CONSTRAINT outbox_pkey ON audit.outbox IS 'Each change has a number of its own.';
COMMENT ON CONSTRAINT outbox_op_is_known ON audit.outbox IS 'A change is an insert, update, delete or a change of the schema.';
CREATE INDEX outbox_version ON audit.outbox (entity, key, seq DESC);
COMMENT ON INDEX audit.outbox_version IS 'Newest version of one row';

-- Attached to a temporary table of the same name it would forge entries, so nobody but the owner may use it in a trigger.
CREATE FUNCTION audit.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
    INSERT INTO audit.outbox (actor, reason, entity, key, op, salt)
    SELECT who, why, tg_table_name::text, c6_rows.id, 'D', uuid_send(gen_random_uuid()) FROM c6_rows;
  ELSE
    -- c6_rows.* and never a bare alias: a column of the alias's name would win.
    INSERT INTO audit.outbox (actor, reason, entity, key, op, salt, image)
    SELECT who, why, tg_table_name::text, c6_rows.id, left(tg_op, 1)::"char", uuid_send(gen_random_uuid()), row_to_json(c6_rows.*)
    FROM c6_rows;
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION audit.note() FROM PUBLIC;
COMMENT ON FUNCTION audit.note() IS 'Trigger: writes each changed row to the outbox with actor and reason; refuses a change without reason';

CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %.% is refused: a register remembers', tg_op, tg_table_schema, tg_table_name
    USING ERRCODE = '42501', HINT = 'End, close or supersede the entry instead';
END $$;
REVOKE EXECUTE ON FUNCTION audit.refuse() FROM PUBLIC;
COMMENT ON FUNCTION audit.refuse() IS 'Trigger: refuses what would remove history';

CREATE FUNCTION audit.track(tracked regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER c6_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS c6_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.note()', tracked);
  EXECUTE format('CREATE TRIGGER c6_update AFTER UPDATE ON %s REFERENCING NEW TABLE AS c6_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.note()', tracked);
  EXECUTE format('CREATE TRIGGER c6_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS c6_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.note()', tracked);
  EXECUTE format('CREATE TRIGGER c6_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse()', tracked);
  -- ALWAYS: session_replication_role = replica must not switch history off.
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER c6_insert, ENABLE ALWAYS TRIGGER c6_update, ENABLE ALWAYS TRIGGER c6_delete, ENABLE ALWAYS TRIGGER c6_truncate', tracked);
END $$;
REVOKE EXECUTE ON FUNCTION audit.track(regclass) FROM PUBLIC;
COMMENT ON FUNCTION audit.track(regclass) IS 'Has every change of a table written to the outbox';

CREATE FUNCTION audit.keep(kept regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER c6_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse()', kept);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER c6_keep', kept);
END $$;
REVOKE EXECUTE ON FUNCTION audit.keep(regclass) FROM PUBLIC;
COMMENT ON FUNCTION audit.keep(regclass) IS 'Makes a table append-only';

SELECT audit.keep('audit.outbox');
SELECT audit.keep('audit.migration');
