-- rule:       contract-notice-missed
-- version:    1
-- title:      The last day for notice passed, and the contract renews by itself
-- title-ja:   更新拒絶の通知期限が過ぎ、契約が自動更新される
-- severity:   medium
-- subject:    contract
-- controls:   ISO27001:2022 A.5.20; ISO27001:2022 A.5.22
-- param:      for_days int = 90 | days after such a renewal for which it is still shown
-- tier:       critical severity=high
-- tier:       low severity=low
-- why:        Nobody decided to keep the vendor: the organisation is bound for another period on the old terms.
-- why-ja:     委託先を継続するという判断がないまま、従前の条件でさらに一期間拘束される。
-- fix:        Decide whether to keep it and review the vendor ("clause6 review start"); to leave it, agree an earlier end ("clause6 contract terminate") or give notice for the next period ("clause6 contract edit --notice-given").
-- fix-ja:     継続の可否を判断し、委託先を見直す（clause6 review start）。継続しない場合は、合意解約する（clause6 contract terminate）か、次期に向けて更新拒絶を通知し記録する（clause6 contract edit --notice-given）。
-- false:      Notice was given in time but is not recorded, or somebody decided in time to let it renew.
-- false-ja:   期限内に通知したが未登録である。または更新することを期限内に判断していた。

SELECT c.vendor_id,
  c.contract_id AS subject_id,
  greatest(n.notice_by + 1, c.starts_on, m.from_on) AS since,
  -- The same before and after the renewal, for it is the same breach.
  format('No notice is recorded by %s, the last day for it, so contract %s renews by itself on %s (%s)', n.notice_by, c.reference, e.period_ends_on + 1,
    facts.notice_arithmetic(e.period_ends_on, c.notice_months, c.notice_days, c.decision_days)) AS reason,
  format('更新拒絶の通知期限 %s までに通知の記録がなく、契約 %s は %s に自動更新となる（期間の最終日 %s の%s前が期限）', n.notice_by, c.reference, e.period_ends_on + 1,
    e.period_ends_on, concat_ws('と', c.notice_months || 'か月', c.notice_days || '日')) AS reason_ja,
  jsonb_build_object('notice_by', n.notice_by, 'period_ended_on', e.period_ends_on, 'notice_months', c.notice_months, 'notice_days', c.notice_days) AS evidence,
  p.severity
FROM facts.contract(:as_of) c
JOIN params p ON p.tier = c.tier
LEFT JOIN facts.moved_end(:as_of) m ON m.contract_id = c.contract_id
CROSS JOIN LATERAL (
  -- The period whose renewal nobody stopped: the one that runs, or the one before it.
  SELECT CASE WHEN c.state = 'notice_missed' THEN c.period_ends_on
    WHEN c.state IN ('auto_renewed', 'in_notice_window') AND c.renewals IS DISTINCT FROM 0 AND c.last_day IS NULL
      THEN coalesce(facts.period_end(c.ends_on, c.renewal_months, c.renewals - 1), c.ends_on) END AS period_ends_on
  OFFSET 0
) e
CROSS JOIN LATERAL (SELECT facts.notice_by(e.period_ends_on, c.notice_months, c.notice_days) AS notice_by) n
WHERE n.notice_by IS NOT NULL AND e.period_ends_on + p.for_days >= :as_of
  AND NOT EXISTS (SELECT FROM register.contract r WHERE r.supersedes_id = c.contract_id AND r.starts_on <= e.period_ends_on + 1)
