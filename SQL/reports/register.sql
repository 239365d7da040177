CREATE FUNCTION reports.register(
  as_of date DEFAULT facts.as_of(), vendor text DEFAULT NULL, tier text DEFAULT NULL, owner text DEFAULT NULL, data text DEFAULT NULL,
  regime text DEFAULT NULL, state text DEFAULT NULL
) RETURNS TABLE (
  vendor_code text, vendor text, english_name text, service text, data text[], tier text, critical boolean, state text, owner text,
  contracts text[], in_force_to date, confidentiality text, last_reviewed_on date, review_due_on date
) LANGUAGE sql STABLE
SET max_parallel_workers_per_gather = 2 SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0
SET min_parallel_table_scan_size = 715827882 SET min_parallel_index_scan_size = 715827882
BEGIN ATOMIC
  -- Filters by their numbers: behind its own name, which is that of a schema, each would be a table.
  WITH vendor AS MATERIALIZED (
    SELECT v.id AS vendor_id, coalesce(v.code, '#' || v.id) AS code, v.name, v.english_name, v.owner_id, s.stage
    FROM register.vendor v
    LEFT JOIN facts.stage(as_of) s ON s.vendor_id = v.id
    WHERE facts.is_vendor(v.merged_on, as_of)
      AND ($2 IS NULL OR v.id IN (SELECT f.vendor_id FROM facts.vendor_called($2, as_of) f))
  ), part AS MATERIALIZED (
    SELECT 'paper' AS part, p.engagement_id, p.vendor_id, p.contracts, p.in_force_to, p.confidentiality, NULL::text AS tier, NULL::text[] AS classes,
      NULL::boolean AS goes_on, NULL::boolean AS is_planned, NULL::date AS due_on, NULL::date AS completed_on
    FROM facts.register_paper($1) p
    UNION ALL
    SELECT 'engagement', e.engagement_id, e.vendor_id, NULL, NULL, NULL, e.tier, e.classes, e.goes_on, e.is_planned, NULL, NULL
    FROM facts.register_engagement($1) e
    UNION ALL
    SELECT 'review', NULL, r.vendor_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, r.due_on, r.completed_on FROM facts.register_review($1) r
  ), paper AS MATERIALIZED (
    SELECT p.engagement_id, p.vendor_id, p.contracts, p.in_force_to, p.confidentiality FROM part p WHERE p.part = 'paper'
  ), engagement AS MATERIALIZED (
    SELECT p.engagement_id, p.vendor_id, p.tier, e.title, e.critical, e.owner_id, p.classes, p.goes_on, p.is_planned
    FROM part p JOIN register.engagement e ON e.id = p.engagement_id
    WHERE p.part = 'engagement'
  ), review AS MATERIALIZED (
    SELECT p.vendor_id, p.due_on, p.completed_on FROM part p WHERE p.part = 'review'
  ), regime AS MATERIALIZED (
    SELECT r.engagement_id FROM facts.engagement_regime(as_of) r WHERE r.regime = $6
  ), line AS MATERIALIZED (
    SELECT v.code, v.name, v.english_name, e.engagement_id, e.title, e.classes, e.tier, e.critical, s.state, p.name AS owner, p.email,
      coalesce(k.contracts, g.contracts, '{}') AS contracts, CASE WHEN e.engagement_id IS NULL THEN g.in_force_to ELSE k.in_force_to END AS in_force_to,
      CASE WHEN e.engagement_id IS NULL THEN g.confidentiality ELSE k.confidentiality END AS confidentiality, d.completed_on, d.due_on
    FROM vendor v
    LEFT JOIN engagement e ON e.vendor_id = v.vendor_id
    LEFT JOIN paper k ON k.engagement_id = e.engagement_id
    LEFT JOIN paper g ON g.vendor_id = v.vendor_id AND e.engagement_id IS NULL
    LEFT JOIN register.person p ON p.id = CASE WHEN e.owner_id IS NULL THEN v.owner_id ELSE e.owner_id END
    LEFT JOIN review d ON d.vendor_id = v.vendor_id
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
