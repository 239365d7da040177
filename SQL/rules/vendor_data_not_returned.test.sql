-- The payroll at Acme ended on 31 March 2026; its data is to be returned or destroyed by 30 April.

-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (20, 1, 'payroll', 'high', '2025-01-01', '2026-03-31');
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on, data_due_on, access_removed_on) VALUES (60, 1, 20, '2026-03-31', '2026-04-30', '2026-03-31');

-- The data.

-- test:   on its last day there is time
-- as-of:  2026-04-30
-- expect: none

-- test:   on the next day there is none left
-- as-of:  2026-05-01
-- expect: vendor_id, subject_id, key, since, due_on, severity, reason, reason_ja, evidence
VALUES (1, 60, 'data', date '2026-05-01', date '2026-04-30', 'high',
  'Work of Acme for "payroll" ended on 2026-03-31, its data was to be returned or destroyed by 2026-04-30, and nobody recorded that it was',
  'Acme（payroll）の委託は2026-03-31に終了し、情報の返却・廃棄の期限は2026-04-30であったが、実施が登録されていない',
  '{"ended_on": "2026-03-31", "data_due_on": "2026-04-30", "data": null, "data_done_on": null, "proof": "lacking", "proof_id": null, "access_removed_on": "2026-03-31"}'::jsonb);

-- test:   settled tomorrow is not settled
-- as-of:  2026-05-01
UPDATE offboarding SET data = 'returned', data_done_on = '2026-05-02';
-- expect: key
VALUES ('data');

-- test:   where no due day is recorded there are thirty days
-- as-of:  2026-04-30
UPDATE offboarding SET data_due_on = NULL;
-- expect: none

-- test:   and no more than thirty
-- as-of:  2026-05-01
UPDATE offboarding SET data_due_on = NULL;
-- expect: subject_id, key, since, due_on, reason, reason_ja
VALUES (60, 'data', date '2026-05-01', date '2026-04-30',
  'Work of Acme for "payroll" ended on 2026-03-31, and nobody recorded by when its data is to be returned or destroyed, nor that it was',
  'Acme（payroll）の委託は2026-03-31に終了したが、情報の返却・廃棄の期限も実施も登録されていない');

-- test:   that none is held settles it without proof
-- as-of:  2026-05-01
UPDATE offboarding SET data = 'none_held', data_done_on = '2026-05-01', note = 'it only had paper forms';
-- expect: none

-- The proof.

-- test:   returned in time, and the proof may follow until the due day
-- as-of:  2026-04-30
UPDATE offboarding SET data = 'returned', data_done_on = '2026-04-10';
-- expect: none

-- test:   and no longer
-- as-of:  2026-05-01
UPDATE offboarding SET data = 'returned', data_done_on = '2026-04-10';
-- expect: subject_id, key, since, due_on, severity, reason, reason_ja, evidence
VALUES (60, 'proof', date '2026-05-01', date '2026-04-30', 'high', 'The data of Acme for "payroll" was returned on 2026-04-10, and no proof of it is recorded',
  'Acme（payroll）の情報は2026-04-10に返却されたが、証明が登録されていない',
  '{"ended_on": "2026-03-31", "data_due_on": "2026-04-30", "data": "returned", "data_done_on": "2026-04-10", "proof": "lacking", "proof_id": null, "access_removed_on": "2026-03-31"}'::jsonb);

-- test:   destroyed late, the proof was lacking from then on
-- as-of:  2026-06-01
UPDATE offboarding SET data = 'destroyed', data_done_on = '2026-05-20';
-- expect: key, since, reason, reason_ja
VALUES ('proof', date '2026-05-20', 'The data of Acme for "payroll" was destroyed on 2026-05-20, and no proof of it is recorded', 'Acme（payroll）の情報は2026-05-20に廃棄されたが、証明が登録されていない');

-- test:   a proof that nobody read is none
-- as-of:  2026-05-01
INSERT INTO evidence (id, vendor_id, kind, issued_on) VALUES (80, 1, 'destruction_certificate', '2026-04-12');
UPDATE offboarding SET data = 'destroyed', data_done_on = '2026-04-10', proof_id = 80;
-- expect: key, reason, reason_ja
VALUES ('proof', 'The data of Acme for "payroll" was destroyed on 2026-04-10, and nobody recorded that the proof, evidence 80, was read', 'Acme（payroll）の情報は2026-04-10に廃棄されたが、証明（証拠80）の確認が登録されていない');

-- test:   one that was read is
-- as-of:  2026-05-01
INSERT INTO evidence (id, vendor_id, kind, issued_on) VALUES (80, 1, 'destruction_certificate', '2026-04-12');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (80, '2026-05-01');
UPDATE offboarding SET data = 'destroyed', data_done_on = '2026-04-10', proof_id = 80;
-- expect: none

-- test:   data of which nothing is known lacks no proof yet
-- as-of:  2026-05-01
INSERT INTO evidence (id, vendor_id, kind, issued_on) VALUES (80, 1, 'destruction_certificate', '2026-04-12');
UPDATE offboarding SET proof_id = 80;
-- expect: key
VALUES ('data');

-- test:   where no due day is recorded the proof has thirty days
-- as-of:  2026-04-30
UPDATE offboarding SET data_due_on = NULL, data = 'returned', data_done_on = '2026-04-10';
-- expect: none

-- test:   and no more than thirty, too
-- as-of:  2026-05-01
UPDATE offboarding SET data_due_on = NULL, data = 'returned', data_done_on = '2026-04-10';
-- expect: key, since, due_on
VALUES ('proof', date '2026-05-01', date '2026-04-30');

-- The access.

-- test:   on the last day of the work access is needed
-- as-of:  2026-03-31
UPDATE offboarding SET access_removed_on = NULL;
-- expect: none

-- test:   after it no more
-- as-of:  2026-04-01
UPDATE offboarding SET access_removed_on = NULL;
-- expect: vendor_id, subject_id, key, since, due_on, severity, reason, reason_ja, evidence
VALUES (1, 60, 'access', date '2026-04-01', date '2026-03-31', 'high', 'Work of Acme for "payroll" ended on 2026-03-31, and nobody recorded that its access was removed',
  'Acme（payroll）の委託は2026-03-31に終了したが、アクセス権の削除が登録されていない',
  '{"ended_on": "2026-03-31", "data_due_on": "2026-04-30", "data": null, "data_done_on": null, "proof": "lacking", "proof_id": null, "access_removed_on": null}'::jsonb);

-- test:   removed on that day
-- as-of:  2026-04-01
UPDATE offboarding SET access_removed_on = '2026-04-01';
-- expect: none

-- test:   what is open is told leg by leg
-- as-of:  2026-05-01
UPDATE offboarding SET access_removed_on = NULL;
INSERT INTO offboarding (id, vendor_id, ended_on, data_due_on, data, data_done_on) VALUES (61, 1, '2026-03-31', '2026-04-30', 'returned', '2026-04-10');
-- expect: subject_id, key
VALUES (60, 'data'), (60, 'access'), (61, 'proof'), (61, 'access');

-- test:   a whole vendor
-- as-of:  2026-05-01
UPDATE offboarding SET engagement_id = NULL;
-- expect: vendor_id, subject_id, key, reason, reason_ja
VALUES (1, 60, 'data', 'Work of Acme ended on 2026-03-31, its data was to be returned or destroyed by 2026-04-30, and nobody recorded that it was',
  'Acmeの委託は2026-03-31に終了し、情報の返却・廃棄の期限は2026-04-30であったが、実施が登録されていない');

-- Closed.

-- test:   closed, whoever read the proof later
-- as-of:  2026-05-01
INSERT INTO evidence (id, vendor_id, kind, issued_on) VALUES (80, 1, 'destruction_certificate', '2026-04-12');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (80, '2026-06-01');
UPDATE offboarding SET data = 'destroyed', data_done_on = '2026-04-10', proof_id = 80, closed_on = '2026-05-01';
-- expect: none

-- test:   closed tomorrow is open
-- as-of:  2026-05-01
INSERT INTO evidence (id, vendor_id, kind, issued_on) VALUES (80, 1, 'destruction_certificate', '2026-04-12');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (80, '2026-06-01');
UPDATE offboarding SET data = 'destroyed', data_done_on = '2026-04-10', proof_id = 80, closed_on = '2026-05-02';
-- expect: key
VALUES ('proof');

-- Tiers and mergers.

-- test:   the tier is that of the engagement, or of all that the vendor ever did, else medium
-- as-of:  2026-05-31
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord'), (4, 'Dial');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (21, 1, 'hosting', 'critical', '2025-01-01', '2026-03-31'),
  (22, 1, 'printing', 'medium', '2025-01-01', '2026-03-31'), (23, 1, 'plants', 'low', '2025-01-01', '2026-03-31'),
  (24, 2, 'plants', 'low', NULL, '2026-03-31'), (25, 2, 'hosting', 'critical', '2026-06-01', NULL), (26, 4, 'hosting', 'critical', '2026-05-31', NULL);
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on, access_removed_on)
SELECT o.id, o.vendor_id, o.engagement_id, '2026-03-31', '2026-03-31'
FROM (VALUES (61, 1, 21), (62, 1, 22), (63, 1, 23), (64, 1, NULL), (65, 2, NULL), (66, 3, NULL), (67, 4, NULL)) o (id, vendor_id, engagement_id);
UPDATE offboarding SET data_due_on = '2026-05-30' WHERE id = 65;
-- expect: subject_id, severity, since
VALUES (60, 'high', date '2026-05-01'), (61, 'critical', date '2026-04-15'), (62, 'high', date '2026-05-01'), (63, 'medium', date '2026-05-31'),
  (64, 'critical', date '2026-04-15'), (65, 'medium', date '2026-05-31'), (66, 'high', date '2026-05-01'), (67, 'critical', date '2026-04-15');

-- test:   at tier low there are sixty days
-- as-of:  2026-05-30
UPDATE engagement SET tier = 'low';
UPDATE offboarding SET data_due_on = NULL;
-- expect: none

-- test:   at tier critical there are fourteen
-- as-of:  2026-04-14
UPDATE engagement SET tier = 'critical';
UPDATE offboarding SET data_due_on = NULL;
-- expect: none

-- test:   and no more than fourteen
-- as-of:  2026-04-15
UPDATE engagement SET tier = 'critical';
UPDATE offboarding SET data_due_on = NULL;
-- expect: key, severity, since
VALUES ('data', 'critical', date '2026-04-15');

-- test:   after a merger the vendor of the day is found, with the tier of what it was
-- as-of:  2026-05-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE offboarding SET engagement_id = NULL;
UPDATE engagement SET tier = 'critical';
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-05-01' WHERE id = 1;
-- expect: vendor_id, subject_id, severity
VALUES (2, 60, 'critical');

-- test:   the tier is that of the day
-- as-of:  2026-05-01
INSERT INTO engagement (id, vendor_id, title, access, critical, critical_why) VALUES (29, 1, 'archive', 'none', false, 'can wait');
INSERT INTO engagement_data (engagement_id, data_class) VALUES (29, 'confidential');
INSERT INTO engagement_condition (engagement_id, condition_key, from_on, until_on) VALUES (29, 'ict_critical', '2026-05-01', '2026-05-01');
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on, data_due_on, access_removed_on) VALUES (61, 1, 29, '2026-03-31', '2026-04-30', '2026-03-31');
-- expect: subject_id, severity
VALUES (60, 'high'), (61, 'high');
