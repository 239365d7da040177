-- rule:       assessment-missing
-- version:    2
-- title:      Vendor at work that nobody assessed, neither as a whole nor for that work
-- title-ja:   委託先全体についてもその業務についても、評価のないまま業務を委託している
-- severity:   medium
-- subject:    vendor
-- controls:   JAL-6 6-c1; ISO27001:2022 A.5.19; NIST-CSF-2.0 GV.SC-06; JISQ15001:2023 A.13; PCI-DSS-4.0 12.8.3; DORA Art.28; GDPR Art.28
-- tier:       critical severity=critical
-- tier:       high severity=high
-- tier:       low severity=low
-- why:        Nobody has judged whether the vendor has the experience and ability to look after what is entrusted to it.
-- why-ja:     委託先に十分な経験と能力があるかを、誰も判断していない。
-- fix:        Assess the vendor: "clause6 assessment start", and have somebody else conclude it; or end the work.
-- fix-ja:     "clause6 assessment start" で評価を行い、評価者以外の人が結論を出す。評価できない場合は業務を終了する。
-- false:      It was assessed on paper and nobody registered that ("clause6 import assessment"), or the work has not begun and no start is recorded.
-- false-ja:   紙面等での評価が登録されていない（"clause6 import assessment" で登録できる）。または、業務は未開始だが開始日が登録されていない。

WITH work AS MATERIALIZED (
  SELECT w.* FROM facts.work(:as_of) w
), tier AS MATERIALIZED (
  -- Facts are read whole and filtered afterwards: where the planner expects few rows, it works them out anew for each.
  SELECT t.vendor_id, t.tier FROM facts.vendor_tier(:as_of) t
), assessed AS MATERIALIZED (
  SELECT s.vendor_id, a.engagement_id
  FROM facts.assessment_subject(:as_of) s
  JOIN register.assessment a ON a.id = s.assessment_id AND a.concluded_on <= :as_of
), used AS (
  SELECT w.vendor_id, range_agg(w.days) AS days
  FROM work w
  -- What was assessed for one engagement says nothing of the others.
  WHERE NOT EXISTS (SELECT FROM assessed a WHERE a.vendor_id = w.vendor_id AND a.engagement_id IS NULL)
    AND NOT EXISTS (SELECT FROM assessed a WHERE a.engagement_id = w.engagement_id)
  GROUP BY w.vendor_id
)
SELECT u.vendor_id,
  u.vendor_id AS subject_id,
  lower(r.unbroken) AS since,
  format('%s works for us %s, and no assessment of it or of that work was ever concluded', v.name,
    coalesce('since ' || lower(r.unbroken), 'since a day that nobody recorded')) AS reason,
  format('委託先「%s」に業務を委託しているが（%s）、委託先全体についてもその業務についても結論の出た評価がない', v.name,
    coalesce(lower(r.unbroken) || 'から', '開始日の登録なし')) AS reason_ja,
  jsonb_build_object('tier', t.tier, 'work_since', lower(r.unbroken)) AS evidence,
  p.severity
FROM used u
CROSS JOIN LATERAL unnest(u.days) r (unbroken)
JOIN tier t ON t.vendor_id = u.vendor_id
JOIN params p ON p.tier = t.tier
JOIN register.vendor v ON v.id = u.vendor_id
WHERE r.unbroken @> :as_of
