-- rule:       evidence-scope
-- version:    1
-- title:      The vendor's certificates do not cover this work
-- title-ja:   委託先の認証の対象範囲に、この業務が含まれていない
-- severity:   medium
-- subject:    engagement
-- controls:   ISO27001:2022 A.5.19; ISO27001:2022 A.5.22; NIST-CSF-2.0 GV.SC-07; PCI-DSS-4.0 12.8.4; DORA Art.28
-- param:      kinds text[] = {} | kinds of certificates of which one must cover the work; {} asks for none
-- param:      months int = 12 | months from its issue for which a paper counts that names no end
-- tier:       critical kinds={iso27001,iso27017,iso27018,iso27701,privacymark,ismap,scs,soc2_type2,pci_aoc} severity=high
-- tier:       high kinds={iso27001,iso27017,iso27018,iso27701,privacymark,ismap,scs,soc2_type2,pci_aoc}
-- why:        A certificate speaks of the sites and services in its scope and of nothing else.
-- why-ja:     認証は、対象範囲に含まれる拠点とサービスについてしか有効でない。
-- fix:        Ask for a certificate that covers the work; where one does, say so with "clause6 evidence edit --engagement".
-- fix-ja:     この業務を対象範囲に含む認証を求める。すでに含まれている場合は "clause6 evidence edit --engagement" で対象業務を登録する。
-- false:      One of them covers the work, and only some of the engagements in its scope were named.
-- false-ja:   認証の対象範囲に含まれているが、対象業務の一部しか登録されていない。

WITH work AS MATERIALIZED (
  SELECT w.* FROM facts.work(:as_of) w
), tier AS MATERIALIZED (
  -- Facts are read whole and filtered afterwards: where the planner expects few rows, it works them out anew for each.
  SELECT t.engagement_id, t.tier FROM facts.engagement_tier(:as_of) t
), evidence AS MATERIALIZED (
  SELECT e.evidence_id, e.vendor_id, e.kind, e.number, e.engagement_ids, e.issued_on, e.valid_from_on, e.valid_until_on, e.replaced_by_id,
    e.state <> 'not_yet_valid' AS counts
  FROM facts.evidence(:as_of) e
), asked AS (
  SELECT w.engagement_id, w.vendor_id, lower(w.days) AS since, p.tier, p.kinds, p.months, p.severity
  FROM work w
  JOIN tier t ON t.engagement_id = w.engagement_id
  JOIN params p ON p.tier = t.tier
  WHERE w.days @> :as_of
), paper AS (
  SELECT a.engagement_id, e.evidence_id, concat_ws(' ', e.kind, e.number) AS paper, coalesce(e.valid_from_on, e.issued_on) AS begins_on, c.until_on, c.until_on >= :as_of AS is_valid,
    e.engagement_ids = '{}' OR a.engagement_id = ANY (e.engagement_ids) AS covers
  FROM asked a
  JOIN evidence e ON e.vendor_id = a.vendor_id AND e.kind = ANY (a.kinds) AND e.counts
  LEFT JOIN register.evidence n ON n.id = e.replaced_by_id
  CROSS JOIN LATERAL (
    -- A report that names no end counts for some months from its issue, and what was replaced until its successor begins.
    SELECT least(coalesce(e.valid_until_on, (coalesce(e.issued_on, e.valid_from_on) + make_interval(months => a.months))::date),
      CASE WHEN n.id IS NOT NULL THEN coalesce(n.valid_from_on, n.issued_on, '-infinity') - 1 END) AS until_on
  ) c
), judged AS (
  SELECT p.engagement_id, max(p.until_on) FILTER (WHERE p.covers) AS covered_until_on,
    min(coalesce(p.begins_on, '-infinity')) FILTER (WHERE NOT p.covers) AS begins_on,
    string_agg(format('%s (evidence %s)', p.paper, p.evidence_id), ', ' ORDER BY p.evidence_id) FILTER (WHERE p.is_valid) AS papers,
    string_agg(format('%s（証跡%s）', p.paper, p.evidence_id), '、' ORDER BY p.evidence_id) FILTER (WHERE p.is_valid) AS papers_ja,
    array_agg(p.evidence_id ORDER BY p.evidence_id) FILTER (WHERE p.is_valid) AS paper_ids
  FROM paper p
  GROUP BY p.engagement_id
)
SELECT a.vendor_id,
  a.engagement_id AS subject_id,
  nullif(greatest(a.since, j.covered_until_on + 1, j.begins_on), '-infinity') AS since,
  format('No valid certificate of %s covers the engagement %s (tier %s): %s for other work only', v.name, e.title, a.tier, j.papers) AS reason,
  format('委託先「%s」の業務「%s」（重要度%s）を対象とする有効な認証がない：%sは他の業務のみを対象としている', v.name, e.title, a.tier, j.papers_ja) AS reason_ja,
  jsonb_build_object('tier', a.tier, 'kinds', a.kinds, 'evidence_ids', j.paper_ids, 'covered_until_on', j.covered_until_on) AS evidence,
  a.severity
FROM asked a
JOIN judged j ON j.engagement_id = a.engagement_id
JOIN register.engagement e ON e.id = a.engagement_id
JOIN register.vendor v ON v.id = a.vendor_id
WHERE j.papers IS NOT NULL AND coalesce(j.covered_until_on < :as_of, true)
