-- rule:       review-late-twice
-- version:    1
-- title:      The periodic reviews of a vendor are late again and again
-- title-ja:   委託先の定期見直しが続けて遅れている
-- severity:   medium
-- subject:    vendor
-- controls:   JAL-6 7-c1; ISO27001:2022 A.5.22; NIST-CSF-2.0 GV.SC-07; JISQ15001:2023 A.13
-- param:      grace_days int = 0 | days after its due day before a review counts as late
-- tier:       critical severity=high
-- tier:       low grace_days=30 severity=low
-- why:        One late review is an accident; two in a row show that the checks of this vendor are not planned, or nobody has the time for them.
-- why-ja:     一度の遅れは偶発的なこともあるが、続けて遅れるのは、この委託先の点検が計画されていないか、担当者に余力がないことを示す。
-- fix:        Find out why, give the vendor another owner with "clause6 vendor edit --owner" or count its reviews from a better day with "clause6 review plan", and review in time.
-- fix-ja:     原因を確認し、"clause6 vendor edit --owner" で担当者を変更するか、"clause6 review plan" で見直しの起算日を改め、次回は期限内に実施する。
-- false:      The reviews were made in time and recorded late, or their due days were agreed otherwise and never moved.
-- false-ja:   見直しは期限内に行われたが登録が遅れた。または、期限の変更に合意していたが登録されていない。

WITH over AS MATERIALIZED (
  SELECT t.vendor_id FROM facts.stage(:as_of) t WHERE t.stage = 'ended'
  UNION ALL
  -- What was offboarded of an entry that was merged away was not all of the vendor; and a vendor that was left can be used anew.
  SELECT o.vendor_id
  FROM offboarding o
  WHERE o.engagement_id IS NULL AND o.ended_on < :as_of
    AND NOT EXISTS (
      SELECT FROM facts.engagement_vendor(:as_of) e WHERE e.vendor_id = o.vendor_id AND e.starts_on > o.ended_on AND e.starts_on <= :as_of)
), done AS (
  -- Two entries of one company can each have had a review for one due day; the earlier stands for it.
  SELECT DISTINCT ON (r.vendor_id, r.due_on) r.vendor_id, r.due_on, r.completed_on, a.vendor, a.due_on AS next_due_on, p.severity, p.grace_days,
    r.days_late > p.grace_days AS is_late
  FROM facts.review_agenda(:as_of) a
  JOIN params p ON p.tier = coalesce(a.tier, 'medium')
  JOIN facts.review(:as_of) r ON r.vendor_id = a.vendor_id AND r.cause = 'schedule' AND r.completed_on IS NOT NULL
  WHERE NOT EXISTS (SELECT FROM over w WHERE w.vendor_id = a.vendor_id)
  ORDER BY r.vendor_id, r.due_on, r.completed_on
), late AS (
  -- Those since the last that was in time, the latest first.
  SELECT d.vendor_id, d.vendor, d.next_due_on, d.severity, d.grace_days, count(*) AS times,
    array_agg(d.due_on ORDER BY d.due_on DESC) AS due, array_agg(d.completed_on ORDER BY d.due_on DESC) AS done
  FROM (
    SELECT done.*, bool_or(NOT done.is_late) OVER (PARTITION BY done.vendor_id ORDER BY done.due_on DESC) AS is_settled FROM done
  ) d
  WHERE NOT d.is_settled
  GROUP BY d.vendor_id, d.vendor, d.next_due_on, d.severity, d.grace_days
)
SELECT l.vendor_id,
  l.vendor_id AS subject_id,
  CASE WHEN l.times > 1 THEN greatest(l.done[l.times], l.due[l.times - 1] + l.grace_days + 1) ELSE l.next_due_on + l.grace_days + 1 END AS since,
  CASE WHEN l.times > 1 THEN format('The last two periodic reviews of %s were late: due on %s and done on %s, then due on %s and done on %s',
      l.vendor, l.due[2], l.done[2], l.due[1], l.done[1])
    ELSE format('The last periodic review of %s was late, due on %s and done on %s, and the next, due on %s, is overdue',
      l.vendor, l.due[1], l.done[1], l.next_due_on) END AS reason,
  CASE WHEN l.times > 1 THEN format('%sの定期見直しは2回続けて遅れた（期限%s・実施%s、期限%s・実施%s）', l.vendor, l.due[2], l.done[2], l.due[1], l.done[1])
    ELSE format('%sの前回の定期見直しは遅れ（期限%s・実施%s）、次回（期限%s）も期限を過ぎている', l.vendor, l.due[1], l.done[1], l.next_due_on) END AS reason_ja,
  jsonb_build_object('late_in_a_row', l.times, 'due_on', to_jsonb(l.due), 'completed_on', to_jsonb(l.done), 'grace_days', l.grace_days) AS evidence,
  l.severity
FROM late l
WHERE l.times > 1 OR l.next_due_on + l.grace_days < :as_of
