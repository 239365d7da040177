-- rule:       incident-duty-overdue
-- version:    1
-- title:      Our own duty after an incident is overdue or was done late
-- title-ja:   事故後に自社が行うべき報告・通知が遅れている
-- severity:   high
-- subject:    incident
-- controls:   ISO27001:2022 A.5.24; ISO27001:2022 A.5.26; NIST-CSF-2.0 GV.SC-08; NIST-CSF-2.0 RS.CO-02
-- tier:       critical severity=critical
-- tier:       low severity=medium
-- why:        Reports to authorities and notices to those concerned have days set by law; each day more is a breach of our own.
-- why-ja:     当局への報告や本人への通知には法令上の期限があり、遅れは自社の違反となる。
-- fix:        Do it and record it with "clause6 incident edit --duty-done"; where it is late, write down why.
-- fix-ja:     直ちに実施し、"clause6 incident edit --duty-done" で登録する。遅れた場合は理由を記録する。
-- false:      It was done in time, and nobody recorded when; or the day that is recorded is not that of the law.
-- false-ja:   期限内に実施したが登録されていない。または、登録された期限が法令と異なる。

WITH weighed AS MATERIALIZED (
  -- Before anything is left out, for the planner takes the rest for a row or two and would compare it with every vendor one by one.
  SELECT i.*, coalesce(et.tier, vt.tier, 'medium') AS tier
  FROM facts.incident(:as_of) i
  LEFT JOIN facts.engagement_tier(:as_of) et ON et.engagement_id = i.engagement_id
  LEFT JOIN facts.vendor_tier(:as_of) vt ON vt.vendor_id = i.vendor_id
)
SELECT i.vendor_id,
  i.incident_id AS subject_id,
  -- What is not done is overdue from the day after; what is done on the very day can be late on it.
  least(i.duty_due_on + 1, facts.day_of(i.our_duty_done_at)) AS since,
  i.duty_due_on AS due_on,
  format('After "%s" at %s we owed "%s" by %s, and %s', i.title, i.vendor, i.our_duty, facts.instant_text(i.our_duty_due_at),
    CASE i.duty_state WHEN 'overdue' THEN 'nobody recorded that it was done' ELSE format('it was done at %s', facts.instant_text(i.our_duty_done_at)) END) AS reason,
  format('%sの「%s」について、「%s」を%sまでに行うべきであったが、%s', i.vendor, i.title, i.our_duty, facts.instant_text(i.our_duty_due_at),
    CASE i.duty_state WHEN 'overdue' THEN '実施が登録されていない' ELSE format('実施は%sであった', facts.instant_text(i.our_duty_done_at)) END) AS reason_ja,
  jsonb_build_object('duty', i.our_duty, 'due_at', facts.instant_text(i.our_duty_due_at), 'done_at', facts.instant_text(i.our_duty_done_at)) AS evidence,
  CASE i.duty_state WHEN 'overdue' THEN p.severity
    -- Late is better than never.
    ELSE facts.severity_beside(p.severity, -1) END AS severity
FROM weighed i
JOIN params p ON p.tier = i.tier
WHERE i.duty_state = 'overdue' OR (i.duty_state = 'done_late' AND i.state = 'open')
