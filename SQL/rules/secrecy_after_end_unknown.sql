-- rule:       secrecy-after-end-unknown
-- version:    1
-- title:      Work ended, and nobody knows whether secrecy still binds
-- title-ja:   委託終了後の秘密保持義務の期間が分からない
-- severity:   medium
-- subject:    offboarding
-- controls:   ISO27001:2022 A.5.20; ISO27001:2022 A.6.6; NIST-CSF-2.0 GV.SC-10; JAL-6 6-c1
-- tier:       critical severity=high
-- tier:       low severity=low
-- why:        What the vendor learned stays with its people; whether they still have to keep it secret is known only while somebody has written it down.
-- why-ja:     委託先が知り得た情報は担当者の記憶に残る。秘密保持義務がいつまで続くかは、記録がなければ主張できない。
-- fix:        Look in the contract and record it: "clause6 offboarding record NUMBER --secrecy-until DAY" or --secrecy-open-ended, and its term "confidentiality" with its figure.
-- fix-ja:     契約書を確認し、"clause6 offboarding record NUMBER --secrecy-until DAY"（期限がない場合は --secrecy-open-ended）と契約条項「秘密保持」の存続期間を登録する。
-- false:      A paper that is not recorded, such as a general NDA, settles it.
-- false-ja:   登録されていない書面（包括的な秘密保持契約など）で定められている。

WITH weighed AS MATERIALIZED (
  SELECT j.engagement_id, j.vendor_id, j.tier FROM facts.judged_engagement(:as_of) j WHERE j.starts_on IS NULL OR j.starts_on <= :as_of
), weightiest AS (
  -- A vendor that was left has no running work, so all that it ever did tells its tier.
  SELECT w.vendor_id, facts.tier_of_rank(min(facts.tier_rank(w.tier))) AS tier FROM weighed w GROUP BY w.vendor_id
), held AS (
  SELECT e.vendor_id, e.engagement_id
  FROM engagement_data d
  JOIN facts.engagement_vendor(:as_of) e ON e.engagement_id = d.engagement_id
  WHERE d.data_class <> 'none'
  GROUP BY GROUPING SETS ((e.vendor_id, e.engagement_id), e.vendor_id)
), bound AS MATERIALIZED (
  SELECT s.contract_id FROM facts.secrecy(:as_of) s WHERE s.secrecy_state IN ('runs', 'survives', 'over')
), known AS (
  -- What contracts tell; one that names no work binds its vendors for all of it.
  SELECT e.vendor_id, l.engagement_id
  FROM bound b
  JOIN engagement_contract l ON l.contract_id = b.contract_id
  JOIN facts.engagement_vendor(:as_of) e ON e.engagement_id = l.engagement_id
  UNION ALL
  SELECT c.vendor_id, NULL
  FROM bound b
  JOIN facts.contract_vendor(:as_of) c ON c.contract_id = b.contract_id
  WHERE NOT EXISTS (SELECT FROM engagement_contract l WHERE l.contract_id = b.contract_id)
)
SELECT o.vendor_id,
  o.offboarding_id AS subject_id,
  o.ended_on + 1 AS since,
  format('Work of %s ended on %s, and nobody recorded until when it has to keep secret what it learned', concat(o.vendor, ' for "' || o.engagement || '"'), o.ended_on) AS reason,
  format('%sの委託は%sに終了したが、秘密保持義務がいつまで続くかが登録されていない', concat(o.vendor, '（' || o.engagement || '）'), o.ended_on) AS reason_ja,
  jsonb_build_object('ended_on', o.ended_on) AS evidence,
  p.severity
FROM facts.offboarding(:as_of) o
LEFT JOIN weighed w ON w.engagement_id = o.engagement_id
LEFT JOIN weightiest v ON v.vendor_id = o.vendor_id
LEFT JOIN held h ON h.vendor_id = o.vendor_id AND coalesce(h.engagement_id, 0) = coalesce(o.engagement_id, 0)
JOIN params p ON p.tier = coalesce(w.tier, v.tier, 'medium')
WHERE o.secrecy_state = 'unknown'
  AND o.ended_on < :as_of
  AND (o.data IN ('returned', 'destroyed') OR h.vendor_id IS NOT NULL)
  AND NOT EXISTS (
    SELECT FROM known k
    WHERE k.vendor_id = o.vendor_id AND (k.engagement_id IS NULL OR o.engagement_id IS NULL OR k.engagement_id = o.engagement_id))
