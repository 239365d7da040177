-- rule:       confidentiality-term-missing
-- version:    6
-- title:      Contract in force without a confidentiality term
-- title-ja:   有効な契約に秘密保持条項がない
-- severity:   high
-- subject:    contract
-- controls:   JAL-6 6-c1; ISO27001:2022 A.6.6; JISQ15001:2023 A.13
-- tier:       critical severity=critical
-- tier:       low severity=medium
-- why:        A vendor that is not bound to secrecy may use and pass on what it is told.
-- why-ja:     秘密保持義務を負わない委託先は、知り得た情報を利用し、第三者に伝えることができる。
-- fix:        Agree the term, or record the agreement (NDA, master contract) that already has it.
-- fix-ja:     秘密保持条項に合意するか、既にこれを定めている契約（NDA、基本契約）を登録する。
-- false:      Another paper binds the vendor but is not recorded.
-- false-ja:   別の書面が委託先を拘束しているが、登録されていない。

SELECT l.vendor_id,
  l.contract_id AS subject_id,
  -- From the first day of the contract, or of the version that says so.
  l.since,
  CASE WHEN l.status = 'missing' THEN format('Contract %s is in force and has no confidentiality term', c.reference)
    ELSE format('Contract %s is in force and nobody recorded a confidentiality term for it', c.reference) END AS reason,
  CASE WHEN l.status = 'missing' THEN format('契約 %s は有効だが、秘密保持条項がない', c.reference)
    ELSE format('契約 %s は有効だが、秘密保持条項の有無が記録されていない', c.reference) END AS reason_ja,
  jsonb_build_object('status', l.status) AS evidence,
  p.severity
FROM facts.lapse(:as_of) l
JOIN facts.contract(:as_of) c ON c.contract_id = l.contract_id
JOIN params p ON p.tier = c.tier
WHERE l.rule = 'confidentiality-term-missing'
