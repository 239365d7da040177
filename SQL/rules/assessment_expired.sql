-- rule:       assessment-expired
-- version:    1
-- title:      The approval of a vendor at work has ended, or ends soon
-- title-ja:   委託先の承認の有効期限が切れた、または間近である
-- severity:   medium
-- subject:    vendor
-- controls:   JAL-6 7-c1; ISO27001:2022 A.5.22; NIST-CSF-2.0 GV.SC-07; JISQ15001:2023 A.13; DORA Art.28
-- param:      lead_days int = 30 | days before the end from which on it is told, as low
-- tier:       critical severity=critical
-- tier:       high severity=high
-- tier:       low severity=low
-- why:        An approval says what was true when it was given; past its end nobody vouches for the vendor's ability any more.
-- why-ja:     承認は判定時点の状態を示すにすぎない。有効期限を過ぎると、委託先の能力を保証する人がいなくなる。
-- fix:        Assess the vendor anew before the last day: "clause6 assessment start".
-- fix-ja:     有効期限までに "clause6 assessment start" で改めて評価し、結論を出す。
-- false:      The new assessment is concluded and not registered yet.
-- false-ja:   新しい評価の結論が出ているが、まだ登録されていない。

WITH work AS MATERIALIZED (
  SELECT w.* FROM facts.work(:as_of) w
), tier AS MATERIALIZED (
  -- Facts are read whole and filtered afterwards: where the planner expects few rows, it works them out anew for each.
  SELECT t.vendor_id, t.tier FROM facts.vendor_tier(:as_of) t
), assessment AS MATERIALIZED (
  SELECT a.assessment_id, a.vendor_id, a.vendor, a.engagement_id, a.concluded_on, a.valid_until_on,
    a.state IN ('approved', 'approved_with_conditions', 'expired') AS is_approval
  FROM facts.assessment(:as_of) a
), covered AS (
  -- Of several approvals of a work the one that lasts longest.
  SELECT DISTINCT ON (w.engagement_id) w.days, a.*
  FROM work w JOIN assessment a ON a.vendor_id = w.vendor_id AND coalesce(a.engagement_id, w.engagement_id) = w.engagement_id AND a.is_approval
  ORDER BY w.engagement_id, a.valid_until_on DESC, a.assessment_id DESC
), used AS (
  SELECT c.assessment_id, c.vendor_id, c.vendor, c.concluded_on, c.valid_until_on, range_agg(c.days) AS days
  FROM covered c
  GROUP BY c.assessment_id, c.vendor_id, c.vendor, c.concluded_on, c.valid_until_on
), breach AS (
  -- Of several approvals the one that ends first.
  SELECT DISTINCT ON (u.vendor_id) u.*, greatest(u.valid_until_on - p.lead_days, u.concluded_on, lower(r.unbroken)) AS since, p.lead_days, p.severity
  FROM used u
  CROSS JOIN LATERAL unnest(u.days) r (unbroken)
  JOIN tier t ON t.vendor_id = u.vendor_id
  JOIN params p ON p.tier = t.tier
  WHERE r.unbroken @> :as_of AND u.valid_until_on - p.lead_days <= :as_of
  ORDER BY u.vendor_id, u.valid_until_on, u.assessment_id
)
SELECT b.vendor_id,
  b.vendor_id AS subject_id,
  b.since,
  b.valid_until_on AS due_on,
  format('%s works for us, and its approval of %s (assessment %s) holds until %s and no longer', b.vendor, b.concluded_on, b.assessment_id, b.valid_until_on) AS reason,
  format('委託先「%s」に業務を委託しているが、%sの承認（評価%s）の有効期限は%sである', b.vendor, b.concluded_on, b.assessment_id, b.valid_until_on) AS reason_ja,
  jsonb_build_object('assessment_id', b.assessment_id, 'approved_on', b.concluded_on, 'valid_until_on', b.valid_until_on, 'lead_days', b.lead_days) AS evidence,
  -- Until its day has passed it is only something to remember.
  CASE WHEN b.valid_until_on < :as_of THEN b.severity ELSE 'low' END AS severity
FROM breach b
