-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
INSERT INTO vendor (id, name, owner_id) VALUES (1, 'Acme', NULL), (2, 'Bolt', 1);

-- test:   in use without an owner; the other one has one
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2026-02-01'), (2, 'payroll', '2026-02-01');
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 1, 'medium', date '2026-02-01', 'Nobody is recorded as owner of Acme, in use since 2026-02-01',
  '利用中の委託先「Acme」に担当者が登録されていない（利用開始：2026-02-01）', '{"backup_owner": null, "tier": "medium"}'::jsonb);

-- test:   nothing is known of a start
-- as-of:  2026-04-01
UPDATE vendor SET backup_owner_id = 2 WHERE id = 1;
INSERT INTO engagement (vendor_id, title) VALUES (1, 'payroll');
-- expect: subject_id, since, reason, reason_ja, evidence
VALUES (1, NULL::date, 'Nobody is recorded as owner of Acme, in use since a day that nobody recorded',
  '利用中の委託先「Acme」に担当者が登録されていない（利用開始：登録なし）', '{"backup_owner": "mori", "tier": "medium"}'::jsonb);

-- test:   a vendor that nobody uses needs no owner
-- as-of:  2026-04-01
-- expect: none

-- Days of work.

-- test:   the day before the work begins
-- as-of:  2026-03-31
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2026-04-01');
-- expect: none

-- test:   its first day
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2026-04-01');
-- expect: subject_id, since
VALUES (1, date '2026-04-01');

-- test:   its last day
-- as-of:  2026-04-30
INSERT INTO engagement (vendor_id, title, starts_on, ends_on) VALUES (1, 'payroll', '2026-04-01', '2026-04-30');
-- expect: subject_id
VALUES (1);

-- test:   the day after its last
-- as-of:  2026-05-01
INSERT INTO engagement (vendor_id, title, starts_on, ends_on) VALUES (1, 'payroll', '2026-04-01', '2026-04-30');
-- expect: none

-- test:   use without a gap counts from its first day
-- as-of:  2026-05-01
INSERT INTO engagement (vendor_id, title, starts_on, ends_on) VALUES (1, 'payroll', '2025-04-01', '2026-04-30'), (1, 'hosting', '2026-05-01', NULL);
-- expect: subject_id, since
VALUES (1, date '2025-04-01');

-- test:   after a gap of a day it counts anew
-- as-of:  2026-05-02
INSERT INTO engagement (vendor_id, title, starts_on, ends_on) VALUES (1, 'payroll', '2025-04-01', '2026-04-30'), (1, 'hosting', '2026-05-02', NULL);
-- expect: subject_id, since
VALUES (1, date '2026-05-02');

-- Contracts.

-- test:   a contract in force is a use, one that starts later is none yet
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (3, 'Cast');
INSERT INTO contract (id, reference, starts_on) VALUES (10, 'C-10', '2026-04-01'), (11, 'C-11', '2026-04-02');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 3, 1);
-- expect: vendor_id, since
VALUES (1, date '2026-04-01');

-- test:   a lapsed contract is a use while work under it goes on
-- as-of:  2026-04-10
INSERT INTO vendor (id, name) VALUES (3, 'Cast'), (4, 'Dune');
INSERT INTO contract (id, reference, starts_on, ends_on, work_ended_on) VALUES (10, 'C-10', '2025-04-01', '2026-03-31', NULL),
  (11, 'C-11', '2025-04-01', '2026-03-31', '2026-04-10'), (12, 'C-12', '2025-04-01', '2026-03-31', '2026-04-09');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 3, 1), (12, 4, 1);
-- expect: vendor_id, since
VALUES (1, date '2025-04-01'), (3, '2025-04-01');

-- test:   a contract in force is a use although its work is said to have ended
-- as-of:  2026-03-31
INSERT INTO contract (id, reference, starts_on, ends_on, work_ended_on) VALUES (10, 'C-10', '2025-04-01', '2026-03-31', '2026-01-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
-- expect: vendor_id, since
VALUES (1, date '2025-04-01');

-- test:   the last day of a contract that is terminated
-- as-of:  2026-04-30
INSERT INTO contract (id, reference, starts_on, terminated_on) VALUES (10, 'C-10', '2025-04-01', '2026-04-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
-- expect: vendor_id, since
VALUES (1, date '2025-04-01');

-- test:   and the day after
-- as-of:  2026-05-01
INSERT INTO contract (id, reference, starts_on, terminated_on) VALUES (10, 'C-10', '2025-04-01', '2026-04-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
-- expect: none

-- test:   a contract that is replaced without a gap goes on
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on, supersedes_id) VALUES (10, 'C-10', '2025-04-01', '2027-03-31', NULL), (11, 'C-11', '2026-04-01', NULL, 10);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 1, 1);
-- expect: vendor_id, since
VALUES (1, date '2025-04-01');

-- test:   what ended on its last day leaves a gap of a day
-- as-of:  2026-05-02
INSERT INTO contract (id, reference, starts_on, terminated_on) VALUES (10, 'C-10', '2025-04-01', '2026-04-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2026-05-02');
-- expect: vendor_id, since
VALUES (1, date '2026-05-02');

-- test:   what ended before it began never was a use, and is no reason to fail
-- as-of:  2026-05-02
INSERT INTO contract (id, reference, starts_on, terminated_on) VALUES (10, 'C-10', '2026-04-30', '2026-04-15');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2026-05-02');
-- expect: vendor_id, since
VALUES (1, date '2026-05-02');

-- test:   a contract of one day was a use on it
-- as-of:  2026-05-02
INSERT INTO contract (id, reference, starts_on, terminated_on) VALUES (10, 'C-10', '2026-05-01', '2026-05-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2026-05-02');
-- expect: vendor_id, since
VALUES (1, date '2026-05-01');

-- test:   a contract without a recorded start that ended was a use until then
-- as-of:  2026-05-01
INSERT INTO contract (id, reference, terminated_on) VALUES (10, 'C-10', '2026-04-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2026-05-01');
-- expect: vendor_id, since
VALUES (1, NULL::date);

-- Stages and tiers.

-- test:   an ended vendor needs no owner from that day on, a suspended one does
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (3, 'Cast'), (4, 'Dune');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01'), (3, 'ended', '2026-04-02'), (4, 'suspended', '2026-03-01');
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2026-02-01'), (3, 'payroll', '2026-02-01'), (4, 'payroll', '2026-02-01');
-- expect: vendor_id
VALUES (3), (4);

-- test:   the tier decides the severity
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (3, 'Cast'), (4, 'Dune'), (5, 'Elm');
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'payroll', 'critical'), (3, 'hosting', 'high'), (4, 'printing', 'medium'), (5, 'plants', 'low');
-- expect: vendor_id, severity
VALUES (1, 'high'), (3, 'medium'), (4, 'medium'), (5, 'low');

-- test:   work counts for the tier from its first day to its last
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (3, 'Cast');
INSERT INTO engagement (vendor_id, title, tier, starts_on, ends_on) VALUES (1, 'plants', 'low', NULL, NULL), (1, 'payroll', 'critical', '2026-04-01', NULL),
  (3, 'plants', 'low', NULL, NULL), (3, 'payroll', 'critical', NULL, '2026-04-01');
-- expect: vendor_id, severity
VALUES (1, 'high'), (3, 'high');

-- Mergers.

-- test:   the day before a merger each of two entries needs an owner
-- as-of:  2026-03-31
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, '2026-04-01');
INSERT INTO engagement (vendor_id, title, starts_on, ends_on) VALUES (3, 'payroll', '2026-02-01', NULL), (1, 'hosting', '2025-01-01', '2026-01-31');
INSERT INTO contract (id, reference, starts_on, terminated_on) VALUES (10, 'C-10', '2024-01-01', '2026-01-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 3, 1);
-- expect: vendor_id, since
VALUES (3, date '2024-01-01');

-- test:   from its day on there is one vendor with all their work
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, '2026-04-01');
INSERT INTO engagement (vendor_id, title, starts_on, ends_on) VALUES (3, 'payroll', '2026-02-01', NULL), (1, 'hosting', '2025-01-01', '2026-01-31');
INSERT INTO contract (id, reference, starts_on, terminated_on) VALUES (10, 'C-10', '2024-01-01', '2026-01-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 3, 1);
-- expect: vendor_id, since
VALUES (1, date '2024-01-01');

-- test:   a contract that was terminated on the day before it began never was a use
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, terminated_on) VALUES (10, 'C-10', '2026-04-01', '2026-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
-- expect: none

-- test:   a contract that another vendor has is no use of this one
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, terminated_on) VALUES (10, 'C-10', '2025-01-01', '2026-01-31'), (11, 'C-11', '2025-01-01', NULL);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 2, 1);
-- expect: none
