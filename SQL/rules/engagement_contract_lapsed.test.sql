-- Payroll is worked under C-10, which ended on 31 March 2026.

-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt'), (3, 'Cord');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'medium', '2025-04-01');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-04-01', '2026-03-31');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10);

-- test:   on its last day the contract binds
-- as-of:  2026-03-31
-- expect: none

-- test:   the day after, none does
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 20, 'high', date '2026-04-01',
  'Engagement "payroll" of Acme is under way and none of its contracts binds: the last one, C-10, ended on 2026-03-31',
  'Acme の委託業務「payroll」は継続しているが、最後の契約 C-10 が 2026-03-31 に終了し、有効な契約がない',
  '{"contract": "C-10", "cause": "lapsed", "last_day": "2026-03-31"}'::jsonb);

-- test:   terminated early
-- as-of:  2026-02-01
UPDATE contract SET terminated_on = '2026-01-31';
-- expect: subject_id, since, reason, reason_ja, evidence
VALUES (20, date '2026-02-01',
  'Engagement "payroll" of Acme is under way and none of its contracts binds: the last one, C-10, was terminated with 2026-01-31 as its last day',
  'Acme の委託業務「payroll」は継続しているが、最後の契約 C-10 が 2026-01-31 を最終日として解約され、有効な契約がない',
  '{"contract": "C-10", "cause": "terminated", "last_day": "2026-01-31"}'::jsonb);

-- Other contracts.

-- test:   another contract binds, up to its last day
-- as-of:  2026-06-30
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (11, 'C-11', '2026-04-01', '2026-06-30');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 11);
-- expect: none

-- test:   the one that ended last is named
-- as-of:  2026-07-01
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (11, 'C-11', '2026-04-01', '2026-06-30'), (12, 'C-12', '2025-04-01', '2025-12-31');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 11), (20, 12);
-- expect: subject_id, since, evidence
VALUES (20, date '2026-07-01', '{"contract": "C-11", "cause": "lapsed", "last_day": "2026-06-30"}'::jsonb);

-- test:   of two that ended on one day the one registered last
-- as-of:  2026-07-01
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (11, 'C-11', '2025-04-01', '2026-03-31');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 11);
-- expect: subject_id, evidence
VALUES (20, '{"contract": "C-11", "cause": "lapsed", "last_day": "2026-03-31"}'::jsonb);

-- test:   a contract that has not started does not bind yet, and is not the last one
-- as-of:  2026-04-10
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (11, 'C-11', '2026-04-12', '2027-03-31');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 11);
-- expect: subject_id, evidence
VALUES (20, '{"contract": "C-10", "cause": "lapsed", "last_day": "2026-03-31"}'::jsonb);

-- test:   another engagement's contract helps nothing
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 1, 'hosting', '2025-04-01');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (11, 'C-11', '2025-04-01', '2027-03-31');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 11);
-- expect: subject_id
VALUES (20);

-- test:   an engagement that never had a contract is another rule's matter
-- as-of:  2026-04-01
DELETE FROM engagement_contract;
-- expect: none

-- test:   nor one whose only contract has not started
-- as-of:  2026-04-01
UPDATE contract SET starts_on = '2026-04-02', ends_on = '2027-03-31';
-- expect: none

-- Links.

-- test:   a contract that binds stands behind the work until the last day of the link
-- as-of:  2025-12-31
UPDATE engagement_contract SET until_on = '2025-12-31';
-- expect: none

-- test:   and no longer on the day after
-- as-of:  2026-01-01
UPDATE engagement_contract SET until_on = '2025-12-31';
-- expect: subject_id, since, reason, reason_ja, evidence
VALUES (20, date '2026-01-01',
  'Engagement "payroll" of Acme is under way and none of its contracts binds: the last one, C-10, stood behind it until 2025-12-31',
  'Acme の委託業務「payroll」は継続しているが、最後の契約 C-10 が 2025-12-31 までで紐付けを外され、有効な契約がない',
  '{"contract": "C-10", "cause": "unlinked", "last_day": "2025-12-31"}'::jsonb);

-- test:   unlinked before it ended, unlinked with it, and unlinked after it
-- as-of:  2026-05-01
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 1, 'hosting', '2025-04-01'), (22, 1, 'plants', '2025-04-01');
UPDATE engagement_contract SET until_on = '2026-03-30';
INSERT INTO engagement_contract (engagement_id, contract_id, until_on) VALUES (21, 10, '2026-03-31'), (22, 10, '2026-04-01');
-- expect: subject_id, since, reason
VALUES (20, date '2026-03-31', 'Engagement "payroll" of Acme is under way and none of its contracts binds: the last one, C-10, stood behind it until 2026-03-30'),
  (21, date '2026-04-01', 'Engagement "hosting" of Acme is under way and none of its contracts binds: the last one, C-10, ended on 2026-03-31'),
  (22, date '2026-04-01', 'Engagement "plants" of Acme is under way and none of its contracts binds: the last one, C-10, ended on 2026-03-31');

-- test:   a link that begins tomorrow does not count yet
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (11, 'C-11', '2026-01-01', '2027-03-31');
INSERT INTO engagement_contract (engagement_id, contract_id, from_on) VALUES (20, 11, '2026-04-02');
-- expect: subject_id
VALUES (20);

-- test:   and one that begins today does
-- as-of:  2026-04-02
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (11, 'C-11', '2026-01-01', '2027-03-31');
INSERT INTO engagement_contract (engagement_id, contract_id, from_on) VALUES (20, 11, '2026-04-02');
-- expect: none

-- Only work that is under way.

-- test:   begins tomorrow, begins today, ended yesterday, ends today, begun some day
-- as-of:  2026-05-10
DELETE FROM engagement_contract;
INSERT INTO engagement (id, vendor_id, title, starts_on, ends_on) VALUES
  (21, 1, 'begins tomorrow', '2026-05-11', NULL), (22, 1, 'begins today', '2026-05-10', NULL), (23, 1, 'ended yesterday', '2025-04-01', '2026-05-09'),
  (24, 1, 'ends today', '2025-04-01', '2026-05-10'), (25, 1, 'begun some day', NULL, NULL);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10), (22, 10), (23, 10), (24, 10), (25, 10);
-- expect: subject_id, since
VALUES (22, date '2026-05-10'), (24, date '2026-04-01'), (25, date '2026-04-01');

-- test:   nothing goes on with a vendor that ended
-- as-of:  2026-05-10
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 2, 'hosting'), (22, 3, 'plants');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10), (22, 10);
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-05-10'), (2, 'ended', '2026-05-11'), (3, 'suspended', '2026-05-01');
-- expect: vendor_id, subject_id
VALUES (2, 21), (3, 22);

-- test:   nor after the last day of an offboarding of all work, or of this
-- as-of:  2026-05-10
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES
  (21, 1, 'after it', '2026-05-10'), (22, 2, 'ends today', NULL), (23, 3, 'offboarded', NULL), (24, 3, 'not offboarded', NULL), (25, 1, 'with it', '2026-05-09');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10), (22, 10), (23, 10), (24, 10), (25, 10);
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, NULL, '2026-05-09'), (2, NULL, '2026-05-10'), (3, 23, '2026-05-09');
-- expect: subject_id
VALUES (21), (22), (24);

-- What was replaced: then the link is out of date, which another rule finds.

-- test:   what replaced the contract binds, up to its last day
-- as-of:  2026-06-30
INSERT INTO contract (id, reference, starts_on, ends_on, supersedes_id) VALUES (11, 'C-11', '2026-01-01', '2026-06-30', 10);
-- expect: none

-- test:   and the day after nothing does
-- as-of:  2026-07-01
INSERT INTO contract (id, reference, starts_on, ends_on, supersedes_id) VALUES
  (11, 'C-11', '2026-01-01', '2026-06-30', 10), (12, 'C-12', '2026-01-01', NULL, NULL), (13, 'C-13', NULL, NULL, 11);
-- expect: subject_id, since, reason, reason_ja, evidence
VALUES (20, date '2026-01-01',
  'Engagement "payroll" of Acme is under way and none of its contracts binds: the last one, C-10, was replaced on 2026-01-01',
  'Acme の委託業務「payroll」は継続しているが、最後の契約 C-10 が 2026-01-01 に差し替えられ、有効な契約がない',
  '{"contract": "C-10", "cause": "superseded", "last_day": "2025-12-31"}'::jsonb);

-- test:   what replaced what replaced it binds
-- as-of:  2026-07-01
INSERT INTO contract (id, reference, starts_on, ends_on, supersedes_id) VALUES (11, 'C-11', '2026-01-01', '2026-06-30', 10), (12, 'C-12', '2026-07-01', NULL, 11);
-- expect: none

-- test:   unless it begins only tomorrow
-- as-of:  2026-07-01
INSERT INTO contract (id, reference, starts_on, ends_on, supersedes_id) VALUES (11, 'C-11', '2026-01-01', '2026-06-30', 10), (12, 'C-12', '2026-07-02', NULL, 11);
-- expect: subject_id
VALUES (20);

-- test:   nor does what replaced that
-- as-of:  2026-07-01
INSERT INTO contract (id, reference, starts_on, ends_on, supersedes_id) VALUES
  (11, 'C-11', '2026-01-01', '2026-06-30', 10), (12, 'C-12', '2026-07-02', NULL, 11), (13, 'C-13', '2026-07-01', NULL, 12);
-- expect: subject_id
VALUES (20);

-- test:   an order whose master contract was replaced goes on under the new one
-- as-of:  2026-07-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on, supersedes_id) VALUES
  (30, 'M-30', 'master', NULL, '2025-04-01', '2027-03-31', NULL), (31, 'S-31', 'statement_of_work', 30, '2025-04-01', NULL, NULL),
  (32, 'M-32', 'master', NULL, '2026-07-01', '2028-03-31', 30);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 31);
-- expect: none

-- test:   whoever was unlinked from a contract does not go on under what replaced it
-- as-of:  2026-02-01
INSERT INTO contract (id, reference, starts_on, ends_on, supersedes_id) VALUES (11, 'C-11', '2026-01-01', '2026-06-30', 10);
UPDATE engagement_contract SET until_on = '2025-12-31';
-- expect: subject_id, since
VALUES (20, date '2026-01-01');

-- test:   nor under what replaced the master contract of an order
-- as-of:  2026-08-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on, supersedes_id) VALUES
  (30, 'M-30', 'master', NULL, '2025-04-01', '2027-03-31', NULL), (31, 'S-31', 'statement_of_work', 30, '2025-04-01', NULL, NULL),
  (32, 'M-32', 'master', NULL, '2026-07-01', '2028-03-31', 30);
INSERT INTO engagement_contract (engagement_id, contract_id, until_on) VALUES (20, 31, '2026-06-30');
-- expect: subject_id, since
VALUES (20, date '2026-07-01');

-- test:   an order that ended with its master contract has no heir
-- as-of:  2027-04-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on, supersedes_id) VALUES
  (30, 'M-30', 'master', NULL, '2025-04-01', '2026-12-31', NULL), (31, 'S-31', 'statement_of_work', 30, '2025-04-01', NULL, NULL),
  (40, 'C-40', 'other', NULL, '2026-01-01', NULL, NULL);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 31);
-- expect: subject_id, since
VALUES (20, date '2027-01-01');

-- test:   a contract that was terminated and replaced goes on under the new one
-- as-of:  2026-02-01
UPDATE contract SET terminated_on = '2026-01-31';
INSERT INTO contract (id, reference, starts_on, supersedes_id) VALUES (11, 'C-11', '2026-02-01', 10);
-- expect: none

-- test:   but not before that begins
-- as-of:  2026-02-01
UPDATE contract SET terminated_on = '2026-01-31';
INSERT INTO contract (id, reference, starts_on, supersedes_id) VALUES (11, 'C-11', '2026-02-02', 10);
-- expect: subject_id, evidence
VALUES (20, '{"contract": "C-10", "cause": "terminated", "last_day": "2026-01-31"}'::jsonb);

-- test:   a successor of another engagement's contract helps nothing
-- as-of:  2026-05-01
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 1, 'hosting', '2025-04-01');
INSERT INTO contract (id, reference, starts_on, ends_on, supersedes_id) VALUES (11, 'C-11', '2025-04-01', '2026-03-31', NULL), (12, 'C-12', '2026-01-01', '2026-12-31', 11);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 11);
-- expect: subject_id
VALUES (20);

-- Merged vendors, tiers.

-- test:   an engagement of an entry that was merged is of the vendor into which it was merged
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (4, 'Bolt KK', 2, '2026-04-01');
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 4, 'hosting');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10);
-- expect: vendor_id, subject_id, reason
VALUES (1, 20, 'Engagement "payroll" of Acme is under way and none of its contracts binds: the last one, C-10, ended on 2026-03-31'),
  (2, 21, 'Engagement "hosting" of Bolt is under way and none of its contracts binds: the last one, C-10, ended on 2026-03-31');

-- test:   and of that entry itself the day before; its offboarding comes along with the merger
-- as-of:  2026-04-10
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (4, 'Acme KK', 1, '2026-04-10'), (5, 'Bolt KK', 2, '2026-04-11'), (6, 'Cord KK', 3, '2026-04-11');
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 2, 'hosting'), (22, 6, 'plants');
UPDATE engagement SET ends_on = '2026-04-10' WHERE id = 22;
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10), (22, 10);
INSERT INTO offboarding (vendor_id, ended_on) VALUES (4, '2026-04-05'), (5, '2026-04-05');
UPDATE engagement SET starts_on = NULL WHERE id = 20;
-- expect: vendor_id, subject_id, since
VALUES (2, 21, date '2026-04-01'), (6, 22, date '2026-04-01');

-- test:   a tier that is overridden for one day
-- as-of:  2026-04-10
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (1, 20, 'critical', 'payday', '2026-04-01', '2026-04-10', '2026-04-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-04-01';
-- expect: subject_id, severity
VALUES (20, 'critical');

-- test:   the tier of the engagement decides the severity
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (21, 1, 'hosting', 'critical'), (22, 1, 'printing', 'high'), (23, 1, 'plants', 'low'), (24, 1, 'untold', NULL);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10), (22, 10), (23, 10), (24, 10);
-- expect: subject_id, severity
VALUES (20, 'high'), (21, 'critical'), (22, 'high'), (23, 'medium'), (24, 'high');
