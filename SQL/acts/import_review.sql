-- Import of reviews, step 2: by vendor, cause and days; of several alike the first is the first.
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (
    SELECT r.id FROM register.review r
    WHERE r.vendor_id = ANY (pg_temp.company(s.vendor))
      AND r.cause = s.cause AND r.due_on = s.due_on AND r.started_on = s.started_on
      AND NOT EXISTS (SELECT FROM pg_temp.merged m WHERE m.id = r.id)
    ORDER BY r.id LIMIT 1);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN pg_temp.put('review', entry, s.fields, jsonb_build_object('cause', s.cause, 'due_on', s.due_on, 'started_on', s.started_on,
      'completed_on', s.completed_on, 'reviewer_id', pg_temp.person_meant(s.reviewer), 'outcome', s.outcome, 'note', s.note)
    || CASE WHEN entry IS NULL THEN jsonb_build_object('vendor_id', pg_temp.vendor_meant(s.vendor)) ELSE '{}' END);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql RETURN ROW (s.vendor, s.cause || ' ' || s.due_on);
