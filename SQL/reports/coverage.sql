CREATE FUNCTION reports.coverage(
  as_of date DEFAULT facts.as_of(), vendor text DEFAULT NULL, tier text DEFAULT NULL, owner text DEFAULT NULL, regime text DEFAULT NULL,
  only_gaps boolean DEFAULT NULL
) RETURNS TABLE (
  reference text, vendors text, tier text, state text, regime text, checked text, requirements bigint, met bigint, not_applicable bigint,
  weak bigint, missing bigint, unrecorded bigint, mandatory_gaps bigint, catalogue text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  -- Each worked out by itself: put together, both are planned as if they had a row, and then each is worked out once for each row of the other.
  WITH contract AS MATERIALIZED (
    SELECT c.contract_id, c.reference, array_to_string(c.vendors, '; ') AS vendors, c.tier, c.state
    FROM facts.contract(as_of) c
    WHERE facts.binds(c.state)
      AND (coverage.vendor IS NULL OR c.vendor_ids && ARRAY(SELECT f.vendor_id FROM facts.vendor_called(coverage.vendor, as_of) f))
      AND (coverage.tier IS NULL OR c.tier = coverage.tier)
      AND (coverage.owner IS NULL OR lower(coverage.owner) IN (lower(c.owner), lower(c.owner_email)))
  ), matrix AS MATERIALIZED (
    SELECT * FROM facts.coverage_matrix(as_of, true) m
    WHERE (coverage.regime IS NULL OR m.regime = coverage.regime) AND (only_gaps IS NOT TRUE OR m.weak + m.missing + m.unrecorded > 0)
  )
  SELECT c.reference, c.vendors, c.tier, c.state, m.regime, m.checked, m.requirements, m.met, m.not_applicable,
    m.weak, m.missing, m.unrecorded, m.mandatory_gaps, m.catalogue
  FROM contract c JOIN matrix m ON m.contract_id = c.contract_id
  ORDER BY c.reference COLLATE "C", m.regime_place;
END;
COMMENT ON FUNCTION reports.coverage(date, text, text, text, text, boolean) IS 'Which of the terms that regimes ask for do the contracts in force have, regime by regime?
question-ja: 有効な契約は、各法令・規格が求める条項をどこまで備えているか？
title-ja: 契約条項充足状況
filter vendor: the vendor, by code or name
filter tier (critical, high, medium, low): only that tier
filter owner: the owner of the contract, by mail address or name
filter regime: only that regime, by its key
filter only_gaps: only where something is weak, missing or unrecorded
chart: heat vendors by regime of mandatory_gaps
chart: sum mandatory_gaps by regime';
