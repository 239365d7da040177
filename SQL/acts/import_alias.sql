-- Import of vendors' other names, step 2: by vendor, kind, name and first day; one that had no days gets those of the row.
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (
    SELECT n.id FROM register.vendor_name n
    WHERE n.vendor_id = ANY (pg_temp.company(s.vendor)) AND n.kind = s.kind AND n.name_key = register.name_key(s.name)
      AND (n.from_on IS NOT DISTINCT FROM s.from_on OR num_nonnulls(n.from_on, n.until_on) = 0)
      AND NOT EXISTS (SELECT FROM pg_temp.merged m WHERE m.id = n.id)
    ORDER BY n.from_on IS NOT DISTINCT FROM s.from_on DESC, n.id LIMIT 1);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN pg_temp.put('vendor_name', entry, s.fields, jsonb_build_object('name', s.name, 'kind', s.kind, 'language', s.language,
      'from_on', s.from_on, 'until_on', s.until_on)
    || CASE WHEN entry IS NULL THEN jsonb_build_object('vendor_id', pg_temp.vendor_meant(s.vendor)) ELSE '{}' END);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql RETURN ROW (s.vendor, s.name);
