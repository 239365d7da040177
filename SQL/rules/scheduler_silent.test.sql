-- test:   no check was ever made
-- as-of:  2026-04-10
-- expect: none

-- test:   three days between two checks are as they should be
-- as-of:  2026-04-04
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-04-01', 'cron', 'daily');
-- expect: none

-- test:   four are not
-- as-of:  2026-04-05
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-04-01', 'cron', 'daily');
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (NULL::bigint, 1, 'high', date '2026-04-05', 'After the check of 2026-04-01 none was kept for more than 3 days', '2026-04-01の点検の後、3日を超えて点検が実行されていない',
  '{"last_check": "2026-04-01", "max_days": 3}'::jsonb);

-- test:   a month later it is silent since the same day
-- as-of:  2026-05-05
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-04-01', 'cron', 'daily');
-- expect: subject_id, since
VALUES (1, date '2026-04-05');

-- test:   the last one before the day counts, whichever was kept first
-- as-of:  2026-04-06
INSERT INTO check_run (id, as_of, actor, reason) VALUES (2, '2026-04-02', 'cron', 'daily'), (3, '2026-04-01', 'cron', 'daily');
-- expect: subject_id, since
VALUES (2, date '2026-04-06');

-- test:   of two of one day the later one
-- as-of:  2026-04-06
INSERT INTO check_run (id, as_of, actor, reason) VALUES (2, '2026-04-02', 'cron', 'daily'), (3, '2026-04-02', 'tanaka', 'again');
-- expect: subject_id
VALUES (3);

-- test:   a check of the day itself does not say that there was one before
-- as-of:  2026-04-05
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-04-01', 'cron', 'daily'), (2, '2026-04-05', 'cron', 'daily');
-- expect: subject_id
VALUES (1);

-- test:   nor does one of a later day
-- as-of:  2026-04-05
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-04-01', 'cron', 'daily'), (2, '2026-04-06', 'cron', 'daily');
-- expect: subject_id
VALUES (1);

-- test:   on the day after a check that came late all is well again
-- as-of:  2026-04-06
INSERT INTO check_run (id, as_of, actor, reason) VALUES (1, '2026-04-01', 'cron', 'daily'), (2, '2026-04-05', 'cron', 'daily');
-- expect: none

-- test:   a check of one vendor, or of one rule, does not stand for the daily one
-- as-of:  2026-04-05
INSERT INTO check_run (id, as_of, actor, reason, is_whole) VALUES (1, '2026-04-01', 'cron', 'daily', true), (2, '2026-04-04', 'tanaka', 'one vendor', false);
-- expect: subject_id
VALUES (1);
