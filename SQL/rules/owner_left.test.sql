-- given:
INSERT INTO person (id, name, left_on) VALUES (1, 'tanaka', '2026-03-31'), (2, 'mori', NULL);
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');

-- test:   their last day
-- as-of:  2026-03-31
UPDATE vendor SET owner_id = 1 WHERE id = 1;
INSERT INTO engagement (id, vendor_id, title, owner_id) VALUES (20, 1, 'payroll', 1);
INSERT INTO contract (id, reference, owner_id) VALUES (10, 'C-10', 1);
-- expect: none

-- test:   the day after it, for each thing they own
-- as-of:  2026-04-01
UPDATE vendor SET owner_id = 1 WHERE id = 1;
INSERT INTO engagement (id, vendor_id, title, owner_id) VALUES (20, 1, 'payroll', 1);
INSERT INTO contract (id, reference, owner_id) VALUES (10, 'C-10', 1);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
-- expect: vendor_id, subject_id, key, severity, since, reason, reason_ja, evidence
VALUES
  (1, 1, 'vendor 1', 'medium', date '2026-04-01', 'tanaka owns the vendor Acme, and their last day was 2026-03-31',
    '委託先「Acme」の担当者はtanakaのままだが、その最終在籍日は2026-03-31である', '{"owns": "vendor", "id": 1, "left_on": "2026-03-31"}'::jsonb),
  (1, 1, 'engagement 20', 'medium', '2026-04-01', 'tanaka owns the engagement payroll of Acme, and their last day was 2026-03-31',
    '委託先「Acme」の委託業務「payroll」の担当者はtanakaのままだが、その最終在籍日は2026-03-31である', '{"owns": "engagement", "id": 20, "left_on": "2026-03-31"}'),
  (1, 1, 'contract 10', 'medium', '2026-04-01', 'tanaka owns the contract C-10, and their last day was 2026-03-31',
    '契約「C-10」の担当者はtanakaのままだが、その最終在籍日は2026-03-31である', '{"owns": "contract", "id": 10, "left_on": "2026-03-31"}');

-- test:   what was handed over, or never had an owner, is in order; what was not is found
-- as-of:  2026-04-01
UPDATE vendor SET owner_id = 2 WHERE id = 1;
INSERT INTO engagement (id, vendor_id, title, owner_id) VALUES (20, 1, 'payroll', 2), (21, 1, 'hosting', 1), (22, 2, 'payroll', NULL);
INSERT INTO contract (id, reference, owner_id) VALUES (10, 'C-10', 2), (11, 'C-11', NULL);
-- expect: vendor_id, key
VALUES (1, 'engagement 21');

-- test:   two who left
-- as-of:  2026-04-01
UPDATE person SET left_on = '2026-01-15' WHERE id = 2;
INSERT INTO engagement (id, vendor_id, title, owner_id) VALUES (20, 1, 'payroll', 1), (21, 2, 'hosting', 2);
-- expect: vendor_id, subject_id, key, since
VALUES (1, 1, 'engagement 20', date '2026-04-01'), (2, 2, 'engagement 21', '2026-01-16');

-- Which vendors matter.

-- test:   a vendor in use matters, one that nobody uses any more does not
-- as-of:  2026-04-30
UPDATE vendor SET owner_id = 1;
INSERT INTO engagement (id, vendor_id, title, ends_on) VALUES (20, 1, 'payroll', '2026-04-30'), (21, 2, 'payroll', '2026-04-29');
-- expect: key
VALUES ('vendor 1');

-- test:   a vendor with a contract in force matters
-- as-of:  2026-04-30
UPDATE vendor SET owner_id = 1;
INSERT INTO contract (id, reference, ends_on) VALUES (10, 'C-10', '2026-04-30'), (11, 'C-11', '2026-04-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
-- expect: key
VALUES ('vendor 1');

-- test:   a vendor in a stage matters until it ended
-- as-of:  2026-04-30
INSERT INTO vendor (id, name) VALUES (3, 'Cast'), (4, 'Dune');
UPDATE vendor SET owner_id = 1;
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'proposed', '2026-04-30'), (2, 'proposed', '2026-05-01'), (3, 'ended', '2026-04-30'), (4, 'suspended', '2026-02-01'),
  (4, 'exiting', '2026-03-01'), (4, 'ended', '2026-05-01');
-- expect: key
VALUES ('vendor 1'), ('vendor 4');

-- test:   nothing of a vendor that ended matters
-- as-of:  2026-04-30
UPDATE vendor SET owner_id = 1;
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-30');
INSERT INTO engagement (id, vendor_id, title, owner_id) VALUES (20, 1, 'payroll', 1);
INSERT INTO contract (id, reference, owner_id) VALUES (10, 'C-10', 1);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
-- expect: none

-- Which work matters.

-- test:   work on its last day and work to come matter, work that ended does not
-- as-of:  2026-04-30
INSERT INTO engagement (id, vendor_id, title, starts_on, ends_on, owner_id) VALUES (20, 1, 'payroll', '2025-01-01', '2026-04-30', 1),
  (21, 1, 'hosting', '2025-01-01', '2026-04-29', 1), (22, 1, 'printing', '2026-05-01', NULL, 1);
-- expect: key
VALUES ('engagement 20'), ('engagement 22');

-- Which contracts matter.

-- test:   contracts in force, to come, and lapsed while work goes on matter
-- as-of:  2026-04-30
INSERT INTO contract (id, reference, starts_on, ends_on, work_ended_on, terminated_on, owner_id) VALUES
  (10, 'C-10', '2025-01-01', NULL, NULL, NULL, 1), (11, 'C-11', '2026-05-01', NULL, NULL, NULL, 1), (12, 'C-12', '2025-01-01', '2026-04-29', NULL, NULL, 1),
  (13, 'C-13', '2025-01-01', '2026-04-01', '2026-04-30', NULL, 1), (14, 'C-14', '2025-01-01', '2026-04-01', '2026-04-29', NULL, 1),
  (15, 'C-15', '2025-01-01', NULL, NULL, '2026-04-29', 1), (16, 'C-16', '2025-01-01', NULL, '2026-04-01', NULL, 1),
  (17, 'C-17', '2025-01-01', NULL, NULL, '2026-04-30', 1);
-- expect: vendor_id, key
VALUES (NULL::bigint, 'contract 10'), (NULL, 'contract 11'), (NULL, 'contract 12'), (NULL, 'contract 13'), (NULL, 'contract 16'), (NULL, 'contract 17');

-- test:   a contract that was replaced does not
-- as-of:  2026-04-30
INSERT INTO contract (id, reference, starts_on, supersedes_id, owner_id) VALUES (10, 'C-10', '2025-01-01', NULL, 1), (11, 'C-11', '2026-04-30', 10, 2);
-- expect: none

-- Tiers and mergers.

-- test:   the tier of what is owned decides the severity
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (3, 'Cast'), (4, 'Dune');
UPDATE vendor SET owner_id = 1 WHERE id IN (1, 4);
INSERT INTO engagement (id, vendor_id, title, tier, owner_id) VALUES (20, 1, 'payroll', 'critical', NULL), (21, 1, 'hosting', 'high', 1), (22, 1, 'printing', 'medium', 1),
  (23, 1, 'plants', 'low', 1), (24, 2, 'cards', 'critical', NULL);
INSERT INTO contract (id, reference, owner_id) VALUES (10, 'C-10', 1), (11, 'C-11', NULL);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 4, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (24, 10);
-- expect: key, severity
VALUES ('vendor 1', 'high'), ('engagement 21', 'medium'), ('engagement 22', 'medium'), ('engagement 23', 'low'), ('contract 10', 'high'), ('vendor 4', 'medium');

-- test:   before a merger each entry has its own
-- as-of:  2026-04-29
INSERT INTO vendor (id, name, owner_id, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, 1, '2026-05-01');
INSERT INTO engagement (id, vendor_id, title, owner_id) VALUES (20, 3, 'payroll', 1);
INSERT INTO contract (id, reference, owner_id) VALUES (10, 'C-10', 1);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 3, 1);
-- expect: vendor_id, key
VALUES (3, 'vendor 3'), (3, 'engagement 20'), (3, 'contract 10');

-- test:   from its day on the entry needs no owner, and what was its is the other's
-- as-of:  2026-05-01
INSERT INTO vendor (id, name, owner_id, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, 1, '2026-05-01');
INSERT INTO engagement (id, vendor_id, title, owner_id) VALUES (20, 3, 'payroll', 1);
INSERT INTO contract (id, reference, owner_id) VALUES (10, 'C-10', 1);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 3, 1);
-- expect: vendor_id, key, reason
VALUES (1, 'engagement 20', 'tanaka owns the engagement payroll of Acme, and their last day was 2026-03-31'),
  (1, 'contract 10', 'tanaka owns the contract C-10, and their last day was 2026-03-31');

-- test:   a vendor is in use by what was an entry's that was merged into it
-- as-of:  2026-05-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, '2026-05-01'), (4, 'Bolt Ltd', 2, '2026-05-01');
UPDATE vendor SET owner_id = 1 WHERE id < 3;
INSERT INTO engagement (id, vendor_id, title) VALUES (20, 3, 'payroll');
INSERT INTO contract (id, reference) VALUES (10, 'C-10');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 4, 1);
-- expect: vendor_id, key
VALUES (1, 'vendor 1'), (2, 'vendor 2');

-- test:   an entry that was merged away needs no owner, although its stage stays its own
-- as-of:  2026-05-01
INSERT INTO vendor (id, name, owner_id, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, 1, '2026-05-01'), (4, 'Bolt Ltd', 1, 2, '2026-05-02');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (3, 'proposed', '2026-01-01'), (4, 'proposed', '2026-01-01');
-- expect: key
VALUES ('vendor 4');

-- test:   work counts for the tier of a vendor from its first day to its last
-- as-of:  2026-05-01
UPDATE vendor SET owner_id = 1;
INSERT INTO engagement (vendor_id, title, tier, starts_on, ends_on) VALUES (1, 'plants', 'low', NULL, NULL), (1, 'payroll', 'critical', '2026-05-01', NULL),
  (2, 'plants', 'low', NULL, NULL), (2, 'payroll', 'critical', NULL, '2026-05-01');
-- expect: key, severity
VALUES ('vendor 1', 'high'), ('vendor 2', 'high');

-- test:   the day before a merger of two entries of one name
-- as-of:  2026-04-30
INSERT INTO vendor (id, code, name, merged_into_id, merged_on) VALUES (3, 'T3', 'Acme', 1, '2026-05-01');
INSERT INTO engagement (id, vendor_id, title, owner_id) VALUES (20, 3, 'payroll', 1);
INSERT INTO contract (id, reference, owner_id) VALUES (10, 'C-10', 1);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 3, 1);
-- expect: vendor_id, key
VALUES (3, 'engagement 20'), (3, 'contract 10');

-- test:   until a merger the entry is in use by its own contract
-- as-of:  2026-04-30
INSERT INTO vendor (id, name, owner_id, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, 1, '2026-05-01');
INSERT INTO contract (id, reference) VALUES (10, 'C-10');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 3, 1);
-- expect: vendor_id, key
VALUES (3, 'vendor 3');

-- test:   a contract that another vendor has makes nothing of one whose own has ended
-- as-of:  2026-04-30
UPDATE vendor SET owner_id = 1 WHERE id = 1;
INSERT INTO contract (id, reference, starts_on, terminated_on) VALUES (10, 'C-10', '2025-01-01', '2026-01-31'), (11, 'C-11', '2025-01-01', NULL);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 2, 1);
-- expect: none
