-- $1 version, $2 name, $3 hash. A change of the schema stands in the log like any other change.
INSERT INTO audit.outbox (actor, reason, entity, key, op, image)
VALUES (coalesce(nullif(current_setting('clause6.actor', true), ''), session_user), current_setting('clause6.reason', true),
  'migration', $1::bigint, 'S', json_build_object('version', $1::int, 'name', $2::text, 'sha256', $3::text))
