-- The changes of one rule on their way from its plan to the findings.
CREATE TEMP TABLE IF NOT EXISTS planned (
  id bigint, vendor_id bigint, subject_id bigint, key text, severity text, since date, reason text, evidence jsonb, due_on date, what text NOT NULL
) ON COMMIT DROP;
DELETE FROM pg_temp.planned;
