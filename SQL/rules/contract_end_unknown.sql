-- rule:       contract-end-unknown
-- version:    2
-- title:      Nobody recorded when the contract ends
-- title-ja:   契約の終了日が記録されていない
-- severity:   medium
-- subject:    contract
-- controls:   ISO27001:2022 A.5.20
-- tier:       critical severity=high
-- tier:       low severity=low
-- why:        An end that nobody recorded is an end that nobody will notice.
-- why-ja:     記録のない終了日には、誰も気づくことができない。
-- fix:        Record the last day in force, or record that the contract is open-ended.
-- fix-ja:     契約の最終日を記録するか、期間の定めのない契約であることを記録する。

SELECT c.vendor_id,
  c.contract_id AS subject_id,
  c.since,
  format('Contract %s has no recorded end and is not said to be open-ended', c.reference) AS reason,
  format('契約 %s は終了日の記録がなく、期間の定めのない契約とも記録されていない', c.reference) AS reason_ja,
  jsonb_build_object('starts_on', c.starts_on) AS evidence,
  p.severity
FROM facts.contract(:as_of) c
JOIN params p ON p.tier = c.tier
WHERE c.state = 'end_unknown'
