-- rule:       concentration-vendor
-- version:    1
-- title:      Much of what is critical depends on one vendor
-- title-ja:   最重要の委託業務が一つの委託先に集中している
-- severity:   medium
-- scope:      all
-- subject:    vendor
-- controls:   DORA Art.29; NIST-CSF-2.0 GV.SC-04; ISO27001:2022 A.5.19
-- param:      share numeric = 30 | percent of the critical engagements under way from which on it is found
-- param:      at_least int = 5 | critical engagements that there must be for a share to tell anything
-- why:        When this one vendor fails, much of what the organisation cannot do without fails at once.
-- why-ja:     この委託先が止まると、欠かせない業務の多くが同時に止まる。
-- fix:        Decide whether to accept it; else find a second source, or plan how to leave.
-- fix-ja:     許容するかを判断し、許容できない場合は代替先を確保するか、移行の計画を立てる。
-- false:      Few critical engagements are recorded: others were never tiered.
-- false-ja:   重要度の登録が進んでおらず、最重要の委託業務が一部しか登録されていない。

WITH work AS (
  SELECT j.vendor_id, count(*) AS engagements, sum(count(*)) OVER () AS total
  FROM facts.judged_engagement(:as_of) j
  WHERE j.tier = 'critical' AND coalesce(j.starts_on <= :as_of, true) AND coalesce(j.ends_on >= :as_of, true)
    AND NOT EXISTS (SELECT FROM facts.stage(:as_of) s WHERE s.vendor_id = j.vendor_id AND s.stage = 'ended')
  GROUP BY j.vendor_id
)
SELECT w.vendor_id,
  w.vendor_id AS subject_id,
  -- No fact tells shares of days past.
  NULL::date AS since,
  format('%s has %s of the %s critical engagements under way, which is %s%%', v.name, w.engagements, w.total, trunc(100 * w.engagements / w.total)) AS reason,
  format('実施中の最重要の委託業務%s件のうち%s件（%s%%）が委託先「%s」に集中している', w.total, w.engagements, trunc(100 * w.engagements / w.total), v.name) AS reason_ja,
  jsonb_build_object('engagements', w.engagements, 'total', w.total, 'share', p.share) AS evidence,
  p.severity
FROM work w
JOIN register.vendor v ON v.id = w.vendor_id
JOIN params p ON p.tier = 'critical'
WHERE w.total >= p.at_least AND 100 * w.engagements >= p.share * w.total
