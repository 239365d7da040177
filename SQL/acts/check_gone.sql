-- $1 the day, $2 the rule, $3 the vendors looked at or NULL. All that a rule has found and is still open, as a plan that resolves it.
SELECT f.id, 'resolved' AS what, f.vendor_id, f.subject_id, f.key, f.severity, f.since, f.reason, f.reason_ja, f.evidence::text AS evidence, f.due_on,
  f.severity AS old_severity, f.vendor_id AS old_vendor_id, NULL::boolean AS is_waived,
  EXISTS (SELECT FROM facts.rule_waiver($1::date) w WHERE w.waiver_id IS NOT NULL AND (w.finding_id = f.id OR w.rule = f.rule AND w.vendor_id = f.vendor_id)) AS was_waived
FROM register.finding f
WHERE f.rule = $2 AND f.resolved_check_id IS NULL
  AND ($3::bigint[] IS NULL OR f.vendor_id IN (SELECT register.company_entries(v) FROM unnest($3::bigint[]) v))
