-- rule:       assessment-failed
-- version:    1
-- title:      Vendor at work although it was rejected
-- title-ja:   不適格と判定された委託先に業務を委託している
-- severity:   high
-- subject:    vendor
-- controls:   JAL-6 6-c1; ISO27001:2022 A.5.19; NIST-CSF-2.0 GV.SC-06; JISQ15001:2023 A.13; DORA Art.28; GDPR Art.28
-- tier:       critical severity=critical
-- tier:       low severity=medium
-- why:        Somebody judged that the vendor is not able, and what was entrusted to it is there all the same.
-- why-ja:     能力が不十分と判定された委託先に、情報が預けられたままになっている。
-- fix:        End the work ("clause6 offboarding start"), or have what was wrong put right and assess the vendor anew by the same questionnaire.
-- fix-ja:     業務を終了する（"clause6 offboarding start"）。続ける場合は、問題を是正させたうえで同じ質問票により改めて評価する。
-- false:      It was decided anew by another questionnaire, which leaves this rejection standing; or the work is over and its last day is not recorded.
-- false-ja:   別の質問票で改めて判定した場合（この不適格判定は取り消されない）。または、業務は終了しているが終了日が登録されていない。

WITH work AS MATERIALIZED (
  SELECT w.* FROM facts.work(:as_of) w
), tier AS MATERIALIZED (
  -- Facts are read whole and filtered afterwards: where the planner expects few rows, it works them out anew for each.
  SELECT t.vendor_id, t.tier FROM facts.vendor_tier(:as_of) t
), assessment AS MATERIALIZED (
  SELECT a.assessment_id, a.vendor_id, a.vendor, a.engagement_id, a.engagement, a.concluded_on, a.concluded_by, a.state = 'rejected' AS is_rejected
  FROM facts.assessment(:as_of) a
), rejection AS (
  SELECT a.* FROM assessment a WHERE a.is_rejected
), used AS (
  SELECT j.assessment_id, range_agg(w.days) AS days
  FROM rejection j JOIN work w ON w.vendor_id = j.vendor_id AND coalesce(j.engagement_id, w.engagement_id) = w.engagement_id
  GROUP BY j.assessment_id
), breach AS (
  -- Of several rejections that stand the one that has been disregarded longest.
  SELECT DISTINCT ON (j.vendor_id) j.*, greatest(j.concluded_on, lower(r.unbroken)) AS since
  FROM rejection j
  JOIN used u ON u.assessment_id = j.assessment_id
  CROSS JOIN LATERAL unnest(u.days) r (unbroken)
  WHERE r.unbroken @> :as_of
  ORDER BY j.vendor_id, greatest(j.concluded_on, lower(r.unbroken)), j.assessment_id
)
SELECT b.vendor_id,
  b.vendor_id AS subject_id,
  b.since,
  format('%s was rejected%s on %s by %s (assessment %s), and works for us all the same', b.vendor, ' for ' || b.engagement,
    b.concluded_on, b.concluded_by, b.assessment_id) AS reason,
  format('委託先「%s」は%s%sに%sにより不適格と判定されたが（評価%s）、業務の委託が続いている', b.vendor, '業務「' || b.engagement || '」について',
    b.concluded_on, b.concluded_by, b.assessment_id) AS reason_ja,
  jsonb_build_object('assessment_id', b.assessment_id, 'engagement_id', b.engagement_id, 'rejected_on', b.concluded_on) AS evidence,
  p.severity
FROM breach b
JOIN tier t ON t.vendor_id = b.vendor_id
JOIN params p ON p.tier = t.tier
