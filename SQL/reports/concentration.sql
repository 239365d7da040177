CREATE FUNCTION reports.concentration(as_of date DEFAULT facts.as_of(), by text DEFAULT NULL) RETURNS TABLE (
  by text, name text, vendor_code text, vendors bigint, engagements bigint, share numeric, critical_engagements bigint, critical_share numeric, contracts bigint
) LANGUAGE sql STABLE
BEGIN ATOMIC
  -- Work under way, as the rules concentration-vendor, concentration-country and concentration-subcontractor count it, of every tier.
  WITH work AS MATERIALIZED (
    SELECT j.engagement_id, j.vendor_id, j.tier = 'critical' AS is_critical
    FROM facts.judged_engagement(as_of) j
    WHERE coalesce(j.starts_on <= as_of, true) AND coalesce(j.ends_on >= as_of, true)
      AND NOT EXISTS (SELECT FROM facts.stage(as_of) s WHERE s.vendor_id = j.vendor_id AND s.stage = 'ended')
  ), total AS MATERIALIZED (
    SELECT count(*) AS engagements, count(*) FILTER (WHERE w.is_critical) AS critical FROM work w
  ), standing AS MATERIALIZED (SELECT s.contract_id FROM facts.contract_state(as_of) s WHERE facts.binds(s.state)
  ), bound AS MATERIALIZED (
    SELECT l.contract_id, l.vendor_id, v.country COLLATE "C" AS country
    FROM standing s JOIN facts.contract_vendor(as_of) l ON l.contract_id = s.contract_id JOIN register.vendor v ON v.id = l.vendor_id
  ), behind AS MATERIALIZED (
    SELECT l.engagement_id, l.contract_id FROM facts.engagement_contract(as_of) l JOIN standing s ON s.contract_id = l.contract_id
  ), place AS MATERIALIZED (
    -- An engagement depends on the seat of its vendor, and on wherever it is worked or its data lies or is seen.
    SELECT v.country COLLATE "C" AS country, w.engagement_id, w.vendor_id, w.is_critical
    FROM work w JOIN register.vendor v ON v.id = w.vendor_id
    WHERE v.country IS NOT NULL
    UNION
    SELECT l.country COLLATE "C", w.engagement_id, w.vendor_id, w.is_critical FROM work w JOIN register.engagement_place l ON l.engagement_id = w.engagement_id
  ), chain AS MATERIALIZED (
    -- A company that comes round to itself stands behind nobody else by that.
    SELECT c.subcontractor_id, c.name, c.vendor_id, c.engagement_id FROM facts.chain(as_of) c WHERE NOT c.is_circular
  ), spelled AS MATERIALIZED (
    -- Each name once: that is much less than each entry.
    SELECT f.name, n.core FROM (SELECT DISTINCT h.name FROM chain h) f CROSS JOIN LATERAL facts.name_core(f.name) n
  ), entry AS MATERIALIZED (
    SELECT s.id AS subcontractor_id, s.name, facts.goes_on_as(m.vendor_id, s.subcontractor_vendor_id) AS same_as_vendor_id, n.core COLLATE "C" AS core
    FROM register.subcontractor s
    LEFT JOIN facts.merged_vendor(as_of) m ON m.entry_id = s.subcontractor_vendor_id
    JOIN spelled n ON n.name = s.name
    WHERE s.id IN (SELECT h.subcontractor_id FROM chain h)
  ), company AS MATERIALIZED (
    -- Of entries of one name, one that says which vendor it is says it for those that say nothing.
    SELECT e.subcontractor_id, e.name, c.vendor_id, CASE WHEN c.vendor_id IS NULL THEN e.core END AS core
    FROM (SELECT e.*, coalesce(e.same_as_vendor_id, min(e.same_as_vendor_id) OVER (PARTITION BY e.core)) AS vendor_id FROM entry e) e
    CROSS JOIN LATERAL (SELECT e.vendor_id OFFSET 0) c
  ), carried AS MATERIALIZED (
    SELECT DISTINCT c.vendor_id AS company_id, c.core, w.engagement_id, w.vendor_id, w.is_critical
    FROM company c
    JOIN chain h ON h.subcontractor_id = c.subcontractor_id
    JOIN work w ON w.vendor_id = h.vendor_id AND coalesce(h.engagement_id, w.engagement_id) = w.engagement_id
  ), line AS (
    SELECT 'vendor' AS by, v.name, v.code, 1::bigint AS vendors, coalesce(w.engagements, 0) AS engagements, coalesce(w.critical, 0) AS critical,
      coalesce(b.contracts, 0) AS contracts, v.id AS place
    FROM register.vendor v
    LEFT JOIN (
      SELECT w.vendor_id, count(*) AS engagements, count(*) FILTER (WHERE w.is_critical) AS critical FROM work w GROUP BY w.vendor_id
    ) w ON w.vendor_id = v.id
    LEFT JOIN (SELECT b.vendor_id, count(*) AS contracts FROM bound b GROUP BY b.vendor_id) b ON b.vendor_id = v.id
    WHERE (concentration.by IS NULL OR concentration.by = 'vendor') AND coalesce(w.engagements, b.contracts) IS NOT NULL
    UNION ALL
    SELECT 'country', v.country, NULL, v.vendors, coalesce(w.engagements, 0), coalesce(w.critical, 0), coalesce(c.contracts, 0), NULL
    FROM (
      SELECT p.country, count(DISTINCT p.vendor_id) AS vendors
      FROM (SELECT p.country, p.vendor_id FROM place p UNION ALL SELECT b.country, b.vendor_id FROM bound b) p
      WHERE p.country IS NOT NULL
      GROUP BY p.country
    ) v
    LEFT JOIN (
      SELECT p.country, count(*) AS engagements, count(*) FILTER (WHERE p.is_critical) AS critical FROM place p GROUP BY p.country
    ) w ON w.country = v.country
    LEFT JOIN (
      SELECT p.country, count(DISTINCT p.contract_id) AS contracts
      FROM (
        SELECT p.country, b.contract_id FROM place p JOIN behind b ON b.engagement_id = p.engagement_id
        UNION ALL SELECT b.country, b.contract_id FROM bound b
      ) p
      GROUP BY p.country
    ) c ON c.country = v.country
    WHERE concentration.by IS NULL OR concentration.by = 'country'
    UNION ALL
    SELECT 'subcontractor', n.name, v.code, s.vendors, s.engagements, s.critical, s.contracts, n.first_id
    FROM (
      SELECT c.company_id, c.core, count(DISTINCT c.vendor_id) AS vendors, count(DISTINCT c.engagement_id) AS engagements,
        count(DISTINCT c.engagement_id) FILTER (WHERE c.is_critical) AS critical, count(DISTINCT b.contract_id) AS contracts
      FROM carried c LEFT JOIN behind b ON b.engagement_id = c.engagement_id
      GROUP BY c.company_id, c.core
    ) s
    JOIN (
      SELECT c.vendor_id, c.core, min(c.subcontractor_id) AS first_id, (array_agg(c.name ORDER BY c.subcontractor_id))[1] AS name
      FROM company c
      GROUP BY c.vendor_id, c.core
    ) n ON coalesce(n.vendor_id, 0) = coalesce(s.company_id, 0) AND coalesce(n.core, '') = coalesce(s.core, '')
    LEFT JOIN register.vendor v ON v.id = s.company_id
    WHERE concentration.by IS NULL OR concentration.by = 'subcontractor'
  )
  SELECT l.by, l.name, l.code, l.vendors, l.engagements, round(100.0 * l.engagements / nullif(t.engagements, 0), 1), l.critical,
    round(100.0 * l.critical / nullif(t.critical, 0), 1), l.contracts
  FROM line l CROSS JOIN total t
  ORDER BY l.by, l.critical DESC, l.engagements DESC, l.contracts DESC, l.name COLLATE "C", l.place;
END;
COMMENT ON FUNCTION reports.concentration(date, text) IS 'How much depends on one vendor, one country or one subcontractor?
question-ja: 一つの委託先・国・再委託先に、どれだけの委託業務が集中しているか？
title-ja: 集中リスク一覧
filter by (vendor, country, subcontractor): only what depends on such
chart: sum engagements by name each by';
