-- rule:       vendor-duplicate
-- version:    1
-- title:      Two vendors may be one company registered twice
-- title-ja:   同じ会社が二重に登録されている可能性がある
-- severity:   low
-- scope:      all
-- subject:    vendor
-- controls:   NIST-CSF-2.0 GV.SC-04; PCI-DSS-4.0 12.8.1
-- param:      least_score numeric = 0.75 | score of the likeness from which on it is found
-- tier:       critical severity=medium
-- tier:       low severity=info
-- limit:      600
-- why:        What is known of a company stands in two places, so that each is judged without the other half.
-- why-ja:     一つの会社の情報が二か所に分かれ、どちらの評価も半分の情報で行われる。
-- fix:        clause6 vendor merge OTHER --into VENDOR, or, if they are two companies, clause6 vendor distinct VENDOR OTHER.
-- fix-ja:     同じ会社なら clause6 vendor merge 片方 --into もう片方、別会社なら clause6 vendor distinct 片方 もう片方
-- false:      Names that are alike by chance, or companies of one group: docs/identifiers.md says how often that is so.
-- false-ja:   名称が偶然似ている、または同じグループの別会社である（頻度は docs/identifiers.md を参照）。

WITH pair AS MATERIALIZED (
  SELECT d.vendor_id, d.other_id, d.score, d.reason FROM facts.vendor_duplicate(:as_of) d
), tier AS MATERIALIZED (
  SELECT t.vendor_id, facts.tier_rank(t.tier) AS rank FROM facts.vendor_tier(:as_of) t
), ended AS MATERIALIZED (
  SELECT s.vendor_id FROM facts.stage(:as_of) s WHERE s.stage = 'ended'
)
-- On the later entry, which has the higher number.
SELECT l.id AS vendor_id,
  l.id AS subject_id,
  e.id::text AS key,
  NULL::date AS since,
  format('%s (%s) may be %s (%s), with a score of %s: %s', l.name, coalesce(l.code, '#' || l.id), e.name, coalesce(e.code, '#' || e.id), d.score, d.reason) AS reason,
  format('委託先「%s」（%s）は「%s」（%s）と同じ会社の可能性がある（類似度%s）', l.name, coalesce(l.code, '#' || l.id), e.name, coalesce(e.code, '#' || e.id),
    d.score) AS reason_ja,
  jsonb_build_object('other', e.id, 'score', d.score, 'why', d.reason) AS evidence,
  p.severity
FROM pair d
JOIN register.vendor l ON l.id = d.other_id
JOIN register.vendor e ON e.id = d.vendor_id
LEFT JOIN tier lt ON lt.vendor_id = l.id
LEFT JOIN tier et ON et.vendor_id = e.id
-- Of two tiers the stricter.
JOIN params p ON p.tier = coalesce(facts.tier_of_rank(least(lt.rank, et.rank)), 'medium')
WHERE d.score >= p.least_score
  -- An ended vendor that was registered anew matters; two that ended do not.
  AND (NOT EXISTS (SELECT FROM ended x WHERE x.vendor_id = l.id) OR NOT EXISTS (SELECT FROM ended x WHERE x.vendor_id = e.id))
