-- rule:       term-lapsed
-- version:    3
-- title:      A mandatory term is no longer in the version in force
-- title-ja:   必須の契約条項が現行の版から失われている
-- severity:   high
-- subject:    contract
-- controls:   ISO27001:2022 A.5.20; NIST-CSF-2.0 GV.SC-05; JISQ15001:2023 A.13; GDPR Art.28; DORA Art.30
-- tier:       critical severity=critical
-- tier:       low severity=medium
-- why:        What was once agreed fell away with an amendment, or with the end of one, and the regime asks for it all the same.
-- why-ja:     いったん合意した条項が、契約の変更または変更契約の終了によって失われたが、適用される規程は引き続きその条項を求めている。
-- fix:        Agree the term anew and register the amendment ("clause6 contract amend --term"), or correct what is recorded ("clause6 contract term set").
-- fix-ja:     条項を改めて合意して変更契約を登録する（clause6 contract amend --term）。記録が誤っている場合は訂正する（clause6 contract term set）。
-- false:      The paper still has the term and whoever read the amendment overlooked it, or another paper that has it is not recorded.
-- false-ja:   実際には条項が残っており、変更契約の確認で見落とされた。または条項を定める別の契約が未登録である。

SELECT c.vendor_id,
  l.contract_id AS subject_id,
  l.term_key AS key,
  l.since,
  format('Contract %s had the term "%s", mandatory under %s, until %s, and from %s on %s', c.reference, t.title_en, l.regimes, l.since - 1, l.since,
    CASE WHEN l.status IS NULL THEN 'nothing is recorded of it' ELSE 'it is ' || l.status END) AS reason,
  format('契約 %s には %s が必須とする条項「%s」が %s までは定められていたが、%s 以降の版では「%s」となっている',
    c.reference, l.regimes, t.title_ja, l.since - 1, l.since, facts.term_words(l.status, 'ja')) AS reason_ja,
  jsonb_build_object('term', l.term_key, 'status', l.status, 'paper', paper.reference, 'present_until', l.since - 1, 'present_paper', former.reference,
    'requirements', l.requirements) AS evidence,
  CASE WHEN l.is_gone THEN p.severity ELSE facts.severity_beside(p.severity, -1) END AS severity
FROM facts.lapse(:as_of) l
JOIN facts.contract(:as_of) c ON c.contract_id = l.contract_id
JOIN params p ON p.tier = c.tier
JOIN register.term_kind t ON t.key = l.term_key
JOIN register.contract former ON former.id = l.present_source_contract_id
LEFT JOIN register.contract paper ON paper.id = l.source_contract_id
WHERE l.rule = 'term-lapsed'
