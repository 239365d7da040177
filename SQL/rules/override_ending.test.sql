-- Tanaka asks, Mori approves. Payroll is said to be critical, hosting low; by hand they are low and high.

-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (20, 1, 'payroll', 'critical'), (21, 1, 'hosting', 'low');
SELECT set_config('clause6.actor', 'tanaka', true);

-- test:   the last day lies more than thirty days ahead
-- as-of:  2026-03-01
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: none

-- test:   thirty days ahead, for a lowered and a raised tier
-- as-of:  2026-03-02
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01'),
  (31, 21, 'high', 'launch', '2026-01-01', '2026-01-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: vendor_id, subject_id, severity, since, due_on, reason, reason_ja, evidence
VALUES (1, 30, 'medium', date '2026-03-02', date '2026-04-01', 'payroll of Acme is of the tier low by hand until 2026-04-01, and of the tier critical without that',
    '委託先「Acme」の委託業務「payroll」の重要度は、手動設定により2026-04-01まで「低」であり、設定がなければ「最重要」である',
    '{"tier": "low", "computed": "critical", "ends_on": "2026-04-01", "ended": false, "approved_by": "mori"}'::jsonb),
  (1, 31, 'info', '2026-03-02', '2026-04-01', 'hosting of Acme is of the tier high by hand until 2026-04-01, and of the tier low without that',
    '委託先「Acme」の委託業務「hosting」の重要度は、手動設定により2026-04-01まで「高」であり、設定がなければ「低」である',
    '{"tier": "high", "computed": "low", "ends_on": "2026-04-01", "ended": false, "approved_by": "mori"}');

-- test:   its last day
-- as-of:  2026-04-01
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: subject_id, since, evidence
VALUES (30, date '2026-03-02', '{"tier": "low", "computed": "critical", "ends_on": "2026-04-01", "ended": false, "approved_by": "mori"}'::jsonb);

-- test:   the day after it the computed tier counts again
-- as-of:  2026-04-02
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: subject_id, severity, since, due_on, evidence
VALUES (30, 'medium', date '2026-03-02', date '2026-04-01', '{"tier": "low", "computed": "critical", "ends_on": "2026-04-01", "ended": true, "approved_by": "mori"}'::jsonb);

-- test:   thirty days after its last
-- as-of:  2026-05-01
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (30);

-- test:   and a day more
-- as-of:  2026-05-02
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: none

-- test:   the tier without the override decides the severity
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (22, 1, 'printing', 'high'), (23, 1, 'plants', 'medium'), (24, 1, 'water', NULL);
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on)
SELECT 10 + e.id, e.id, CASE e.tier WHEN 'low' THEN 'medium' WHEN 'high' THEN 'critical' ELSE 'low' END, 'agreed', '2026-01-01', '2026-01-01', '2026-04-01' FROM engagement e;
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: subject_id, severity
VALUES (30, 'medium'), (31, 'info'), (32, 'low'), (33, 'low'), (34, 'low');

-- test:   the computed tier counts where it is stricter than the stated one
-- as-of:  2026-04-01
UPDATE engagement SET access = 'privileged', critical = true, critical_why = 'flights stop', data_subjects = 10 WHERE id = 21;
INSERT INTO engagement_data (engagement_id, data_class) VALUES (21, 'personal');
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (31, 21, 'medium', 'test data', '2026-01-01', '2026-01-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: subject_id, severity, reason
VALUES (31, 'low', 'hosting of Acme is of the tier medium by hand until 2026-04-01, and of the tier high without that');

-- test:   an override to what the tier is anyway changes nothing when it ends
-- as-of:  2026-04-01
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'critical', 'agreed', '2026-01-01', '2026-01-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: none

-- What is asked for, approved, withdrawn.

-- test:   one that nobody approved never counted, not even when it is over
-- as-of:  2026-04-02
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01'),
  (31, 21, 'high', 'launch', '2026-01-01', '2026-01-01', '2026-04-02');
-- expect: none

-- test:   one approved on its last day counted on it
-- as-of:  2026-04-02
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-04-01';
-- expect: subject_id, since
VALUES (30, date '2026-04-01');

-- test:   one that starts within the thirty days is found from that day on
-- as-of:  2026-03-20
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-03-20', '2026-04-01'),
  (31, 21, 'high', 'launch', '2026-01-01', '2026-03-21', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: subject_id, since
VALUES (30, date '2026-03-20');

-- test:   one withdrawn tomorrow counts, one withdrawn today does not
-- as-of:  2026-03-20
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01'),
  (31, 21, 'high', 'launch', '2026-01-01', '2026-01-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
UPDATE tier_override SET withdrawn_on = CASE id WHEN 30 THEN date '2026-03-21' ELSE '2026-03-20' END;
-- expect: subject_id
VALUES (30);

-- The work.

-- test:   work that ends with the override has no other tier after it
-- as-of:  2026-03-20
UPDATE engagement SET ends_on = CASE id WHEN 20 THEN date '2026-04-01' ELSE '2026-04-02' END;
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01'),
  (31, 21, 'high', 'launch', '2026-01-01', '2026-01-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (31);

-- test:   work on its last day has, work that ended does not
-- as-of:  2026-04-20
UPDATE engagement SET ends_on = CASE id WHEN 20 THEN date '2026-04-20' ELSE '2026-04-19' END;
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01'),
  (31, 21, 'high', 'launch', '2026-01-01', '2026-01-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (30);

-- test:   work of a vendor that ended is over from that day on
-- as-of:  2026-03-20
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (22, 2, 'printing', 'critical');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-03-20'), (2, 'ended', '2026-03-21');
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01'),
  (32, 22, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (32);

-- What follows.

-- test:   another that was approved takes its place from the next day on; one that starts later leaves a gap
-- as-of:  2026-03-20
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01'),
  (31, 21, 'high', 'launch', '2026-01-01', '2026-01-01', '2026-04-01'), (32, 20, 'low', 'test data', '2026-03-01', '2026-04-02', '2026-06-30'),
  (33, 21, 'high', 'launch', '2026-03-01', '2026-04-03', '2026-06-30');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = CASE WHEN id < 32 THEN date '2026-03-10' ELSE '2026-03-20' END;
-- expect: subject_id
VALUES (31);

-- test:   one before it, or one that is approved tomorrow, does not
-- as-of:  2026-03-20
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-03-11', '2026-04-01'),
  (31, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-03-10'), (32, 20, 'low', 'test data', '2026-03-01', '2026-04-02', '2026-06-30');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = CASE WHEN id < 32 THEN date '2026-03-01' ELSE '2026-03-21' END;
-- expect: subject_id
VALUES (30);

-- test:   one of another engagement, or withdrawn, does not
-- as-of:  2026-03-20
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01'),
  (31, 21, 'high', 'launch', '2026-01-01', '2026-03-01', '2026-06-30'), (32, 20, 'low', 'test data', '2026-03-01', '2026-04-02', '2026-06-30');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-03-10';
UPDATE tier_override SET withdrawn_on = '2026-03-19' WHERE id = 32;
-- expect: subject_id
VALUES (30);

-- test:   once one is over, another that counts by now takes its place
-- as-of:  2026-04-20
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01'),
  (31, 21, 'high', 'launch', '2026-01-01', '2026-01-01', '2026-04-01'), (32, 20, 'low', 'test data', '2026-03-01', '2026-04-20', '2026-06-30'),
  (33, 21, 'high', 'launch', '2026-03-01', '2026-04-21', '2026-06-30');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-03-10';
-- expect: subject_id
VALUES (31);

-- Mergers.

-- test:   before a merger it is the first entry's
-- as-of:  2026-03-18
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, '2026-03-20');
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (22, 3, 'printing', 'critical');
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 22, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: vendor_id, subject_id
VALUES (3, 30);

-- test:   from its day on that of the vendor as which it goes on
-- as-of:  2026-03-20
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, '2026-03-20');
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (22, 3, 'printing', 'critical');
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 22, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: vendor_id, subject_id, reason
VALUES (1, 30, 'printing of Acme is of the tier low by hand until 2026-04-01, and of the tier critical without that');

-- test:   work of a vendor that is suspended goes on
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'suspended', '2026-02-01');
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: subject_id
VALUES (30);

-- test:   another that lasts a day longer takes its place
-- as-of:  2026-04-01
INSERT INTO tier_override (id, engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (30, 20, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01'),
  (31, 20, 'low', 'test data', '2026-01-01', '2026-04-02', '2026-04-02');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: none
