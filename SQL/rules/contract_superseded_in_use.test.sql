-- Payroll is worked under C-10, which C-11 replaced on 1 April 2026.

-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'medium', '2025-04-01');
INSERT INTO contract (id, reference, starts_on, supersedes_id) VALUES (10, 'C-10', '2025-04-01', NULL), (11, 'C-11', '2026-04-01', 10);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10);

-- test:   the day before the new contract begins
-- as-of:  2026-03-31
-- expect: none

-- test:   the day on which it does
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, key, severity, since, reason, reason_ja, evidence
VALUES (1, 10, '20', 'medium', date '2026-04-01',
  'Contract C-10 was replaced by C-11 on 2026-04-01, and engagement "payroll" is linked to it and to nothing that replaced it',
  '契約 C-10 は 2026-04-01 に契約 C-11 へ差し替えられたが、委託業務「payroll」は旧契約に紐付いたままで、後継の契約に紐付いていない',
  '{"replaced_by": "C-11", "replaced_on": "2026-04-01", "engagement": 20}'::jsonb);

-- test:   linked to what replaced it, from the day on
-- as-of:  2026-04-10
INSERT INTO engagement_contract (engagement_id, contract_id, from_on) VALUES (20, 11, '2026-04-10');
-- expect: none

-- test:   and not the day before
-- as-of:  2026-04-09
INSERT INTO engagement_contract (engagement_id, contract_id, from_on) VALUES (20, 11, '2026-04-10');
-- expect: key
VALUES ('20');

-- test:   linked to what replaced what replaced it
-- as-of:  2026-07-01
INSERT INTO contract (id, reference, starts_on, supersedes_id) VALUES (12, 'C-12', '2026-07-01', 11);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 12);
-- expect: none

-- test:   but not before that begins
-- as-of:  2026-06-30
INSERT INTO contract (id, reference, starts_on, supersedes_id) VALUES (12, 'C-12', '2026-07-01', 11);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 12);
-- expect: subject_id, evidence
VALUES (10, '{"replaced_by": "C-11", "replaced_on": "2026-04-01", "engagement": 20}'::jsonb);

-- test:   what replaced it first is named
-- as-of:  2026-07-01
INSERT INTO contract (id, reference, starts_on, supersedes_id) VALUES (12, 'C-12', '2026-07-01', 11), (13, 'C-13', '2026-03-01', 10), (14, 'C-14', '2026-03-01', 10);
-- expect: subject_id, since, evidence
VALUES (10, date '2026-03-01', '{"replaced_by": "C-13", "replaced_on": "2026-03-01", "engagement": 20}'::jsonb);

-- test:   whatever the days of what replaced that
-- as-of:  2026-07-01
INSERT INTO contract (id, reference, starts_on, supersedes_id) VALUES (12, 'C-12', '2026-03-15', 11);
-- expect: subject_id, since, evidence
VALUES (10, date '2026-04-01', '{"replaced_by": "C-11", "replaced_on": "2026-04-01", "engagement": 20}'::jsonb);

-- test:   what is to replace it does not count yet
-- as-of:  2026-04-09
INSERT INTO contract (id, reference, starts_on, supersedes_id) VALUES (12, 'C-12', '2026-04-10', 10);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 12);
-- expect: subject_id
VALUES (10);

-- test:   linked to another contract that did not replace it, and to what replaced another one
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, supersedes_id) VALUES (12, 'C-12', '2025-04-01', NULL), (13, 'C-13', '2025-10-01', NULL), (14, 'C-14', '2026-04-01', 13);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 12), (20, 14), (21, 13);
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 1, 'hosting');
-- expect: subject_id, key
VALUES (10, '20'), (13, '21');

-- test:   each engagement by itself; the link of one does not help the other
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (21, 1, 'hosting', 'high'), (22, 1, 'plants', 'low');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10), (22, 10), (22, 11);
-- expect: subject_id, key
VALUES (10, '20'), (10, '21');

-- Links.

-- test:   on the last day of the link
-- as-of:  2026-04-10
UPDATE engagement_contract SET until_on = '2026-04-10';
-- expect: key
VALUES ('20');

-- test:   unlinked on the day after
-- as-of:  2026-04-11
UPDATE engagement_contract SET until_on = '2026-04-10';
-- expect: none

-- test:   linked only after it was replaced
-- as-of:  2026-04-10
UPDATE engagement_contract SET from_on = '2026-04-10';
-- expect: since
VALUES (date '2026-04-10');

-- test:   and linked tomorrow
-- as-of:  2026-04-09
UPDATE engagement_contract SET from_on = '2026-04-10';
-- expect: none

-- test:   linked twice, it is found once, since the first of the two
-- as-of:  2026-05-01
INSERT INTO engagement_contract (engagement_id, contract_id, from_on) VALUES (20, 10, '2026-04-20');
-- expect: key, since
VALUES ('20', date '2026-04-01');

-- Only work that is under way.

-- test:   begins tomorrow, begins today, ended yesterday, ends today, begun some day
-- as-of:  2026-05-10
DELETE FROM engagement_contract;
INSERT INTO engagement (id, vendor_id, title, starts_on, ends_on) VALUES
  (21, 1, 'begins tomorrow', '2026-05-11', NULL), (22, 1, 'begins today', '2026-05-10', NULL), (23, 1, 'ended yesterday', '2025-04-01', '2026-05-09'),
  (24, 1, 'ends today', '2025-04-01', '2026-05-10'), (25, 1, 'begun some day', NULL, NULL);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10), (22, 10), (23, 10), (24, 10), (25, 10);
-- expect: key, since
VALUES ('22', date '2026-05-10'), ('24', date '2026-04-01'), ('25', date '2026-04-01');

-- test:   terminated and replaced, a contract is replaced
-- as-of:  2026-04-01
UPDATE contract SET terminated_on = '2026-03-01' WHERE id = 10;
-- expect: subject_id, since
VALUES (10, date '2026-04-01');

-- test:   terminated after it was replaced, too
-- as-of:  2026-04-10
UPDATE contract SET terminated_on = '2026-04-10' WHERE id = 10;
-- expect: subject_id, since
VALUES (10, date '2026-04-01');

-- test:   terminated alone, it is not
-- as-of:  2026-03-31
UPDATE contract SET terminated_on = '2026-03-01' WHERE id = 10;
-- expect: none

-- With the contract above it.

-- test:   an order whose master contract was replaced
-- as-of:  2026-07-01
DELETE FROM engagement_contract;
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on, supersedes_id) VALUES
  (30, 'M-30', 'master', NULL, '2025-04-01', '2027-03-31', NULL), (31, 'S-31', 'statement_of_work', 30, '2025-04-01', NULL, NULL),
  (32, 'M-32', 'master', NULL, '2026-07-01', '2028-03-31', 30);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 31);
-- expect: subject_id, since, evidence
VALUES (31, date '2026-07-01', '{"replaced_by": "M-32", "replaced_on": "2026-07-01", "engagement": 20}'::jsonb);

-- test:   linked to the new master contract
-- as-of:  2026-07-01
DELETE FROM engagement_contract;
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on, supersedes_id) VALUES
  (30, 'M-30', 'master', NULL, '2025-04-01', '2027-03-31', NULL), (31, 'S-31', 'statement_of_work', 30, '2025-04-01', NULL, NULL),
  (32, 'M-32', 'master', NULL, '2026-07-01', '2028-03-31', 30);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 31), (20, 32);
-- expect: none

-- test:   an order that an amendment gives an end of its own, from tomorrow on and from today on
-- as-of:  2026-07-10
DELETE FROM engagement_contract;
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on, supersedes_id, new_ends_on) VALUES
  (30, 'M-30', 'master', NULL, '2025-04-01', '2027-03-31', NULL, NULL), (32, 'M-32', 'master', NULL, '2026-07-01', '2028-03-31', 30, NULL),
  (31, 'S-31', 'statement_of_work', 30, '2025-04-01', NULL, NULL, NULL), (33, 'A-33', 'amendment', 31, '2026-07-11', NULL, NULL, '2026-12-31'),
  (41, 'S-41', 'statement_of_work', 30, '2025-04-01', NULL, NULL, NULL), (43, 'A-43', 'amendment', 41, '2026-07-10', NULL, NULL, '2026-12-31');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 31), (20, 41);
-- expect: subject_id, since
VALUES (31, date '2026-07-01');

-- test:   an order that was replaced itself, after its master contract
-- as-of:  2026-08-01
DELETE FROM engagement_contract;
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on, supersedes_id) VALUES
  (30, 'M-30', 'master', NULL, '2025-04-01', '2027-03-31', NULL), (31, 'S-31', 'statement_of_work', 30, '2025-04-01', NULL, NULL),
  (32, 'M-32', 'master', NULL, '2026-07-01', '2028-03-31', 30), (33, 'S-33', 'statement_of_work', 32, '2026-08-01', NULL, 31);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 31);
-- expect: subject_id, since, evidence
VALUES (31, date '2026-08-01', '{"replaced_by": "S-33", "replaced_on": "2026-08-01", "engagement": 20}'::jsonb);

-- Vendors, tiers.

-- test:   an engagement of an entry that was merged is of the vendor into which it was merged
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Bolt KK', 2, '2026-04-01'), (4, 'Acme KK', 1, '2026-04-02');
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 3, 'hosting'), (22, 4, 'plants');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10), (22, 10);
-- expect: vendor_id, key
VALUES (1, '20'), (2, '21'), (4, '22');

-- test:   a tier that is overridden for one day
-- as-of:  2026-04-10
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (1, 20, 'critical', 'payday', '2026-04-01', '2026-04-10', '2026-04-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-04-01';
-- expect: key, severity
VALUES ('20', 'high');

-- test:   the tier of the engagement decides the severity
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (21, 1, 'hosting', 'critical'), (22, 1, 'printing', 'high'), (23, 1, 'plants', 'low'), (24, 1, 'untold', NULL);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10), (22, 10), (23, 10), (24, 10);
-- expect: key, severity
VALUES ('20', 'medium'), ('21', 'high'), ('22', 'medium'), ('23', 'low'), ('24', 'medium');
