-- Follows "WITH params …, rule AS (…)". @1 the rule's name. What differs between the breaches now and the findings kept.
, hit AS (
  SELECT r.vendor_id::bigint, r.subject_id::bigint, /*key*/''::text AS key, /*severity*/(
      SELECT p.severity FROM params p LEFT JOIN facts.vendor_tier($1::date) t ON t.vendor_id = r.vendor_id WHERE p.tier = coalesce(t.tier, 'medium') LIMIT 1) AS severity,
    r.since::date, r.reason::text, /*evidence*/NULL::jsonb AS evidence, /*due_on*/NULL::date AS due_on
  FROM rule r
)
SELECT f.id, h.vendor_id, coalesce(h.subject_id, f.subject_id) AS subject_id, coalesce(h.key, f.key) AS key,
  h.severity, h.since, h.reason, h.evidence::text AS evidence, h.due_on,
  CASE WHEN f.id IS NULL THEN 'opened' WHEN h.subject_id IS NULL THEN 'resolved'
    WHEN f.resolved_check_id IS NOT NULL THEN 'reopened' ELSE 'changed' END AS what
FROM hit h
FULL JOIN (SELECT * FROM register.finding WHERE rule = @1) f ON f.subject_id = h.subject_id AND f.key = h.key
WHERE f.id IS NULL
  OR (h.subject_id IS NULL AND f.resolved_check_id IS NULL)
  OR (h.subject_id IS NOT NULL AND (f.resolved_check_id IS NOT NULL
    OR (f.vendor_id, f.severity, f.since, f.reason, f.evidence, f.due_on) IS DISTINCT FROM (h.vendor_id, h.severity, h.since, h.reason, h.evidence, h.due_on)))
