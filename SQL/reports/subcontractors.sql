CREATE FUNCTION reports.subcontractors(
  as_of date DEFAULT facts.as_of(), vendor text DEFAULT NULL, country text DEFAULT NULL, tier text DEFAULT NULL, critical boolean DEFAULT NULL
) RETURNS TABLE (
  vendor_code text, vendor text, tier text, rank integer, subcontractor text, recipient text, engagement text, service text, country text, data text[],
  consent_state text, consent_given_on date, flow_down text, circular boolean
) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH chain AS MATERIALIZED (
    SELECT c.* FROM facts.chain(as_of) c
    WHERE (subcontractors.vendor IS NULL OR c.vendor_id IN (SELECT f.vendor_id FROM facts.vendor_called(subcontractors.vendor, as_of) f))
      AND (subcontractors.country IS NULL OR c.country = upper(subcontractors.country))
  ), consent AS MATERIALIZED (
    SELECT s.subcontractor_id, s.consent_given_on FROM facts.subcontractor(as_of) s
  ), vendor_tier AS MATERIALIZED (
    SELECT t.vendor_id, t.tier FROM facts.vendor_tier(as_of) t
  ), critical_work AS MATERIALIZED (
    SELECT e.engagement_id, e.vendor_id FROM facts.engagement_vendor(as_of) e
    WHERE e.critical AND (e.starts_on IS NULL OR e.starts_on <= as_of) AND (e.ends_on IS NULL OR e.ends_on >= as_of)
  )
  SELECT coalesce(v.code, '#' || v.id), v.name, t.tier, c.rank, c.name, c.path[c.rank - 1], c.engagement, c.service, c.country, c.data,
    c.consent_state, k.consent_given_on, c.flow_down, c.is_circular
  FROM chain c
  JOIN register.vendor v ON v.id = c.vendor_id
  JOIN consent k ON k.subcontractor_id = c.subcontractor_id
  LEFT JOIN vendor_tier t ON t.vendor_id = c.vendor_id
  WHERE (subcontractors.tier IS NULL OR t.tier = subcontractors.tier)
    -- Who works for all that the vendor does works for what is critical of it.
    AND (subcontractors.critical IS NULL OR subcontractors.critical = CASE
      WHEN c.engagement_id IS NULL THEN c.vendor_id IN (SELECT w.vendor_id FROM critical_work w)
      ELSE c.engagement_id IN (SELECT w.engagement_id FROM critical_work w) END)
  ORDER BY coalesce(v.code, '#' || v.id) COLLATE "C", v.id, c.place;
END;
COMMENT ON FUNCTION reports.subcontractors(date, text, text, text, boolean)
  IS 'Who stands behind our vendors, for what, where, and who agreed to it?
question-ja: 委託先の背後に、どの再委託先が、どの業務のために、どこにいて、再委託の承諾と契約条件の引継ぎはあるか？
title-ja: 再委託先一覧
filter vendor: the vendor, by code or name
filter country: where the subcontractor is, as two letters
filter tier (critical, high, medium, low): only behind vendors of that tier
filter critical: only behind work that we cannot do without, or only behind other work
chart: count country by consent_state';
