CREATE FUNCTION facts.term(day date) RETURNS TABLE (contract_id bigint, term_key text, status text, article text, from_on date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT DISTINCT ON (t.contract_id, t.term_key) t.contract_id, t.term_key, t.status, t.article, t.from_on
  FROM register.term t
  WHERE t.from_on IS NULL OR t.from_on <= day
  ORDER BY t.contract_id, t.term_key, t.from_on DESC NULLS LAST;
END;
COMMENT ON FUNCTION facts.term(date) IS 'What each contract says about each matter on the day, amendments counted';
