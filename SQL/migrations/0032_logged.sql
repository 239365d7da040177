-- Tables that only grow are in the log like the others, and what reads the log reads all of it.

CREATE FUNCTION audit.log_inserts(kept regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER c6_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS c6_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.note()', kept);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER c6_insert', kept);
END $$;
REVOKE EXECUTE ON FUNCTION audit.log_inserts(regclass) FROM PUBLIC;
COMMENT ON FUNCTION audit.log_inserts(regclass) IS 'Has every row of a table that only grows written to the outbox';

-- Rows of files are as many as all else together. They are named all at once, by a hash; the import they belong to is in the log itself.
CREATE FUNCTION audit.rows_digest(run bigint, first_id bigint, last_id bigint) RETURNS bytea LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT sha256(coalesce(string_agg(
    sha256(int8send(r.id) || int4send(r.line) || int8send(r.key) || audit.counted(r.entity) || audit.counted(r.raw)), '' ORDER BY r.id), ''))
  FROM register.import_row r WHERE r.import_run_id = run AND r.id BETWEEN first_id AND last_id;
END;
COMMENT ON FUNCTION audit.rows_digest(bigint, bigint, bigint) IS 'One hash of what an import kept of its file''s rows, from one row''s number to another''s';

CREATE FUNCTION audit.note_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO audit.outbox (actor, reason, entity, key, op, image)
  SELECT coalesce(nullif(current_setting('clause6.actor', true), ''), session_user), current_setting('clause6.reason', true),
    'import_row', r.import_run_id, 'I', json_build_object('import_run_id', r.import_run_id,
      'first_id', r.first_id, 'last_id', r.last_id, 'rows', r.rows, 'sha256', encode(audit.rows_digest(r.import_run_id, r.first_id, r.last_id), 'hex'))
  FROM (SELECT import_run_id, min(id) AS first_id, max(id) AS last_id, count(*) AS rows FROM c6_rows GROUP BY import_run_id) r;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION audit.note_rows() FROM PUBLIC;
COMMENT ON FUNCTION audit.note_rows() IS 'Trigger: writes one entry for all rows of an import, with their hash';
CREATE TRIGGER c6_insert AFTER INSERT ON register.import_row REFERENCING NEW TABLE AS c6_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.note_rows();
ALTER TABLE register.import_row ENABLE ALWAYS TRIGGER c6_insert;

-- What is there already enters the log now, and counts as known since now.
CREATE FUNCTION audit.adopt(kept regclass, entity text) RETURNS bigint LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp
  SET timezone = 'UTC' SET bytea_output = 'hex' SET extra_float_digits = 1 SET intervalstyle = 'iso_8601' SET datestyle = 'ISO, YMD'
AS $$
DECLARE adopted bigint;
BEGIN
  EXECUTE format($query$
    INSERT INTO audit.outbox (actor, reason, entity, key, op, image)
    SELECT coalesce(nullif(current_setting('clause6.actor', true), ''), session_user), current_setting('clause6.reason', true),
      %L, c6_rows.id, 'I', row_to_json(c6_rows.*) FROM %s c6_rows ORDER BY c6_rows.id
    $query$, entity, kept);
  GET DIAGNOSTICS adopted = ROW_COUNT;
  RETURN adopted;
END $$;
REVOKE EXECUTE ON FUNCTION audit.adopt(regclass, text) FROM PUBLIC;
COMMENT ON FUNCTION audit.adopt(regclass, text) IS 'Writes an entry for each row of a table that was not in the log: how many';

SELECT audit.adopt(t.name::regclass, split_part(t.name, '.', 2)), audit.log_inserts(t.name::regclass)
FROM unnest(ARRAY['register.catalogue', 'register.regime', 'register.requirement', 'register.requirement_term', 'register.obligation',
  'register.questionnaire', 'register.criterion', 'register.rule_revision', 'register.check_run', 'register.check_rule', 'register.finding_event',
  'register.import_run', 'register.import_undo']) t (name);
INSERT INTO audit.outbox (actor, reason, entity, key, op, image)
SELECT coalesce(nullif(current_setting('clause6.actor', true), ''), session_user), current_setting('clause6.reason', true),
  'import_row', r.import_run_id, 'I', json_build_object('import_run_id', r.import_run_id,
    'first_id', min(r.id), 'last_id', max(r.id), 'rows', count(*), 'sha256', encode(audit.rows_digest(r.import_run_id, min(r.id), max(r.id)), 'hex'))
FROM register.import_row r GROUP BY r.import_run_id ORDER BY r.import_run_id;

-- Who ever was somebody, and who answered, is asked of all entries.
CREATE OR REPLACE FUNCTION register.person_ever_called(called text) RETURNS SETOF bigint LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
  SELECT DISTINCT o.key FROM audit.entry o
  WHERE o.entity = 'person' AND register.name_key(called) IN (
    register.name_key(o.image ->> 'email'), register.name_key(o.image ->> 'login'), register.name_key(o.image ->> 'name'));
END;

CREATE OR REPLACE FUNCTION register.is_undone(entity text, entry bigint) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (
  SELECT FROM register.import_run r
  WHERE r.id = nullif(current_setting('clause6.undoes', true), '')::bigint AND r.tx = (
    SELECT o.tx FROM audit.entry o WHERE o.entity = is_undone.entity AND o.key = is_undone.entry ORDER BY o.seq LIMIT 1));

CREATE OR REPLACE FUNCTION register.refuse_involved(judged bigint, act text) RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
  judgement record;
  role text;
BEGIN
  SELECT a.assessor_id, a.started_by, coalesce(a.vendor_id, e.vendor_id) AS vendor_id INTO STRICT judgement FROM register.assessment a
  LEFT JOIN register.engagement e ON e.id = a.engagement_id WHERE a.id = judged;
  role := CASE WHEN judgement.assessor_id = register.acting_person() THEN 'is its assessor'
    WHEN register.same_person(judgement.started_by, register.actor()) THEN 'started it'
    -- By the log, so that an answer that somebody overwrote still was given.
    WHEN EXISTS (SELECT FROM audit.entry o WHERE o.entity = 'answer' AND (o.image ->> 'assessment_id')::bigint = judged AND register.same_person(o.actor, register.actor())) THEN 'answered in it'
    ELSE (
      SELECT CASE WHEN bool_or(register.same_person(v.registered_by, register.actor())) THEN 'registered the vendor'
        WHEN bool_or(register.acting_person() IN (v.owner_id, v.backup_owner_id)) THEN 'answers for the vendor' END
      FROM register.vendor v WHERE v.id IN (SELECT register.company_entries(judgement.vendor_id))) END;
  IF role IS NOT NULL THEN
    RAISE EXCEPTION 'Assessment % cannot be % by %, who %', judged, act, register.actor(), role
      USING ERRCODE = '23514', HINT = 'Somebody else has to do it: two people look at every vendor';
  END IF;
END $$;
