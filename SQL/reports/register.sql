CREATE FUNCTION reports.register(
  as_of date DEFAULT facts.as_of(), vendor text DEFAULT NULL, tier text DEFAULT NULL, owner text DEFAULT NULL, data text DEFAULT NULL,
  regime text DEFAULT NULL, state text DEFAULT NULL
) RETURNS TABLE (
  vendor_code text, vendor text, english_name text, service text, data text[], tier text, critical boolean, state text, owner text,
  contracts text[], in_force_to date, confidentiality text, last_reviewed_on date, review_due_on date
) LANGUAGE sql STABLE
BEGIN ATOMIC
  -- Filters by their numbers: behind its own name, which is that of a schema, each would be a table.
  WITH vendor AS MATERIALIZED (
    SELECT v.id AS vendor_id, coalesce(v.code, '#' || v.id) AS code, v.name, v.english_name, v.owner_id, s.stage
    FROM register.vendor v
    LEFT JOIN facts.stage(as_of) s ON s.vendor_id = v.id
    WHERE facts.is_vendor(v.merged_on, as_of)
      AND ($2 IS NULL OR v.id IN (SELECT f.vendor_id FROM facts.vendor_called($2, as_of) f))
  ), work AS MATERIALIZED (
    SELECT w.engagement_id, w.days @> as_of AS goes_on, lower(w.days) > as_of AS is_planned FROM facts.work(as_of) w
  ), tier AS MATERIALIZED (
    SELECT j.engagement_id, j.vendor_id, j.tier FROM facts.judged_engagement(as_of) j
    WHERE $2 IS NULL OR j.vendor_id = ANY (ARRAY(SELECT v.vendor_id FROM vendor v))
  ), engagement AS MATERIALIZED (
    SELECT t.engagement_id, t.vendor_id, t.tier, e.title, e.critical, e.owner_id, coalesce(d.classes, '{}') AS classes,
      w.goes_on, coalesce(w.is_planned, false) AS is_planned
    FROM tier t
    JOIN register.engagement e ON e.id = t.engagement_id
    LEFT JOIN work w ON w.engagement_id = t.engagement_id
    LEFT JOIN (
      SELECT k.engagement_id, array_agg(k.data_class) AS classes
      FROM (SELECT k.engagement_id, k.data_class FROM register.engagement_data k ORDER BY k.engagement_id, k.data_class) k
      GROUP BY k.engagement_id
    ) d ON d.engagement_id = t.engagement_id
  ), paper AS MATERIALIZED (
    SELECT p.engagement_id, p.vendor_id, p.is_for_it, k.reference, b.period_ends_on, facts.term_rank(t.status) AS rank
    FROM facts.paper(as_of) p
    JOIN facts.binding_paper(as_of) b ON b.contract_id = p.contract_id
    JOIN register.contract k ON k.id = p.contract_id
    LEFT JOIN facts.term(as_of) t ON t.contract_id = p.contract_id AND t.term_key = 'confidentiality'
  ), papers AS MATERIALIZED (
    -- In force to the end of what is for the work; of general papers only where nothing is. No day where one of them has none.
    -- Most stand under one paper: only where there are several is anything sorted.
    SELECT p.engagement_id, p.vendor_id,
      CASE WHEN count(*) > 1 THEN (SELECT array_agg(DISTINCT r.reference ORDER BY r.reference) FROM unnest(array_agg(p.reference)) r (reference))
        ELSE array_agg(p.reference) END AS contracts,
      CASE
        WHEN bool_or(p.is_for_it) THEN CASE WHEN NOT bool_or(p.is_for_it AND p.period_ends_on IS NULL) THEN max(p.period_ends_on) FILTER (WHERE p.is_for_it) END
        WHEN NOT bool_or(p.period_ends_on IS NULL) THEN max(p.period_ends_on) END AS in_force_to,
      (ARRAY['present', 'weak', 'missing', 'not_applicable', 'unrecorded'])[min(p.rank)] AS confidentiality
    FROM paper p
    GROUP BY p.engagement_id, p.vendor_id
  ), review AS MATERIALIZED (
    SELECT d.vendor_id, d.due_on FROM facts.review_due(as_of) d
  ), reviewed AS MATERIALIZED (
    SELECT r.vendor_id, max(r.completed_on) AS completed_on FROM facts.reviewed_vendor(as_of) r GROUP BY r.vendor_id
  ), regime AS MATERIALIZED (
    SELECT r.engagement_id FROM facts.engagement_regime(as_of) r WHERE r.regime = $6
  ), line AS MATERIALIZED (
    SELECT v.code, v.name, v.english_name, e.engagement_id, e.title, e.classes, e.tier, e.critical, s.state, p.name AS owner, p.email,
      coalesce(k.contracts, g.contracts, '{}') AS contracts, CASE WHEN e.engagement_id IS NULL THEN g.in_force_to ELSE k.in_force_to END AS in_force_to,
      CASE WHEN e.engagement_id IS NULL THEN g.confidentiality ELSE k.confidentiality END AS confidentiality, l.completed_on, d.due_on
    FROM vendor v
    LEFT JOIN engagement e ON e.vendor_id = v.vendor_id
    LEFT JOIN papers k ON k.engagement_id = e.engagement_id
    LEFT JOIN papers g ON g.vendor_id = v.vendor_id AND e.engagement_id IS NULL
    LEFT JOIN register.person p ON p.id = CASE WHEN e.owner_id IS NULL THEN v.owner_id ELSE e.owner_id END
    LEFT JOIN review d ON d.vendor_id = v.vendor_id
    LEFT JOIN reviewed l ON l.vendor_id = v.vendor_id
    CROSS JOIN LATERAL (
      SELECT CASE
        WHEN v.stage = 'ended' THEN 'ended'
        WHEN e.engagement_id IS NULL THEN CASE WHEN v.stage IN ('suspended', 'exiting') THEN v.stage ELSE 'no_engagement' END
        WHEN e.goes_on THEN CASE WHEN v.stage IN ('suspended', 'exiting') THEN v.stage ELSE 'under_way' END
        WHEN e.is_planned THEN 'planned' ELSE 'ended' END AS state
    ) s
  )
  SELECT l.code, l.name, l.english_name, l.title, l.classes, l.tier, l.critical, l.state, l.owner, l.contracts, l.in_force_to, l.confidentiality,
    l.completed_on, l.due_on
  FROM line l
  WHERE ($3 IS NULL OR l.tier = $3)
    AND ($4 IS NULL OR lower($4) IN (lower(l.owner), lower(l.email)))
    AND ($5 IS NULL OR $5 = ANY (l.classes))
    AND ($6 IS NULL OR l.engagement_id IN (SELECT r.engagement_id FROM regime r))
    AND ($7 IS NULL OR l.state = $7)
  ORDER BY l.code COLLATE "C", l.title COLLATE "C", l.engagement_id;
END;
COMMENT ON FUNCTION reports.register(date, text, text, text, text, text, text) IS 'Which vendors do we use, for what, under which contracts, and who answers for them?
question-ja: どの委託先に、何を、どの契約で委託し、誰が管理しているか？
title-ja: 委託先管理台帳
filter vendor: the vendor, by code or name
filter tier (critical, high, medium, low): only engagements of that tier
filter owner: whoever answers for the engagement, else for the vendor, by mail address or name
filter data (none, confidential, personal, sensitive, my_number, card): only engagements that are entrusted that kind of data
filter regime: only engagements to which that regime applies, by its key
filter state (planned, under_way, suspended, exiting, ended, no_engagement): only that state
chart: count tier by state';
