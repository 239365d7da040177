-- rule:       calendar-ends
-- version:    1
-- title:      A calendar in use does not cover the time ahead
-- title-ja:   使用中のカレンダーが先の期間を網羅していない
-- severity:   medium
-- scope:      all
-- subject:    calendar
-- controls:   ISO27001:2022 A.5.37; NIST-CSF-2.0 GV.SC-07
-- param:      days int = 400 | days ahead that a calendar is to cover
-- param:      urgent_days int = 60 | days ahead without which the finding is of high severity
-- why:        Days by which to act that lie behind the end of a calendar may fall on a day on which nobody works.
-- why-ja:     カレンダーの終わりより先の期限は、休業日に当たっていても調整されない。
-- fix:        Load the years that follow as soon as their holidays are published: clause6 calendar load FILE.
-- fix-ja:     翌年以降の休日が公表されたら読み込む：clause6 calendar load ファイル
-- false:      It is in use by mistake: clause6 calendar use NAME, or clause6 person edit PERSON --calendar NAME.
-- false-ja:   誤って使用されている場合（clause6 calendar use 名前、または clause6 person edit 担当者 --calendar 名前）。

SELECT NULL::bigint AS vendor_id,
  c.id AS subject_id,
  CASE WHEN c.covers_from_on <= :as_of THEN c.covers_until_on - p.days + 1 END AS since,
  format('The calendar %s covers days from %s to %s only', c.name, c.covers_from_on, c.covers_until_on) AS reason,
  format('カレンダー「%s」が網羅するのは%sから%sまでである', c.name, c.covers_from_on, c.covers_until_on) AS reason_ja,
  jsonb_build_object('covers_from', c.covers_from_on, 'covers_until', c.covers_until_on, 'days', p.days) AS evidence,
  CASE WHEN c.covers_from_on > :as_of OR c.covers_until_on < :as_of + p.urgent_days THEN 'high' ELSE p.severity END AS severity
FROM register.calendar c
JOIN params p ON p.tier = 'medium'
WHERE (c.covers_from_on > :as_of OR c.covers_until_on < :as_of + p.days)
  AND (c.is_default OR EXISTS (SELECT FROM register.person o WHERE o.calendar = c.name AND NOT facts.has_left(o.left_on, :as_of)))
