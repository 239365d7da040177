-- test:   a register that never reminded anybody
-- as-of:  2026-11-22
-- expect: none

-- test:   it ran the day before, and twenty-six hours are not over
-- as-of:  2026-11-22
INSERT INTO reminder_run (id, began_at, ended_at, host, outcome) VALUES (10, '2026-11-21 08:59Z', '2026-11-21 09:00Z', 'one', 'done');
-- expect: none

-- test:   on the first day after the limit
-- as-of:  2026-11-23
INSERT INTO reminder_run (id, began_at, ended_at, host, outcome) VALUES (10, '2026-11-21 08:59Z', '2026-11-21 09:00Z', 'one', 'done');
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (NULL::bigint, 10, 'high', date '2026-11-23', 'The last run that succeeded finished on 2026-11-21, and the policy allows 26 hours',
  '最後に成功した実行は2026-11-21に終わり、方針が認めるのは26時間である', '{"last_run": 10, "succeeded_on": "2026-11-21", "silent_hours": 26}'::jsonb);

-- test:   the policy allows three days
-- as-of:  2026-11-23
UPDATE reminder_policy SET silent_hours = 72;
INSERT INTO reminder_run (id, began_at, ended_at, host, outcome) VALUES (10, '2026-11-21 08:59Z', '2026-11-21 09:00Z', 'one', 'done');
-- expect: none

-- test:   the policy allows three days, and they are over
-- as-of:  2026-11-25
UPDATE reminder_policy SET silent_hours = 72;
INSERT INTO reminder_run (id, began_at, ended_at, host, outcome) VALUES (10, '2026-11-21 08:59Z', '2026-11-21 09:00Z', 'one', 'done');
-- expect: subject_id, since
VALUES (10, date '2026-11-25');

-- test:   it runs and runs, and nothing comes of it
-- as-of:  2026-11-25
INSERT INTO reminder_run (id, began_at, ended_at, host, outcome) VALUES (10, '2026-11-21 08:59Z', '2026-11-21 09:00Z', 'one', 'done'),
  (11, '2026-11-24 08:59Z', '2026-11-24 09:00Z', 'one', 'nobody listens'), (12, '2026-11-25 08:59Z', NULL, 'one', NULL);
-- expect: subject_id, since
VALUES (10, date '2026-11-23');

-- test:   none has succeeded ever
-- as-of:  2026-11-25
INSERT INTO reminder_run (id, began_at, ended_at, host, outcome) VALUES (11, '2026-11-21 08:59Z', '2026-11-21 09:00Z', 'one', 'nobody listens'),
  (12, '2026-11-24 08:59Z', NULL, 'one', NULL);
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (NULL::bigint, 11, 'high', date '2026-11-21', 'No run has succeeded since the first of 2026-11-21', '2026-11-21の最初の実行以来、成功した実行がない',
  '{"last_run": 11, "succeeded_on": null, "silent_hours": 26}'::jsonb);

-- test:   none has succeeded yet
-- as-of:  2026-11-22
INSERT INTO reminder_run (id, began_at, ended_at, host, outcome) VALUES (11, '2026-11-21 08:59Z', '2026-11-21 09:00Z', 'one', 'nobody listens');
-- expect: none

-- test:   of several the one that finished last
-- as-of:  2026-11-25
INSERT INTO reminder_run (id, began_at, ended_at, host, outcome) VALUES (10, '2026-11-20 08:59Z', '2026-11-22 10:00Z', 'one', 'done'),
  (11, '2026-11-21 08:59Z', '2026-11-21 09:00Z', 'one', 'done');
-- expect: subject_id, since
VALUES (10, date '2026-11-24');

-- test:   a run after the day asked about says nothing of it
-- as-of:  2026-11-24
INSERT INTO reminder_run (id, began_at, ended_at, host, outcome) VALUES (10, '2026-11-21 08:59Z', '2026-11-21 09:00Z', 'one', 'done'),
  (11, '2026-11-25 08:59Z', '2026-11-25 09:00Z', 'one', 'done');
-- expect: subject_id, since
VALUES (10, date '2026-11-23');

-- test:   a run that finished after the day asked about had not finished on it
-- as-of:  2026-11-24
INSERT INTO reminder_run (id, began_at, ended_at, host, outcome) VALUES (10, '2026-11-21 08:59Z', '2026-11-21 09:00Z', 'one', 'done'),
  (11, '2026-11-24 23:59Z', '2026-11-25 00:01Z', 'one', 'done');
-- expect: subject_id, since
VALUES (10, date '2026-11-23');
