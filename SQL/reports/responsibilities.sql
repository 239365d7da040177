CREATE FUNCTION reports.responsibilities(
  as_of date DEFAULT facts.as_of(), vendor text DEFAULT NULL, standard text DEFAULT NULL, held_by text DEFAULT NULL, only_gaps boolean DEFAULT NULL
) RETURNS TABLE (
  vendor_code text, vendor text, standard text, requirement text, held_by text, how text, source text, agreed_on date, proof text, proof_until_on date,
  gap text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH agreed AS MATERIALIZED (SELECT r.* FROM facts.responsibility(as_of) r),
  proof AS MATERIALIZED (
    -- The latest of each kind: what says that a vendor meets its part.
    SELECT DISTINCT ON (e.vendor_id, e.kind) e.vendor_id, e.kind, concat_ws(' ', e.kind, e.number) AS proof, e.state, e.valid_until_on
    FROM facts.evidence(as_of) e
    WHERE e.kind IN ('pci_aoc', 'soc2_type2', 'iso27001') AND e.state <> 'not_yet_valid' AND e.replaced_by_id IS NULL
    ORDER BY e.vendor_id, e.kind, e.valid_until_on DESC NULLS LAST, e.evidence_id DESC
  ), card AS MATERIALIZED (
    -- PCI DSS 12.8.5 asks it of everybody to whom card data is entrusted.
    SELECT DISTINCT w.vendor_id
    FROM facts.work(as_of) w JOIN facts.engagement_regime(as_of) g ON g.engagement_id = w.engagement_id
    WHERE g.regime LIKE 'pcidss%' AND w.days @> as_of
  ), line AS (
    SELECT a.vendor_id, a.standard, a.requirement, a.held_by, a.how, a.source, a.agreed_on,
      CASE WHEN a.standard ILIKE 'PCI%' THEN 'pci_aoc' WHEN a.standard ILIKE 'SOC%' THEN 'soc2_type2' WHEN a.standard ILIKE 'ISO%27001%' THEN 'iso27001' END AS kind
    FROM agreed a
    UNION ALL
    SELECT c.vendor_id, 'PCI DSS', NULL, NULL, NULL, NULL, NULL, 'pci_aoc' FROM card c
    WHERE c.vendor_id NOT IN (SELECT a.vendor_id FROM agreed a WHERE a.standard ILIKE 'PCI%')
  )
  SELECT coalesce(v.code, '#' || v.id), v.name, l.standard, l.requirement, l.held_by, l.how, l.source, l.agreed_on, p.proof, p.valid_until_on, g.gap
  FROM line l
  JOIN register.vendor v ON v.id = l.vendor_id
  LEFT JOIN proof p ON p.vendor_id = l.vendor_id AND p.kind = l.kind
  CROSS JOIN LATERAL (
    SELECT CASE WHEN l.requirement IS NULL THEN 'nothing_agreed'
      WHEN l.held_by IN ('vendor', 'shared') AND l.kind IS NOT NULL AND p.proof IS NULL THEN 'proof_missing'
      WHEN l.held_by IN ('vendor', 'shared') AND p.state = 'expired' THEN 'proof_expired'
      -- PCI DSS 12.8.4 has it looked at every year.
      WHEN l.standard ILIKE 'PCI%' AND (l.agreed_on + interval '12 months')::date < as_of THEN 'agreed_long_ago' END AS gap
  ) g
  WHERE (responsibilities.vendor IS NULL OR v.id IN (SELECT f.vendor_id FROM facts.vendor_called(responsibilities.vendor, as_of) f))
    AND (responsibilities.standard IS NULL OR l.standard ILIKE responsibilities.standard || '%')
    AND (responsibilities.held_by IS NULL OR l.held_by = responsibilities.held_by)
    AND (responsibilities.only_gaps IS NULL OR responsibilities.only_gaps = (g.gap IS NOT NULL))
  ORDER BY coalesce(v.code, '#' || v.id) COLLATE "C", v.id, l.standard COLLATE "C", facts.requirement_key(l.requirement), l.requirement COLLATE "C";
END;
COMMENT ON FUNCTION reports.responsibilities(date, text, text, text, boolean)
  IS 'Who meets which requirement of a standard, we or the vendor, where is that written, and what proves the vendor''s part?
question-ja: 規格の各要件を当社と委託先のどちらが担い、それはどこに定められ、委託先の担う分を何が証明しているか？
title-ja: 要件別責任分担表
filter vendor: the vendor, by code or name
filter standard: only the standard whose name begins so, such as PCI
filter held_by (vendor, us, shared, not_applicable): only what is held so
filter only_gaps: only lines with a gap, or, when false, only the others
chart: count held_by by standard
chart: count gap by standard';
