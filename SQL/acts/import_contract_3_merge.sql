-- Import, step 3: what each other contract would be, and which rows cannot be taken.
CREATE TEMP TABLE merged ON COMMIT DROP AS
SELECT s.line, c.id IS NULL AS is_new,
  coalesce(c.id, nextval((SELECT pg_get_serial_sequence('register.contract', 'id')::regclass))) AS id, s.reference,
  CASE WHEN g.title THEN s.title ELSE c.title END AS title,
  coalesce(CASE WHEN g.kind THEN s.kind ELSE c.kind END, 'other') AS kind,
  CASE WHEN g.signed_on THEN s.signed_on ELSE c.signed_on END AS signed_on,
  CASE WHEN g.starts_on THEN s.starts_on ELSE c.starts_on END AS starts_on,
  CASE WHEN g.ends_on THEN s.ends_on ELSE c.ends_on END AS ends_on,
  coalesce(CASE WHEN g.open_ended THEN s.open_ended ELSE c.open_ended END, false) AS open_ended,
  coalesce(CASE WHEN g.auto_renews THEN s.auto_renews ELSE c.auto_renews END, false) AS auto_renews,
  CASE WHEN g.renewal_months THEN s.renewal_months ELSE c.renewal_months END AS renewal_months,
  CASE WHEN g.notice_months THEN s.notice_months ELSE c.notice_months END AS notice_months,
  CASE WHEN g.notice_days THEN s.notice_days ELSE c.notice_days END AS notice_days,
  coalesce(CASE WHEN g.decision_days THEN s.decision_days ELSE c.decision_days END, 30) AS decision_days,
  CASE WHEN g.delivery_days THEN s.delivery_days ELSE c.delivery_days END AS delivery_days,
  CASE WHEN g.remind_days THEN s.remind_days ELSE c.remind_days END AS remind_days,
  CASE WHEN g.notice_given_on THEN s.notice_given_on ELSE c.notice_given_on END AS notice_given_on,
  CASE WHEN g.terminated_on THEN s.terminated_on ELSE c.terminated_on END AS terminated_on,
  CASE WHEN g.work_ended_on THEN s.work_ended_on ELSE c.work_ended_on END AS work_ended_on,
  c.supersedes_id,
  CASE WHEN g.parent THEN NULL ELSE c.parent_id END AS parent_id,
  CASE WHEN g.new_ends_on THEN s.new_ends_on ELSE c.new_ends_on END AS new_ends_on,
  CASE WHEN g.our_party THEN s.our_party ELSE c.our_party END AS our_party,
  CASE WHEN g.governing_law THEN s.governing_law ELSE c.governing_law END AS governing_law,
  CASE WHEN g.value_amount THEN s.value_amount ELSE c.value_amount END AS value_amount,
  CASE WHEN g.value_currency THEN s.value_currency ELSE c.value_currency END AS value_currency,
  -- Whose text names somebody is known after step 4.
  CASE WHEN g.owner AND s.owner IS NULL THEN NULL ELSE c.owner_id END AS owner_id,
  CASE WHEN g.note THEN s.note ELSE c.note END AS note,
  -- What later steps read of the row.
  s.given, s.supersedes, s.parent, s.owner, s.vendors, s.vendor_codes, s.engagement, s.tier, s.terms
FROM pg_temp.staged s
JOIN pg_temp.gives g ON g.id = s.given
LEFT JOIN register.contract c ON c.reference = s.reference
WHERE NOT EXISTS (SELECT FROM pg_temp.rejected r WHERE r.line = s.line) AND NOT EXISTS (SELECT FROM pg_temp.settled k WHERE k.line = s.line);

-- The contract above it may stand anywhere in the file. Without it an amendment amends nothing.
UPDATE pg_temp.merged m SET parent_id = coalesce(c.id, o.id)
FROM pg_temp.merged s
LEFT JOIN register.contract c ON c.reference = s.parent
LEFT JOIN pg_temp.merged o ON o.reference = s.parent
WHERE s.line = m.line AND s.parent IS NOT NULL;
INSERT INTO pg_temp.rejected
SELECT line, CASE WHEN new_ends_on IS NULL THEN 'parent' END, format('no contract %s is in the register or in this file', parent)
FROM pg_temp.merged WHERE parent IS NOT NULL AND parent_id IS NULL;
INSERT INTO pg_temp.rejected
SELECT a.line, NULL, CASE WHEN a.starts_on < p.starts_on THEN format('would begin on %s, before contract %s does, on %s', a.starts_on, p.reference, p.starts_on)
  ELSE format('contract %s was terminated, and %s was its last day: nothing amends it from %s on', p.reference, p.terminated_on, a.starts_on) END
FROM pg_temp.merged a JOIN (
  SELECT id, reference, starts_on, terminated_on FROM pg_temp.merged
  UNION ALL SELECT id, reference, starts_on, terminated_on FROM register.contract c WHERE NOT EXISTS (SELECT FROM pg_temp.merged o WHERE o.id = c.id)
) p ON p.id = a.parent_id
WHERE a.parent IS NOT NULL AND a.kind IN ('amendment', 'memorandum') AND (a.starts_on < p.starts_on OR a.starts_on > p.terminated_on);

INSERT INTO pg_temp.rejected SELECT line, NULL, sentence FROM facts.broken_check('pg_temp.merged', 'register.contract');
INSERT INTO pg_temp.rejected SELECT line, NULL, 'A contract cannot replace itself.' FROM pg_temp.staged WHERE supersedes = reference;
DELETE FROM pg_temp.merged m USING pg_temp.rejected r WHERE r.line = m.line AND r.field IS NULL;
-- What stands under a new contract that cannot be taken cannot be taken either, and so on downwards.
DO $$ BEGIN
  LOOP
    INSERT INTO pg_temp.rejected
    SELECT a.line, NULL, format('contract %s, under which it stands, cannot be taken', a.parent) FROM pg_temp.merged a
    WHERE a.parent_id IS NOT NULL AND NOT EXISTS (SELECT FROM pg_temp.merged o WHERE o.id = a.parent_id)
      AND NOT EXISTS (SELECT FROM register.contract c WHERE c.id = a.parent_id);
    EXIT WHEN NOT FOUND;
    DELETE FROM pg_temp.merged m USING pg_temp.rejected r WHERE r.line = m.line AND r.field IS NULL;
  END LOOP;
END $$;
ANALYZE pg_temp.merged;

INSERT INTO pg_temp.rejected
SELECT m.line, 'supersedes', format('no contract %s is in the register or in this file', m.supersedes)
FROM pg_temp.merged m
WHERE m.supersedes IS NOT NULL
  AND NOT EXISTS (SELECT FROM register.contract c WHERE c.reference = m.supersedes)
  AND NOT EXISTS (SELECT FROM pg_temp.merged o WHERE o.reference = m.supersedes);
UPDATE pg_temp.merged m SET supersedes_id = coalesce(c.id, o.id)
FROM pg_temp.gives g, pg_temp.merged s
LEFT JOIN register.contract c ON c.reference = s.supersedes
LEFT JOIN pg_temp.merged o ON o.reference = s.supersedes
WHERE s.line = m.line AND g.id = m.given AND g.supersedes AND coalesce(c.id, o.id) IS DISTINCT FROM m.supersedes_id
  AND NOT EXISTS (SELECT FROM pg_temp.rejected r WHERE r.line = m.line AND r.field = 'supersedes');
