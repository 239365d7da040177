-- rule:       contract-lapsed
-- version:    4
-- title:      Contract lapsed while nothing says that the work ended
-- title-ja:   契約が終了し、業務の終了も後続の契約も記録されていない
-- severity:   high
-- subject:    contract
-- controls:   ISO27001:2022 A.5.20; JAL-6 6-c1
-- param:      grace_days int = 0 | days after the last day in force before the lapse counts
-- tier:       critical severity=critical
-- tier:       low severity=medium
-- why:        Work under an ended contract is work without agreed terms of confidentiality.
-- why-ja:     終了した契約のもとでの業務は、秘密保持の取り決めのない業務である。
-- fix:        Renew the contract, record the contract that replaces it, or record the last day of the work.
-- fix-ja:     契約を更新するか、後続の契約を登録する。業務が終了していれば、その最終日を記録する。
-- false:      The successor was signed but is not recorded yet.
-- false-ja:   後続の契約は締結済みだが、まだ登録されていない。

SELECT u.vendor_id,
  c.contract_id AS subject_id,
  c.since + p.grace_days AS since,
  CASE WHEN c.work_ended_on IS NULL THEN format('Contract %s %s, and neither a successor nor an end of the work is recorded', c.reference, c.why)
    ELSE format('Contract %s %s, and work goes on until %s', c.reference, c.why, c.work_ended_on) END AS reason,
  CASE WHEN c.work_ended_on IS NULL THEN format('契約 %s は %s に終了したが、後続の契約も業務の終了も記録されていない', c.reference, c.last_day)
    ELSE format('契約 %s は %s に終了したが、業務は %s まで続く', c.reference, c.last_day, c.work_ended_on) END AS reason_ja,
  jsonb_build_object('last_day', c.last_day, 'work_ended_on', c.work_ended_on, 'grace_days', p.grace_days) AS evidence,
  p.severity
FROM facts.contract(:as_of) c
JOIN params p ON p.tier = c.tier
LEFT JOIN facts.contract_user(:as_of) u ON u.contract_id = c.contract_id
WHERE c.state = 'lapsed'
  -- What only ended with another contract is found there, and an amendment that was for a while only leaves the contract.
  AND c.ends_with IS NULL AND NOT facts.amends(c.kind, c.parent_id)
  AND c.since + p.grace_days <= :as_of
  AND facts.work_goes_on(c.work_ended_on, :as_of)
  -- A vendor that was left is not used any more.
  AND (u.contract_id IS NOT NULL OR c.vendor_id IS NULL)
