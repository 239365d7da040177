-- rule:       engagement-contract-lapsed
-- version:    3
-- title:      Work goes on, and none of its contracts binds any more
-- title-ja:   業務が継続しているが、有効な契約がない
-- severity:   high
-- subject:    engagement
-- controls:   JAL-6 6-c1; ISO27001:2022 A.5.20; NIST-CSF-2.0 GV.SC-05; JISQ15001:2023 A.13; PCI-DSS-4.0 12.8.2; APPI Art.25
-- tier:       critical severity=critical
-- tier:       low severity=medium
-- why:        Work without a contract is work without agreed terms of confidentiality and proper management.
-- why-ja:     契約のない業務には、秘密保持と適正な管理についての合意がない。
-- fix:        Renew the contract ("clause6 contract renew"), link the one under which the work is done ("clause6 engagement link"), or record the last day of the work ("clause6 engagement edit --ends").
-- fix-ja:     契約を更新する（clause6 contract renew）か、業務の根拠となる契約を紐付ける（clause6 engagement link）。業務が終了している場合は終了日を記録する（clause6 engagement edit --ends）。
-- false:      The new contract is signed but not recorded or not linked yet.
-- false-ja:   新しい契約は締結済みだが、登録または紐付けが済んでいない。

SELECT l.vendor_id,
  l.engagement_id AS subject_id,
  l.since,
  format('Engagement "%s" of %s is under way and none of its contracts binds: the last one, %s, %s', e.title, v.name, c.reference,
    CASE l.cause WHEN 'unlinked' THEN format('stood behind it until %s', l.last_day)
      WHEN 'superseded' THEN format('was replaced on %s', l.last_day + 1)
      WHEN 'terminated' THEN format('was terminated with %s as its last day', l.last_day)
      ELSE format('ended on %s', l.last_day) END) AS reason,
  format('%s の委託業務「%s」は継続しているが、最後の契約 %s が%s、有効な契約がない', v.name, e.title, c.reference,
    CASE l.cause WHEN 'unlinked' THEN format(' %s までで紐付けを外され', l.last_day)
      WHEN 'superseded' THEN format(' %s に差し替えられ', l.last_day + 1)
      WHEN 'terminated' THEN format(' %s を最終日として解約され', l.last_day)
      ELSE format(' %s に終了し', l.last_day) END) AS reason_ja,
  jsonb_build_object('contract', c.reference, 'cause', l.cause, 'last_day', l.last_day) AS evidence,
  p.severity
FROM facts.lapse(:as_of) l
JOIN facts.engagement_tier(:as_of) t ON t.engagement_id = l.engagement_id
JOIN params p ON p.tier = t.tier
JOIN register.engagement e ON e.id = l.engagement_id
JOIN register.vendor v ON v.id = l.vendor_id
JOIN register.contract c ON c.id = l.contract_id
WHERE l.rule = 'engagement-contract-lapsed'
