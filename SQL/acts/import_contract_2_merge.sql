-- Import, step 2: what each contract would be, and which rows cannot be taken.
ANALYZE pg_temp.staged;

INSERT INTO pg_temp.rejected
SELECT line, NULL, format('line %s already has the reference %s', min(line) OVER same, reference)
FROM pg_temp.staged
WINDOW same AS (PARTITION BY reference);
DELETE FROM pg_temp.rejected r USING (SELECT min(line) AS line FROM pg_temp.staged GROUP BY reference) first WHERE first.line = r.line;

CREATE TEMP TABLE merged ON COMMIT DROP AS
SELECT s.line, c.id IS NULL AS is_new,
  coalesce(c.id, nextval(pg_get_serial_sequence('register.contract', 'id'))) AS id, s.reference,
  CASE WHEN 'title' = ANY (s.fields) THEN s.title ELSE c.title END AS title,
  coalesce(CASE WHEN 'kind' = ANY (s.fields) THEN s.kind ELSE c.kind END, 'other') AS kind,
  CASE WHEN 'signed_on' = ANY (s.fields) THEN s.signed_on ELSE c.signed_on END AS signed_on,
  CASE WHEN 'starts_on' = ANY (s.fields) THEN s.starts_on ELSE c.starts_on END AS starts_on,
  CASE WHEN 'ends_on' = ANY (s.fields) THEN s.ends_on ELSE c.ends_on END AS ends_on,
  coalesce(CASE WHEN 'open_ended' = ANY (s.fields) THEN s.open_ended ELSE c.open_ended END, false) AS open_ended,
  coalesce(CASE WHEN 'auto_renews' = ANY (s.fields) THEN s.auto_renews ELSE c.auto_renews END, false) AS auto_renews,
  CASE WHEN 'renewal_months' = ANY (s.fields) THEN s.renewal_months ELSE c.renewal_months END AS renewal_months,
  CASE WHEN 'notice_months' = ANY (s.fields) THEN s.notice_months ELSE c.notice_months END AS notice_months,
  CASE WHEN 'notice_days' = ANY (s.fields) THEN s.notice_days ELSE c.notice_days END AS notice_days,
  coalesce(CASE WHEN 'decision_days' = ANY (s.fields) THEN s.decision_days ELSE c.decision_days END, 30) AS decision_days,
  CASE WHEN 'notice_given_on' = ANY (s.fields) THEN s.notice_given_on ELSE c.notice_given_on END AS notice_given_on,
  CASE WHEN 'terminated_on' = ANY (s.fields) THEN s.terminated_on ELSE c.terminated_on END AS terminated_on,
  CASE WHEN 'work_ended_on' = ANY (s.fields) THEN s.work_ended_on ELSE c.work_ended_on END AS work_ended_on,
  c.supersedes_id,
  CASE WHEN 'value_amount' = ANY (s.fields) THEN s.value_amount ELSE c.value_amount END AS value_amount,
  CASE WHEN 'value_currency' = ANY (s.fields) THEN s.value_currency ELSE c.value_currency END AS value_currency,
  c.owner_id,
  CASE WHEN 'note' = ANY (s.fields) THEN s.note ELSE c.note END AS note
FROM pg_temp.staged s
LEFT JOIN register.contract c ON c.reference = s.reference
WHERE NOT EXISTS (SELECT FROM pg_temp.rejected r WHERE r.line = s.line);

INSERT INTO pg_temp.rejected SELECT line, NULL, sentence FROM facts.broken_check('pg_temp.merged', 'register.contract');
INSERT INTO pg_temp.rejected SELECT line, NULL, 'A contract cannot replace itself.' FROM pg_temp.staged WHERE supersedes = reference;
DELETE FROM pg_temp.merged m USING pg_temp.rejected r WHERE r.line = m.line;
CREATE UNIQUE INDEX ON pg_temp.merged (line);
CREATE UNIQUE INDEX ON pg_temp.merged (reference);
ANALYZE pg_temp.merged;

INSERT INTO pg_temp.rejected
SELECT s.line, 'supersedes', format('no contract %s is in the register or in this file', s.supersedes)
FROM pg_temp.staged s JOIN pg_temp.merged m ON m.line = s.line
WHERE s.supersedes IS NOT NULL
  AND NOT EXISTS (SELECT FROM register.contract c WHERE c.reference = s.supersedes)
  AND NOT EXISTS (SELECT FROM pg_temp.merged o WHERE o.reference = s.supersedes);
UPDATE pg_temp.merged m SET supersedes_id = coalesce(
    (SELECT id FROM register.contract c WHERE c.reference = s.supersedes), (SELECT id FROM pg_temp.merged o WHERE o.reference = s.supersedes))
FROM pg_temp.staged s
WHERE s.line = m.line AND 'supersedes' = ANY (s.fields)
  AND NOT EXISTS (SELECT FROM pg_temp.rejected r WHERE r.line = s.line AND r.field = 'supersedes');
