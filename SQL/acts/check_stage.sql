-- The changes of one rule on their way from its plan to the findings.
CREATE TEMP TABLE IF NOT EXISTS planned (
  id bigint, what text NOT NULL, vendor_id bigint, subject_id bigint, key text, severity text, since date, reason text, reason_ja text, evidence jsonb,
  due_on date, old_severity text, old_vendor_id bigint, is_waived boolean, was_waived boolean
) ON COMMIT DROP;
TRUNCATE pg_temp.planned;
