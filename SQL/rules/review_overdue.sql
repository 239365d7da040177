-- rule:       review-overdue
-- version:    1
-- title:      The periodic review of a vendor is overdue
-- title-ja:   委託先の定期見直しの期限が過ぎている
-- severity:   medium
-- subject:    vendor
-- controls:   JAL-6 7-c1; ISO27001:2022 A.5.22; NIST-CSF-2.0 GV.SC-07; PCI-DSS-4.0 12.8.4; JISQ15001:2023 A.13
-- param:      grace_days int = 0 | days after the due day before the review counts as overdue
-- tier:       critical severity=critical
-- tier:       high severity=high
-- tier:       low grace_days=30 severity=low
-- why:        What was found when the vendor was chosen grows old; without the review nobody knows whether it still is able and keeps its terms.
-- why-ja:     選定時の評価は時間とともに古くなる。見直しをしなければ、委託先の能力と契約の遵守状況がいまも十分かどうかを誰も確認できない。
-- fix:        Make the review and end it with "clause6 review complete"; where it can wait for a reason, move it with "clause6 review reschedule".
-- fix-ja:     見直しを実施し、"clause6 review complete" で結果を登録する。延期する理由がある場合は "clause6 review reschedule" で期限を変更する。
-- false:      The review was made, and nobody recorded it; or the vendor is not used any more, and nobody recorded the end of its work.
-- false-ja:   見直しは済んでいるが登録されていない。または、委託は終了しているが終了日が登録されていない。

WITH over AS MATERIALIZED (
  SELECT t.vendor_id FROM facts.stage(:as_of) t WHERE t.stage = 'ended'
  UNION ALL
  -- What was offboarded of an entry that was merged away was not all of the vendor; and a vendor that was left can be used anew.
  SELECT o.vendor_id
  FROM offboarding o
  WHERE o.engagement_id IS NULL AND o.ended_on < :as_of
    AND NOT EXISTS (
      SELECT FROM facts.engagement_vendor(:as_of) e WHERE e.vendor_id = o.vendor_id AND e.starts_on > o.ended_on AND e.starts_on <= :as_of)
)
SELECT a.vendor_id,
  a.vendor_id AS subject_id,
  a.due_on + p.grace_days + 1 AS since,
  a.due_on,
  format('The periodic review of %s was due on %s%s and %s', a.vendor, a.due_on,
    CASE WHEN a.due_on <> a.scheduled_on THEN format(' (moved from %s)', a.scheduled_on) ELSE '' END,
    CASE WHEN a.open_review_id IS NULL THEN 'nobody began it' ELSE format('review %s is not completed', a.open_review_id) END) AS reason,
  format('%sの定期見直しの期限は%s%sであったが、%s', a.vendor, a.due_on,
    CASE WHEN a.due_on <> a.scheduled_on THEN format('（%sから変更）', a.scheduled_on) ELSE '' END,
    CASE WHEN a.open_review_id IS NULL THEN '着手されていない' ELSE format('見直し%sが完了していない', a.open_review_id) END) AS reason_ja,
  jsonb_build_object('due_on', a.due_on, 'scheduled_on', a.scheduled_on, 'decided_by', a.decided_by, 'anchor_on', a.anchor_on,
    'last_completed_on', a.last_completed_on, 'open_review_id', a.open_review_id, 'grace_days', p.grace_days) AS evidence,
  p.severity
FROM facts.review_agenda(:as_of) a
JOIN params p ON p.tier = coalesce(a.tier, 'medium')
WHERE a.due_on + p.grace_days < :as_of
  AND NOT EXISTS (SELECT FROM over w WHERE w.vendor_id = a.vendor_id)
