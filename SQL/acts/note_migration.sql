-- $1 version, $2 name, $3 hash, $4 whether it is the newest. A change of the schema stands in the log like any other change; the newest one
-- says what the functions that guard the log are now.
INSERT INTO audit.outbox (actor, reason, entity, key, op, image)
SELECT coalesce(nullif(current_setting('clause6.actor', true), ''), session_user), current_setting('clause6.reason', true),
  'migration', $1::bigint, 'S', json_strip_nulls(json_build_object('version', $1::int, 'name', $2::text, 'sha256', $3::text,
    'functions', CASE WHEN $4::boolean THEN (SELECT json_object_agg(g.name, g.sha256 ORDER BY g.name) FROM facts.guard_function g) END))
