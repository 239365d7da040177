-- Acme noticed on 1 March 2026, as days are in Tokyo, that it had mailed the wrong members; there are ninety days to close it.

-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'high', '2025-01-01');
SELECT set_config('clause6.zone', 'Asia/Tokyo', true);
INSERT INTO incident (id, vendor_id, engagement_id, title, severity, noticed_at) VALUES (70, 1, 20, 'mail to wrong members', 'high', '2026-02-28T16:00Z');

-- test:   on the ninetieth day there is time
-- as-of:  2026-05-30
-- expect: none

-- test:   on the next day there is none left
-- as-of:  2026-05-31
-- expect: vendor_id, subject_id, since, due_on, severity, reason, reason_ja, evidence
VALUES (1, 70, date '2026-05-31', date '2026-05-30', 'medium', 'The incident "mail to wrong members" at Acme, of severity high, was noticed on 2026-03-01 and was not closed within 90 days',
  'Acmeの事故「mail to wrong members」（重大度：高）は2026-03-01に認識されたが、90日以内に完了していない',
  '{"known_on": "2026-03-01", "incident_severity": "high", "days": 90}'::jsonb);

-- test:   closed on that day
-- as-of:  2026-05-31
UPDATE incident SET cause = 'typed by hand', prevention = 'register', closed_on = '2026-05-31';
-- expect: none

-- test:   closed the day after
-- as-of:  2026-05-31
UPDATE incident SET cause = 'typed by hand', prevention = 'register', closed_on = '2026-06-01';
-- expect: subject_id
VALUES (70);

-- test:   a critical incident has thirty days
-- as-of:  2026-03-31
UPDATE incident SET severity = 'critical';
-- expect: none

-- test:   and is worse by a step
-- as-of:  2026-04-01
UPDATE incident SET severity = 'critical';
-- expect: subject_id, since, severity, reason, reason_ja
VALUES (70, date '2026-04-01', 'high', 'The incident "mail to wrong members" at Acme, of severity critical, was noticed on 2026-03-01 and was not closed within 30 days',
  'Acmeの事故「mail to wrong members」（重大度：極めて高い）は2026-03-01に認識されたが、30日以内に完了していない');

-- test:   where nobody knows when it was noticed the day on which we were told counts, or it occurred
-- as-of:  2026-06-30
INSERT INTO incident (id, vendor_id, title, severity, occurred_at, told_at) VALUES
  (71, 1, 'theft', 'medium', '2026-03-02T12:00+09:00', '2026-03-05T12:00+09:00'), (72, 1, 'fire', 'low', '2026-03-03T12:00+09:00', NULL);
UPDATE incident SET occurred_at = '2026-02-20T12:00+09:00', told_at = '2026-03-10T12:00+09:00' WHERE id = 70;
-- expect: subject_id, since, reason, reason_ja
VALUES (70, date '2026-05-31', 'The incident "mail to wrong members" at Acme, of severity high, was noticed on 2026-03-01 and was not closed within 90 days',
    'Acmeの事故「mail to wrong members」（重大度：高）は2026-03-01に認識されたが、90日以内に完了していない'),
  (71, date '2026-06-04', 'The incident "theft" at Acme, of severity medium, was told to us on 2026-03-05 and was not closed within 90 days',
    'Acmeの事故「theft」（重大度：中）は2026-03-05に報告されたが、90日以内に完了していない'),
  (72, date '2026-06-02', 'The incident "fire" at Acme, of severity low, occurred on 2026-03-03 and was not closed within 90 days',
    'Acmeの事故「fire」（重大度：低）は2026-03-03に発生したが、90日以内に完了していない');

-- test:   of two incidents the closed one is not found
-- as-of:  2026-05-31
INSERT INTO incident (id, vendor_id, title, severity, noticed_at, cause, prevention, closed_on)
VALUES (71, 1, 'theft', 'low', '2026-02-28T16:00Z', 'open door', 'lock', '2026-03-10');
-- expect: subject_id
VALUES (70);

-- test:   the tier decides severity and days: the engagement's, else the vendor's, else medium
-- as-of:  2026-06-10
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 1, 'hosting', 'critical', '2025-01-01'), (22, 1, 'printing', 'medium', '2025-01-01'),
  (23, 1, 'plants', 'low', '2025-01-01'), (24, 2, 'plants', 'low', '2025-01-01');
INSERT INTO incident (id, vendor_id, engagement_id, title, severity, noticed_at)
SELECT i.id, i.vendor_id, i.engagement_id, 'theft', i.severity, '2026-02-28T16:00Z'
FROM (VALUES (71, 1, 21, 'low'), (72, 1, 22, 'low'), (73, 1, 23, 'low'), (74, 1, NULL, 'low'), (75, 2, NULL, 'low'), (76, 3, NULL, 'low'),
  (77, 1, 21, 'critical'), (78, 1, 23, 'critical')) i (id, vendor_id, engagement_id, severity);
-- expect: subject_id, severity, since
VALUES (70, 'medium', date '2026-05-31'), (71, 'high', date '2026-05-01'), (72, 'medium', date '2026-05-31'), (73, 'low', date '2026-05-31'),
  (74, 'high', date '2026-05-01'), (75, 'low', date '2026-05-31'), (76, 'medium', date '2026-05-31'), (77, 'critical', date '2026-03-16'), (78, 'medium', date '2026-04-01');

-- test:   at tier critical there are sixty days
-- as-of:  2026-04-30
UPDATE engagement SET tier = 'critical';
-- expect: none

-- test:   and no more than sixty
-- as-of:  2026-05-01
UPDATE engagement SET tier = 'critical';
-- expect: subject_id, since
VALUES (70, date '2026-05-01');

-- test:   fourteen for a critical incident
-- as-of:  2026-03-15
UPDATE engagement SET tier = 'critical';
UPDATE incident SET severity = 'critical';
-- expect: none

-- test:   and no more than fourteen
-- as-of:  2026-03-16
UPDATE engagement SET tier = 'critical';
UPDATE incident SET severity = 'critical';
-- expect: subject_id, since, severity
VALUES (70, date '2026-03-16', 'critical');

-- test:   after a merger the vendor of the day is found
-- as-of:  2026-05-31
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-05-31' WHERE id = 1;
-- expect: vendor_id, subject_id
VALUES (2, 70);

-- test:   the tier is that of the day: an engagement that is of tier medium on it, a vendor that is used on it alone
-- as-of:  2026-05-31
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, access, critical, critical_why) VALUES (29, 1, 'archive', 'none', false, 'can wait');
INSERT INTO engagement_data (engagement_id, data_class) VALUES (29, 'confidential');
INSERT INTO engagement_condition (engagement_id, condition_key, from_on, until_on) VALUES (29, 'ict_critical', '2026-05-31', '2026-05-31');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (28, 2, 'moving', 'low', '2026-05-31', '2026-05-31');
INSERT INTO incident (id, vendor_id, engagement_id, title, severity, noticed_at) VALUES (71, 1, 29, 'theft', 'low', '2026-02-28T16:00Z'), (72, 2, NULL, 'theft', 'low', '2026-02-28T16:00Z');
-- expect: subject_id, severity
VALUES (70, 'medium'), (71, 'medium'), (72, 'low');
