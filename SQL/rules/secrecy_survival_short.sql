-- rule:       secrecy-survival-short
-- version:    1
-- title:      Secrecy ends too soon after the contract does
-- title-ja:   契約終了後の秘密保持義務の存続期間が短い
-- severity:   medium
-- subject:    contract
-- controls:   JAL-6 6-c1; ISO27001:2022 A.6.6; ISO27001:2022 A.5.20; NIST-CSF-2.0 GV.SC-10
-- param:      months int = 36 | months for which secrecy is to go on after the end at least
-- tier:       critical months=60 severity=high
-- tier:       low months=12 severity=low
-- why:        What a vendor was told is worth keeping secret for longer than the vendor is bound to.
-- why-ja:     委託先に開示した情報は、秘密保持義務の存続期間を超えて秘密にしておく価値がある。
-- fix:        Agree a longer survival ("clause6 contract amend", then "clause6 contract term set … confidentiality present --figure"), or an NDA that has it.
-- fix-ja:     より長い存続期間を合意して登録する（clause6 contract amend の後、clause6 contract term set … confidentiality present --figure）か、十分な存続期間を定めた秘密保持契約を締結する。
-- false:      What is entrusted loses its worth sooner, or an NDA that goes on for longer is not recorded.
-- false-ja:   預ける情報の秘密性がより早く失われる。または存続期間のより長い秘密保持契約が未登録である。

WITH runs AS MATERIALIZED (
  SELECT s.contract_id, s.survives_months, s.source_contract_id FROM facts.secrecy(:as_of) s WHERE s.secrecy_state = 'runs'
), bound AS (
  -- For how long the master contracts and NDAs in force bind a vendor after their end.
  SELECT l.vendor_id, max(r.survives_months) AS months
  FROM runs r
  JOIN register.contract n ON n.id = r.contract_id AND n.kind IN ('master', 'nda')
  JOIN facts.contract_vendor(:as_of) l ON l.contract_id = n.id
  GROUP BY l.vendor_id
), short AS (
  -- Of several vendors on one paper, the first whom nothing else binds for long enough.
  SELECT DISTINCT ON (c.contract_id) c.contract_id, c.reference, c.starts_on, l.vendor_id, r.survives_months, r.source_contract_id, p.months, p.severity
  FROM runs r
  JOIN facts.contract(:as_of) c ON c.contract_id = r.contract_id
  JOIN params p ON p.tier = c.tier AND r.survives_months < p.months
  LEFT JOIN facts.contract_vendor(:as_of) l ON l.contract_id = c.contract_id
  WHERE NOT EXISTS (SELECT FROM bound b WHERE b.vendor_id = l.vendor_id AND b.months >= p.months)
  ORDER BY c.contract_id, l.place, l.vendor_id
)
SELECT s.vendor_id,
  s.contract_id AS subject_id,
  greatest(s.starts_on, t.from_on) AS since,
  format('Secrecy under contract %s %s, and %s are the least that is wanted', s.reference,
    CASE s.survives_months WHEN 0 THEN 'ends with the contract' ELSE format('goes on for %s after its end', facts.figure_text(s.survives_months, 'months', 'en')) END,
    facts.figure_text(s.months, 'months', 'en')) AS reason,
  format('契約 %s の秘密保持義務は%s、求める%sに満たない', s.reference,
    CASE s.survives_months WHEN 0 THEN '契約の終了とともに消滅し' ELSE format('契約終了後%sで終了し', facts.figure_text(s.survives_months, 'months', 'ja')) END,
    facts.figure_text(s.months, 'months', 'ja')) AS reason_ja,
  jsonb_build_object('survives_months', s.survives_months, 'months', s.months, 'paper', k.reference, 'article', t.article) AS evidence,
  s.severity
FROM short s
JOIN facts.term(:as_of) t ON t.contract_id = s.contract_id AND t.term_key = 'confidentiality'
JOIN register.contract k ON k.id = s.source_contract_id
