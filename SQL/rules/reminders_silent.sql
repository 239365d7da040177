-- rule:       reminders-silent
-- version:    1
-- title:      No run of the reminders has succeeded for longer than the policy allows
-- title-ja:   リマインダーの実行が方針の定める時間を超えて成功していない
-- severity:   high
-- scope:      all
-- subject:    reminder_run
-- controls:   ISO27001:2022 A.5.22; JISQ15001 A.3.4.3.4; NIST-CSF-2.0 GV.SC-07
-- why:        While the scheduler is silent nobody hears of a day for notice, an end or a review until it has passed.
-- why-ja:     スケジューラーが止まっている間は、解約通知期限・契約終了・見直しの期限が過ぎるまで誰にも知らされない。
-- fix:        Look at clause6 remind status, mend what stopped it, and schedule clause6 remind run again.
-- fix-ja:     clause6 remind status を確認し、原因を取り除いて clause6 remind run を再び予定する。
-- false:      Reminders were given up on purpose: waive it.
-- false-ja:   意図してリマインダーをやめた場合（免除を申請する）。

SELECT NULL::bigint AS vendor_id,
  l.id AS subject_id,
  CASE WHEN l.ended_at IS NOT NULL THEN l.silent_on ELSE facts.day_of(l.began_at) END AS since,
  CASE WHEN l.ended_at IS NOT NULL THEN format('The last run that succeeded finished on %s, and the policy allows %s hours', facts.day_of(l.ended_at), l.silent_hours)
    ELSE format('No run has succeeded since the first of %s', facts.day_of(l.began_at)) END AS reason,
  CASE WHEN l.ended_at IS NOT NULL THEN format('最後に成功した実行は%sに終わり、方針が認めるのは%s時間である', facts.day_of(l.ended_at), l.silent_hours)
    ELSE format('%sの最初の実行以来、成功した実行がない', facts.day_of(l.began_at)) END AS reason_ja,
  jsonb_build_object('last_run', l.id, 'succeeded_on', facts.day_of(l.ended_at), 'silent_hours', l.silent_hours) AS evidence,
  p.severity
FROM (
  SELECT r.id, r.began_at, r.ended_at, y.silent_hours, facts.day_of(r.ended_at + y.silent_hours * interval '1 hour') + 1 AS silent_on
  FROM register.reminder_policy y
  -- A register that never reminds anybody has no scheduler to be silent.
  JOIN LATERAL (
    SELECT x.id, x.began_at, CASE WHEN x.outcome = 'done' AND x.ended_at < facts.day_end(:as_of) THEN x.ended_at END AS ended_at
    FROM register.reminder_run x WHERE x.began_at < facts.day_end(:as_of)
    ORDER BY x.outcome = 'done' AND x.ended_at < facts.day_end(:as_of) DESC NULLS LAST, CASE WHEN x.outcome = 'done' THEN x.ended_at END DESC NULLS LAST, x.id LIMIT 1
  ) r ON true
) l
JOIN params p ON p.tier = 'medium'
WHERE CASE WHEN l.ended_at IS NOT NULL THEN l.silent_on <= :as_of
  ELSE facts.day_of(l.began_at + l.silent_hours * interval '1 hour') < :as_of END
