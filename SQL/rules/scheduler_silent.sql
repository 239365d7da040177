-- rule:       scheduler-silent
-- version:    1
-- title:      No check was kept for days
-- title-ja:   点検が数日間実行されていない
-- severity:   high
-- scope:      all
-- subject:    check_run
-- controls:   ISO27001:2022 A.5.22; NIST-CSF-2.0 GV.SC-07; JAL-6 7-c1
-- param:      max_days int = 3 | days that may lie between two checks
-- why:        What nobody checks nobody learns of: days passed on which nothing that lapsed would have been noticed.
-- why-ja:     点検が止まっている間は、契約の失効などが起きても誰も気づかない。
-- fix:        See why the scheduler did not run clause6 check --save; what these days missed is found by the check of today.
-- fix-ja:     clause6 check --save の定期実行が止まった原因を調べる。その間の見落としは今回の点検で検出される。
-- false:      A look at a day to come: clause6 check --as-of DAY.
-- false-ja:   先の日付を試しに点検した場合（clause6 check --as-of 日付）。

SELECT NULL::bigint AS vendor_id,
  c.id AS subject_id,
  c.as_of + p.max_days + 1 AS since,
  format('After the check of %s none was kept for more than %s', c.as_of, facts.days_text(p.max_days)) AS reason,
  format('%sの点検の後、%s日を超えて点検が実行されていない', c.as_of, p.max_days) AS reason_ja,
  jsonb_build_object('last_check', c.as_of, 'max_days', p.max_days) AS evidence,
  p.severity
FROM (
  -- One of some rules or some vendors does not stand for the daily one.
  SELECT r.id, r.as_of FROM register.check_run r WHERE r.is_whole AND r.as_of < :as_of ORDER BY r.as_of DESC, r.id DESC LIMIT 1
) c
JOIN params p ON p.tier = 'medium'
WHERE :as_of - c.as_of > p.max_days
