-- rule:       knock-out-waiver-ended
-- version:    1
-- title:      An approval rests on the waiver of a knock-out that has ended
-- title-ja:   失格基準の適用除外が終了したのに、それを前提とした承認が残っている
-- severity:   high
-- subject:    assessment
-- controls:   JAL-6 6-c1; ISO27001:2022 A.5.19; NIST-CSF-2.0 GV.SC-06
-- tier:       critical severity=critical
-- tier:       low severity=medium
-- why:        What rules a vendor out was put up with until a day; from then on nobody answers for it, while the approval's own last day is still to come.
-- why-ja:     失格に当たる事項は期限付きで容認されていた。期限後は責任を負う人がいないが、承認自体の有効期限はまだ来ていない。
-- fix:        Have it put right and assess the vendor anew, or have somebody answer for it until a later day: "clause6 assessment waive".
-- fix-ja:     是正させたうえで改めて評価する。続けて容認する場合は、"clause6 assessment waive" で新しい期限まで責任を負う人を記録する。
-- false:      It was put right: only a new assessment can say so.
-- false-ja:   すでに是正されている場合（新しい評価で確認する必要がある）。

WITH work AS MATERIALIZED (
  SELECT w.* FROM facts.work(:as_of) w
), assessment AS MATERIALIZED (
  -- Facts are read whole and filtered afterwards: where the planner expects few rows, it works them out anew for each.
  SELECT a.assessment_id, a.vendor_id, a.vendor, a.engagement_id, a.tier, a.concluded_on, a.state = 'expired' AS is_expired
  FROM facts.assessment(:as_of) a
), knock_out AS MATERIALIZED (
  SELECT k.assessment_id, k.key, k.knock_out_en, k.knock_out_ja, k.holds_until_on, k.waived_by, k.waiver FROM facts.assessment_knock_out(:as_of) k
), held AS (
  SELECT a.*, r.valid_until_on
  FROM assessment a
  -- The fact has the day on which the approval ends all told, the register the day that it names.
  JOIN register.assessment r ON r.id = a.assessment_id AND r.valid_until_on >= :as_of
  WHERE a.is_expired
), used AS (
  SELECT h.assessment_id, range_agg(w.days) AS days
  FROM held h JOIN work w ON w.vendor_id = h.vendor_id AND coalesce(h.engagement_id, w.engagement_id) = w.engagement_id
  GROUP BY h.assessment_id
)
SELECT h.vendor_id,
  h.assessment_id AS subject_id,
  k.key,
  greatest(k.holds_until_on + 1, lower(r.unbroken)) AS since,
  k.holds_until_on AS due_on,
  format('%s was approved on %s although %s rules it out%s; what %s waived held until %s, and the approval names %s as its last day',
    h.vendor, h.concluded_on, k.key, ' (' || coalesce(k.knock_out_en, k.knock_out_ja) || ')', k.waived_by, k.holds_until_on, h.valid_until_on) AS reason,
  format('委託先「%s」は失格基準%s%sに当たるまま%sに承認され、%sによる適用除外は%sで終了したが、承認の有効期限は%sのままである',
    h.vendor, k.key, '（' || coalesce(k.knock_out_ja, k.knock_out_en) || '）', h.concluded_on, k.waived_by, k.holds_until_on, h.valid_until_on) AS reason_ja,
  jsonb_build_object('criterion', k.key, 'waived_by', k.waived_by, 'waiver', k.waiver, 'held_until_on', k.holds_until_on, 'valid_until_on', h.valid_until_on) AS evidence,
  p.severity
FROM held h
JOIN knock_out k ON k.assessment_id = h.assessment_id AND k.holds_until_on < :as_of AND k.waived_by IS NOT NULL
JOIN used u ON u.assessment_id = h.assessment_id
CROSS JOIN LATERAL unnest(u.days) r (unbroken)
JOIN params p ON p.tier = h.tier
WHERE r.unbroken @> :as_of
