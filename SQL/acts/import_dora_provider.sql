-- Import of what is reported of providers under DORA, step 2: by vendor.
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (
    SELECT p.id FROM register.dora_provider p WHERE p.vendor_id = ANY (pg_temp.company(s.vendor))
    ORDER BY p.vendor_id = pg_temp.vendor_meant(s.vendor) DESC, p.id LIMIT 1);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN pg_temp.put('dora_provider', entry, s.fields, jsonb_build_object('person', s.person, 'code_kind', s.code_kind, 'code', s.code)
    || CASE WHEN entry IS NULL THEN jsonb_build_object('vendor_id', pg_temp.vendor_meant(s.vendor)) ELSE '{}' END);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql RETURN ROW (s.vendor, s.code);
