-- rule:       contract-lapsed
-- version:    5
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

SELECT l.vendor_id,
  l.contract_id AS subject_id,
  l.since + p.grace_days AS since,
  CASE WHEN l.work_ended_on IS NULL THEN format('Contract %s %s, and neither a successor nor an end of the work is recorded', c.reference, l.why)
    ELSE format('Contract %s %s, and work goes on until %s', c.reference, l.why, l.work_ended_on) END AS reason,
  CASE WHEN l.work_ended_on IS NULL THEN format('契約 %s は %s に終了したが、後続の契約も業務の終了も記録されていない', c.reference, l.last_day)
    ELSE format('契約 %s は %s に終了したが、業務は %s まで続く', c.reference, l.last_day, l.work_ended_on) END AS reason_ja,
  jsonb_build_object('last_day', l.last_day, 'work_ended_on', l.work_ended_on, 'grace_days', p.grace_days) AS evidence,
  p.severity
FROM facts.lapse(:as_of) l
JOIN facts.contract(:as_of) c ON c.contract_id = l.contract_id
JOIN params p ON p.tier = c.tier
WHERE l.rule = 'contract-lapsed' AND l.since + p.grace_days <= :as_of
