-- rule:       owner-left
-- version:    1
-- title:      The owner of something that still matters has left
-- title-ja:   退職した人が担当者のまま引き継がれていない
-- severity:   medium
-- subject:    person
-- controls:   ISO27001:2022 A.5.2; ISO27001:2022 A.5.19; ISO27001:2022 A.6.5; NIST-CSF-2.0 GV.SC-02
-- tier:       critical severity=high
-- tier:       low severity=low
-- why:        Reminders and duties go to somebody who is no longer there, so nobody acts on them.
-- why-ja:     期限の通知も責務も、もう組織にいない人に宛てられたままで、誰も対応しない。
-- fix:        Hand over all that they own: clause6 person leave PERSON --on DAY --hand-over-to SUCCESSOR.
-- fix-ja:     担当しているものをすべて引き継ぐ：clause6 person leave 担当者 --on 最終日 --hand-over-to 後任者
-- false:      It was handed over, and nobody recorded to whom.
-- false-ja:   引き継ぎは済んでいるが、後任者が登録されていない。

WITH gone AS (
  SELECT p.id, p.name, p.left_on FROM register.person p WHERE facts.has_left(p.left_on, :as_of)
), work AS MATERIALIZED (
  SELECT j.engagement_id, j.vendor_id, j.tier FROM facts.judged_engagement(:as_of) j WHERE coalesce(j.ends_on >= :as_of, true)
), paper AS MATERIALIZED (
  SELECT c.contract_id, c.vendor_id, c.tier, c.reference
  FROM facts.contract(:as_of) c
  WHERE facts.binds(c.state) OR c.state = 'not_started' OR (c.state = 'lapsed' AND facts.work_goes_on(c.work_ended_on, :as_of))
), used AS (
  SELECT w.vendor_id FROM work w
  UNION ALL
  SELECT l.vendor_id FROM paper k JOIN facts.contract_vendor(:as_of) l ON l.contract_id = k.contract_id
  UNION ALL
  SELECT s.vendor_id FROM facts.stage(:as_of) s
), owned AS (
  SELECT g.id AS person_id, v.id AS vendor_id, 'vendor' AS what, v.id, coalesce(t.tier, 'medium') AS tier,
    format('the vendor %s', v.name) AS title, format('委託先「%s」', v.name) AS title_ja
  FROM gone g
  JOIN register.vendor v ON v.owner_id = g.id AND facts.is_vendor(v.merged_on, :as_of)
  LEFT JOIN facts.vendor_tier(:as_of) t ON t.vendor_id = v.id
  WHERE EXISTS (SELECT FROM used u WHERE u.vendor_id = v.id)
  UNION ALL
  SELECT g.id, w.vendor_id, 'engagement', e.id, w.tier,
    format('the engagement %s of %s', e.title, v.name), format('委託先「%s」の委託業務「%s」', v.name, e.title)
  FROM gone g
  JOIN register.engagement e ON e.owner_id = g.id
  JOIN work w ON w.engagement_id = e.id
  JOIN register.vendor v ON v.id = w.vendor_id
  UNION ALL
  SELECT g.id, k.vendor_id, 'contract', k.contract_id, k.tier, format('the contract %s', k.reference), format('契約「%s」', k.reference)
  FROM gone g
  JOIN register.contract c ON c.owner_id = g.id
  JOIN paper k ON k.contract_id = c.id
)
SELECT o.vendor_id,
  g.id AS subject_id,
  format('%s %s', o.what, o.id) AS key,
  g.left_on + 1 AS since,
  format('%s owns %s, and their last day was %s', g.name, o.title, g.left_on) AS reason,
  format('%sの担当者は%sのままだが、その最終在籍日は%sである', o.title_ja, g.name, g.left_on) AS reason_ja,
  jsonb_build_object('owns', o.what, 'id', o.id, 'left_on', g.left_on) AS evidence,
  p.severity
FROM owned o
JOIN gone g ON g.id = o.person_id
JOIN params p ON p.tier = o.tier
WHERE NOT EXISTS (SELECT FROM facts.stage(:as_of) s WHERE s.vendor_id = o.vendor_id AND s.stage = 'ended')
