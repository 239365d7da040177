-- rule:       evidence-missing
-- version:    1
-- title:      Vendor at work without valid evidence that its tier asks for
-- title-ja:   重要度に応じて必要な証跡のうち、有効なものがない
-- severity:   medium
-- subject:    vendor
-- controls:   ISO27001:2022 A.5.19; ISO27001:2022 A.5.22; NIST-CSF-2.0 GV.SC-07; JAL-6 7-c1; PCI-DSS-4.0 12.8.4; JISQ15001:2023 A.13; GDPR Art.28
-- param:      kinds text[] = {} | kinds of evidence of which one must be valid; {} asks for none
-- param:      months int = 12 | months from its issue for which a paper counts that names no end
-- tier:       critical kinds={iso27001,iso27017,iso27018,iso27701,privacymark,ismap,scs,soc2_type2,pci_aoc,audit_report} severity=critical
-- tier:       high kinds={iso27001,iso27017,iso27018,iso27701,privacymark,ismap,scs,soc2_type2,pci_aoc,audit_report} severity=high
-- why:        What the vendor says of itself is a claim; where much is at stake somebody independent has to have looked.
-- why-ja:     委託先の自己申告は主張にすぎない。重要な業務では、独立した第三者による確認が必要である。
-- fix:        Ask the vendor for a certificate or an audit report, register it with "clause6 evidence add", and read it.
-- fix-ja:     認証書または監査報告書の提出を委託先に求め、"clause6 evidence add" で登録し、内容を確認する。
-- false:      It is held and was not registered, or registered without its days or as another kind.
-- false-ja:   証跡は入手済みだが、登録されていない、日付が登録されていない、または別の種類として登録されている。

WITH work AS MATERIALIZED (
  SELECT w.* FROM facts.work(:as_of) w
), tier AS MATERIALIZED (
  -- Facts are read whole and filtered afterwards: where the planner expects few rows, it works them out anew for each.
  SELECT t.vendor_id, t.tier FROM facts.vendor_tier(:as_of) t
), used AS (
  SELECT w.vendor_id, range_agg(w.days) AS days FROM work w GROUP BY w.vendor_id
), asked AS (
  SELECT u.vendor_id, lower(r.unbroken) AS since, p.tier, p.kinds, p.months, p.severity
  FROM used u
  CROSS JOIN LATERAL unnest(u.days) r (unbroken)
  JOIN tier t ON t.vendor_id = u.vendor_id
  JOIN params p ON p.tier = t.tier AND p.kinds <> '{}'
  WHERE r.unbroken @> :as_of
), evidence AS MATERIALIZED (
  SELECT e.evidence_id, e.vendor_id, e.kind, e.number, e.issued_on, e.valid_from_on, e.valid_until_on,
    e.state <> 'not_yet_valid' AND e.replaced_by_id IS NULL AS counts
  FROM facts.evidence(:as_of) e
), latest AS (
  SELECT DISTINCT ON (a.vendor_id) a.vendor_id, e.evidence_id, concat_ws(' ', e.kind, e.number) AS paper, c.until_on
  FROM asked a
  JOIN evidence e ON e.vendor_id = a.vendor_id AND e.kind = ANY (a.kinds) AND e.counts
  CROSS JOIN LATERAL (
    -- A report that names no end counts for some months from its issue.
    SELECT coalesce(e.valid_until_on, (coalesce(e.issued_on, e.valid_from_on) + make_interval(months => a.months))::date) AS until_on
  ) c
  ORDER BY a.vendor_id, c.until_on DESC NULLS LAST, e.evidence_id DESC
)
SELECT a.vendor_id,
  a.vendor_id AS subject_id,
  greatest(a.since, l.until_on + 1) AS since,
  format('%s works for us at tier %s without valid evidence of its security: %s', v.name, a.tier,
    CASE WHEN l.evidence_id IS NULL THEN 'none of the kinds asked for is registered'
      WHEN l.until_on IS NULL THEN format('of %s (evidence %s) nobody recorded a day', l.paper, l.evidence_id)
      ELSE format('the last, %s (evidence %s), counted until %s', l.paper, l.evidence_id, l.until_on) END) AS reason,
  format('委託先「%s」（重要度%s）に業務を委託しているが、有効な証跡がない：%s', v.name, a.tier,
    CASE WHEN l.evidence_id IS NULL THEN '求められる種類の証跡が登録されていない'
      WHEN l.until_on IS NULL THEN format('%s（証跡%s）には日付が登録されていない', l.paper, l.evidence_id)
      ELSE format('最後の%s（証跡%s）は%sまで有効であった', l.paper, l.evidence_id, l.until_on) END) AS reason_ja,
  jsonb_build_object('tier', a.tier, 'kinds', a.kinds, 'latest_id', l.evidence_id, 'counted_until_on', l.until_on) AS evidence,
  a.severity
FROM asked a
JOIN register.vendor v ON v.id = a.vendor_id
LEFT JOIN latest l ON l.vendor_id = a.vendor_id
WHERE l.until_on IS NULL OR l.until_on < :as_of
