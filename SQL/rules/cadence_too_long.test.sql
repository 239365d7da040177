-- Acme handles card data from 1 January 2024 on, of which PCI DSS asks for a review every twelve months; from 1 February 2026 on its
-- schedule says twenty-four.

-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, access, critical, critical_why, data_subjects) VALUES
  (20, 1, 'payroll', 'medium', '2024-01-01', 'none', false, 'can wait', 0);
INSERT INTO engagement_data (engagement_id, data_class) VALUES (20, 'none');
INSERT INTO engagement_condition (id, engagement_id, condition_key) VALUES (30, 20, 'card_data');
INSERT INTO review_schedule (id, vendor_id, anchor_on, months, from_on) VALUES (40, 1, '2024-01-01', 24, '2026-02-01');

-- test:   the day before the schedule counts
-- as-of:  2026-01-31
-- expect: none

-- test:   from its first day on it is longer than the regime allows
-- as-of:  2026-02-01
-- expect: vendor_id, subject_id, since, severity, reason, reason_ja, evidence
VALUES (1, 1, date '2026-02-01', 'low', 'The schedule of Acme sets 24 months between reviews, while 12 is the most under PCI DSS 12.8 and 12.9 (12.8.4)',
  'Acmeの見直し周期は24か月に設定されているが、PCI DSS 要件12.8・12.9（TPSP管理）（12.8.4）の求める間隔は12か月以内である',
  '{"set_months": 24, "set_from_on": "2026-02-01", "regime": "pcidss-12.8", "ref": "12.8.4", "regime_months": 12, "basis": "explicit", "counted_months": 12}'::jsonb);

-- test:   thirteen months are too long, too
-- as-of:  2026-02-01
UPDATE review_schedule SET months = 13;
-- expect: subject_id
VALUES (1);

-- test:   twelve are what is asked
-- as-of:  2026-02-01
UPDATE review_schedule SET months = 12;
-- expect: none

-- test:   a schedule that says nothing of months is none
-- as-of:  2026-02-01
UPDATE review_schedule SET months = NULL;
-- expect: none

-- test:   of two schedules the later counts
-- as-of:  2026-03-01
INSERT INTO review_schedule (id, vendor_id, anchor_on, months, from_on) VALUES (41, 1, '2024-01-01', 6, '2026-03-01');
-- expect: none

-- test:   but not before its day
-- as-of:  2026-02-28
INSERT INTO review_schedule (id, vendor_id, anchor_on, months, from_on) VALUES (41, 1, '2024-01-01', 6, '2026-03-01');
-- expect: subject_id
VALUES (1);

-- test:   without a regime that gives a figure any schedule will do
-- as-of:  2026-02-01
DELETE FROM engagement_condition;
-- expect: none

-- test:   nor does work of another vendor ask for anything
-- as-of:  2026-02-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 2, 'hosting', '2024-01-01');
INSERT INTO review_schedule (id, vendor_id, anchor_on, months, from_on) VALUES (41, 2, '2024-01-01', 24, '2026-01-01');
-- expect: vendor_id, subject_id, since
VALUES (1, 1, date '2026-02-01');

-- test:   a condition that is stated from a day on asks from then on
-- as-of:  2026-02-10
UPDATE engagement_condition SET from_on = '2026-02-10';
-- expect: subject_id, since
VALUES (1, date '2026-02-10');

-- test:   and not before
-- as-of:  2026-02-09
UPDATE engagement_condition SET from_on = '2026-02-10';
-- expect: none

-- test:   one that was stated for two times asks since the second began
-- as-of:  2026-02-10
UPDATE engagement_condition SET from_on = '2025-01-01', until_on = '2026-02-09';
INSERT INTO engagement_condition (id, engagement_id, condition_key, from_on) VALUES (31, 20, 'card_data', '2026-02-10'), (32, 20, 'cloud_service', '2025-01-01');
INSERT INTO engagement_condition (id, engagement_id, condition_key, from_on) VALUES (33, 20, 'card_data', '2026-02-20');
-- expect: subject_id, since
VALUES (1, date '2026-02-10');

-- test:   what follows from the data was always asked
-- as-of:  2026-02-10
UPDATE engagement_condition SET from_on = '2026-02-10';
DELETE FROM engagement_data;
INSERT INTO engagement_data (engagement_id, data_class) VALUES (20, 'card');
-- expect: subject_id, since
VALUES (1, date '2026-02-01');

-- test:   work that began later asks since it began
-- as-of:  2026-03-01
UPDATE engagement SET starts_on = '2026-03-01';
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (10, 'C-10', '2024-01-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
-- expect: subject_id, since
VALUES (1, date '2026-03-01');

-- test:   and asks nothing before
-- as-of:  2026-02-28
UPDATE engagement SET starts_on = '2026-03-01';
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (10, 'C-10', '2024-01-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
-- expect: none

-- test:   work to come does not count among the work that asks
-- as-of:  2026-02-10
UPDATE engagement_condition SET from_on = '2026-02-05';
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 1, 'hosting');
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (22, 1, 'printing', '2026-02-11');
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (22, 'card_data');
-- expect: subject_id, since
VALUES (1, date '2026-02-05');

-- test:   a regime that was adopted asks since it was
-- as-of:  2026-04-01
DELETE FROM engagement_condition;
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'cloud_service');
INSERT INTO regime_choice (regime_key, from_on, followed) VALUES ('csa-ccm-sta', '2026-04-01', true);
-- expect: subject_id, since, evidence
VALUES (1, date '2026-04-01', '{"set_months": 24, "set_from_on": "2026-02-01", "regime": "csa-ccm-sta", "ref": "STA agreement review", "regime_months": 12,
  "basis": "explicit", "counted_months": 12}'::jsonb);

-- test:   the day before that: a regime that was adopted asks since it was
-- as-of:  2026-03-31
DELETE FROM engagement_condition;
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'cloud_service');
INSERT INTO regime_choice (regime_key, from_on, followed) VALUES ('csa-ccm-sta', '2026-04-01', true);
-- expect: none

-- test:   a second regime that asks the same does not make it younger
-- as-of:  2026-04-01
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'cloud_service');
INSERT INTO regime_choice (regime_key, from_on, followed) VALUES ('csa-ccm-sta', '2026-04-01', true);
-- expect: subject_id, since
VALUES (1, date '2026-02-01');

-- Whose work has ended.

-- test:   for work that ended no schedule is too long
-- as-of:  2026-02-01
UPDATE engagement SET ends_on = '2026-01-31';
-- expect: none

-- test:   nor for a vendor that was left
-- as-of:  2026-02-10
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-01-01'), (1, 'ended', '2026-02-10');
-- expect: none

-- test:   one that is being left still is used
-- as-of:  2026-02-10
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-01-01'), (1, 'ended', '2026-02-11');
-- expect: subject_id
VALUES (1);

-- test:   nor for one that was offboarded
-- as-of:  2026-02-10
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-02-09');
-- expect: none

-- test:   on the last day of the work, and after the end of one engagement, it still is
-- as-of:  2026-02-10
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (60, 1, NULL, '2026-02-10'), (61, 1, 20, '2026-02-09'), (62, 2, NULL, '2026-02-09');
-- expect: subject_id
VALUES (1);

-- test:   a vendor that is used anew is found
-- as-of:  2026-02-10
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2023-12-31');
-- expect: subject_id
VALUES (1);

-- test:   work that began on the last day, is to come or is another's is not new
-- as-of:  2026-02-10
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2024-01-01');
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 1, 'printing', '2026-02-11'), (22, 2, 'printing', '2026-02-01');
-- expect: none

-- test:   work of today is
-- as-of:  2026-02-10
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2024-01-01');
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 1, 'printing', '2026-02-10');
-- expect: subject_id
VALUES (1);

-- Tiers and mergers.

-- test:   the tier decides the severity
-- as-of:  2026-02-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord'), (4, 'Dial');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, access, critical, critical_why, data_subjects)
SELECT 19 + v.id, v.id, 'cards', CASE v.id WHEN 2 THEN 'critical' WHEN 3 THEN 'high' ELSE 'low' END, '2024-01-01', 'none', false, 'can wait', 0 FROM vendor v WHERE v.id > 1;
INSERT INTO engagement_data (engagement_id, data_class) SELECT 19 + v.id, 'none' FROM vendor v WHERE v.id > 1;
INSERT INTO engagement_condition (engagement_id, condition_key) SELECT 19 + v.id, 'card_data' FROM vendor v WHERE v.id > 1;
INSERT INTO review_schedule (vendor_id, anchor_on, months, from_on) SELECT v.id, '2024-01-01', 24, '2026-02-01' FROM vendor v WHERE v.id > 1;
-- expect: subject_id, severity
VALUES (1, 'low'), (2, 'medium'), (3, 'low'), (4, 'info');

-- test:   the schedule of an entry that was merged counts for the vendor of the day
-- as-of:  2026-02-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-02-01' WHERE id = 1;
-- expect: vendor_id, subject_id, since
VALUES (2, 2, date '2026-02-01');

-- test:   but for its own
-- as-of:  2026-02-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-02-01' WHERE id = 1;
INSERT INTO review_schedule (id, vendor_id, anchor_on, months, from_on) VALUES (41, 2, '2024-01-01', 12, '2025-01-01');
-- expect: none

-- test:   an entry that was offboarded before it was merged was not all of the vendor
-- as-of:  2026-02-10
INSERT INTO vendor (id, name) VALUES (2, 'Acme Japan');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 2, '2026-02-05');
UPDATE vendor SET merged_into_id = 1, merged_on = '2026-02-05' WHERE id = 2;
-- expect: vendor_id, subject_id
VALUES (1, 1);

-- test:   new work of an entry is new work of the vendor into which it was merged
-- as-of:  2026-02-10
INSERT INTO vendor (id, name) VALUES (2, 'Acme Japan');
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 2, 'printing', '2026-02-05');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-02-04');
UPDATE vendor SET merged_into_id = 1, merged_on = '2026-02-10' WHERE id = 2;
-- expect: vendor_id, subject_id
VALUES (1, 1);

-- test:   but not before
-- as-of:  2026-02-10
INSERT INTO vendor (id, name) VALUES (2, 'Acme Japan');
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 2, 'printing', '2026-02-05');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-02-04');
UPDATE vendor SET merged_into_id = 1, merged_on = '2026-02-11' WHERE id = 2;
-- expect: none

-- Days and regimes that do not belong together.

-- test:   an entry that is merged tomorrow is a vendor today
-- as-of:  2026-02-10
INSERT INTO vendor (id, code, name) VALUES (2, 'A2', 'Acme');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-02-11' WHERE id = 1;
-- expect: vendor_id, subject_id
VALUES (1, 1);

-- test:   a condition asks on its last day, too, and since its first
-- as-of:  2026-02-10
UPDATE engagement_condition SET from_on = '2026-02-05', until_on = '2026-02-10';
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 2, 'cards');
INSERT INTO engagement_data (engagement_id, data_class) VALUES (21, 'card');
-- expect: subject_id, since
VALUES (1, date '2026-02-05');

-- test:   and work on its last day
-- as-of:  2026-02-10
UPDATE engagement SET ends_on = '2026-02-10';
-- expect: subject_id
VALUES (1);

-- test:   a regime that is dropped tomorrow asks today
-- as-of:  2026-02-10
INSERT INTO regime_choice (regime_key, from_on, followed) VALUES ('pcidss-12.8', '2026-02-11', false);
-- expect: subject_id, since
VALUES (1, date '2026-02-01');

-- test:   what follows from the data alone
-- as-of:  2026-02-01
DELETE FROM engagement_condition;
UPDATE engagement_data SET data_class = 'card';
-- expect: subject_id, since
VALUES (1, date '2026-02-01');

-- test:   a condition that was always stated and once more from a day on
-- as-of:  2026-02-10
INSERT INTO engagement_condition (engagement_id, condition_key, from_on) VALUES (20, 'card_data', '2026-02-05');
-- expect: subject_id, since
VALUES (1, date '2026-02-01');

-- test:   a regime that asks no more than the schedule does not make it older, though it asks more than another's
-- as-of:  2026-02-10
INSERT INTO regime (id, catalogue_id, key, position, title_en, title_ja, version, jurisdiction, verification, by_default, source, review_interval_months, review_basis, review_ref,
  review_scope, review_triggers)
SELECT 900, r.catalogue_id, 'own', 900, 'Own', '社内基準', '1', 'JP', 'primary', true, r.source, 24, 'explicit', '1', '', '{}' FROM regime r WHERE r.key = 'pcidss-12.8';
INSERT INTO requirement (id, regime_id, ref, position, title_en, title_ja, condition_key, strength) VALUES (9000, 900, '1', 1, 'Own', '社内基準', 'always', 'mandatory');
UPDATE engagement_condition SET from_on = '2026-02-05';
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (22, 2, 'hosting', '2024-01-01');
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (22, 'card_data');
INSERT INTO review_schedule (vendor_id, anchor_on, months, from_on) VALUES (2, '2024-01-01', 36, '2026-01-01');
-- expect: subject_id, since
VALUES (1, date '2026-02-05'), (2, date '2026-01-01');

-- test:   nor one that asks more of work to come
-- as-of:  2026-02-10
INSERT INTO regime (id, catalogue_id, key, position, title_en, title_ja, version, jurisdiction, verification, by_default, source, review_interval_months, review_basis, review_ref,
  review_scope, review_triggers)
SELECT 900, r.catalogue_id, 'own', 900, 'Own', '社内基準', '1', 'JP', 'primary', true, r.source, 24, 'explicit', '1', '', '{}' FROM regime r WHERE r.key = 'pcidss-12.8';
INSERT INTO requirement (id, regime_id, ref, position, title_en, title_ja, condition_key, strength) VALUES (9000, 900, '1', 1, 'Own', '社内基準', 'always', 'mandatory');
DELETE FROM engagement_condition;
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 1, 'cards', '2026-02-12');
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (21, 'card_data');
-- expect: none

-- test:   work of which nobody recorded a beginning goes before work that began later
-- as-of:  2026-03-10
DELETE FROM engagement_condition;
UPDATE engagement SET starts_on = NULL;
UPDATE engagement_data SET data_class = 'card';
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 1, 'hosting', '2026-03-01');
INSERT INTO engagement_data (engagement_id, data_class) VALUES (21, 'card');
-- expect: subject_id, since
VALUES (1, date '2026-02-01');

-- test:   the day before another catalogue is published the regimes of the old one ask
-- as-of:  2026-11-30
INSERT INTO catalogue (id, version, published_on) VALUES (900, 'next', '2026-12-01');
-- expect: subject_id
VALUES (1);

-- test:   from its day on those of the new one do
-- as-of:  2026-12-01
INSERT INTO catalogue (id, version, published_on) VALUES (900, 'next', '2026-12-01');
INSERT INTO regime (id, catalogue_id, key, position, title_en, title_ja, version, jurisdiction, verification, by_default, source, review_interval_months, review_basis, review_ref,
  review_scope, review_triggers)
SELECT 900, 900, 'own', 900, 'Own', '社内基準', '1', 'JP', 'primary', true, r.source, 12, 'explicit', '1', '', '{}' FROM regime r WHERE r.key = 'pcidss-12.8';
INSERT INTO requirement (id, regime_id, ref, position, title_en, title_ja, condition_key, strength) VALUES (9000, 900, '1', 1, 'Own', '社内基準', 'always', 'mandatory');
-- expect: subject_id, reason
VALUES (1, 'The schedule of Acme sets 24 months between reviews, while 12 is the most under Own (1)');
