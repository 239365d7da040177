-- rule:       evidence-expired
-- version:    1
-- title:      Evidence of a vendor at work has expired and nothing replaced it
-- title-ja:   委託先の証跡の有効期限が切れ、更新されていない
-- severity:   medium
-- subject:    evidence
-- controls:   ISO27001:2022 A.5.22; NIST-CSF-2.0 GV.SC-07; JAL-6 7-c1; PCI-DSS-4.0 12.8.4; JISQ15001:2023 A.13
-- tier:       critical severity=high
-- tier:       low severity=low
-- why:        An expired certificate shows what was true once; that it was not renewed may itself be the news.
-- why-ja:     期限切れの認証は過去の状態しか示さない。更新されなかったこと自体が、問題の兆候である場合もある。
-- fix:        Ask for the new paper and register it with "clause6 evidence add --replaces", or say that one already registered replaces it: "clause6 evidence edit --replaces".
-- fix-ja:     新しい証跡の提出を求めて "clause6 evidence add --replaces" で登録する。登録済みの場合は "clause6 evidence edit --replaces" で後継であることを記録する。
-- false:      The new paper is registered, and not as what replaces this one; or it is not needed any more.
-- false-ja:   新しい証跡は登録済みだが、後継として記録されていない。または、この証跡はもう必要ない。

WITH work AS MATERIALIZED (
  SELECT w.* FROM facts.work(:as_of) w
), evidence AS MATERIALIZED (
  -- Facts are read whole and filtered afterwards: where the planner expects few rows, it works them out anew for each.
  SELECT e.evidence_id, e.vendor_id, e.vendor, concat_ws(' ', e.kind, e.number) AS paper, e.engagement_ids, e.valid_until_on, e.tier,
    e.state = 'expired' AND e.replaced_by_id IS NULL AS is_lapsed
  FROM facts.evidence(:as_of) e
), lapsed AS (
  SELECT e.* FROM evidence e WHERE e.is_lapsed
), used AS (
  SELECT l.evidence_id, range_agg(w.days) AS days
  FROM lapsed l JOIN work w ON w.vendor_id = l.vendor_id AND (l.engagement_ids = '{}' OR w.engagement_id = ANY (l.engagement_ids))
  GROUP BY l.evidence_id
)
SELECT l.vendor_id,
  l.evidence_id AS subject_id,
  greatest(l.valid_until_on + 1, lower(r.unbroken)) AS since,
  format('%s of %s (evidence %s) was valid until %s, and nothing replaced it', l.paper, l.vendor, l.evidence_id, l.valid_until_on) AS reason,
  format('委託先「%s」の%s（証跡%s）は%sで有効期限が切れ、後継の証跡が登録されていない', l.vendor, l.paper, l.evidence_id, l.valid_until_on) AS reason_ja,
  jsonb_build_object('valid_until_on', l.valid_until_on, 'engagement_ids', l.engagement_ids) AS evidence,
  p.severity
FROM lapsed l
JOIN used u ON u.evidence_id = l.evidence_id
CROSS JOIN LATERAL unnest(u.days) r (unbroken)
JOIN params p ON p.tier = l.tier
WHERE r.unbroken @> :as_of
