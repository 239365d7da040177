-- rule:       contract-expiring
-- version:    2
-- title:      Contract ends soon, and nothing follows it
-- title-ja:   契約がまもなく終了し、後続の契約がない
-- severity:   medium
-- subject:    contract
-- controls:   ISO27001:2022 A.5.20; ISO27001:2022 A.5.22; NIST-CSF-2.0 GV.SC-05; DORA Art.28
-- param:      lead_days int = 90 | days before the last day from which on the end is near
-- tier:       critical lead_days=180 severity=high
-- tier:       high lead_days=120
-- tier:       low lead_days=60 severity=low
-- why:        A new contract takes months to agree, and after the last day work goes on without agreed terms.
-- why-ja:     新しい契約の合意には数か月を要し、最終日を過ぎると取り決めのないまま業務が続くことになる。
-- fix:        Renew it ("clause6 contract renew"), register what replaces it ("clause6 contract add --supersedes"), or record the last day of the work ("clause6 contract edit --work-ended").
-- fix-ja:     契約を更新する（clause6 contract renew）か、後続の契約を登録する（clause6 contract add --supersedes）。業務を終了する場合は終了日を記録する（clause6 contract edit --work-ended）。
-- false:      The successor is signed but not recorded yet, or the work is to end and nobody recorded that.
-- false-ja:   後続の契約は締結済みだが未登録である。または業務を終了する予定だが、その記録がない。

SELECT u.vendor_id,
  c.contract_id AS subject_id,
  greatest(c.last_day - p.lead_days, c.starts_on, m.from_on, CASE WHEN c.auto_renews AND c.terminated_on IS DISTINCT FROM c.last_day THEN c.notice_given_on END) AS since,
  c.last_day AS due_on,
  format('Contract %s %s, and neither a renewal nor a contract that follows it is recorded', c.reference,
    CASE WHEN c.terminated_on = c.last_day THEN format('is terminated with %s as its last day', c.last_day)
      WHEN c.auto_renews THEN format('ends on %s by the notice given on %s', c.last_day, c.notice_given_on)
      ELSE format('ends on %s', c.last_day) END) AS reason,
  format('契約 %s は%sが、更新も後続の契約も記録されていない', c.reference,
    CASE WHEN c.terminated_on = c.last_day THEN format(' %s を最終日として解約される', c.last_day)
      WHEN c.auto_renews THEN format(' %s の更新拒絶通知により %s に終了する', c.notice_given_on, c.last_day)
      ELSE format(' %s に終了する', c.last_day) END) AS reason_ja,
  jsonb_build_object('last_day', c.last_day, 'lead_days', p.lead_days, 'moved_by', c.moved_by, 'work_ended_on', c.work_ended_on) AS evidence,
  p.severity
FROM facts.contract(:as_of) c
JOIN params p ON p.tier = c.tier
LEFT JOIN facts.contract_user(:as_of) u ON u.contract_id = c.contract_id
LEFT JOIN facts.moved_end(:as_of) m ON m.contract_id = c.contract_id
WHERE facts.binds(c.state) AND c.last_day <= :as_of + p.lead_days
  -- What ends with another contract is found there, and an amendment that is for a while only leaves the contract.
  AND c.ends_with IS NULL AND NOT facts.amends(c.kind, c.parent_id)
  AND facts.work_goes_on(c.work_ended_on, c.last_day + 1)
  AND (u.contract_id IS NOT NULL OR c.vendor_id IS NULL)
  AND NOT EXISTS (SELECT FROM register.contract r WHERE r.supersedes_id = c.contract_id AND r.starts_on <= c.last_day + 1)
  -- A renewal that counts later but in time; none undoes a termination.
  AND NOT EXISTS (
    SELECT FROM facts.direct_amendment() d
    WHERE d.contract_id = c.contract_id AND d.from_on > :as_of AND d.from_on <= c.last_day + 1 AND d.new_ends_on > c.last_day
      AND (d.until_on IS NULL OR d.until_on > c.last_day) AND (c.terminated_on IS NULL OR c.terminated_on > c.last_day))
