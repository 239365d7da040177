-- rule:       evidence-unread
-- version:    1
-- title:      Evidence that nobody is recorded to have read
-- title-ja:   内容の確認が記録されていない証跡がある
-- severity:   low
-- subject:    evidence
-- controls:   ISO27001:2022 A.5.22; NIST-CSF-2.0 GV.SC-07; JAL-6 7-c1; PCI-DSS-4.0 12.8.4; DORA Art.28
-- param:      days int = 30 | days from its issue until somebody should have read it
-- tier:       critical days=14 severity=medium
-- tier:       low severity=info
-- why:        A report that nobody read shows nothing: exceptions and a scope that is too narrow stand inside.
-- why-ja:     誰も読んでいない報告書は何も示さない。例外事項や対象範囲の不足は、本文を読まなければ分からない。
-- fix:        Read it, and say so and what was found with "clause6 evidence read".
-- fix-ja:     内容を確認し、確認した事実と所見を "clause6 evidence read" で記録する。
-- false:      It came to us long after its issue: the register has no day of receipt. Or somebody read it and did not say so.
-- false-ja:   発行からかなり後に受領した場合（受領日は登録されない）。または、確認済みだが記録されていない。

WITH work AS MATERIALIZED (
  SELECT w.* FROM facts.work(:as_of) w
), evidence AS MATERIALIZED (
  -- Facts are read whole and filtered afterwards: where the planner expects few rows, it works them out anew for each.
  SELECT e.evidence_id, e.vendor_id, e.vendor, concat_ws(' ', e.kind, e.number) AS paper, e.engagement_ids, coalesce(e.issued_on, e.valid_from_on) AS issued_on,
    e.tier, e.state IN ('valid', 'no_end') AND e.read_on IS NULL AND e.replaced_by_id IS NULL AS counts
  FROM facts.evidence(:as_of) e
), unread AS (
  SELECT e.*, e.issued_on + p.days AS due_on, p.days, p.severity
  FROM evidence e
  JOIN params p ON p.tier = e.tier
  WHERE e.counts AND coalesce(e.issued_on + p.days <= :as_of, true)
), used AS (
  SELECT l.evidence_id, range_agg(w.days) AS days
  FROM unread l JOIN work w ON w.vendor_id = l.vendor_id AND (l.engagement_ids = '{}' OR w.engagement_id = ANY (l.engagement_ids))
  GROUP BY l.evidence_id
)
SELECT l.vendor_id,
  l.evidence_id AS subject_id,
  -- Of a paper without days nobody can tell since when it could have been read.
  CASE WHEN l.due_on IS NOT NULL THEN greatest(l.due_on, lower(r.unbroken)) END AS since,
  format('%s of %s (evidence %s), %s, was read by nobody as far as is recorded', l.paper, l.vendor, l.evidence_id,
    coalesce('issued on ' || l.issued_on, 'issued on a day that nobody recorded')) AS reason,
  format('委託先「%s」の%s（証跡%s、%s）の内容を確認した記録がない', l.vendor, l.paper, l.evidence_id,
    coalesce('発行日' || l.issued_on, '発行日の登録なし')) AS reason_ja,
  jsonb_build_object('issued_on', l.issued_on, 'days', l.days, 'engagement_ids', l.engagement_ids) AS evidence,
  l.severity
FROM unread l
JOIN used u ON u.evidence_id = l.evidence_id
CROSS JOIN LATERAL unnest(u.days) r (unbroken)
WHERE r.unbroken @> :as_of
