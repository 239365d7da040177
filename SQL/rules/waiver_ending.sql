-- rule:       waiver-ending
-- version:    1
-- title:      A waiver ends, or has ended, while what it waives is still missing
-- title-ja:   例外承認の期限が近い、または過ぎたのに、不足が解消されていない
-- severity:   high
-- subject:    waiver
-- controls:   ISO27001:2022 A.5.19; JAL-6 6-c1; NIST-CSF-2.0 GV.SC-07
-- param:      lead_days int = 30 | days before its last day from which on it is found
-- param:      after_days int = 30 | days after its last day for which it is found
-- tier:       critical severity=critical
-- tier:       low severity=medium
-- why:        After its last day what was borne counts again: the gate is shut, the finding is open, and work goes on all the same.
-- why-ja:     期限を過ぎると、業務開始の条件や指摘事項が解消されないまま、業務だけが続くことになる。
-- fix:        See to what is missing (clause6 engagement gate ENGAGEMENT, clause6 finding list), or ask for another waiver in time: clause6 waiver request.
-- fix-ja:     不足を解消する（clause6 engagement gate 委託業務、clause6 finding list）。間に合わない場合は期限前に再申請する：clause6 waiver request
-- false:      What was missing is there, and nobody recorded it.
-- false-ja:   不足は解消済みだが、登録されていない。

WITH waiver AS MATERIALIZED (
  SELECT w.* FROM facts.waiver(:as_of) w
), gate AS MATERIALIZED (
  SELECT g.engagement_id, 'gate-' || g.leg AS rule, g.leg FROM facts.engagement_gate(:as_of) g WHERE NOT g.is_met
), work AS MATERIALIZED (
  SELECT j.engagement_id, j.tier, j.ends_on FROM facts.judged_engagement(:as_of) j
), found AS MATERIALIZED (
  SELECT f.finding_id, f.rule, f.vendor_id FROM facts.finding(:as_of) f WHERE f.state <> 'resolved'
), borne AS (
  -- What a waiver of a rule covers, and checks still find.
  SELECT w.waiver_id, count(*) AS findings
  FROM waiver w JOIN found f ON f.finding_id = w.finding_id OR w.finding_id IS NULL AND f.rule = w.rule AND f.vendor_id = w.vendor_id
  WHERE w.engagement_id IS NULL
  GROUP BY w.waiver_id
)
SELECT w.vendor_id,
  w.waiver_id AS subject_id,
  greatest(w.ends_on - p.lead_days, w.starts_on, w.approved_on) AS since,
  w.ends_on AS due_on,
  format('Waiver %s of the leg %s for %s of %s lasts until %s, and without it the leg is not met', w.waiver_id, g.leg, w.engagement, w.vendor, w.ends_on) AS reason,
  format('委託先「%s」の委託業務「%s」に対する例外承認%s（%s）の期限は%sだが、不足が解消されていない', w.vendor, w.engagement, w.waiver_id,
    CASE g.leg WHEN 'assessment' THEN '選定評価' WHEN 'contract' THEN '契約' ELSE '契約条項' END, w.ends_on) AS reason_ja,
  jsonb_build_object('leg', g.leg, 'ends_on', w.ends_on, 'ended', w.state = 'ended', 'approved_by', w.approved_by, 'tier', j.tier) AS evidence,
  -- Until its last day has passed it is only something to remember.
  CASE w.state WHEN 'ended' THEN p.severity ELSE 'low' END AS severity
FROM waiver w
JOIN work j ON j.engagement_id = w.engagement_id
JOIN params p ON p.tier = j.tier
JOIN gate g ON g.engagement_id = w.engagement_id AND g.rule = w.rule
WHERE w.state IN ('in_force', 'ended')
  -- One that ended before anybody approved it never was in force.
  AND w.approved_on <= w.ends_on
  AND w.ends_on BETWEEN :as_of - p.after_days AND :as_of + p.lead_days
  -- The work goes on after it, and on the day.
  AND coalesce(j.ends_on >= greatest(w.ends_on + 1, :as_of), true)
  AND NOT EXISTS (SELECT FROM facts.stage(:as_of) s WHERE s.vendor_id = w.vendor_id AND s.stage = 'ended')
  -- Another that was approved takes its place.
  AND NOT EXISTS (
    SELECT FROM waiver n
    WHERE n.engagement_id = w.engagement_id AND n.rule = w.rule AND n.state IN ('approved', 'in_force')
      AND n.ends_on > w.ends_on AND n.starts_on <= greatest(w.ends_on + 1, :as_of))
UNION ALL
SELECT w.vendor_id, w.waiver_id, greatest(w.ends_on - p.lead_days, w.starts_on, w.approved_on), w.ends_on,
  format('Waiver %s of %s for %s lasts until %s, and what it waives is still found', w.waiver_id, w.rule, w.vendor, w.ends_on),
  format('委託先「%s」に対する %s の例外承認%sの期限は%sだが、指摘事項が解消されていない', w.vendor, w.rule, w.waiver_id, w.ends_on),
  jsonb_build_object('rule', w.rule, 'findings', b.findings, 'ends_on', w.ends_on, 'ended', w.state = 'ended', 'approved_by', w.approved_by, 'tier', p.tier),
  CASE w.state WHEN 'ended' THEN p.severity ELSE 'low' END
FROM waiver w
JOIN borne b ON b.waiver_id = w.waiver_id
LEFT JOIN facts.vendor_tier(:as_of) t ON t.vendor_id = w.vendor_id
JOIN params p ON p.tier = coalesce(t.tier, 'medium')
WHERE w.state IN ('in_force', 'ended') AND w.approved_on <= w.ends_on
  AND w.ends_on BETWEEN :as_of - p.after_days AND :as_of + p.lead_days
  AND NOT EXISTS (
    SELECT FROM waiver n
    WHERE n.rule = w.rule AND (n.finding_id = w.finding_id OR n.finding_id IS NULL AND n.engagement_id IS NULL AND n.vendor_id = w.vendor_id)
      AND n.state IN ('approved', 'in_force') AND n.ends_on > w.ends_on AND n.starts_on <= greatest(w.ends_on + 1, :as_of))
