-- rule:       concentration-country
-- version:    1
-- title:      Much of what is critical depends on one foreign country
-- title-ja:   最重要の委託業務が一つの外国に集中している
-- severity:   medium
-- scope:      all
-- subject:    vendor
-- controls:   DORA Art.29; NIST-CSF-2.0 GV.SC-04; ISO27001:2022 A.5.19
-- param:      home text = JP | the organisation's own country
-- param:      share numeric = 50 | percent of the critical engagements under way from which on it is found
-- param:      at_least int = 5 | critical engagements that there must be for a share to tell anything
-- why:        A law, a conflict or a disaster there reaches much of what the organisation cannot do without at once.
-- why-ja:     その国の法制度・紛争・災害の影響が、欠かせない業務の多くに同時に及ぶ。
-- fix:        Decide whether to accept it; else have some of it done or kept elsewhere. Places: clause6 engagement edit ENGAGEMENT --place.
-- fix-ja:     許容するかを判断し、許容できない場合は実施・保管の場所を分散する。場所の登録：clause6 engagement edit 委託業務 --place
-- false:      Where work is done and data lies is not recorded, and the seat of the vendor says little of it.
-- false-ja:   実施・保管の場所が登録されておらず、委託先の所在国だけで判断している。

WITH work AS (
  SELECT j.engagement_id, j.vendor_id, v.name, v.country, count(*) OVER () AS total
  FROM facts.judged_engagement(:as_of) j
  JOIN register.vendor v ON v.id = j.vendor_id
  WHERE j.tier = 'critical' AND coalesce(j.starts_on <= :as_of, true) AND coalesce(j.ends_on >= :as_of, true)
    AND NOT EXISTS (SELECT FROM facts.stage(:as_of) s WHERE s.vendor_id = j.vendor_id AND s.stage = 'ended')
), place AS (
  -- An engagement depends on the seat of its vendor, and on wherever it is worked or its data lies or is seen.
  SELECT w.country, w.engagement_id FROM work w WHERE w.country IS NOT NULL
  UNION
  SELECT l.country, w.engagement_id FROM work w JOIN register.engagement_place l ON l.engagement_id = w.engagement_id
), held AS (
  SELECT l.country, w.vendor_id, w.name, w.total, count(*) AS engagements, sum(count(*)) OVER (PARTITION BY l.country) AS there,
    row_number() OVER (PARTITION BY l.country ORDER BY count(*) DESC, w.vendor_id) AS place
  FROM place l
  JOIN work w ON w.engagement_id = l.engagement_id
  GROUP BY l.country, w.vendor_id, w.name, w.total
)
SELECT h.vendor_id,
  -- A country is no subject: the vendor with most of them there stands for it.
  h.vendor_id AS subject_id,
  h.country AS key,
  -- No fact tells shares of days past.
  NULL::date AS since,
  format('%s of the %s critical engagements under way depend on %s, which is %s%%, most of them with %s', h.there, h.total, h.country,
    trunc(100 * h.there / h.total), h.name) AS reason,
  format('実施中の最重要の委託業務%s件のうち%s件（%s%%）が%sに依存しており、最も多い委託先は「%s」である', h.total, h.there,
    trunc(100 * h.there / h.total), h.country, h.name) AS reason_ja,
  jsonb_build_object('country', h.country, 'engagements', h.there, 'total', h.total, 'share', p.share) AS evidence,
  p.severity
FROM held h
JOIN params p ON p.tier = 'critical'
WHERE h.place = 1 AND h.country <> p.home AND h.total >= p.at_least AND 100 * h.there >= p.share * h.total
