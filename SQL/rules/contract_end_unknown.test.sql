-- test:   a contract with neither an end nor a word that there is none
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO contract (id, reference, starts_on) VALUES (10, 'C-10', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
-- expect: vendor_id, subject_id, severity, since, reason, evidence
VALUES (1, 10, 'medium', date '2026-04-01', 'Contract C-10 has no recorded end and is not said to be open-ended',
  '{"starts_on": "2026-04-01"}'::jsonb);

-- test:   open-ended is not unknown
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (10, 'C-10', '2026-04-01', true);
-- expect: none

-- test:   a recorded end is not unknown, not even when it is over
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES
  (10, 'C-10', '2025-04-01', '2026-04-01'), (11, 'C-11', '2025-04-01', '2026-03-31');
-- expect: none

-- test:   the day before it starts there is nothing to end
-- as-of:  2026-03-31
INSERT INTO contract (id, reference, starts_on) VALUES (10, 'C-10', '2026-04-01');
-- expect: none

-- test:   where not even the start is recorded, since when is not known either
-- as-of:  2026-04-01
INSERT INTO contract (id, reference) VALUES (10, 'C-10');
-- expect: subject_id, since
VALUES (10, NULL::date);

-- test:   that it renews by itself does not say when
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, auto_renews, renewal_months, notice_months)
VALUES (10, 'C-10', '2025-04-01', true, 12, 3);
-- expect: subject_id, since
VALUES (10, date '2025-04-01');

-- test:   a termination is a recorded end, also before its day
-- as-of:  2026-03-31
INSERT INTO contract (id, reference, starts_on, terminated_on) VALUES (10, 'C-10', '2025-04-01', '2026-03-31');
-- expect: none

-- test:   after that day the termination is its end
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, terminated_on) VALUES (10, 'C-10', '2025-04-01', '2026-03-31');
-- expect: none

-- test:   the day before a successor starts
-- as-of:  2026-03-31
INSERT INTO contract (id, reference, starts_on, open_ended, supersedes_id) VALUES
  (10, 'C-10', '2025-04-01', false, NULL), (11, 'C-11', '2026-04-01', true, 10);
-- expect: subject_id
VALUES (10);

-- test:   and the day on which it does
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, open_ended, supersedes_id) VALUES
  (10, 'C-10', '2025-04-01', false, NULL), (11, 'C-11', '2026-04-01', true, 10);
-- expect: none

-- test:   the tier decides the severity
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on) VALUES
  (10, 'C-10', '2026-04-01'), (11, 'C-11', '2026-04-01'), (12, 'C-12', '2026-04-01'), (13, 'C-13', '2026-04-01');
INSERT INTO engagement (id, vendor_id, title, tier) VALUES
  (20, 1, 'payroll', 'critical'), (21, 1, 'hosting', 'high'), (22, 1, 'printing', 'medium'), (23, 1, 'plants', 'low');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10), (21, 11), (22, 12), (23, 13);
-- expect: subject_id, severity
VALUES (10, 'high'), (11, 'medium'), (12, 'medium'), (13, 'low');
