-- rule:       work-without-owner
-- version:    3
-- title:      Nobody answers for the work
-- title-ja:   業務の責任者がいない
-- severity:   medium
-- subject:    engagement
-- controls:   ISO27001:2022 A.5.19; OWN 6-c1
-- param:      grace integer = 30 | days until somebody has to be named
-- param:      least text = low | severity of work of no weight
-- tier:       critical severity=high grace=10
-- population: SELECT count(*) FROM register.engagement
-- why:        Who entrusts information has to know who looks after it.
-- why-ja:     情報を委ねる者は、誰が管理するかを知らなければならない。
-- fix:        Name an owner.
-- fix-ja:     責任者を定める。
-- false:      The work is about to end.
-- false-ja:   業務は終わろうとしている。

SELECT e.vendor_id, e.id AS subject_id, e.starts_on AS since, /* what is said */ 'work ' || e.title || ' has no owner' AS reason,
  E'業務に責任者がいません\n' AS reason_ja, jsonb_build_object('title', e.title, 'says', $$'not a clock'$$) AS evidence
FROM register.engagement e -- the register's own
WHERE e.owner_id IS NULL AND e.starts_on < :as_of::date - :grace
