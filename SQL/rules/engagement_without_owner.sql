-- rule:       engagement-without-owner
-- version:    1
-- title:      Engagement under way without an owner of its own
-- title-ja:   実施中の委託業務に担当者がいない
-- severity:   low
-- subject:    engagement
-- controls:   ISO27001:2022 A.5.2; ISO27001:2022 A.5.19; NIST-CSF-2.0 GV.SC-02
-- tier:       critical severity=medium
-- tier:       low severity=info
-- why:        Who uses the work knows what is entrusted and whether it is done well; who answers for the vendor often does not.
-- why-ja:     何を委託し、適切に行われているかを知るのは業務を使う部署であり、委託先の担当者だけでは分からないことが多い。
-- fix:        Record who answers for the work: clause6 engagement edit ENGAGEMENT --owner PERSON.
-- fix-ja:     委託業務の担当者を登録する：clause6 engagement edit 委託業務 --owner 担当者
-- false:      The vendor's owner answers for each of its engagements: record them as owner of this one, too.
-- false-ja:   委託先の担当者がすべての業務も担当している場合。その人をこの業務の担当者としても登録する。

SELECT j.vendor_id,
  j.engagement_id AS subject_id,
  j.starts_on AS since,
  format('Nobody is recorded as owner of the engagement %s of %s, and the owner of the vendor is %s', e.title, v.name,
    coalesce(o.name, 'not recorded either')) AS reason,
  format('委託先「%s」の委託業務「%s」に担当者が登録されていない（委託先の担当者：%s）', v.name, e.title, coalesce(o.name, '登録なし')) AS reason_ja,
  jsonb_build_object('tier', j.tier, 'vendor_owner', o.name) AS evidence,
  p.severity
FROM facts.judged_engagement(:as_of) j
JOIN register.engagement e ON e.id = j.engagement_id
JOIN register.vendor v ON v.id = j.vendor_id
LEFT JOIN register.person o ON o.id = v.owner_id
JOIN params p ON p.tier = j.tier
WHERE e.owner_id IS NULL
  -- As facts.vendor_tier has it: work of which no start is recorded is under way.
  AND coalesce(j.starts_on <= :as_of, true) AND coalesce(j.ends_on >= :as_of, true)
  AND NOT EXISTS (SELECT FROM facts.stage(:as_of) s WHERE s.vendor_id = j.vendor_id AND s.stage = 'ended')
