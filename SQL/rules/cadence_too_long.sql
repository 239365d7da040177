-- rule:       cadence-too-long
-- version:    1
-- title:      A schedule has a vendor reviewed less often than a regime asks
-- title-ja:   見直しの周期が規制・規格の求める間隔より長く設定されている
-- severity:   low
-- subject:    vendor
-- controls:   PCI-DSS-4.0 12.8.4; ISO27001:2022 A.5.22; NIST-CSF-2.0 GV.SC-07; JAL-6 7-c1
-- tier:       critical severity=medium
-- tier:       low severity=info
-- why:        Reviews are counted by the regime all the same, but whoever goes by the schedule plans too late, and an auditor reads it as the organisation's rule.
-- why-ja:     期限の計算では規制・規格の間隔が優先されるが、設定された周期を見て計画する担当者は遅れ、監査ではその周期が社内の決まりと受け取られる。
-- fix:        Set no more months than the regime allows: "clause6 review plan VENDOR --from-day DAY --months MONTHS".
-- fix-ja:     規制・規格が認める月数以下に設定し直す："clause6 review plan VENDOR --from-day DAY --months MONTHS"。
-- false:      The regime does not apply to the work: what is entrusted, or the choice to follow the regime, is recorded wrongly.
-- false-ja:   その規制・規格は当該業務に適用されない（委託内容または採否の登録が誤っている）。

WITH over AS MATERIALIZED (
  SELECT t.vendor_id FROM facts.stage(:as_of) t WHERE t.stage = 'ended'
  UNION ALL
  -- What was offboarded of an entry that was merged away was not all of the vendor; and a vendor that was left can be used anew.
  SELECT o.vendor_id
  FROM offboarding o
  WHERE o.engagement_id IS NULL AND o.ended_on < :as_of
    AND NOT EXISTS (
      SELECT FROM facts.engagement_vendor(:as_of) e WHERE e.vendor_id = o.vendor_id AND e.starts_on > o.ended_on AND e.starts_on <= :as_of)
), plan AS (
  -- Its own schedule goes before those of the entries that were merged into it.
  SELECT DISTINCT ON (coalesce(m.vendor_id, s.vendor_id)) coalesce(m.vendor_id, s.vendor_id) AS vendor_id, s.months, s.from_on
  FROM review_schedule s
  LEFT JOIN facts.merged_vendor(:as_of) m ON m.entry_id = s.vendor_id
  WHERE s.from_on <= :as_of
  ORDER BY coalesce(m.vendor_id, s.vendor_id), m.entry_id IS NOT NULL, s.from_on DESC
), planned AS MATERIALIZED (
  -- Before anything is left out, for the planner takes the rest for a row or two and would compare it with every vendor one by one.
  SELECT c.*, plan.months AS set_months, plan.from_on AS set_from_on
  FROM facts.cadence(:as_of) c
  LEFT JOIN plan ON plan.vendor_id = c.vendor_id
  WHERE NOT EXISTS (SELECT FROM over w WHERE w.vendor_id = c.vendor_id)
), longer AS MATERIALIZED (
  SELECT c.* FROM planned c WHERE c.regime_months < c.set_months
), applies AS (
  -- Since when some regime asks for more: it may have been adopted, or its condition stated, from a day on.
  SELECT e.vendor_id, min(greatest(e.starts_on, r.since, CASE k.source WHEN 'stated' THEN c.from_on END, '-infinity')) AS from_on
  FROM longer
  JOIN facts.engagement_vendor(:as_of) e ON e.vendor_id = longer.vendor_id
  JOIN facts.engagement_requirement(:as_of) q ON q.engagement_id = e.engagement_id
  JOIN facts.regime(:as_of) r ON r.regime_id = q.regime_id AND r.review_interval_months < longer.set_months
  JOIN requirement n ON n.id = q.requirement_id
  JOIN facts.engagement_condition(:as_of) k ON k.engagement_id = q.engagement_id AND k.condition_key = n.condition_key
  LEFT JOIN engagement_condition c ON c.engagement_id = q.engagement_id AND c.condition_key = n.condition_key AND coalesce(c.until_on, 'infinity') >= :as_of
  GROUP BY e.vendor_id
)
SELECT c.vendor_id,
  c.vendor_id AS subject_id,
  greatest(c.set_from_on, a.from_on) AS since,
  format('The schedule of %s sets %s months between reviews, while %s is the most under %s (%s)', v.name, c.set_months, c.regime_months, r.title_en, r.review_ref) AS reason,
  format('%sの見直し周期は%sか月に設定されているが、%s（%s）の求める間隔は%sか月以内である', v.name, c.set_months, r.title_ja, r.review_ref, c.regime_months) AS reason_ja,
  jsonb_build_object('set_months', c.set_months, 'set_from_on', c.set_from_on, 'regime', c.regime, 'ref', r.review_ref, 'regime_months', c.regime_months,
    'basis', r.review_basis, 'counted_months', c.months) AS evidence,
  p.severity
FROM longer c
JOIN facts.regime(:as_of) r ON r.regime = c.regime
JOIN applies a ON a.vendor_id = c.vendor_id
JOIN vendor v ON v.id = c.vendor_id
JOIN params p ON p.tier = c.tier
