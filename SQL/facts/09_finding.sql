CREATE VIEW facts.finding AS
  SELECT f.id AS finding_id, f.rule, CASE WHEN f.resolved_check_id IS NULL THEN 'open' ELSE 'resolved' END AS state,
    f.severity, f.since, f.due_on, f.subject, f.subject_id,
    CASE f.subject WHEN 'contract' THEN c.reference WHEN 'vendor' THEN coalesce(sv.code, sv.name)
      WHEN 'assessment' THEN 'assessment ' || f.subject_id ELSE f.subject_id::text END AS reference,
    v.name AS vendor, f.vendor_id, f.reason, f.evidence, f.reopened, r.title, r.version,
    o.as_of AS opened_on, x.as_of AS resolved_on, r.source
  FROM register.finding f
  JOIN register.rule_revision r ON r.id = f.rule_revision_id
  JOIN register.check_run o ON o.id = f.opened_check_id
  LEFT JOIN register.check_run x ON x.id = f.resolved_check_id
  LEFT JOIN register.contract c ON f.subject = 'contract' AND c.id = f.subject_id
  LEFT JOIN register.vendor sv ON f.subject = 'vendor' AND sv.id = f.subject_id
  LEFT JOIN register.vendor v ON v.id = f.vendor_id;
COMMENT ON VIEW facts.finding IS 'What the rules found, with the subject''s reference';

CREATE VIEW facts.finding_event AS
  SELECT e.id AS event_id, e.finding_id, e.what, c.as_of, c.checked_at, c.actor
  FROM register.finding_event e JOIN register.check_run c ON c.id = e.check_run_id;
COMMENT ON VIEW facts.finding_event IS 'What each check did to each finding';
