-- $1 the day, $2 the vendors looked at or NULL. Open findings as checks left them, by rule, severity and whether they are waived.
SELECT f.rule, f.severity, (w.waiver_id IS NOT NULL OR x.waiver_id IS NOT NULL) AS is_waived, count(*) AS count
FROM register.finding f
LEFT JOIN facts.rule_waiver($1::date) w ON w.finding_id = f.id
LEFT JOIN facts.rule_waiver($1::date) x ON x.rule = f.rule AND x.vendor_id = f.vendor_id
WHERE f.resolved_check_id IS NULL
  -- Said as a list, so that those of some vendors are found by an index.
  AND ($2::bigint[] IS NULL OR f.vendor_id = ANY (ARRAY(SELECT register.company_entries(v) FROM unnest($2::bigint[]) v)))
GROUP BY 1, 2, 3
