-- rule:       review-outcome-open
-- version:    1
-- title:      A review decided to suspend or leave a vendor, and nothing shows that it was done
-- title-ja:   見直しで停止または終了と判断された委託先について、その後の対応が登録されていない
-- severity:   high
-- subject:    review
-- controls:   JAL-6 7-c1; ISO27001:2022 A.5.22; NIST-CSF-2.0 GV.SC-07
-- param:      days int = 14 | days after the review within which its outcome is carried out
-- tier:       critical days=7 severity=critical
-- tier:       low days=30 severity=medium
-- why:        A review whose outcome nobody carries out protects nobody: the work goes on with a vendor that was found unfit for it.
-- why-ja:     見直しの結論が実行されなければ、不適格と判断された委託先に業務と情報を預け続けることになる。
-- fix:        Move the vendor with "clause6 vendor move" to suspended or exiting, or begin with "clause6 offboarding start"; where the matter was put right, record another review.
-- fix-ja:     "clause6 vendor move" で委託先を停止または終了手続中に移すか、"clause6 offboarding start" で終了手続を始める。問題が解消した場合は、改めて見直しを行い登録する。
-- false:      It was carried out, and nobody recorded the stage of the vendor or the end of the work.
-- false-ja:   対応は済んでいるが、委託先の段階または業務の終了が登録されていない。

WITH known AS (
  -- Read together: reviews joined to engagements would be compared one by one, for nobody can tell how many vendors facts have.
  SELECT r.vendor_id, r.vendor, r.review_id, r.completed_on, r.outcome, NULL::date AS ends_on FROM facts.review(:as_of) r
  UNION ALL
  SELECT e.vendor_id, NULL, NULL, NULL, NULL, coalesce(e.ends_on, 'infinity') FROM facts.engagement_vendor(:as_of) e
), latest AS (
  SELECT DISTINCT ON (k.vendor_id) k.vendor_id, k.vendor, k.review_id, k.completed_on, k.outcome, max(k.ends_on) OVER (PARTITION BY k.vendor_id) AS idle_after
  FROM known k
  ORDER BY k.vendor_id, k.completed_on DESC NULLS LAST, k.review_id DESC
)
SELECT l.vendor_id,
  l.review_id AS subject_id,
  l.completed_on + p.days + 1 AS since,
  l.completed_on + p.days AS due_on,
  CASE l.outcome WHEN 'suspend' THEN format('The review of %s decided on %s to suspend it, and nobody recorded that it was suspended or left', l.vendor, l.completed_on)
    ELSE format('The review of %s decided on %s to leave it, and nobody recorded that this was begun', l.vendor, l.completed_on) END AS reason,
  CASE l.outcome WHEN 'suspend' THEN format('%sの見直しで%sに委託の停止と判断されたが、停止も終了手続も登録されていない', l.vendor, l.completed_on)
    ELSE format('%sの見直しで%sに委託の終了と判断されたが、終了手続の開始が登録されていない', l.vendor, l.completed_on) END AS reason_ja,
  jsonb_build_object('outcome', l.outcome, 'completed_on', l.completed_on, 'days', p.days) AS evidence,
  p.severity
FROM latest l
JOIN facts.cadence(:as_of) c ON c.vendor_id = l.vendor_id
JOIN params p ON p.tier = c.tier
WHERE l.outcome IN ('suspend', 'exit')
  AND l.completed_on + p.days < :as_of
  -- A paper that stays in force, such as an NDA, is no work.
  AND coalesce(l.idle_after, 'infinity') >= :as_of
  -- A vendor that came back since has been judged anew.
  AND NOT EXISTS (
    SELECT FROM vendor_stage s
    WHERE s.vendor_id = l.vendor_id AND s.withdrawn_by IS NULL AND s.from_on <= :as_of
      AND (s.stage IN ('exiting', 'ended') OR (s.stage = 'suspended' AND l.outcome = 'suspend'))
      AND NOT EXISTS (
        SELECT FROM vendor_stage n
        WHERE n.vendor_id = s.vendor_id AND n.withdrawn_by IS NULL AND n.from_on > s.from_on AND n.from_on <= l.completed_on))
  -- What is offboarded of an entry that was merged away is not all of the vendor.
  AND NOT EXISTS (SELECT FROM offboarding o WHERE o.vendor_id = l.vendor_id AND o.engagement_id IS NULL AND o.ended_on >= l.completed_on)
