-- $1 rule, $2 subject, $3 revision, $4 check. No ON CONFLICT: two breaches with one key are a mistake of the rule and must be heard.
WITH added AS (
  INSERT INTO register.finding (rule, subject, subject_id, key, vendor_id, severity, since, reason, reason_ja, evidence, due_on, rule_revision_id, opened_check_id, changed_check_id)
  SELECT $1, $2, subject_id, key, vendor_id, severity, since, reason, reason_ja, evidence, due_on, $3::bigint, $4::bigint, $4::bigint
  FROM pg_temp.planned WHERE what = 'opened' ORDER BY subject_id, key
  RETURNING id, severity
), altered AS (
  -- What is resolved keeps what was last said of it.
  UPDATE register.finding f SET
    vendor_id = CASE WHEN p.what = 'resolved' THEN f.vendor_id ELSE p.vendor_id END,
    severity = p.severity,
    since = CASE WHEN p.what = 'resolved' THEN f.since ELSE p.since END,
    reason = p.reason,
    reason_ja = CASE WHEN p.what = 'resolved' THEN f.reason_ja ELSE p.reason_ja END,
    evidence = CASE WHEN p.what = 'resolved' THEN f.evidence ELSE p.evidence END,
    due_on = CASE WHEN p.what = 'resolved' THEN f.due_on ELSE p.due_on END,
    rule_revision_id = $3::bigint, changed_check_id = $4::bigint,
    resolved_check_id = CASE WHEN p.what = 'resolved' THEN $4::bigint END,
    reopened = f.reopened + (p.what = 'reopened')::integer
  FROM pg_temp.planned p WHERE f.id = p.id
  RETURNING f.id, p.what, p.severity
)
INSERT INTO register.finding_event (finding_id, check_run_id, what, severity, rule_revision_id)
SELECT id, $4::bigint, 'opened', severity, $3::bigint FROM added UNION ALL SELECT id, $4::bigint, what, severity, $3::bigint FROM altered
