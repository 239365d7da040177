-- Tanaka asks, Mori approves. The gate of each engagement lacks everything until something is registered for it.

-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title) VALUES (20, 1, 'payroll'), (21, 1, 'hosting');
SELECT set_config('clause6.actor', 'tanaka', true);

-- test:   the last day lies more than thirty days ahead
-- as-of:  2026-03-01
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: none

-- test:   thirty days ahead: something to remember; the other engagement has no waiver
-- as-of:  2026-03-02
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: vendor_id, subject_id, severity, since, due_on, reason, reason_ja, evidence
VALUES (1, 30, 'low', date '2026-03-02', date '2026-04-01', 'Waiver 30 of the leg contract for payroll of Acme lasts until 2026-04-01, and without it the leg is not met',
  '委託先「Acme」の委託業務「payroll」に対する例外承認30（契約）の期限は2026-04-01だが、不足が解消されていない',
  '{"leg": "contract", "ends_on": "2026-04-01", "ended": false, "approved_by": "mori", "tier": "medium"}'::jsonb);

-- test:   its last day
-- as-of:  2026-04-01
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id, severity, since, due_on
VALUES (30, 'low', date '2026-03-02', date '2026-04-01');

-- test:   the day after it
-- as-of:  2026-04-02
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id, severity, since, due_on, evidence
VALUES (30, 'high', date '2026-03-02', date '2026-04-01', '{"leg": "contract", "ends_on": "2026-04-01", "ended": true, "approved_by": "mori", "tier": "medium"}'::jsonb);

-- test:   thirty days after its last
-- as-of:  2026-05-01
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (30);

-- test:   and a day more
-- as-of:  2026-05-02
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: none

-- test:   the tier decides how bad it is once it is over
-- as-of:  2026-04-02
UPDATE engagement SET tier = 'critical' WHERE id = 20;
UPDATE engagement SET tier = 'high' WHERE id = 21;
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (22, 1, 'printing', 'medium'), (23, 1, 'plants', 'low');
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on)
SELECT 10 + e.id, 'gate-contract', e.id, 'soon', '2026-01-01', '2026-04-01', '2026-01-01' FROM engagement e;
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id, severity
VALUES (30, 'critical'), (31, 'high'), (32, 'high'), (33, 'medium');

-- test:   a tier that was set by hand counts from its first day
-- as-of:  2026-04-02
UPDATE engagement SET tier = 'critical' WHERE id = 20;
INSERT INTO tier_override (engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (20, 'low', 'test data', '2026-01-01', '2026-04-02', '2026-06-30');
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id, severity
VALUES (30, 'medium');

-- test:   and until its last
-- as-of:  2026-04-02
UPDATE engagement SET tier = 'critical' WHERE id = 20;
INSERT INTO tier_override (engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-02');
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id, severity
VALUES (30, 'medium');

-- test:   and does not before
-- as-of:  2026-04-01
UPDATE engagement SET tier = 'critical' WHERE id = 20;
UPDATE engagement SET tier = 'low' WHERE id = 21;
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on)
SELECT 10 + e.id, 'gate-contract', e.id, 'soon', '2026-01-01', '2026-04-01', '2026-01-01' FROM engagement e;
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id, severity
VALUES (30, 'low'), (31, 'low');

-- What is asked for, approved, withdrawn.

-- test:   a waiver that nobody approved is none, not even when it is over
-- as-of:  2026-04-02
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (31, 'gate-contract', 21, 'soon', '2026-01-01', '2026-04-02', '2026-01-01');
-- expect: none

-- test:   one approved on its last day was in force, one approved after it never was
-- as-of:  2026-04-02
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (31, 'gate-contract', 21, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-04-01' WHERE id = 30;
UPDATE waiver SET approved_on = '2026-04-02' WHERE id = 31;
-- expect: subject_id, since
VALUES (30, date '2026-04-01');

-- test:   one that starts within the thirty days is found from that day on
-- as-of:  2026-03-20
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-03-20', '2026-04-01', '2026-01-01'),
  (31, 'gate-contract', 21, 'soon', '2026-03-21', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id, since
VALUES (30, date '2026-03-20');

-- test:   one withdrawn tomorrow is in force, one withdrawn today is not
-- as-of:  2026-03-20
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (31, 'gate-contract', 21, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
UPDATE waiver SET withdrawn_on = CASE id WHEN 30 THEN date '2026-03-21' ELSE '2026-03-20' END;
-- expect: subject_id
VALUES (30);

-- What it waives.

-- test:   what it waives is there by now, whatever else is missing
-- as-of:  2026-04-02
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2026-01-01', '2026-12-31');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10);
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (31, 'gate-contract', 21, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (31);

-- test:   a contract on its first day and one on its last are there
-- as-of:  2026-04-02
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2026-04-02', '2026-12-31'), (11, 'C-11', '2026-01-01', '2026-04-02');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10), (21, 11);
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (31, 'gate-contract', 21, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: none

-- test:   the other two legs, while the contract is there
-- as-of:  2026-03-20
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2026-01-01', '2026-12-31');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10), (21, 10);
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-assessment', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (31, 'gate-terms', 21, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id, reason_ja
VALUES (30, '委託先「Acme」の委託業務「payroll」に対する例外承認30（選定評価）の期限は2026-04-01だが、不足が解消されていない'),
  (31, '委託先「Acme」の委託業務「hosting」に対する例外承認31（契約条項）の期限は2026-04-01だが、不足が解消されていない');

-- The work.

-- test:   work that ends with the waiver needs no other
-- as-of:  2026-03-20
UPDATE engagement SET ends_on = CASE id WHEN 20 THEN date '2026-04-01' ELSE '2026-04-02' END;
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (31, 'gate-contract', 21, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (31);

-- test:   work on its last day lacks what was waived, work that ended does not
-- as-of:  2026-04-20
UPDATE engagement SET ends_on = CASE id WHEN 20 THEN date '2026-04-20' ELSE '2026-04-19' END;
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (31, 'gate-contract', 21, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (30);

-- test:   work of a vendor that ended is over from that day on
-- as-of:  2026-04-20
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title) VALUES (22, 2, 'printing');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-20'), (2, 'ended', '2026-04-21');
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (32, 'gate-contract', 22, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (32);

-- What follows.

-- test:   another waiver that was approved takes its place from the next day on; one that starts later leaves a gap
-- as-of:  2026-03-20
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (31, 'gate-contract', 21, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'), (32, 'gate-contract', 20, 'soon', '2026-04-02', '2026-06-30', '2026-03-01'),
  (33, 'gate-contract', 21, 'soon', '2026-04-03', '2026-06-30', '2026-03-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = CASE WHEN id < 32 THEN date '2026-03-10' ELSE '2026-03-20' END;
-- expect: subject_id
VALUES (31);

-- test:   one in force at the same time that lasts longer does, too
-- as-of:  2026-03-20
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (32, 'gate-contract', 20, 'soon', '2026-03-15', '2026-06-30', '2026-03-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-03-10';
-- expect: none

-- test:   one that ends on the same day or before does not
-- as-of:  2026-03-20
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (32, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-10';
-- expect: subject_id
VALUES (30), (32);

-- test:   one that is approved tomorrow, of another leg, of another engagement, or withdrawn does not
-- as-of:  2026-03-20
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (31, 'gate-contract', 20, 'soon', '2026-03-15', '2026-06-30', '2026-03-01'), (32, 'gate-terms', 20, 'soon', '2026-03-15', '2026-06-30', '2026-03-01'),
  (33, 'gate-contract', 21, 'soon', '2026-03-15', '2026-06-30', '2026-03-01'), (34, 'gate-contract', 20, 'soon', '2026-03-15', '2026-06-30', '2026-03-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = CASE id WHEN 31 THEN date '2026-03-21' ELSE '2026-03-10' END;
UPDATE waiver SET withdrawn_on = '2026-03-19' WHERE id = 34;
-- expect: subject_id
VALUES (30);

-- test:   once one is over, another that is in force by now takes its place
-- as-of:  2026-04-20
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (31, 'gate-contract', 21, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'), (32, 'gate-contract', 20, 'soon', '2026-04-20', '2026-06-30', '2026-03-01'),
  (33, 'gate-contract', 21, 'soon', '2026-04-21', '2026-06-30', '2026-03-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-03-10';
-- expect: subject_id
VALUES (31);

-- Mergers.

-- test:   before a merger it is the first entry's
-- as-of:  2026-03-18
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, '2026-03-20');
INSERT INTO engagement (id, vendor_id, title) VALUES (22, 3, 'printing');
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 22, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: vendor_id, subject_id
VALUES (3, 30);

-- test:   from its day on that of the vendor as which it goes on
-- as-of:  2026-03-20
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, '2026-03-20');
INSERT INTO engagement (id, vendor_id, title) VALUES (22, 3, 'printing');
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 22, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: vendor_id, subject_id, reason
VALUES (1, 30, 'Waiver 30 of the leg contract for printing of Acme lasts until 2026-04-01, and without it the leg is not met');

-- Waivers of what a rule finds.

-- test:   of a finding: more than thirty days ahead
-- as-of:  2026-03-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: none

-- test:   of a finding: thirty days ahead
-- as-of:  2026-03-02
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: vendor_id, subject_id, severity, since, due_on, reason, reason_ja, evidence
VALUES (1, 30, 'low', date '2026-03-02', date '2026-04-01', 'Waiver 30 of contract-lapsed for Acme lasts until 2026-04-01, and what it waives is still found',
  '委託先「Acme」に対する contract-lapsed の例外承認30の期限は2026-04-01だが、指摘事項が解消されていない',
  '{"rule": "contract-lapsed", "findings": 1, "ends_on": "2026-04-01", "ended": false, "approved_by": "mori", "tier": "medium"}'::jsonb);

-- test:   of a finding: its last day is one to remember, too
-- as-of:  2026-04-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id, severity
VALUES (30, 'low');

-- test:   of a finding: over
-- as-of:  2026-04-02
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id, severity, since
VALUES (30, 'high', date '2026-03-02');

-- test:   of a finding: thirty days after its last
-- as-of:  2026-05-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (30);

-- test:   of a finding: and a day more
-- as-of:  2026-05-02
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: none

-- test:   of a finding that is resolved
-- as-of:  2026-04-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id, resolved_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: none

-- test:   of a vendor: what the rule finds of it counts, and nothing else
-- as-of:  2026-04-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1), (6, 'contract-lapsed', 'contract', 11, 1, 'high', 'x', 1, 1, 1), (7, 'contract-lapsed', 'contract', 12, 2, 'high', 'x', 1, 1, 1), (8, 'other', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, vendor_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 1, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id, evidence
VALUES (30, '{"rule": "contract-lapsed", "findings": 2, "ends_on": "2026-04-01", "ended": false, "approved_by": "mori", "tier": "medium"}'::jsonb);

-- test:   of a vendor of which the rule finds nothing
-- as-of:  2026-04-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (7, 'contract-lapsed', 'contract', 12, 2, 'high', 'x', 1, 1, 1), (8, 'other', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, vendor_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 1, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: none

-- test:   of a vendor: its tier decides once it is over
-- as-of:  2026-04-02
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, vendor_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 1, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
UPDATE engagement SET tier = 'critical' WHERE id = 20;
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id, severity
VALUES (30, 'critical');

-- test:   of a finding: nobody approved it
-- as-of:  2026-04-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
SELECT 1;
-- expect: none

-- test:   of a finding: approved on the day after its last
-- as-of:  2026-04-02
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-04-02';
-- expect: none

-- test:   of a finding: approved on its last day
-- as-of:  2026-04-02
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-04-01';
-- expect: subject_id, since
VALUES (30, date '2026-04-01');

-- test:   of a finding: another of the finding follows
-- as-of:  2026-04-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (31, 'contract-lapsed', 5, 'again', '2026-04-02', '2026-12-31', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: none

-- test:   of a finding: another follows a day too late
-- as-of:  2026-04-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (31, 'contract-lapsed', 5, 'again', '2026-04-03', '2026-12-31', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (30);

-- test:   of a finding: one of the whole vendor follows
-- as-of:  2026-04-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
INSERT INTO waiver (id, rule, vendor_id, reason, starts_on, ends_on, requested_on) VALUES (31, 'contract-lapsed', 1, 'again', '2026-04-02', '2026-12-31', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: none

-- test:   of a finding: one of another vendor does not
-- as-of:  2026-04-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO waiver (id, rule, vendor_id, reason, starts_on, ends_on, requested_on) VALUES (31, 'contract-lapsed', 2, 'again', '2026-04-02', '2026-12-31', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (30);

-- test:   of a finding: one that was rejected does not
-- as-of:  2026-04-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (31, 'contract-lapsed', 5, 'again', '2026-04-02', '2026-12-31', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05' WHERE id = 30; UPDATE waiver SET rejected_on = '2026-01-05' WHERE id = 31;
-- expect: subject_id
VALUES (30);

-- test:   work of a vendor that is suspended goes on
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'suspended', '2026-02-01');
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (30);

-- test:   another waiver that lasts a day longer takes its place
-- as-of:  2026-03-20
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (32, 'gate-contract', 20, 'soon', '2026-03-15', '2026-04-02', '2026-03-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-03-10';
-- expect: subject_id
VALUES (32);

-- test:   a finding of a rule that is called as a leg is has nothing to do with the leg
-- as-of:  2026-04-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'gate-contract', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'gate-contract', 20, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (30);

-- Findings, from one day to the next.

-- test:   of a finding: found on the day itself
-- as-of:  2026-04-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-04-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (30);

-- test:   of a finding: resolved tomorrow
-- as-of:  2026-04-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x'), (2, '2026-04-02', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id, resolved_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 2, 2);
INSERT INTO finding_event (finding_id, check_run_id, what, rule_revision_id) VALUES (5, 1, 'opened', 1), (5, 2, 'resolved', 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (30);

-- test:   of a finding: others of the vendor are not waived with it
-- as-of:  2026-04-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1), (6, 'contract-lapsed', 'contract', 11, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id, evidence
VALUES (30, '{"rule": "contract-lapsed", "findings": 1, "ends_on": "2026-04-01", "ended": false, "approved_by": "mori", "tier": "medium"}'::jsonb);

-- test:   of a finding: one that starts within the thirty days is found from that day on
-- as-of:  2026-03-20
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-03-20', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id, since
VALUES (30, date '2026-03-20');

-- test:   of a finding: one that was withdrawn is none
-- as-of:  2026-04-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
UPDATE waiver SET withdrawn_on = '2026-04-01';
-- expect: none

-- test:   of a finding: the tier is that of the day, and medium where there is none
-- as-of:  2026-04-02
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord'), (4, 'Dial');
INSERT INTO engagement (vendor_id, title, tier, starts_on, ends_on) VALUES (3, 'cards', 'critical', NULL, '2026-04-02'), (4, 'cards', 'critical', '2026-04-02', NULL);
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 2, 'high', 'x', 1, 1, 1), (6, 'contract-lapsed', 'contract', 11, 3, 'high', 'x', 1, 1, 1), (7, 'contract-lapsed', 'contract', 12, 4, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (31, 'contract-lapsed', 6, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (32, 'contract-lapsed', 7, 'soon', '2026-01-01', '2026-04-01', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: vendor_id, subject_id, severity
VALUES (2, 30, 'high'), (3, 31, 'critical'), (4, 32, 'critical');

-- test:   of a finding: one of the vendor for another rule, or of another finding, does not follow
-- as-of:  2026-04-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1), (6, 'contract-lapsed', 'contract', 11, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (31, 'contract-lapsed', 6, 'again', '2026-04-02', '2026-12-31', '2026-01-01');
INSERT INTO waiver (id, rule, vendor_id, reason, starts_on, ends_on, requested_on) VALUES (32, 'other', 1, 'again', '2026-04-02', '2026-12-31', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (30);

-- test:   of a finding: one in force at the same time that lasts a day longer follows
-- as-of:  2026-04-01
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (31, 'contract-lapsed', 5, 'again', '2026-03-01', '2026-04-02', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (31);

-- test:   of a finding: once one is over, another that is in force by now takes its place
-- as-of:  2026-04-20
INSERT INTO rule_revision (id, rule, version, sha256, title, subject, params, source) VALUES (1, 'contract-lapsed', 1, '', '', 'contract', '{}', '');
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-01-01', 'x', 'x');
INSERT INTO finding (id, rule, subject, subject_id, vendor_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id) VALUES (5, 'contract-lapsed', 'contract', 10, 1, 'high', 'x', 1, 1, 1), (6, 'contract-lapsed', 'contract', 11, 1, 'high', 'x', 1, 1, 1);
INSERT INTO waiver (id, rule, finding_id, reason, starts_on, ends_on, requested_on) VALUES (30, 'contract-lapsed', 5, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'), (31, 'contract-lapsed', 6, 'soon', '2026-01-01', '2026-04-01', '2026-01-01'),
  (32, 'contract-lapsed', 5, 'again', '2026-04-20', '2026-12-31', '2026-01-01'), (33, 'contract-lapsed', 6, 'again', '2026-04-21', '2026-12-31', '2026-01-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE waiver SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (31);
