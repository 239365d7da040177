-- rule:       concentration-subcontractor
-- version:    1
-- title:      One subcontractor stands behind several vendors
-- title-ja:   複数の委託先の背後に同じ再委託先がある
-- severity:   medium
-- scope:      all
-- subject:    subcontractor
-- controls:   DORA Art.29; ISO27001:2022 A.5.21; NIST-CSF-2.0 GV.SC-04
-- param:      vendors int = 3 | vendors of critical or high engagements behind which it stands
-- tier:       critical severity=high
-- why:        Vendors that look independent fail together when the one behind them does.
-- why-ja:     独立して見える委託先も、背後の再委託先が止まれば同時に止まる。
-- fix:        Look at the chains (clause6 vendor chain VENDOR), and decide whether to accept it or to ask vendors for another.
-- fix-ja:     再委託の連鎖を確認し（clause6 vendor chain 委託先）、許容するか、委託先に変更を求めるかを判断する。
-- false:      Two companies have one name: say which vendor each is with clause6 subcontractor edit NUMBER --same-as VENDOR.
-- false-ja:   同名の別会社である場合。clause6 subcontractor edit 番号 --same-as 委託先 で区別する。

WITH grave AS MATERIALIZED (
  SELECT j.engagement_id, j.vendor_id, facts.tier_rank(j.tier) AS rank
  FROM facts.judged_engagement(:as_of) j
  WHERE j.tier IN ('critical', 'high') AND coalesce(j.starts_on <= :as_of, true) AND coalesce(j.ends_on >= :as_of, true)
    AND NOT EXISTS (SELECT FROM facts.stage(:as_of) s WHERE s.vendor_id = j.vendor_id AND s.stage = 'ended')
), behind AS MATERIALIZED (
  SELECT c.subcontractor_id, c.vendor_id, min(g.rank) AS rank
  FROM facts.chain(:as_of) c
  JOIN grave g ON g.vendor_id = c.vendor_id AND (c.engagement_id IS NULL OR g.engagement_id = c.engagement_id)
  -- A company that comes round to itself stands behind nobody else by that.
  WHERE NOT c.is_circular
  GROUP BY c.subcontractor_id, c.vendor_id
), entry AS (
  SELECT f.subcontractor_id, f.name, f.same_as_vendor_id, n.core
  FROM facts.subcontractor(:as_of) f
  CROSS JOIN LATERAL facts.name_core(f.name) n
  WHERE EXISTS (SELECT FROM behind b WHERE b.subcontractor_id = f.subcontractor_id)
), company AS (
  -- Of entries of one name, one that says which vendor it is says it for those that say nothing.
  SELECT e.subcontractor_id, e.name, coalesce(e.same_as_vendor_id, min(e.same_as_vendor_id) OVER (PARTITION BY e.core)) AS vendor_id, e.core
  FROM entry e
), counted AS (
  SELECT c.vendor_id, min(c.subcontractor_id) AS subcontractor_id, (array_agg(c.name ORDER BY c.subcontractor_id))[1] AS name,
    count(DISTINCT b.vendor_id) AS vendors, array_agg(DISTINCT v.name ORDER BY v.name) AS names, facts.tier_of_rank(min(b.rank)) AS tier
  FROM company c
  JOIN behind b ON b.subcontractor_id = c.subcontractor_id
  JOIN register.vendor v ON v.id = b.vendor_id
  GROUP BY c.vendor_id, CASE WHEN c.vendor_id IS NULL THEN c.core END
)
SELECT c.vendor_id,
  c.subcontractor_id AS subject_id,
  -- No fact tells since when a line as a whole exists.
  NULL::date AS since,
  format('%s stands behind %s vendors of critical or high engagements: %s', c.name, c.vendors, array_to_string(c.names, ', ')) AS reason,
  format('再委託先「%s」が、重要度の高い業務の委託先%s社の背後にある：%s', c.name, c.vendors, array_to_string(c.names, '、')) AS reason_ja,
  jsonb_build_object('vendors', to_jsonb(c.names), 'least', p.vendors, 'tier', c.tier) AS evidence,
  p.severity
FROM counted c
JOIN params p ON p.tier = c.tier
WHERE c.vendors >= p.vendors
