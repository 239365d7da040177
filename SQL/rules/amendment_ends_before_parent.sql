-- rule:       amendment-ends-before-parent
-- version:    1
-- title:      An amendment ends before the contract that it amends
-- title-ja:   変更契約が、変更対象の契約より先に終了する
-- severity:   medium
-- subject:    contract
-- controls:   ISO27001:2022 A.5.20; NIST-CSF-2.0 GV.SC-05
-- param:      lead_days int = 90 | days before the end of the amendment from which on it is near
-- tier:       critical severity=high lead_days=180
-- tier:       high lead_days=120
-- tier:       low severity=low lead_days=60
-- why:        From the day after its end on the contract reads again as it did before: terms that were won fall away without anybody deciding it.
-- why-ja:     変更契約が終了すると契約は変更前の内容に戻り、合意した条項が誰の判断もなく失われる。
-- fix:        Agree that it counts as long as the contract does ("clause6 contract edit --ends" with an empty day, or "clause6 contract amend" anew), or plan for what falls back.
-- fix-ja:     契約の存続中は効力を有することを合意する（clause6 contract edit --ends を空にするか、clause6 contract amend で改めて登録する）。元の内容に戻してよい場合は、戻る条項への対応を準備する。
-- false:      It was meant for a while only, or its own end was copied from the contract before that was renewed.
-- false-ja:   期間を限った変更である。または契約の更新前の終了日を写したものである。

SELECT a.vendor_id,
  a.contract_id AS subject_id,
  a.starts_on AS since,
  a.last_day AS due_on,
  format('Amendment %s ends on %s, and contract %s, which it amends, %s', a.reference, a.last_day, c.reference,
    CASE WHEN c.last_day IS NULL THEN 'has no last day' ELSE format('ends on %s', c.last_day) END) AS reason,
  format('変更契約 %s は %s に終了するが、変更対象の契約 %s は%s', a.reference, a.last_day, c.reference,
    CASE WHEN c.last_day IS NULL THEN '最終日が定まっていない' ELSE format(' %s まで存続する', c.last_day) END) AS reason_ja,
  jsonb_build_object('last_day', a.last_day, 'amends', c.reference, 'amended_last_day', c.last_day, 'new_end', a.new_ends_on, 'terms', coalesce(t.terms, '[]')) AS evidence,
  -- Until the end is near there is time.
  CASE WHEN a.last_day <= :as_of + p.lead_days THEN p.severity
    ELSE facts.severity_beside(p.severity, -1) END AS severity
FROM facts.contract(:as_of) a
JOIN facts.contract(:as_of) c ON c.contract_id = a.parent_id AND facts.binds(c.state)
JOIN params p ON p.tier = c.tier
LEFT JOIN (
  SELECT s.contract_id, jsonb_agg(DISTINCT s.term_key) AS terms FROM register.term s GROUP BY s.contract_id
) t ON t.contract_id = a.contract_id
WHERE facts.amends(a.kind, a.parent_id) AND facts.binds(a.state)
  AND a.last_day < coalesce(c.last_day, 'infinity')
  -- What takes its place in time, or that of the contract itself, keeps or ends what it changed.
  AND NOT EXISTS (SELECT FROM register.contract r WHERE r.supersedes_id IN (a.contract_id, c.contract_id) AND r.starts_on <= a.last_day + 1)
