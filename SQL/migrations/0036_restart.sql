-- A log that was restored from a backup goes on under another name: what the one under the old name had beyond the backup is no part of it,
-- and that nobody can mistake the one for the other is worth more than a name that stays.

CREATE FUNCTION audit.restart() RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before text;
  after text;
BEGIN
  PERFORM pg_advisory_xact_lock(6962);
  SELECT t.origin INTO STRICT before FROM audit.tree t;
  after := regexp_replace(before, '/[0-9a-f]{8}$', '') || '/' || left(gen_random_uuid()::text, 8);
  INSERT INTO audit.outbox (actor, reason, entity, key, op, image)
  VALUES (register.actor(), current_setting('clause6.reason', true), 'tree', 0, 'S',
    json_build_object('was', before, 'is', after, 'leaves', (SELECT coalesce(max(l.idx) + 1, 0) FROM audit.log l)));
  UPDATE audit.tree SET origin = after;
  RETURN after;
END $$;
REVOKE EXECUTE ON FUNCTION audit.restart() FROM PUBLIC;
COMMENT ON FUNCTION audit.restart() IS 'Gives the log another name, as after a restore, and notes up to which leaf it is the one of before: the new name';

CREATE INDEX log_tree ON audit.log (idx) WHERE entity = 'tree';
COMMENT ON INDEX audit.log_tree IS 'When the log got another name';
