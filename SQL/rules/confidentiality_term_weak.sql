-- rule:       confidentiality-term-weak
-- version:    1
-- title:      Contract in force with only a weak confidentiality term
-- title-ja:   有効な契約の秘密保持条項が不十分である
-- severity:   medium
-- subject:    contract
-- controls:   JAL-6 6-c1; ISO27001:2022 A.6.6; ISO27001:2022 A.5.20; JISQ15001:2023 A.13
-- tier:       critical severity=high
-- tier:       low severity=low
-- why:        Whoever read the paper found that it does not bind the vendor to secrecy as it should, and nothing else does.
-- why-ja:     契約を確認した者が、委託先の秘密保持義務を不十分と判断しており、これを補う契約もない。
-- fix:        Agree a better term ("clause6 contract amend --term confidentiality=present"), or record the NDA or master contract that already has it.
-- fix-ja:     十分な条項に改める（clause6 contract amend --term confidentiality=present）か、既にこれを定めている秘密保持契約または基本契約を登録する。
-- false:      Another paper binds the vendor as it should but is not recorded.
-- false-ja:   十分な秘密保持義務を定めた別の契約があるが、未登録である。

WITH bound AS (
  -- A master contract or an NDA in force that has the term binds its vendors for all the work.
  SELECT l.vendor_id
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
  greatest(c.starts_on, t.from_on) AS since,
  format('The confidentiality term of contract %s (%s) is recorded as weak, and no master contract or NDA in force has it in full', c.reference,
    concat_ws(' ', k.reference, coalesce(t.article, 'without an article'))) AS reason,
  format('契約 %s の秘密保持条項（%s）は不十分と記録されており、これを補う有効な基本契約も秘密保持契約もない', c.reference,
    concat_ws(' ', k.reference, coalesce(t.article, '条番号の記録なし'))) AS reason_ja,
  jsonb_build_object('paper', k.reference, 'article', t.article, 'checked_on', t.checked_on) AS evidence,
  p.severity
FROM facts.contract(:as_of) c
JOIN params p ON p.tier = c.tier
JOIN facts.term(:as_of) t ON t.contract_id = c.contract_id AND t.term_key = 'confidentiality' AND t.status = 'weak'
JOIN register.contract k ON k.id = t.source_contract_id
LEFT JOIN unbound u ON u.contract_id = c.contract_id
WHERE facts.binds(c.state)
  -- What an amendment says counts in the contract that it amends.
  AND NOT facts.amends(c.kind, c.parent_id)
  AND (u.contract_id IS NOT NULL OR c.vendor_id IS NULL)
