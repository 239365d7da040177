-- rule:       contract-started-before-approval
-- version:    2
-- title:      Contract or work began before the vendor was first approved
-- title-ja:   委託先の評価・承認より前に契約または業務が開始された
-- severity:   medium
-- subject:    contract
-- controls:   JAL-6 6-c1; ISO27001:2022 A.5.19; NIST-CSF-2.0 GV.SC-06; PCI-DSS-4.0 12.8.3; DORA Art.28; APPI Art.25
-- tier:       critical severity=high
-- tier:       low severity=low
-- why:        Experience and ability are to be judged before information is entrusted, not afterwards.
-- why-ja:     委託先の経験と能力は、情報を預ける前に評価しなければならない。
-- fix:        Find out how work could begin without approval, and waive the finding with the reason; from now on open the gate first ("clause6 engagement gate").
-- fix-ja:     承認前に開始された経緯を確認し、理由を付して例外として承認を受ける。今後は業務の開始前に承認の有無を確認する（clause6 engagement gate）。
-- false:      The vendor was assessed in time, but that was before the register was kept and nobody recorded it.
-- false-ja:   開始前に評価済みだが、台帳の整備前であったため記録されていない。

WITH link AS (
  SELECT l.contract_id, l.engagement_id FROM register.engagement_contract l WHERE l.from_on IS NULL OR l.from_on <= :as_of
), work AS (
  -- Work begins under the first of its contracts; those after it only took it over.
  SELECT w.contract_id, min(w.starts_on) AS starts_on
  FROM (
    SELECT DISTINCT ON (l.engagement_id) l.contract_id, e.starts_on
    FROM link l
    JOIN register.engagement e ON e.id = l.engagement_id AND e.starts_on <= :as_of
    JOIN register.contract k ON k.id = l.contract_id
    ORDER BY l.engagement_id, k.starts_on, l.contract_id
  ) w
  GROUP BY w.contract_id
), approved AS (
  -- The whole vendor, or the work under this very contract.
  SELECT l.contract_id, l.vendor_id, l.place, min(a.concluded_on) AS approved_on
  FROM facts.contract_vendor(:as_of) l
  JOIN facts.assessment(:as_of) a ON a.vendor_id = l.vendor_id AND a.outcome IN ('approve', 'approve_with_conditions')
  WHERE a.engagement_id IS NULL OR EXISTS (SELECT FROM link k WHERE k.contract_id = l.contract_id AND k.engagement_id = a.engagement_id)
  GROUP BY l.contract_id, l.vendor_id, l.place
), early AS (
  -- Of several vendors on one paper the first.
  SELECT DISTINCT ON (c.contract_id) a.vendor_id, c.contract_id, c.reference, c.tier, c.starts_on, w.starts_on AS work_started_on,
    least(c.starts_on, w.starts_on) AS began_on, a.approved_on
  FROM facts.contract(:as_of) c
  JOIN approved a ON a.contract_id = c.contract_id
  LEFT JOIN work w ON w.contract_id = c.contract_id
  WHERE facts.binds(c.state) AND least(c.starts_on, w.starts_on) < a.approved_on
    -- What an amendment changes was begun before; an NDA is what makes an assessment possible.
    AND NOT facts.amends(c.kind, c.parent_id) AND c.kind <> 'nda'
    AND NOT EXISTS (SELECT FROM facts.vendor_end(:as_of) g WHERE g.vendor_id = a.vendor_id AND least(c.starts_on, w.starts_on) <= g.ended_on)
  ORDER BY c.contract_id, a.place, a.vendor_id
)
SELECT e.vendor_id,
  e.contract_id AS subject_id,
  e.began_on AS since,
  format('%s %s began on %s, and %s was first approved on %s', CASE WHEN e.began_on = e.starts_on THEN 'Contract' ELSE 'Work under contract' END,
    e.reference, e.began_on, v.name, e.approved_on) AS reason,
  format('契約 %s %sは %s に開始されたが、%s が初めて承認されたのは %s である', e.reference, CASE WHEN e.began_on = e.starts_on THEN '' ELSE 'の業務' END,
    e.began_on, v.name, e.approved_on) AS reason_ja,
  jsonb_build_object('starts_on', e.starts_on, 'work_started_on', e.work_started_on, 'approved_on', e.approved_on) AS evidence,
  p.severity
FROM early e
JOIN params p ON p.tier = e.tier
JOIN register.vendor v ON v.id = e.vendor_id
