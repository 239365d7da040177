-- Follows check_hit.sql. @1 the rule's name. What differs between the breaches now and the findings kept.
, kept AS (
  SELECT f.* FROM register.finding f
  WHERE f.rule = @1 /*scope*/AND f.id = ANY (ARRAY(
    -- Two ways, each by an index. What was found of others stays theirs, though it is about the same subject, such as a person.
    SELECT o.id FROM register.finding o
    WHERE o.rule = @1 AND o.vendor_id = ANY (ARRAY(SELECT register.company_entries(v) FROM unnest(@2::bigint[]) v))
    UNION ALL
    SELECT o.id FROM hit h CROSS JOIN LATERAL (
      SELECT k.id FROM register.finding k WHERE k.rule = @1 AND k.subject_id = h.subject_id AND k.key = h.key OFFSET 0) o))/*end*/
), waived AS MATERIALIZED (
  SELECT w.vendor_id, w.finding_id FROM facts.rule_waiver($1::date) w WHERE w.rule = @1 AND w.waiver_id IS NOT NULL
)
SELECT d.*,
  CASE WHEN d.what <> 'resolved' THEN EXISTS (SELECT FROM waived w WHERE w.finding_id = d.id OR w.vendor_id = d.vendor_id) END AS is_waived,
  CASE WHEN d.what <> 'opened' THEN EXISTS (SELECT FROM waived w WHERE w.finding_id = d.id OR w.vendor_id = d.old_vendor_id) END AS was_waived
FROM (
  SELECT f.id, CASE WHEN f.id IS NULL THEN 'opened' WHEN h.subject_id IS NULL THEN 'resolved' WHEN f.resolved_check_id IS NOT NULL THEN 'reopened'
      WHEN facts.severity_rank(h.severity) > facts.severity_rank(f.severity) THEN 'worsened'
      WHEN (f.vendor_id, f.severity, f.since, f.reason, f.reason_ja, f.evidence, f.due_on)
        IS DISTINCT FROM (h.vendor_id, h.severity, h.since, h.reason, h.reason_ja, h.evidence, h.due_on) THEN 'changed' ELSE 'unchanged' END AS what,
    h.vendor_id, coalesce(h.subject_id, f.subject_id) AS subject_id, coalesce(h.key, f.key) AS key, coalesce(h.severity, f.severity) AS severity,
    h.since, coalesce(h.reason, f.reason) AS reason, h.reason_ja, h.evidence::text AS evidence, h.due_on, f.severity AS old_severity, f.vendor_id AS old_vendor_id
  FROM hit h
  FULL JOIN kept f ON f.subject_id = h.subject_id AND f.key = h.key
  WHERE h.subject_id IS NOT NULL OR f.resolved_check_id IS NULL
) d
/*changes*/WHERE d.what <> 'unchanged'/*end*/
ORDER BY d.vendor_id, d.subject_id, d.key
