-- rule:       contract-notice-window
-- version:    2
-- title:      Contract renews by itself unless somebody acts now
-- title-ja:   今のうちに通知しなければ、契約が自動更新される
-- severity:   medium
-- subject:    contract
-- controls:   ISO27001:2022 A.5.20
-- tier:       critical severity=high
-- tier:       low severity=low
-- why:        After the last day for notice the organisation is bound for another period whether it wants to be or not.
-- why-ja:     通知の期限を過ぎると、望むと望まざるとにかかわらず、次の期間も契約に拘束される。
-- fix:        Decide, then record the notice given or let the contract renew.
-- fix-ja:     更新するか否かを決め、更新しない場合は通知した日を記録する。

SELECT c.vendor_id,
  c.contract_id AS subject_id,
  c.since,
  format('Contract %s %s', c.reference, c.why) AS reason,
  format('契約 %s は、%s までに通知しなければ %s に自動更新される（%s から検討期間）', c.reference, c.notice_by, c.period_ends_on + 1, c.decide_by) AS reason_ja,
  jsonb_build_object('period_ends_on', c.period_ends_on, 'notice_by', c.notice_by, 'decide_by', c.decide_by) AS evidence,
  p.severity
FROM facts.contract(:as_of) c
JOIN params p ON p.tier = c.tier
WHERE c.state = 'in_notice_window'
