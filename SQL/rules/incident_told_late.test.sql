-- Acme noticed at nine on 20 November 2026 that it had mailed the wrong members, and has to tell within 72 hours: by nine on the 23rd.

-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'high', '2025-01-01');
SELECT set_config('clause6.zone', 'Asia/Tokyo', true);
INSERT INTO incident (id, vendor_id, engagement_id, title, severity, noticed_at, contract_limit_hours)
VALUES (70, 1, 20, 'mail to wrong members', 'low', '2026-11-20T09:00+09:00', 72);

-- test:   on the day of the limit silence is not late yet
-- as-of:  2026-11-23
-- expect: none

-- test:   on the next day it is
-- as-of:  2026-11-24
-- expect: vendor_id, subject_id, since, due_on, severity, reason, reason_ja, evidence
VALUES (1, 70, date '2026-11-24', date '2026-11-23', 'high', 'Acme noticed "mail to wrong members" and had to tell us by 2026-11-23T09:00+09:00, and nobody recorded that it did',
  'Acmeは認識した「mail to wrong members」を2026-11-23T09:00+09:00までに報告すべきであったが、報告が登録されていない',
  '{"noticed_at": "2026-11-20T09:00+09:00", "told_at": null, "limit_hours": 72, "hours_to_tell": null}'::jsonb);

-- test:   told at the last minute
-- as-of:  2026-11-24
UPDATE incident SET told_at = '2026-11-23T09:00+09:00';
-- expect: none

-- test:   told a minute later: late on that very day
-- as-of:  2026-11-23
UPDATE incident SET told_at = '2026-11-23T09:36+09:00';
-- expect: vendor_id, subject_id, since, due_on, severity, reason, reason_ja, evidence
VALUES (1, 70, date '2026-11-23', date '2026-11-23', 'high', 'Acme told us of "mail to wrong members" 72.6 hours after it was noticed, and its contract allows 72 hours',
  'Acmeは「mail to wrong members」を認識から72.6時間後に報告したが、契約上の期限は72時間以内である',
  '{"noticed_at": "2026-11-20T09:00+09:00", "told_at": "2026-11-23T09:36+09:00", "limit_hours": 72, "hours_to_tell": 72.6}'::jsonb);

-- test:   told days later it was late since the limit had passed
-- as-of:  2026-11-30
UPDATE incident SET told_at = '2026-11-28T10:00+09:00';
-- expect: subject_id, since, reason
VALUES (70, date '2026-11-24', 'Acme told us of "mail to wrong members" 193 hours after it was noticed, and its contract allows 72 hours');

-- test:   a day is one of the organisation's zone
-- as-of:  2026-11-24
UPDATE incident SET noticed_at = '2026-11-20T16:00Z';
-- expect: none

-- test:   and so is the next
-- as-of:  2026-11-25
UPDATE incident SET noticed_at = '2026-11-20T16:00Z';
-- expect: since, due_on
VALUES (date '2026-11-25', date '2026-11-24');

-- test:   where nobody recorded the limit, or when it was noticed, nothing tells that it is late
-- as-of:  2026-12-31
UPDATE incident SET contract_limit_hours = NULL;
INSERT INTO incident (id, vendor_id, engagement_id, title, severity, occurred_at, contract_limit_hours) VALUES (71, 1, 20, 'theft', 'low', '2026-11-20T09:00+09:00', 72);
-- expect: none

-- test:   an incident that is closed is settled
-- as-of:  2026-12-01
UPDATE incident SET told_at = '2026-11-28T10:00+09:00', cause = 'typed by hand', prevention = 'register', closed_on = '2026-12-01';
-- expect: none

-- test:   until then it is not
-- as-of:  2026-11-30
UPDATE incident SET told_at = '2026-11-28T10:00+09:00', cause = 'typed by hand', prevention = 'register', closed_on = '2026-12-01';
-- expect: subject_id
VALUES (70);

-- test:   of two incidents the one that was told in time is not found
-- as-of:  2026-11-24
INSERT INTO incident (id, vendor_id, title, severity, noticed_at, told_at, contract_limit_hours)
VALUES (71, 1, 'theft', 'low', '2026-11-20T09:00+09:00', '2026-11-20T09:00+09:00', 72);
-- expect: subject_id
VALUES (70);

-- test:   the tier decides the severity: the engagement's, else the vendor's, else medium
-- as-of:  2026-11-24
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 1, 'hosting', 'critical', '2025-01-01'), (22, 1, 'printing', 'medium', '2025-01-01'),
  (23, 1, 'plants', 'low', '2025-01-01'), (24, 2, 'plants', 'low', '2025-01-01');
INSERT INTO incident (id, vendor_id, engagement_id, title, severity, noticed_at, contract_limit_hours)
SELECT i.id, i.vendor_id, i.engagement_id, 'theft', 'low', '2026-11-20T09:00+09:00', 72
FROM (VALUES (71, 1, 21), (72, 1, 22), (73, 1, 23), (74, 1, NULL), (75, 2, NULL), (76, 3, NULL)) i (id, vendor_id, engagement_id);
-- expect: subject_id, severity
VALUES (70, 'high'), (71, 'critical'), (72, 'high'), (73, 'medium'), (74, 'critical'), (75, 'medium'), (76, 'high');

-- test:   after a merger the vendor of the day is found
-- as-of:  2026-11-24
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-11-24' WHERE id = 1;
-- expect: vendor_id, subject_id
VALUES (2, 70);

-- test:   the tier is that of the day: an engagement that is of tier medium on it, a vendor that is used on it alone
-- as-of:  2026-11-24
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, access, critical, critical_why) VALUES (29, 1, 'archive', 'none', false, 'can wait');
INSERT INTO engagement_data (engagement_id, data_class) VALUES (29, 'confidential');
INSERT INTO engagement_condition (engagement_id, condition_key, from_on, until_on) VALUES (29, 'ict_critical', '2026-11-24', '2026-11-24');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (28, 2, 'moving', 'low', '2026-11-24', '2026-11-24');
INSERT INTO incident (id, vendor_id, engagement_id, title, severity, noticed_at, contract_limit_hours) VALUES (71, 1, 29, 'theft', 'low', '2026-11-20T09:00+09:00', 72), (72, 2, NULL, 'theft', 'low', '2026-11-20T09:00+09:00', 72);
-- expect: subject_id, severity
VALUES (70, 'high'), (71, 'high'), (72, 'medium');
