-- rule:       contract-notice-window
-- version:    1
-- title:      Contract renews by itself unless somebody acts now
-- severity:   medium
-- subject:    contract
-- controls:   ISO27001:2022 A.5.20
-- tier:       critical severity=high
-- tier:       low severity=low
-- why:        After the last day for notice the organisation is bound for another period whether it wants to be or not.
-- fix:        Decide, then record the notice given or let the contract renew.

SELECT c.vendor_id,
  c.contract_id AS subject_id,
  c.since,
  format('Contract %s %s', c.reference, c.why) AS reason,
  jsonb_build_object('period_ends_on', c.period_ends_on, 'notice_by', c.notice_by, 'decide_by', c.decide_by) AS evidence,
  p.severity
FROM facts.contract(:as_of) c
JOIN params p ON p.tier = c.tier
WHERE c.state = 'in_notice_window'
