-- After an incident at Acme we owe a report to the authority by noon on 25 November 2026.

-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'high', '2025-01-01');
SELECT set_config('clause6.zone', 'Asia/Tokyo', true);
INSERT INTO incident (id, vendor_id, engagement_id, title, severity, noticed_at, our_duty, our_duty_due_at)
VALUES (70, 1, 20, 'mail to wrong members', 'low', '2026-11-20T09:00+09:00', 'report to the authority', '2026-11-25T12:00+09:00');

-- test:   on its last day it is not overdue
-- as-of:  2026-11-25
-- expect: none

-- test:   on the next day it is
-- as-of:  2026-11-26
-- expect: vendor_id, subject_id, since, due_on, severity, reason, reason_ja, evidence
VALUES (1, 70, date '2026-11-26', date '2026-11-25', 'high', 'After "mail to wrong members" at Acme we owed "report to the authority" by 2026-11-25T12:00+09:00, and nobody recorded that it was done',
  'Acmeの「mail to wrong members」について、「report to the authority」を2026-11-25T12:00+09:00までに行うべきであったが、実施が登録されていない',
  '{"duty": "report to the authority", "due_at": "2026-11-25T12:00+09:00", "done_at": null}'::jsonb);

-- test:   done at the last minute
-- as-of:  2026-11-26
UPDATE incident SET our_duty_done_at = '2026-11-25T12:00+09:00';
-- expect: none

-- test:   done a minute later: late on that very day, and less bad than not at all
-- as-of:  2026-11-25
UPDATE incident SET our_duty_done_at = '2026-11-25T12:01+09:00';
-- expect: vendor_id, subject_id, since, due_on, severity, reason, reason_ja, evidence
VALUES (1, 70, date '2026-11-25', date '2026-11-25', 'medium', 'After "mail to wrong members" at Acme we owed "report to the authority" by 2026-11-25T12:00+09:00, and it was done at 2026-11-25T12:01+09:00',
  'Acmeの「mail to wrong members」について、「report to the authority」を2026-11-25T12:00+09:00までに行うべきであったが、実施は2026-11-25T12:01+09:00であった',
  '{"duty": "report to the authority", "due_at": "2026-11-25T12:00+09:00", "done_at": "2026-11-25T12:01+09:00"}'::jsonb);

-- test:   done days later it was late since the day after
-- as-of:  2026-12-10
UPDATE incident SET our_duty_done_at = '2026-12-01T09:00+09:00';
-- expect: subject_id, since, severity
VALUES (70, date '2026-11-26', 'medium');

-- test:   without a duty, or without its day, nothing is overdue
-- as-of:  2026-12-31
UPDATE incident SET our_duty = NULL, our_duty_due_at = NULL;
INSERT INTO incident (id, vendor_id, title, severity, noticed_at, our_duty) VALUES (71, 1, 'theft', 'low', '2026-11-20T09:00+09:00', 'notice to those concerned');
-- expect: none

-- test:   what was late is settled once the incident is closed
-- as-of:  2026-12-10
UPDATE incident SET our_duty_done_at = '2026-12-01T09:00+09:00', cause = 'typed by hand', prevention = 'register', closed_on = '2026-12-10';
-- expect: none

-- test:   and not before
-- as-of:  2026-12-09
UPDATE incident SET our_duty_done_at = '2026-12-01T09:00+09:00', cause = 'typed by hand', prevention = 'register', closed_on = '2026-12-10';
-- expect: subject_id
VALUES (70);

-- test:   what was not done was not settled by closing it
-- as-of:  2026-11-28
UPDATE incident SET our_duty_done_at = '2026-12-01T09:00+09:00', cause = 'typed by hand', prevention = 'register', closed_on = '2026-11-28';
-- expect: subject_id, severity
VALUES (70, 'high');

-- test:   of two incidents the one whose duty was done is not found
-- as-of:  2026-11-26
INSERT INTO incident (id, vendor_id, title, severity, noticed_at, our_duty, our_duty_due_at, our_duty_done_at)
VALUES (71, 1, 'theft', 'low', '2026-11-20T09:00+09:00', 'notice', '2026-11-25T12:00+09:00', '2026-11-24T12:00+09:00');
-- expect: subject_id
VALUES (70);

-- test:   the tier decides the severity: the engagement's, else the vendor's, else medium
-- as-of:  2026-11-26
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 1, 'hosting', 'critical', '2025-01-01'), (22, 1, 'printing', 'medium', '2025-01-01'),
  (23, 1, 'plants', 'low', '2025-01-01'), (24, 2, 'plants', 'low', '2025-01-01');
INSERT INTO incident (id, vendor_id, engagement_id, title, severity, noticed_at, our_duty, our_duty_due_at, our_duty_done_at)
SELECT i.id, i.vendor_id, i.engagement_id, 'theft', 'low', '2026-11-20T09:00+09:00', 'notice', '2026-11-25T12:00+09:00', i.done_at::timestamptz
FROM (VALUES (71, 1, 21, NULL), (72, 1, 22, NULL), (73, 1, 23, NULL), (74, 1, NULL, NULL), (75, 2, NULL, NULL), (76, 3, NULL, NULL),
  (77, 1, 21, '2026-11-26T09:00+09:00'), (78, 1, 23, '2026-11-26T09:00+09:00')) i (id, vendor_id, engagement_id, done_at);
-- expect: subject_id, severity
VALUES (70, 'high'), (71, 'critical'), (72, 'high'), (73, 'medium'), (74, 'critical'), (75, 'medium'), (76, 'high'), (77, 'high'), (78, 'low');

-- test:   after a merger the vendor of the day is found
-- as-of:  2026-11-26
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-11-26' WHERE id = 1;
-- expect: vendor_id, subject_id
VALUES (2, 70);

-- test:   the tier is that of the day: an engagement that is of tier medium on it, a vendor that is used on it alone
-- as-of:  2026-11-26
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, access, critical, critical_why) VALUES (29, 1, 'archive', 'none', false, 'can wait');
INSERT INTO engagement_data (engagement_id, data_class) VALUES (29, 'confidential');
INSERT INTO engagement_condition (engagement_id, condition_key, from_on, until_on) VALUES (29, 'ict_critical', '2026-11-26', '2026-11-26');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (28, 2, 'moving', 'low', '2026-11-26', '2026-11-26');
INSERT INTO incident (id, vendor_id, engagement_id, title, severity, noticed_at, our_duty, our_duty_due_at) VALUES (71, 1, 29, 'theft', 'low', '2026-11-20T09:00+09:00', 'notice', '2026-11-25T12:00+09:00'), (72, 2, NULL, 'theft', 'low', '2026-11-20T09:00+09:00', 'notice', '2026-11-25T12:00+09:00');
-- expect: subject_id, severity
VALUES (70, 'high'), (71, 'high'), (72, 'medium');
