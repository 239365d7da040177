-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori'), (3, 'sato');
INSERT INTO vendor (id, name, owner_id) VALUES (1, 'Acme', 1), (2, 'Bolt', 1);

-- test:   an owner whom nobody stands in for, at one vendor of two
-- as-of:  2026-04-01
UPDATE vendor SET backup_owner_id = 2 WHERE id = 2;
INSERT INTO engagement (vendor_id, title, tier, starts_on) VALUES (1, 'payroll', 'critical', '2026-02-01'), (2, 'hosting', 'critical', '2026-02-01');
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 1, 'medium', date '2026-02-01', 'tanaka, the owner of Acme, has no backup: nobody is recorded', '委託先「Acme」の担当者tanakaに代理がいない（登録なし）',
  '{"owner": "tanaka", "backup_owner": null, "owners_backup": null, "tier": "critical"}'::jsonb);

-- test:   somebody who stands in for the owner in everything will do
-- as-of:  2026-04-01
UPDATE person SET backup_id = 3 WHERE id = 1;
INSERT INTO engagement (vendor_id, title) VALUES (1, 'payroll');
-- expect: none

-- test:   on the last day of the backup owner nothing is missing
-- as-of:  2026-03-31
UPDATE person SET left_on = '2026-03-31' WHERE id = 2;
UPDATE vendor SET backup_owner_id = 2 WHERE id = 1;
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2026-02-01');
-- expect: none

-- test:   the day after it
-- as-of:  2026-04-01
UPDATE person SET left_on = '2026-03-31' WHERE id = 2;
UPDATE vendor SET backup_owner_id = 2 WHERE id = 1;
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2026-02-01');
-- expect: subject_id, since, reason, reason_ja, evidence
VALUES (1, date '2026-04-01', 'tanaka, the owner of Acme, has no backup: mori left', '委託先「Acme」の担当者tanakaに代理がいない（moriは退職）',
  '{"owner": "tanaka", "backup_owner": "mori", "owners_backup": null, "tier": "medium"}'::jsonb);

-- test:   on the last day of who stands in for the owner nothing is missing
-- as-of:  2026-03-31
UPDATE person SET left_on = '2026-03-31' WHERE id = 3;
UPDATE person SET backup_id = 3 WHERE id = 1;
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2026-02-01');
-- expect: none

-- test:   the day after that
-- as-of:  2026-04-01
UPDATE person SET left_on = '2026-03-31' WHERE id = 3;
UPDATE person SET backup_id = 3 WHERE id = 1;
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2026-02-01');
-- expect: subject_id, since, reason
VALUES (1, date '2026-04-01', 'tanaka, the owner of Acme, has no backup: sato left');

-- test:   of two who left the last one counts
-- as-of:  2026-04-01
UPDATE person SET left_on = '2026-03-31' WHERE id = 2;
UPDATE person SET left_on = '2026-01-31' WHERE id = 3;
UPDATE person SET backup_id = 3 WHERE id = 1;
UPDATE vendor SET backup_owner_id = 2 WHERE id = 1;
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2025-02-01');
-- expect: subject_id, since, reason, reason_ja
VALUES (1, date '2026-04-01', 'tanaka, the owner of Acme, has no backup: mori and sato left', '委託先「Acme」の担当者tanakaに代理がいない（mori、satoは退職）');

-- test:   and the use, where that began later still
-- as-of:  2026-04-10
UPDATE person SET left_on = '2026-03-31' WHERE id = 2;
UPDATE vendor SET backup_owner_id = 2 WHERE id = 1;
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2026-04-05');
-- expect: subject_id, since
VALUES (1, date '2026-04-05');

-- test:   one who stands in twice and left is named once
-- as-of:  2026-04-01
UPDATE person SET left_on = '2026-03-31' WHERE id = 2;
UPDATE person SET backup_id = 2 WHERE id = 1;
UPDATE vendor SET backup_owner_id = 2 WHERE id = 1;
INSERT INTO engagement (vendor_id, title) VALUES (1, 'payroll');
-- expect: subject_id, since, reason, reason_ja
VALUES (1, date '2026-04-01', 'tanaka, the owner of Acme, has no backup: mori left', '委託先「Acme」の担当者tanakaに代理がいない（moriは退職）');

-- test:   without an owner there is nobody to stand in for
-- as-of:  2026-04-01
UPDATE vendor SET owner_id = NULL;
INSERT INTO engagement (vendor_id, title) VALUES (1, 'payroll');
-- expect: none

-- test:   on the last day of the owner
-- as-of:  2026-03-31
UPDATE person SET left_on = '2026-03-31' WHERE id = 1;
INSERT INTO engagement (vendor_id, title) VALUES (1, 'payroll');
-- expect: subject_id, since
VALUES (1, NULL::date);

-- test:   an owner who has left is another rule's matter
-- as-of:  2026-04-01
UPDATE person SET left_on = '2026-03-31' WHERE id = 1;
INSERT INTO engagement (vendor_id, title) VALUES (1, 'payroll');
-- expect: none

-- Days of use.

-- test:   the day before the work begins
-- as-of:  2026-03-31
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2026-04-01');
-- expect: none

-- test:   its first day
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2026-04-01');
-- expect: subject_id, since
VALUES (1, date '2026-04-01');

-- test:   its last day, after other work without a gap
-- as-of:  2026-04-30
INSERT INTO engagement (vendor_id, title, starts_on, ends_on) VALUES (1, 'payroll', '2026-04-01', '2026-04-30'), (1, 'hosting', '2025-04-01', '2026-03-31');
-- expect: subject_id, since
VALUES (1, date '2025-04-01');

-- test:   the day after its last
-- as-of:  2026-05-01
INSERT INTO engagement (vendor_id, title, starts_on, ends_on) VALUES (1, 'payroll', '2026-04-01', '2026-04-30');
-- expect: none

-- test:   contracts in force, and lapsed while work goes on
-- as-of:  2026-04-10
INSERT INTO vendor (id, name, owner_id) VALUES (3, 'Cast', 1), (4, 'Dune', 1), (5, 'Elm', 1);
INSERT INTO contract (id, reference, starts_on, ends_on, work_ended_on) VALUES (10, 'C-10', '2025-04-01', '2026-04-10', '2026-01-31'),
  (11, 'C-11', '2025-04-01', '2026-03-31', '2026-04-10'), (12, 'C-12', '2025-04-01', '2026-03-31', '2026-04-09'), (13, 'C-13', '2025-04-01', '2026-03-31', NULL),
  (14, 'C-14', '2026-04-11', NULL, NULL);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 3, 1), (12, 4, 1), (13, 5, 1), (14, 2, 1);
-- expect: vendor_id, since
VALUES (1, date '2025-04-01'), (3, '2025-04-01'), (5, '2025-04-01');

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

-- test:   what ended on its last day leaves a gap of a day
-- as-of:  2026-05-02
INSERT INTO contract (id, reference, starts_on, terminated_on) VALUES (10, 'C-10', '2025-04-01', '2026-04-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2026-05-02');
-- expect: vendor_id, since
VALUES (1, date '2026-05-02');

-- test:   a contract that is replaced without a gap goes on
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on, supersedes_id) VALUES (10, 'C-10', '2025-04-01', '2027-03-31', NULL), (11, 'C-11', '2026-04-01', NULL, 10);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 1, 1);
-- expect: vendor_id, since
VALUES (1, date '2025-04-01');

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

-- Stages, tiers and mergers.

-- test:   an ended vendor needs nobody from that day on, a suspended one does
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, owner_id) VALUES (3, 'Cast', 1), (4, 'Dune', 1);
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01'), (3, 'ended', '2026-04-02'), (4, 'suspended', '2026-03-01');
INSERT INTO engagement (vendor_id, title) VALUES (1, 'payroll'), (3, 'payroll'), (4, 'payroll');
-- expect: vendor_id
VALUES (3), (4);

-- test:   the tier decides the severity
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, owner_id) VALUES (3, 'Cast', 1), (4, 'Dune', 1);
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'payroll', 'critical'), (2, 'hosting', 'high'), (3, 'printing', 'medium'), (4, 'plants', 'low');
-- expect: vendor_id, severity
VALUES (1, 'medium'), (2, 'low'), (3, 'info'), (4, 'info');

-- test:   work counts for the tier from its first day to its last
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier, starts_on, ends_on) VALUES (1, 'plants', 'low', NULL, NULL), (1, 'payroll', 'critical', '2026-04-01', NULL),
  (2, 'plants', 'low', NULL, NULL), (2, 'payroll', 'critical', NULL, '2026-04-01');
-- expect: vendor_id, severity
VALUES (1, 'medium'), (2, 'medium');

-- test:   the day before a merger each entry has an owner of its own
-- as-of:  2026-03-31
INSERT INTO vendor (id, name, owner_id, backup_owner_id, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 2, NULL, 1, '2026-04-01'), (4, 'Bolt Ltd', 2, NULL, 2, '2026-04-01');
UPDATE vendor SET backup_owner_id = 3 WHERE id = 1;
INSERT INTO engagement (vendor_id, title) VALUES (3, 'payroll'), (4, 'hosting');
-- expect: vendor_id
VALUES (3), (4);

-- test:   from its day on the one owner counts
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, owner_id, backup_owner_id, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 2, NULL, 1, '2026-04-01'), (4, 'Bolt Ltd', 2, NULL, 2, '2026-04-01');
UPDATE vendor SET backup_owner_id = 3 WHERE id = 1;
INSERT INTO engagement (vendor_id, title) VALUES (3, 'payroll'), (4, 'hosting');
-- expect: vendor_id, reason
VALUES (2, 'tanaka, the owner of Bolt, has no backup: nobody is recorded');

-- test:   before a merger a contract is a use of the entry that it names
-- as-of:  2026-03-31
INSERT INTO vendor (id, name, owner_id, merged_into_id, merged_on) VALUES (4, 'Bolt Ltd', 2, 2, '2026-04-01');
INSERT INTO contract (id, reference, starts_on) VALUES (10, 'C-10', '2024-01-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 4, 1);
-- expect: vendor_id, since
VALUES (4, date '2024-01-01');

-- test:   from its day on of the vendor as which it goes on
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, owner_id, merged_into_id, merged_on) VALUES (4, 'Bolt Ltd', 2, 2, '2026-04-01');
INSERT INTO contract (id, reference, starts_on) VALUES (10, 'C-10', '2024-01-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 4, 1);
-- expect: vendor_id, since
VALUES (2, date '2024-01-01');

-- test:   a contract that was terminated on the day before it began never was a use
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, terminated_on) VALUES (10, 'C-10', '2026-04-01', '2026-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
-- expect: none
