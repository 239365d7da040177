-- Import of vendors' contacts, step 2: by vendor, role and name, first of all one that can still be reached.
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (
    SELECT c.id FROM register.vendor_contact c
    WHERE c.vendor_id = ANY (pg_temp.company(s.vendor)) AND c.role = s.role AND register.name_key(c.name) = register.name_key(s.name)
      AND NOT EXISTS (SELECT FROM pg_temp.merged m WHERE m.id = c.id)
    ORDER BY c.until_on IS NOT DISTINCT FROM s.until_on DESC, c.until_on DESC NULLS FIRST, c.id LIMIT 1);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN pg_temp.put('vendor_contact', entry, s.fields, jsonb_build_object('name', s.name, 'role', s.role, 'email', s.email, 'phone', s.phone,
      'language', s.language, 'until_on', s.until_on)
    || CASE WHEN entry IS NULL THEN jsonb_build_object('vendor_id', pg_temp.vendor_meant(s.vendor)) ELSE '{}' END);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql RETURN ROW (s.vendor, s.name);
