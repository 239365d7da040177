-- test:   a calendar of the register, and none
-- as-of:  2026-04-01
INSERT INTO person (id, name, calendar) VALUES (1, 'tanaka', 'JP'), (2, 'sato', NULL);
-- expect: none

-- test:   one that is not
-- as-of:  2026-04-01
INSERT INTO person (id, name, calendar) VALUES (1, 'tanaka', 'AU'), (2, 'sato', 'JP');
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (NULL::bigint, 1, 'medium', NULL::date, 'tanaka works by the calendar AU, which is not registered', 'tanakaのカレンダー「AU」は登録されていない',
  '{"calendar": "AU"}'::jsonb);

-- test:   the name is taken to the letter
-- as-of:  2026-04-01
INSERT INTO person (id, name, calendar) VALUES (1, 'tanaka', 'jp');
-- expect: subject_id
VALUES (1);

-- test:   on somebody's last day
-- as-of:  2026-04-01
INSERT INTO person (id, name, calendar, left_on) VALUES (1, 'tanaka', 'AU', '2026-04-01');
-- expect: subject_id
VALUES (1);

-- test:   of who has left nothing is asked
-- as-of:  2026-04-02
INSERT INTO person (id, name, calendar, left_on) VALUES (1, 'tanaka', 'AU', '2026-04-01');
-- expect: none
