-- Acme is used from 1 March 2023 on and of tier high, so it is to be reviewed every year on 1 March.

-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'high', '2023-03-01');

-- test:   one late review and the next overdue
-- as-of:  2025-03-02
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES (5, 1, '2024-03-01', '2024-03-01', '2024-03-02', 'continue');
-- expect: vendor_id, subject_id, since, severity, reason, reason_ja, evidence
VALUES (1, 1, date '2025-03-02', 'medium', 'The last periodic review of Acme was late, due on 2024-03-01 and done on 2024-03-02, and the next, due on 2025-03-01, is overdue',
  'Acmeの前回の定期見直しは遅れ（期限2024-03-01・実施2024-03-02）、次回（期限2025-03-01）も期限を過ぎている',
  '{"late_in_a_row": 1, "due_on": ["2024-03-01"], "completed_on": ["2024-03-02"], "grace_days": 0}'::jsonb);

-- test:   on its due day the next is not overdue
-- as-of:  2025-03-01
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES (5, 1, '2024-03-01', '2024-03-01', '2024-03-02', 'continue');
-- expect: none

-- test:   a review on its due day was in time
-- as-of:  2025-03-02
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES (5, 1, '2024-03-01', '2024-03-01', '2024-03-01', 'continue');
-- expect: none

-- test:   without any review one that is overdue is another rule's matter
-- as-of:  2026-03-02
-- expect: none

-- test:   two late reviews in a row
-- as-of:  2025-06-01
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-03-02', 'continue');
-- expect: vendor_id, subject_id, since, severity, reason, reason_ja, evidence
VALUES (1, 1, date '2025-03-02', 'medium', 'The last two periodic reviews of Acme were late: due on 2024-03-01 and done on 2024-05-20, then due on 2025-03-01 and done on 2025-03-02',
  'Acmeの定期見直しは2回続けて遅れた（期限2024-03-01・実施2024-05-20、期限2025-03-01・実施2025-03-02）',
  '{"late_in_a_row": 2, "due_on": ["2025-03-01", "2024-03-01"], "completed_on": ["2025-03-02", "2024-05-20"], "grace_days": 0}'::jsonb);

-- test:   the second in time ends it
-- as-of:  2025-06-01
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-03-01', 'continue');
-- expect: none

-- test:   a late one after one in time is the first
-- as-of:  2026-03-01
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-03-01', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-03-02', 'continue');
-- expect: none

-- test:   late, in time, late is not in a row
-- as-of:  2026-06-01
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-03-01', 'continue'),
  (7, 1, '2026-03-01', '2026-03-01', '2026-05-20', 'continue');
-- expect: none

-- test:   of three late ones the last two are named, and it began with the second
-- as-of:  2026-06-01
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-04-10', 'continue'),
  (7, 1, '2026-03-01', '2026-03-01', '2026-05-20', 'continue');
-- expect: subject_id, since, reason
VALUES (1, date '2025-03-02', 'The last two periodic reviews of Acme were late: due on 2025-03-01 and done on 2025-04-10, then due on 2026-03-01 and done on 2026-05-20');

-- test:   two late ones, of which the first was done after the second was due, were late twice when it was done
-- as-of:  2025-06-01
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2025-04-10', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-04-20', 'continue');
-- expect: subject_id, since
VALUES (1, date '2025-04-10');

-- test:   two late ones and the next overdue is the same as before
-- as-of:  2026-03-02
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-04-10', 'continue');
-- expect: subject_id, since, reason
VALUES (1, date '2025-03-02', 'The last two periodic reviews of Acme were late: due on 2024-03-01 and done on 2024-05-20, then due on 2025-03-01 and done on 2025-04-10');

-- test:   reviews besides the schedule do not count
-- as-of:  2025-06-01
INSERT INTO review (id, vendor_id, cause, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, 'schedule', '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, 'schedule', '2025-03-01', '2025-03-01', '2025-03-01', 'continue'),
  (7, 1, 'incident', '2025-04-01', '2025-03-01', '2025-04-20', 'continue'), (8, 1, 'request', '2025-05-01', '2025-03-01', '2025-05-20', 'continue');
-- expect: none

-- test:   one under way does not count before it is completed
-- as-of:  2025-03-01
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-02-20', NULL, NULL);
-- expect: none

-- test:   of two vendors the one that was in time is not found
-- as-of:  2025-06-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 2, 'hosting', 'high', '2023-03-01');
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-03-01', 'continue'),
  (7, 2, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (8, 2, '2025-03-01', '2025-03-01', '2025-03-02', 'continue');
-- expect: vendor_id, subject_id
VALUES (2, 2);

-- test:   a vendor that nobody uses any more is not found
-- as-of:  2025-06-01
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-03-02', 'continue');
UPDATE engagement SET ends_on = '2025-05-31';
-- expect: none

-- test:   nor one that was left
-- as-of:  2025-06-01
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-03-02', 'continue');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2025-05-01'), (1, 'ended', '2025-06-01');
-- expect: none

-- test:   one that is being left still is
-- as-of:  2025-06-01
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-03-02', 'continue');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2025-05-01'), (1, 'ended', '2025-06-02');
-- expect: subject_id
VALUES (1);

-- test:   nor one that was offboarded
-- as-of:  2025-06-01
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-03-02', 'continue');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2025-05-31');
-- expect: none

-- test:   on the last day of its work it still is found
-- as-of:  2025-06-01
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-03-02', 'continue');
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (60, 1, NULL, '2025-06-01'), (61, 1, 20, '2025-05-31');
-- expect: subject_id
VALUES (1);

-- test:   a vendor that is used anew is found, another's end or new work changes nothing
-- as-of:  2025-06-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord'), (4, 'Dial');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES
  (21, 2, 'hosting', 'high', '2023-03-01'), (22, 2, 'printing', 'high', '2025-06-02'), (23, 3, 'hosting', 'high', '2023-03-01'), (24, 3, 'printing', 'high', '2025-06-01'),
  (25, 4, 'hosting', 'high', '2025-05-01');
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-03-02', 'continue'),
  (7, 2, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (8, 2, '2025-03-01', '2025-03-01', '2025-03-02', 'continue'),
  (9, 3, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (10, 3, '2025-03-01', '2025-03-01', '2025-03-02', 'continue'),
  (11, 4, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (12, 4, '2025-03-01', '2025-03-01', '2025-03-02', 'continue');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 2, '2025-05-01'), (61, 3, '2025-05-01'), (62, 4, '2025-05-01');
-- expect: subject_id
VALUES (1), (3);

-- Tiers and mergers.

-- test:   the tier decides the severity, and medium stands for none
-- as-of:  2025-06-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord'), (4, 'Dial'), (5, 'Echo');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES
  (21, 2, 'hosting', 'critical', '2023-03-01'), (22, 3, 'printing', 'medium', '2019-03-01'), (23, 4, 'plants', 'low', '2016-03-01');
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (10, 'C-10', '2019-03-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 5, 1);
INSERT INTO review (vendor_id, due_on, started_on, completed_on, outcome)
SELECT v.id, d.due_on, d.due_on, d.due_on + 31, 'continue' FROM vendor v, (VALUES (date '2021-03-01'), ('2024-03-01')) d (due_on);
-- expect: subject_id, severity
VALUES (1, 'medium'), (2, 'high'), (3, 'medium'), (4, 'low'), (5, 'medium');

-- test:   at tier low thirty days are no delay
-- as-of:  2025-06-01
INSERT INTO vendor (id, name) VALUES (4, 'Dial'), (5, 'Echo');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (23, 4, 'plants', 'low', '2016-03-01'), (24, 5, 'plants', 'low', '2016-03-01');
INSERT INTO review (vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (4, '2021-03-01', '2021-03-01', '2021-04-01', 'continue'), (4, '2024-03-01', '2024-03-01', '2024-03-31', 'continue'),
  (5, '2021-03-01', '2021-03-01', '2021-04-01', 'continue'), (5, '2024-03-01', '2024-03-01', '2024-04-01', 'continue');
-- expect: subject_id, since
VALUES (5, date '2024-04-01');

-- test:   nor thirty days after the next due day
-- as-of:  2025-03-31
INSERT INTO vendor (id, name) VALUES (4, 'Dial');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (23, 4, 'plants', 'low', '2016-03-01');
INSERT INTO review (vendor_id, due_on, started_on, completed_on, outcome) VALUES (4, '2022-03-01', '2022-03-01', '2022-04-01', 'continue');
-- expect: none

-- test:   but thirty-one are
-- as-of:  2025-04-01
INSERT INTO vendor (id, name) VALUES (4, 'Dial');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (23, 4, 'plants', 'low', '2016-03-01');
INSERT INTO review (vendor_id, due_on, started_on, completed_on, outcome) VALUES (4, '2022-03-01', '2022-03-01', '2022-04-01', 'continue');
-- expect: subject_id, since
VALUES (4, date '2025-04-01');

-- test:   what was done for two entries of one company is put together
-- as-of:  2025-06-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 2, '2025-03-01', '2025-03-01', '2025-03-02', 'continue');
UPDATE vendor SET merged_into_id = 2, merged_on = '2025-06-01' WHERE id = 1;
-- expect: vendor_id, subject_id, since
VALUES (2, 2, date '2025-03-02');

-- test:   two entries that were late once, for one due day, are not late twice
-- as-of:  2025-03-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 2, '2024-03-01', '2024-03-01', '2024-05-21', 'continue');
UPDATE vendor SET merged_into_id = 2, merged_on = '2025-03-01' WHERE id = 1;
-- expect: none

-- test:   and the earlier of the two tells whether it was late
-- as-of:  2025-06-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-03-01', 'continue'), (6, 2, '2024-03-01', '2024-03-01', '2024-05-21', 'continue'),
  (7, 2, '2025-03-01', '2025-03-01', '2025-03-02', 'continue');
UPDATE vendor SET merged_into_id = 2, merged_on = '2025-06-01' WHERE id = 1;
-- expect: none

-- test:   an entry that was offboarded before it was merged was not all of the vendor
-- as-of:  2025-06-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Japan');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 2, '2025-05-01');
UPDATE vendor SET merged_into_id = 1, merged_on = '2025-05-01' WHERE id = 2;
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-03-02', 'continue');
-- expect: vendor_id, subject_id
VALUES (1, 1);

-- test:   new work of an entry is new work of the vendor into which it was merged
-- as-of:  2025-06-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Japan');
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 2, 'printing', '2025-05-01');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2025-04-30');
UPDATE vendor SET merged_into_id = 1, merged_on = '2025-06-01' WHERE id = 2;
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-03-02', 'continue');
-- expect: vendor_id, subject_id
VALUES (1, 1);

-- test:   but not before
-- as-of:  2025-06-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Japan');
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 2, 'printing', '2025-05-01');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2025-04-30');
UPDATE vendor SET merged_into_id = 1, merged_on = '2025-06-02' WHERE id = 2;
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-03-02', 'continue');
-- expect: none

-- Days of today and tomorrow.

-- test:   a second late one that is completed tomorrow is none today
-- as-of:  2025-03-01
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-03-02', 'continue');
-- expect: none

-- test:   one that is overdue and under way is not done
-- as-of:  2025-03-02
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-02-20', NULL, NULL);
-- expect: subject_id, since, reason
VALUES (1, date '2025-03-02', 'The last periodic review of Acme was late, due on 2024-03-01 and done on 2024-05-20, and the next, due on 2025-03-01, is overdue');

-- test:   on the last day of its work a vendor is still used
-- as-of:  2025-06-01
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (5, 1, '2024-03-01', '2024-03-01', '2024-05-20', 'continue'), (6, 1, '2025-03-01', '2025-03-01', '2025-03-02', 'continue');
UPDATE engagement SET ends_on = '2025-06-01';
-- expect: subject_id
VALUES (1);
