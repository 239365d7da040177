-- rule:       contract-unsigned
-- version:    2
-- title:      Contract counts, and was not signed before it did
-- title-ja:   契約が効力を生じているが、開始日までに署名されていない
-- severity:   medium
-- subject:    contract
-- controls:   JAL-6 6-c1; ISO27001:2022 A.5.20; PCI-DSS-4.0 12.8.2; DORA Art.30
-- tier:       critical severity=high
-- tier:       low severity=low
-- why:        Until both sides have signed, nobody is bound for certain to secrecy or to anything else.
-- why-ja:     双方が署名するまでは、秘密保持をはじめとする義務を委託先が負っていると確実には言えない。
-- fix:        Have it signed and record the day ("clause6 contract edit --signed"); where it was signed late, say why in its note.
-- fix-ja:     署名を得て署名日を記録する（clause6 contract edit --signed）。開始後に署名した場合は、その理由を備考に記録する。
-- false:      It was signed in time, and nobody recorded the day or a wrong one was recorded.
-- false-ja:   期限内に署名済みだが、署名日が未登録または誤って登録されている。

SELECT u.vendor_id,
  c.contract_id AS subject_id,
  c.starts_on AS since,
  format('Contract %s counts%s, and %s', c.reference, coalesce(' from ' || c.starts_on || ' on', ' without a recorded start'),
    coalesce('its day of signature is ' || c.signed_on, 'nobody recorded when it was signed')) AS reason,
  format('契約 %s は%s効力を生じているが、%s', c.reference, coalesce(' ' || c.starts_on || ' から', '開始日の記録がないまま'),
    coalesce('署名日は ' || c.signed_on || ' である', '署名日が記録されていない')) AS reason_ja,
  jsonb_build_object('starts_on', c.starts_on, 'signed_on', c.signed_on) AS evidence,
  -- Once it is signed, only the days before were without a signature.
  CASE WHEN c.signed_on <= :as_of THEN facts.severity_beside(p.severity, -1)
    ELSE p.severity END AS severity
FROM facts.contract(:as_of) c
JOIN params p ON p.tier = c.tier
LEFT JOIN facts.contract_user(:as_of) u ON u.contract_id = c.contract_id
WHERE facts.binds(c.state)
  AND (c.signed_on IS NULL OR c.signed_on > coalesce(c.starts_on, :as_of))
  AND (u.contract_id IS NOT NULL OR c.vendor_id IS NULL)
