-- Import of functions of entities under DORA, step 2: by entity and code.
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (
    SELECT f.id FROM register.dora_function f WHERE f.entity_id = pg_temp.entity_meant(s.entity) AND f.code = upper(normalize(s.code, NFKC)));
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  -- As the EBA writes it, too.
  RETURN pg_temp.put('dora_function', entry, s.fields, jsonb_build_object('entity_id', pg_temp.entity_meant(s.entity),
      'code', upper(normalize(s.code, NFKC)), 'name', s.name, 'activity', regexp_replace(s.activity, '^eba_TA:', ''), 'critical', s.critical,
      'critical_why', s.critical_why, 'assessed_on', s.assessed_on, 'recovery_hours', s.recovery_hours, 'data_loss_hours', s.data_loss_hours,
      'impact', s.impact));
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql RETURN ROW (s.code, s.name);
