-- rule:       confidentiality-term-missing
-- version:    1
-- title:      Contract in force without a confidentiality term
-- severity:   high
-- subject:    contract
-- controls:   JAL-6 6-c1; ISO27001:2022 A.6.6; JISQ15001:2023 A.13
-- tier:       critical severity=critical
-- tier:       low severity=medium
-- why:        A vendor that is not bound to secrecy may use and pass on what it is told.
-- fix:        Agree the term, or record the agreement (NDA, master contract) that already has it.
-- false:      Another paper binds the vendor but is not recorded.

SELECT c.vendor_id,
  c.contract_id AS subject_id,
  c.starts_on AS since,
  CASE WHEN t.status = 'missing' THEN format('Contract %s is in force and has no confidentiality term', c.reference)
    ELSE format('Contract %s is in force and nobody recorded a confidentiality term for it', c.reference) END AS reason,
  jsonb_build_object('status', t.status) AS evidence,
  p.severity
FROM facts.contract(:as_of) c
JOIN params p ON p.tier = c.tier
LEFT JOIN facts.term(:as_of) t ON t.contract_id = c.contract_id AND t.term_key = 'confidentiality'
WHERE facts.binds(c.state)
  AND (t.status IS NULL OR t.status = 'missing')
  -- A master contract or an NDA in force with the same vendor binds it for all the work.
  AND NOT EXISTS (
    SELECT FROM register.contract_vendor l
    JOIN register.contract n ON n.id = l.contract_id AND n.kind IN ('master', 'nda') AND n.id <> c.contract_id
    JOIN facts.contract_state(:as_of) s ON s.contract_id = n.id AND facts.binds(s.state)
    JOIN facts.term(:as_of) nt ON nt.contract_id = n.id AND nt.term_key = 'confidentiality' AND nt.status = 'present'
    WHERE l.vendor_id = c.vendor_id)
