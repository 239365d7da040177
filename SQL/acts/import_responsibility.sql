-- Import of who meets which requirement, step 2: by vendor, standard, requirement and the day from which it goes.
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (
    SELECT r.id FROM register.responsibility r
    WHERE r.vendor_id = ANY (pg_temp.company(s.vendor)) AND r.standard = s.standard AND r.requirement = s.requirement
      AND r.agreed_on IS NOT DISTINCT FROM s.agreed_on
    ORDER BY r.id LIMIT 1);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN pg_temp.put('responsibility', entry, s.fields, jsonb_build_object('standard', s.standard, 'requirement', s.requirement,
      'held_by', s.held_by, 'how', s.how, 'source', s.source, 'agreed_on', s.agreed_on, 'note', s.note)
    || CASE WHEN entry IS NULL THEN jsonb_build_object('vendor_id', pg_temp.vendor_meant(s.vendor)) ELSE '{}' END);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql RETURN ROW (s.vendor, s.requirement);
