-- Import of branches of entities under DORA, step 2: by entity and code.
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (
    SELECT b.id FROM register.dora_branch b WHERE b.entity_id = pg_temp.entity_meant(s.entity) AND b.code = s.code);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN pg_temp.put('dora_branch', entry, s.fields, jsonb_build_object('entity_id', pg_temp.entity_meant(s.entity), 'code', s.code,
      'name', s.name, 'country', upper(normalize(s.country, NFKC))));
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql RETURN ROW (s.code, s.name);
