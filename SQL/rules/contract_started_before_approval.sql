-- rule:       contract-started-before-approval
-- version:    3
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

WITH early AS (
  -- Of several vendors on one paper the first.
  SELECT DISTINCT ON (b.contract_id) b.vendor_id, b.contract_id, c.reference, c.tier, b.starts_on, b.work_started_on, b.began_on, b.approved_on
  FROM facts.beginning(:as_of) b
  JOIN facts.contract(:as_of) c ON c.contract_id = b.contract_id
  WHERE b.began_on < b.approved_on AND facts.binds(c.state)
    AND NOT EXISTS (SELECT FROM facts.vendor_end(:as_of) g WHERE g.vendor_id = b.vendor_id AND b.began_on <= g.ended_on)
  ORDER BY b.contract_id, b.place, b.vendor_id
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
