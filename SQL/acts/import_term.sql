-- Import of terms, step 2: by contract, term and first day.
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (
    SELECT t.id FROM register.term t
    WHERE t.contract_id = pg_temp.contract_meant(s.contract) AND t.term_key = s.term AND t.from_on IS NOT DISTINCT FROM s.from_on);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  IF s.figure !~ '^(\d{1,9}(\.\d{1,9})?|for ever)$' THEN
    RAISE EXCEPTION 'figure "%" is neither a number nor "for ever"', s.figure;
  END IF;
  RETURN pg_temp.put('term', entry, s.fields || CASE WHEN 'figure' = ANY (s.fields) THEN ARRAY['term_key', 'figure_unit'] ELSE ARRAY['term_key'] END,
    jsonb_build_object('contract_id', pg_temp.contract_meant(s.contract), 'term_key', s.term, 'from_on', s.from_on, 'status', s.status,
      'figure', CASE s.figure WHEN 'for ever' THEN 'infinity' ELSE s.figure END,
      'figure_unit', (SELECT k.figure_unit FROM register.term_kind k WHERE k.key = s.term AND s.figure IS NOT NULL),
      'article', s.article, 'page', s.page, 'checked_on', s.checked_on, 'checked_by_id', pg_temp.person_meant(s.checked_by), 'note', s.note));
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql RETURN ROW (s.contract, s.term);
