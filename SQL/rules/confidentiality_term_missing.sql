-- rule:       confidentiality-term-missing
-- version:    5
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

WITH bound AS (
  -- A master contract or an NDA in force that has the term binds its vendors for all the work.
  SELECT DISTINCT l.vendor_id
  FROM facts.contract_vendor(:as_of) l
  JOIN register.contract n ON n.id = l.contract_id AND n.kind IN ('master', 'nda')
  JOIN facts.contract_state(:as_of) s ON s.contract_id = n.id AND facts.binds(s.state)
  JOIN facts.term(:as_of) t ON t.contract_id = n.id AND t.term_key = 'confidentiality' AND t.status = 'present'
), unbound AS (
  -- Of several vendors on one paper, the first whom nothing else binds.
  SELECT DISTINCT ON (l.contract_id) l.contract_id, l.vendor_id
  FROM facts.contract_vendor(:as_of) l
  WHERE NOT EXISTS (SELECT FROM bound b WHERE b.vendor_id = l.vendor_id)
  ORDER BY l.contract_id, l.place, l.vendor_id
)
SELECT u.vendor_id,
  c.contract_id AS subject_id,
  -- From the first day of the contract, or of the version that says so.
  greatest(c.starts_on, t.from_on) AS since,
  CASE WHEN t.status = 'missing' THEN format('Contract %s is in force and has no confidentiality term', c.reference)
    ELSE format('Contract %s is in force and nobody recorded a confidentiality term for it', c.reference) END AS reason,
  CASE WHEN t.status = 'missing' THEN format('契約 %s は有効だが、秘密保持条項がない', c.reference)
    ELSE format('契約 %s は有効だが、秘密保持条項の有無が記録されていない', c.reference) END AS reason_ja,
  jsonb_build_object('status', t.status) AS evidence,
  p.severity
FROM facts.contract(:as_of) c
JOIN params p ON p.tier = c.tier
LEFT JOIN facts.term(:as_of) t ON t.contract_id = c.contract_id AND t.term_key = 'confidentiality'
LEFT JOIN unbound u ON u.contract_id = c.contract_id
WHERE facts.binds(c.state)
  -- What an amendment does not touch stands in the contract that it amends.
  AND NOT facts.amends(c.kind, c.parent_id)
  AND (t.status IS NULL OR t.status = 'missing')
  AND (u.contract_id IS NOT NULL OR c.vendor_id IS NULL)
