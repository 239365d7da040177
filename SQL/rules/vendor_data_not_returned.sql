-- rule:       vendor-data-not-returned
-- version:    1
-- title:      Work ended, and data, proof or access is not settled
-- title-ja:   委託終了後の情報の返却・廃棄、証明、アクセス権の削除が済んでいない
-- severity:   high
-- subject:    offboarding
-- controls:   ISO27001:2022 A.5.11; ISO27001:2022 A.5.18; ISO27001:2022 A.5.20; NIST-CSF-2.0 GV.SC-10; GDPR Art.28; DORA Art.30; JISQ15001:2023 A.13
-- param:      days int = 30 | days after the end within which data is settled, where no due day is recorded
-- tier:       critical days=14 severity=critical
-- tier:       low days=60 severity=medium
-- why:        Data that stays with a vendor after the work, and access that stays open, are outside every control and often outside every contract.
-- why-ja:     終了後も委託先に残る情報や残ったアクセス権は、管理の対象からも、多くの場合契約からも外れてしまう。
-- fix:        Ask for return or destruction with a certificate, remove access, and record each with "clause6 offboarding record".
-- fix-ja:     返却または廃棄とその証明書を求め、アクセス権を削除し、それぞれ "clause6 offboarding record" で登録する。
-- false:      It was settled, and nobody recorded it; or the vendor never held any data, which is recorded as none_held.
-- false-ja:   対応は済んでいるが登録されていない。または、委託先は情報を保有しておらず、none_held として登録すべきである。

WITH weighed AS MATERIALIZED (
  SELECT j.engagement_id, j.vendor_id, j.tier FROM facts.judged_engagement(:as_of) j WHERE j.starts_on IS NULL OR j.starts_on <= :as_of
), weightiest AS (
  -- A vendor that was left has no running work, so all that it ever did tells its tier.
  SELECT w.vendor_id, facts.tier_of_rank(min(facts.tier_rank(w.tier))) AS tier FROM weighed w GROUP BY w.vendor_id
), ended AS (
  SELECT o.*, p.severity, p.days, coalesce(o.data_due_on, o.ended_on + p.days) AS data_by,
    concat(o.vendor, ' for "' || o.engagement || '"') AS whose_en, concat(o.vendor, '（' || o.engagement || '）') AS whose_ja
  FROM facts.offboarding(:as_of) o
  LEFT JOIN weighed w ON w.engagement_id = o.engagement_id
  LEFT JOIN weightiest v ON v.vendor_id = o.vendor_id
  JOIN params p ON p.tier = coalesce(w.tier, v.tier, 'medium')
  WHERE o.state <> 'closed'
)
SELECT o.vendor_id,
  o.offboarding_id AS subject_id,
  l.key,
  l.since,
  l.due_on,
  l.reason,
  l.reason_ja,
  jsonb_build_object('ended_on', o.ended_on, 'data_due_on', o.data_due_on, 'data', o.data, 'data_done_on', o.data_done_on, 'proof', o.proof_state,
    'proof_id', o.proof_id, 'access_removed_on', o.access_removed_on) AS evidence,
  o.severity
FROM ended o
CROSS JOIN LATERAL (
  SELECT 'data' AS key, o.data_by + 1 AS since, o.data_by AS due_on,
    CASE WHEN o.data_due_on IS NULL
      THEN format('Work of %s ended on %s, and nobody recorded by when its data is to be returned or destroyed, nor that it was', o.whose_en, o.ended_on)
      ELSE format('Work of %s ended on %s, its data was to be returned or destroyed by %s, and nobody recorded that it was', o.whose_en, o.ended_on, o.data_due_on) END AS reason,
    CASE WHEN o.data_due_on IS NULL THEN format('%sの委託は%sに終了したが、情報の返却・廃棄の期限も実施も登録されていない', o.whose_ja, o.ended_on)
      ELSE format('%sの委託は%sに終了し、情報の返却・廃棄の期限は%sであったが、実施が登録されていない', o.whose_ja, o.ended_on, o.data_due_on) END AS reason_ja
  WHERE o.data_done_on IS NULL AND o.data_by < :as_of
  UNION ALL
  SELECT 'proof', greatest(o.data_by + 1, o.data_done_on), o.data_by,
    format('The data of %s was %s on %s, and %s', o.whose_en, o.data, o.data_done_on,
      CASE o.proof_state WHEN 'lacking' THEN 'no proof of it is recorded' ELSE format('nobody recorded that the proof, evidence %s, was read', o.proof_id) END),
    format('%sの情報は%sに%sされたが、%s', o.whose_ja, o.data_done_on, CASE o.data WHEN 'returned' THEN '返却' ELSE '廃棄' END,
      CASE o.proof_state WHEN 'lacking' THEN '証明が登録されていない' ELSE format('証明（証拠%s）の確認が登録されていない', o.proof_id) END)
  WHERE o.data_done_on IS NOT NULL AND o.proof_state IN ('lacking', 'unread') AND o.data_by < :as_of
  UNION ALL
  SELECT 'access', o.ended_on + 1, o.ended_on,
    format('Work of %s ended on %s, and nobody recorded that its access was removed', o.whose_en, o.ended_on),
    format('%sの委託は%sに終了したが、アクセス権の削除が登録されていない', o.whose_ja, o.ended_on)
  WHERE o.access_state = 'overdue'
) l
