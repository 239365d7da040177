-- rule:       contract-end-unknown
-- version:    1
-- title:      Nobody recorded when the contract ends
-- severity:   medium
-- subject:    contract
-- controls:   ISO27001:2022 A.5.20
-- tier:       critical severity=high
-- tier:       low severity=low
-- why:        An end that nobody recorded is an end that nobody will notice.
-- fix:        Record the last day in force, or record that the contract is open-ended.

SELECT c.vendor_id,
  c.contract_id AS subject_id,
  c.since,
  format('Contract %s has no recorded end and is not said to be open-ended', c.reference) AS reason,
  jsonb_build_object('starts_on', c.starts_on) AS evidence,
  p.severity
FROM facts.contract(:as_of) c
JOIN params p ON p.tier = c.tier
WHERE c.state = 'end_unknown'
