-- rule:       requirement-missing
-- version:    1
-- title:      A mandatory requirement is not met by the papers in force
-- title-ja:   法令・規格の必須要件が、有効な契約書類で満たされていない
-- severity:   high
-- subject:    engagement
-- controls:   ISO27001:2022 A.5.20; NIST-CSF-2.0 GV.SC-05; JAL-6 6-c1; JISQ15001:2023 A.13; APPI Art.25; GDPR Art.28; DORA Art.30
-- param:      unrecorded text = medium | severity where nobody recorded whether the papers say it
-- param:      weak text = low | severity where the papers say it, but weakly
-- tier:       critical severity=critical unrecorded=high weak=medium
-- tier:       low severity=medium unrecorded=low weak=info
-- why:        What a regime says must stand in the contract binds the vendor only when it does; without it the organisation itself breaks the regime.
-- why-ja:     契約で定めるべき事項は、契約書に書かれて初めて委託先を拘束する。欠けていれば、委託元である自社が法令・規格に違反することになる。
-- fix:        Agree what is lacking and record it with "clause6 contract term set"; "clause6 engagement coverage" shows which paper says what.
-- fix-ja:     不足している条項を委託先と合意し、"clause6 contract term set" で登録する。どの書類に何が書かれているかは "clause6 engagement coverage" で確認できる。
-- false:      Another paper says it but is not recorded, or stands behind other work only; or the wording of the regime was never verified: see its "checked".
-- false-ja:   別の書類に定めがあるが登録されていない、または別の業務にだけ紐づけられている。あるいは、要件の原文が確認されていない（"checked" を参照）。

WITH work AS MATERIALIZED (
  SELECT w.* FROM facts.work(:as_of) w
), tier AS MATERIALIZED (
  -- Facts are read whole and filtered afterwards: where the planner expects few rows, it works them out anew for each.
  SELECT t.engagement_id, t.tier FROM facts.engagement_tier(:as_of) t
), coverage AS MATERIALIZED (
  SELECT c.engagement_id, c.regime, c.ref, c.title_en, c.title_ja, c.state, c.terms_lacking, c.checked, c.detail_en, c.detail_ja,
    c.strength = 'mandatory' AND c.gap AS counts
  FROM facts.engagement_coverage(:as_of) c
)
SELECT w.vendor_id,
  w.engagement_id AS subject_id,
  c.regime || '/' || c.ref AS key,
  -- Papers, terms and conditions come and go, and no fact tells since when it has been lacking.
  NULL::date AS since,
  format('%s %s (%s) is %s for the engagement %s of %s: %s', c.regime, c.ref, c.title_en,
    CASE c.state WHEN 'missing' THEN 'not met' WHEN 'weak' THEN 'met only weakly' ELSE 'not known to be met' END, e.title, v.name, c.detail_en) AS reason,
  format('委託先「%s」の業務「%s」について、%s %s（%s）が%s：%s', v.name, e.title, c.regime, c.ref, c.title_ja,
    CASE c.state WHEN 'missing' THEN '満たされていない' WHEN 'weak' THEN '十分に満たされていない' ELSE '満たされているか確認されていない' END, c.detail_ja) AS reason_ja,
  jsonb_build_object('state', c.state, 'lacking', c.terms_lacking, 'checked', c.checked) AS evidence,
  CASE c.state WHEN 'missing' THEN p.severity WHEN 'weak' THEN p.weak ELSE p.unrecorded END AS severity
FROM coverage c
JOIN work w ON w.engagement_id = c.engagement_id AND w.days @> :as_of
JOIN tier t ON t.engagement_id = c.engagement_id
JOIN params p ON p.tier = t.tier
JOIN register.engagement e ON e.id = c.engagement_id
JOIN register.vendor v ON v.id = w.vendor_id
WHERE c.counts
