-- rule:       evidence-expiring
-- version:    1
-- title:      Evidence of a vendor at work expires soon and nothing replaces it
-- title-ja:   委託先の証跡の有効期限が近いが、更新されていない
-- severity:   low
-- subject:    evidence
-- controls:   ISO27001:2022 A.5.22; NIST-CSF-2.0 GV.SC-07; JAL-6 7-c1; PCI-DSS-4.0 12.8.4
-- param:      lead_days int = 60 | days before its last day from which on it is told
-- tier:       critical severity=medium
-- tier:       low severity=info
-- why:        A new certificate takes its issuer weeks; whoever asks on the last day is without one.
-- why-ja:     新しい認証書の発行には数週間かかる。期限当日に求めても間に合わない。
-- fix:        Ask the vendor for the paper that follows and register it with "clause6 evidence add --replaces".
-- fix-ja:     後継の証跡の提出を委託先に求め、"clause6 evidence add --replaces" で登録する。
-- false:      The new paper is registered, and not as what replaces this one; or it will not be needed any more.
-- false-ja:   新しい証跡は登録済みだが、後継として記録されていない。または、この証跡は今後必要ない。

WITH work AS MATERIALIZED (
  SELECT w.* FROM facts.work(:as_of) w
), evidence AS MATERIALIZED (
  -- Facts are read whole and filtered afterwards: where the planner expects few rows, it works them out anew for each.
  SELECT e.evidence_id, e.vendor_id, e.vendor, concat_ws(' ', e.kind, e.number) AS paper, e.engagement_ids,
    coalesce(e.valid_from_on, e.issued_on) AS begins_on, e.valid_until_on, e.tier, e.state = 'valid' AND e.replaced_by_id IS NULL AS counts
  FROM facts.evidence(:as_of) e
), ending AS (
  SELECT e.*, p.lead_days, p.severity
  FROM evidence e
  JOIN params p ON p.tier = e.tier
  WHERE e.counts AND e.valid_until_on - p.lead_days <= :as_of
    -- What is there already and begins in time replaces it, only not yet.
    AND NOT EXISTS (
      SELECT FROM register.evidence n
      WHERE n.replaces_id = e.evidence_id AND n.valid_from_on <= e.valid_until_on + 1 AND coalesce(n.issued_on <= :as_of, true))
), used AS (
  SELECT l.evidence_id, range_agg(w.days) AS days
  FROM ending l JOIN work w ON w.vendor_id = l.vendor_id AND (l.engagement_ids = '{}' OR w.engagement_id = ANY (l.engagement_ids))
  GROUP BY l.evidence_id
)
SELECT l.vendor_id,
  l.evidence_id AS subject_id,
  greatest(l.valid_until_on - l.lead_days, l.begins_on, lower(r.unbroken)) AS since,
  l.valid_until_on AS due_on,
  format('%s of %s (evidence %s) is valid until %s, and nothing replaces it yet', l.paper, l.vendor, l.evidence_id, l.valid_until_on) AS reason,
  format('委託先「%s」の%s（証跡%s）の有効期限は%sだが、後継の証跡がまだ登録されていない', l.vendor, l.paper, l.evidence_id, l.valid_until_on) AS reason_ja,
  jsonb_build_object('valid_until_on', l.valid_until_on, 'lead_days', l.lead_days, 'engagement_ids', l.engagement_ids) AS evidence,
  l.severity
FROM ending l
JOIN used u ON u.evidence_id = l.evidence_id
CROSS JOIN LATERAL unnest(u.days) r (unbroken)
WHERE r.unbroken @> :as_of
