CREATE FUNCTION reports.coverage(
  as_of date DEFAULT facts.as_of(), vendor text DEFAULT NULL, tier text DEFAULT NULL, owner text DEFAULT NULL, regime text DEFAULT NULL,
  only_gaps boolean DEFAULT NULL
) RETURNS TABLE (
  reference text, vendors text, tier text, state text, regime text, checked text, requirements bigint, met bigint, not_applicable bigint,
  weak bigint, missing bigint, unrecorded bigint, mandatory_gaps bigint, catalogue text
) LANGUAGE sql STABLE
SET max_parallel_workers_per_gather = 2 SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0
SET min_parallel_table_scan_size = 715827882 SET min_parallel_index_scan_size = 715827882
BEGIN ATOMIC
  WITH part AS MATERIALIZED (
    SELECT true AS is_contract, c.contract_id, c.reference, c.vendors, c.vendor_ids, c.tier, c.state, c.owner, c.owner_email, NULL::text AS regime,
      NULL::integer AS regime_place, NULL::text AS checked, NULL::bigint AS requirements, NULL::bigint AS met, NULL::bigint AS not_applicable,
      NULL::bigint AS weak, NULL::bigint AS missing, NULL::bigint AS unrecorded, NULL::bigint AS mandatory_gaps, NULL::text AS catalogue
    FROM facts.contract_apart(coverage.as_of) c
    UNION ALL
    SELECT false, m.contract_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, m.regime,
      m.regime_place, m.checked, m.requirements, m.met, m.not_applicable, m.weak, m.missing, m.unrecorded, m.mandatory_gaps, m.catalogue
    FROM facts.coverage_matrix_apart(coverage.as_of) m
  ), line AS MATERIALIZED (
    -- Joined before anything is filtered: of what a filter leaves the server expects a row, and would compare each with each.
    SELECT c.reference, c.vendors, c.vendor_ids, c.tier, c.state, c.owner, c.owner_email, m.regime, m.regime_place, m.checked, m.requirements, m.met,
      m.not_applicable, m.weak, m.missing, m.unrecorded, m.mandatory_gaps, m.catalogue
    FROM part c JOIN part m ON m.contract_id = c.contract_id
    WHERE c.is_contract AND NOT m.is_contract
  )
  SELECT l.reference, l.vendors, l.tier, l.state, l.regime, l.checked, l.requirements, l.met, l.not_applicable,
    l.weak, l.missing, l.unrecorded, l.mandatory_gaps, l.catalogue
  FROM line l
  WHERE (coverage.vendor IS NULL OR l.vendor_ids && ARRAY(SELECT f.vendor_id FROM facts.vendor_called(coverage.vendor, as_of) f))
    AND (coverage.tier IS NULL OR l.tier = coverage.tier)
    AND (coverage.owner IS NULL OR lower(coverage.owner) IN (lower(l.owner), lower(l.owner_email)))
    AND (coverage.regime IS NULL OR l.regime = coverage.regime) AND (only_gaps IS NOT TRUE OR l.weak + l.missing + l.unrecorded > 0)
  ORDER BY l.reference COLLATE "C", l.regime_place;
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
