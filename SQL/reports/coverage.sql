CREATE FUNCTION reports.coverage(as_of date DEFAULT facts.as_of()) RETURNS TABLE (
  reference text, vendors text, tier text, state text, regime text, checked text, requirements bigint, met bigint, not_applicable bigint,
  weak bigint, missing bigint, unrecorded bigint, mandatory_gaps bigint, catalogue text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  -- Each worked out by itself: put together, both are planned as if they had a row, and then each is worked out once for each row of the other.
  WITH contract AS MATERIALIZED (
    SELECT c.contract_id, c.reference, c.vendors, c.tier, c.state FROM facts.contract(as_of) c WHERE facts.binds(c.state)
  ), matrix AS MATERIALIZED (SELECT * FROM facts.coverage_matrix(as_of))
  SELECT c.reference, array_to_string(c.vendors, '; '), c.tier, c.state, m.regime, m.checked, m.requirements, m.met, m.not_applicable,
    m.weak, m.missing, m.unrecorded, m.mandatory_gaps, m.catalogue
  FROM contract c JOIN matrix m ON m.contract_id = c.contract_id
  ORDER BY c.reference, m.regime_place;
END;
COMMENT ON FUNCTION reports.coverage(date) IS 'Which of the terms that regimes ask for do the contracts in force have, regime by regime?
question-ja: 規範が求める条項を、有効な契約はどれだけ備えているか？
title-ja: 条項充足状況
chart: heat reference by regime of mandatory_gaps';
