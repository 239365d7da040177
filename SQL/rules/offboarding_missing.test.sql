-- The payroll at Acme ended on 31 March 2026; its offboarding is to be begun within thirty days.

-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (20, 1, 'payroll', 'high', '2025-01-01', '2026-03-31');

-- test:   on the thirtieth day there is time
-- as-of:  2026-04-30
-- expect: none

-- test:   on the next day there is none left
-- as-of:  2026-05-01
-- expect: vendor_id, subject_id, since, due_on, severity, reason, reason_ja, evidence
VALUES (1, 20, date '2026-05-01', date '2026-04-30', 'medium', 'The work "payroll" of Acme ended on 2026-03-31, and no offboarding is recorded',
  'Acmeの「payroll」は2026-03-31に終了したが、終了手続が登録されていない', '{"ended_on": "2026-03-31", "days": 30}'::jsonb);

-- test:   work that goes on is not offboarded
-- as-of:  2026-05-01
UPDATE engagement SET ends_on = NULL;
-- expect: none

-- test:   begun
-- as-of:  2026-05-01
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (60, 1, 20, '2026-03-31');
-- expect: none

-- test:   one of other work is not one of this
-- as-of:  2026-05-01
INSERT INTO engagement (id, vendor_id, title, ends_on) VALUES (21, 1, 'printing', '2026-03-31');
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (60, 1, 21, '2026-03-31');
-- expect: subject_id
VALUES (20);

-- test:   nor one of another vendor
-- as-of:  2026-05-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 2, '2026-03-31');
-- expect: subject_id
VALUES (20);

-- test:   one of the whole vendor is one of this, too
-- as-of:  2026-05-01
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-06-30');
-- expect: none

-- test:   even of the very day on which the work began, or where nobody recorded that
-- as-of:  2026-05-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, starts_on, ends_on) VALUES (21, 2, 'printing', NULL, '2026-03-31');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2025-01-01'), (61, 2, '2020-01-01');
-- expect: none

-- test:   but not of a time before
-- as-of:  2026-05-01
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2024-12-31');
-- expect: subject_id
VALUES (20);

-- A vendor that was left.

-- test:   the work of a vendor that was left has ended, too
-- as-of:  2026-05-01
UPDATE engagement SET ends_on = NULL;
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-01-01'), (1, 'ended', '2026-03-31');
-- expect: vendor_id, subject_id, since, reason, reason_ja
VALUES (1, 20, date '2026-05-01', 'Acme was left on 2026-03-31, and no offboarding of "payroll" is recorded', 'Acmeとの取引は2026-03-31に終了したが、「payroll」の終了手続が登録されていない');

-- test:   but not that of one that is being left
-- as-of:  2026-05-01
UPDATE engagement SET ends_on = NULL;
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-03-31');
-- expect: none

-- test:   nor that of another vendor, nor what began after it was left; what began on that day or nobody knows when has
-- as-of:  2026-05-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
UPDATE engagement SET ends_on = NULL;
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 2, 'hosting', '2026-04-01'), (22, 2, 'plants', '2026-03-31'), (23, 2, 'cards', NULL);
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (2, 'ended', '2026-03-31');
-- expect: subject_id
VALUES (22), (23);

-- test:   the recorded end goes before the day on which the vendor was left
-- as-of:  2026-05-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-20');
-- expect: subject_id, since, reason
VALUES (20, date '2026-05-01', 'The work "payroll" of Acme ended on 2026-03-31, and no offboarding is recorded');

-- Nothing to give back.

-- test:   who had neither data nor access has nothing to give back
-- as-of:  2026-05-01
UPDATE engagement SET access = 'none';
INSERT INTO engagement_data (engagement_id, data_class) VALUES (20, 'none');
-- expect: none

-- test:   who had one of them, or of whom nobody recorded it, may have
-- as-of:  2026-05-01
UPDATE engagement SET access = 'none';
INSERT INTO engagement (id, vendor_id, title, access, ends_on) VALUES
  (21, 1, 'printing', 'none', '2026-03-31'), (22, 1, 'plants', 'on_site', '2026-03-31'), (23, 1, 'cards', NULL, '2026-03-31'), (24, 1, 'hosting', NULL, '2026-03-31');
INSERT INTO engagement_data (engagement_id, data_class) VALUES (20, 'confidential'), (22, 'none'), (24, 'none');
-- expect: subject_id
VALUES (20), (21), (22), (23), (24);

-- Tiers and mergers.

-- test:   the tier decides severity and days, and medium stands for none
-- as-of:  2026-05-31
INSERT INTO engagement (id, vendor_id, title, tier, ends_on) VALUES (21, 1, 'hosting', 'critical', '2026-03-31'), (22, 1, 'printing', 'medium', '2026-03-31'),
  (23, 1, 'plants', 'low', '2026-03-31'), (24, 1, 'cards', NULL, '2026-03-31');
-- expect: subject_id, severity, since
VALUES (20, 'medium', date '2026-05-01'), (21, 'high', date '2026-04-15'), (22, 'medium', date '2026-05-01'), (23, 'low', date '2026-05-31'), (24, 'medium', date '2026-05-01');

-- test:   at tier low there are sixty days
-- as-of:  2026-05-30
UPDATE engagement SET tier = 'low';
-- expect: none

-- test:   at tier critical there are fourteen
-- as-of:  2026-04-14
UPDATE engagement SET tier = 'critical';
-- expect: none

-- test:   and no more than fourteen
-- as-of:  2026-04-15
UPDATE engagement SET tier = 'critical';
-- expect: subject_id, severity
VALUES (20, 'high');

-- test:   after a merger the vendor of the day is found
-- as-of:  2026-05-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-05-01' WHERE id = 1;
-- expect: vendor_id, subject_id, reason
VALUES (2, 20, 'The work "payroll" of Acme Holdings ended on 2026-03-31, and no offboarding is recorded');

-- test:   and one of the vendor is one of the work of its entries
-- as-of:  2026-05-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-05-01' WHERE id = 1;
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 2, '2026-03-31');
-- expect: none

-- test:   not before the merger, nor is one of its other work
-- as-of:  2026-04-30
UPDATE engagement SET ends_on = '2026-03-30';
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-05-01' WHERE id = 1;
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 2, '2026-03-31');
-- expect: vendor_id, subject_id
VALUES (1, 20);

-- test:   one of other work of the vendor is not one of this after a merger
-- as-of:  2026-05-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings'), (3, 'Acme Japan');
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 2, 'printing');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-05-01' WHERE id IN (1, 3);
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (60, 2, 21, '2026-03-31'), (61, 3, NULL, '2026-03-31');
-- expect: vendor_id, subject_id
VALUES (2, 20);

-- test:   what covered the work before the merger still does
-- as-of:  2026-05-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-03-31');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-05-01' WHERE id = 1;
-- expect: none

-- test:   the tier is that of the day
-- as-of:  2026-05-10
INSERT INTO engagement (id, vendor_id, title, access, critical, critical_why) VALUES (29, 1, 'archive', 'none', false, 'can wait');
INSERT INTO engagement_data (engagement_id, data_class) VALUES (29, 'confidential');
INSERT INTO engagement_condition (engagement_id, condition_key, from_on, until_on) VALUES (29, 'ict_critical', '2026-05-10', '2026-05-10');
UPDATE engagement SET ends_on = '2026-03-31' WHERE id = 29;
-- expect: subject_id, severity
VALUES (20, 'medium'), (29, 'medium');

-- test:   a vendor that is proposed anew is left no longer
-- as-of:  2026-05-01
UPDATE engagement SET ends_on = NULL;
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-03-31'), (1, 'proposed', '2026-05-01');
-- expect: none

-- test:   but is until then
-- as-of:  2026-05-01
UPDATE engagement SET ends_on = NULL;
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-03-31'), (1, 'proposed', '2026-05-02');
-- expect: subject_id
VALUES (20);
