-- rule:       incident-open
-- version:    1
-- title:      An incident has not been closed for a long time
-- title-ja:   事故が長期間完了していない
-- severity:   medium
-- subject:    incident
-- controls:   ISO27001:2022 A.5.26; ISO27001:2022 A.5.27; NIST-CSF-2.0 GV.SC-08; JISQ15001:2023 A.13
-- param:      days int = 90 | days after an incident was noticed within which it is closed
-- param:      critical_days int = 30 | the same for critical incidents
-- tier:       critical days=60 critical_days=14 severity=high
-- tier:       low severity=low
-- why:        As long as cause and prevention are not settled, the same can happen again at the same vendor.
-- why-ja:     原因と再発防止策が定まらないうちは、同じ委託先で同じ事故が再び起こりうる。
-- fix:        Have the vendor say why it happened and what prevents it, and close it with "clause6 incident close".
-- fix-ja:     委託先に原因と再発防止策を示させ、"clause6 incident close" で完了にする。
-- false:      It was settled, and nobody recorded it.
-- false-ja:   対応は済んでいるが登録されていない。

WITH weighed AS MATERIALIZED (
  -- Before anything is left out, for the planner takes the rest for a row or two and would compare it with every vendor one by one.
  SELECT i.*, coalesce(et.tier, vt.tier, 'medium') AS tier
  FROM facts.incident(:as_of) i
  LEFT JOIN facts.engagement_tier(:as_of) et ON et.engagement_id = i.engagement_id
  LEFT JOIN facts.vendor_tier(:as_of) vt ON vt.vendor_id = i.vendor_id
), open AS (
  SELECT i.*, facts.day_of(coalesce(i.noticed_at, i.told_at, i.occurred_at)) AS known_on,
    CASE WHEN i.noticed_at IS NOT NULL THEN 'was noticed' WHEN i.told_at IS NOT NULL THEN 'was told to us' ELSE 'occurred' END AS known_en,
    CASE WHEN i.noticed_at IS NOT NULL THEN '認識された' WHEN i.told_at IS NOT NULL THEN '報告された' ELSE '発生した' END AS known_ja
  FROM weighed i
  WHERE i.state = 'open'
)
SELECT i.vendor_id,
  i.incident_id AS subject_id,
  i.known_on + d.days + 1 AS since,
  i.known_on + d.days AS due_on,
  format('The incident "%s" at %s, of severity %s, %s on %s and was not closed within %s', i.title, i.vendor, i.severity, i.known_en, i.known_on, facts.days_text(d.days)) AS reason,
  format('%sの事故「%s」（重大度：%s）は%sに%sが、%s日以内に完了していない', i.vendor, i.title,
    CASE i.severity WHEN 'critical' THEN '極めて高い' WHEN 'high' THEN '高' WHEN 'medium' THEN '中' ELSE '低' END, i.known_on, i.known_ja, d.days) AS reason_ja,
  jsonb_build_object('known_on', i.known_on, 'incident_severity', i.severity, 'days', d.days) AS evidence,
  -- A critical incident weighs more than the tier alone tells.
  CASE i.severity WHEN 'critical' THEN facts.severity_beside(p.severity, 1) ELSE p.severity END AS severity
FROM open i
JOIN params p ON p.tier = i.tier
CROSS JOIN LATERAL (SELECT CASE i.severity WHEN 'critical' THEN p.critical_days ELSE p.days END AS days) d
WHERE i.known_on + d.days < :as_of
