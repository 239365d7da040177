-- rule:       calendar-unknown
-- version:    1
-- title:      Somebody works by a calendar that is not registered
-- title-ja:   登録されていないカレンダーを使っている人がいる
-- severity:   medium
-- scope:      all
-- subject:    person
-- controls:   ISO27001:2022 A.5.37; NIST-CSF-2.0 GV.SC-07
-- why:        Nobody knows on which days they work, so days by which they must act are not moved to one of these.
-- why-ja:     休業日が分からないため、期限が営業日に調整されない。
-- fix:        Load the calendar, clause6 calendar load FILE, or name another, clause6 person edit PERSON --calendar JP.
-- fix-ja:     カレンダーを読み込む（clause6 calendar load ファイル）か、別のものを指定する（clause6 person edit 担当者 --calendar JP）。
-- false:      The name differs from a registered one by its letters alone.
-- false-ja:   登録名と表記が違うだけである。

SELECT NULL::bigint AS vendor_id,
  o.id AS subject_id,
  NULL::date AS since,
  format('%s works by the calendar %s, which is not registered', o.name, o.calendar) AS reason,
  format('%sのカレンダー「%s」は登録されていない', o.name, o.calendar) AS reason_ja,
  jsonb_build_object('calendar', o.calendar) AS evidence,
  p.severity
FROM register.person o
JOIN params p ON p.tier = 'medium'
WHERE o.calendar IS NOT NULL AND NOT facts.has_left(o.left_on, :as_of)
  AND NOT EXISTS (SELECT FROM register.calendar c WHERE c.name = o.calendar)
