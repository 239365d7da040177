-- The calendars that come with the program are not there unless a case says so.
-- given:
UPDATE calendar SET is_default = false;
INSERT INTO calendar (id, name, title, source, covers_from_on, covers_until_on) VALUES (10, 'PLANT', 'Plant', 'its office', '2026-01-01', '2027-05-05');

-- test:   a calendar that nobody uses
-- as-of:  2027-05-05
-- expect: none

-- test:   the organisation's covers the next 400 days
-- as-of:  2026-03-31
UPDATE calendar SET is_default = true WHERE id = 10;
-- expect: none

-- test:   it does not any more
-- as-of:  2026-04-01
UPDATE calendar SET is_default = true WHERE id = 10;
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (NULL::bigint, 10, 'medium', date '2026-04-01', 'The calendar PLANT covers days from 2026-01-01 to 2027-05-05 only',
  'カレンダー「PLANT」が網羅するのは2026-01-01から2027-05-05までである', '{"covers_from": "2026-01-01", "covers_until": "2027-05-05", "days": 400}'::jsonb);

-- test:   sixty days are left
-- as-of:  2027-03-06
UPDATE calendar SET is_default = true WHERE id = 10;
-- expect: subject_id, severity, since
VALUES (10, 'medium', date '2026-04-01');

-- test:   fewer are
-- as-of:  2027-03-07
UPDATE calendar SET is_default = true WHERE id = 10;
-- expect: subject_id, severity
VALUES (10, 'high');

-- test:   long after its end
-- as-of:  2028-03-07
UPDATE calendar SET is_default = true WHERE id = 10;
-- expect: subject_id, severity, since
VALUES (10, 'high', date '2026-04-01');

-- test:   on its first day
-- as-of:  2026-01-01
UPDATE calendar SET is_default = true WHERE id = 10;
-- expect: none

-- test:   the day before that
-- as-of:  2025-12-31
UPDATE calendar SET is_default = true WHERE id = 10;
-- expect: subject_id, severity, since
VALUES (10, 'high', NULL::date);

-- test:   a short one ends too early on its first day already
-- as-of:  2026-01-01
UPDATE calendar SET is_default = true, covers_until_on = '2026-12-31' WHERE id = 10;
-- expect: subject_id, severity, since
VALUES (10, 'medium', date '2025-11-27');

-- test:   somebody works by it
-- as-of:  2026-04-01
INSERT INTO person (id, name, calendar) VALUES (1, 'tanaka', 'PLANT'), (2, 'sato', 'PLANT'), (3, 'mori', 'JP');
-- expect: subject_id
VALUES (10);

-- test:   on the last day of whom it is still theirs
-- as-of:  2026-04-01
INSERT INTO person (id, name, calendar, left_on) VALUES (1, 'tanaka', 'PLANT', '2026-04-01');
-- expect: subject_id
VALUES (10);

-- test:   and the day after it is not
-- as-of:  2026-04-02
INSERT INTO person (id, name, calendar, left_on) VALUES (1, 'tanaka', 'PLANT', '2026-04-01');
-- expect: none

-- test:   those that come with the program
-- as-of:  2030-11-27
UPDATE calendar SET is_default = name = 'WEEKDAYS';
INSERT INTO person (id, name, calendar) VALUES (1, 'tanaka', 'JP');
-- expect: subject_id, since, severity
VALUES (2, date '2030-11-27', 'medium');

-- test:   and the day before
-- as-of:  2030-11-26
UPDATE calendar SET is_default = name = 'WEEKDAYS';
INSERT INTO person (id, name, calendar) VALUES (1, 'tanaka', 'JP');
-- expect: none

-- test:   another number of days
-- as-of:  2027-05-01
UPDATE calendar SET is_default = true WHERE id = 10;
INSERT INTO rule_setting (rule, name, value) VALUES ('calendar-ends', 'days', '5'), ('calendar-ends', 'urgent_days', '2');
-- expect: subject_id, severity, since
VALUES (10, 'medium', date '2027-05-01');
