-- Import of uses of services under DORA, step 2: by service, function and branch.
CREATE OR REPLACE FUNCTION pg_temp.function_named(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE found bigint := (
  SELECT f.id FROM register.dora_function f WHERE f.entity_id = pg_temp.entity_meant(s.entity) AND f.code = upper(normalize(s.function, NFKC)));
BEGIN
  IF found IS NULL THEN
    RAISE EXCEPTION 'entity % has no function %: import dora_function first', s.entity, s.function;
  END IF;
  RETURN found;
END $$;
CREATE OR REPLACE FUNCTION pg_temp.branch_named(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE found bigint := (SELECT b.id FROM register.dora_branch b WHERE b.entity_id = pg_temp.entity_meant(s.entity) AND b.code = s.branch);
BEGIN
  IF found IS NULL AND s.branch IS NOT NULL THEN
    RAISE EXCEPTION 'entity % has no branch %: import dora_branch first', s.entity, s.branch;
  END IF;
  RETURN found;
END $$;
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (
    SELECT u.id FROM register.dora_use u
    WHERE u.service_id = pg_temp.service_meant(s.contract, s.vendor, s.engagement, s.kind) AND u.function_id = pg_temp.function_named(s)
      AND u.branch_id IS NOT DISTINCT FROM pg_temp.branch_named(s));
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  service bigint := pg_temp.service_meant(s.contract, s.vendor, s.engagement, s.kind);
BEGIN
  IF service IS NULL THEN
    RAISE EXCEPTION 'no service % of this engagement is listed under contract %: import dora_service first', s.kind, s.contract;
  END IF;
  RETURN pg_temp.put('dora_use', entry, s.fields || ARRAY['service_id', 'entity_id', 'function_id', 'branch_id'], jsonb_build_object(
      'service_id', service, 'entity_id', pg_temp.entity_meant(s.entity), 'function_id', pg_temp.function_named(s),
      'branch_id', pg_temp.branch_named(s), 'reliance', s.reliance));
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql RETURN ROW (s.contract, s.function);
