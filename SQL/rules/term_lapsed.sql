-- rule:       term-lapsed
-- version:    2
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

WITH changed AS MATERIALIZED (
  -- Of what was only ever said once, from no day on, nothing was lost.
  SELECT DISTINCT v.contract_id, v.term_key FROM facts.term_version() v WHERE coalesce(v.from_on, v.until_on) IS NOT NULL
), lacking AS MATERIALIZED (
  -- By all papers that bind, for the engagement that is worst off: a term that another paper has is not lost.
  SELECT w.contract_id, w.term_key, bool_or(w.status IS DISTINCT FROM 'weak') AS is_gone,
    string_agg(DISTINCT r.key, ', ' ORDER BY r.key) AS regimes, jsonb_agg(DISTINCT concat(r.key, ' ', q.ref)) AS requirements
  FROM changed
  JOIN facts.coverage_term(:as_of) w ON w.contract_id = changed.contract_id AND w.term_key = changed.term_key
  JOIN register.requirement q ON q.id = w.requirement_id AND q.strength = 'mandatory'
  JOIN register.regime r ON r.id = w.regime_id
  WHERE facts.term_rank(w.status) NOT IN (1, 4)
  GROUP BY w.contract_id, w.term_key
), version AS MATERIALIZED (
  SELECT k.contract_id, k.term_key, v.status, v.source_contract_id, v.from_on, v.until_on, v.recorded_from_on
  FROM lacking k JOIN facts.term_version() v ON v.contract_id = k.contract_id AND v.term_key = k.term_key
), turn AS (
  -- The days on which another version may come into force.
  SELECT v.contract_id, v.term_key, d.day
  FROM version v CROSS JOIN LATERAL (VALUES (coalesce(v.from_on, '-infinity')), (v.until_on + 1)) d (day)
  WHERE d.day <= :as_of
), history AS (
  -- The version in force from each of them on, as facts.term picks it.
  SELECT DISTINCT ON (t.contract_id, t.term_key, t.day) t.contract_id, t.term_key, t.day, v.status, v.source_contract_id
  FROM turn t
  LEFT JOIN version v ON v.contract_id = t.contract_id AND v.term_key = t.term_key
    AND coalesce(v.from_on, '-infinity') <= t.day AND coalesce(v.until_on, 'infinity') >= t.day
  ORDER BY t.contract_id, t.term_key, t.day, v.from_on DESC NULLS LAST, v.source_contract_id <> v.contract_id DESC, v.source_contract_id DESC,
    v.recorded_from_on DESC NULLS LAST
), lapse AS (
  SELECT h.contract_id, h.term_key, min(h.day) FILTER (WHERE h.day > h.present_from) AS since,
    (array_agg(h.status ORDER BY h.day DESC))[1] AS status, (array_agg(h.source_contract_id ORDER BY h.day DESC))[1] AS source_id,
    max(h.source_contract_id) FILTER (WHERE h.day = h.present_from) AS present_source_id
  FROM (
    SELECT history.*, max(history.day) FILTER (WHERE history.status = 'present') OVER (PARTITION BY history.contract_id, history.term_key) AS present_from
    FROM history
  ) h
  GROUP BY h.contract_id, h.term_key
)
SELECT c.vendor_id,
  c.contract_id AS subject_id,
  l.term_key AS key,
  l.since,
  format('Contract %s had the term "%s", mandatory under %s, until %s, and from %s on %s', c.reference, t.title_en, k.regimes, l.since - 1, l.since,
    CASE WHEN l.status IS NULL THEN 'nothing is recorded of it' ELSE 'it is ' || l.status END) AS reason,
  format('契約 %s には %s が必須とする条項「%s」が %s までは定められていたが、%s 以降の版では「%s」となっている',
    c.reference, k.regimes, t.title_ja, l.since - 1, l.since, facts.term_words(l.status, 'ja')) AS reason_ja,
  jsonb_build_object('term', l.term_key, 'status', l.status, 'paper', paper.reference, 'present_until', l.since - 1, 'present_paper', former.reference,
    'requirements', k.requirements) AS evidence,
  CASE WHEN k.is_gone THEN p.severity
    ELSE facts.severity_beside(p.severity, -1) END AS severity
FROM lapse l
JOIN lacking k ON k.contract_id = l.contract_id AND k.term_key = l.term_key
JOIN facts.contract(:as_of) c ON c.contract_id = l.contract_id
JOIN params p ON p.tier = c.tier
JOIN register.term_kind t ON t.key = l.term_key
JOIN register.contract former ON former.id = l.present_source_id
LEFT JOIN register.contract paper ON paper.id = l.source_id
WHERE facts.binds(c.state)
  AND l.status IS DISTINCT FROM 'not_applicable'
  -- What was replaced before the first day was never in force.
  AND (c.starts_on IS NULL OR l.since > c.starts_on)
