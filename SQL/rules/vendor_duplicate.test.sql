-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka');
SELECT set_config('clause6.actor', 'tanaka', true);

-- test:   names that agree but for the legal form, beside one that is like neither
-- as-of:  2026-04-01
INSERT INTO vendor (id, code, name) VALUES (1, 'T1', 'Acme Printing Ltd'), (2, NULL, 'Acme Printing Inc.'), (3, NULL, 'Bolt');
-- expect: vendor_id, subject_id, key, severity, since, reason, reason_ja, evidence
VALUES (2, 2, '1', 'low', NULL::date, 'Acme Printing Inc. (#2) may be Acme Printing Ltd (T1), with a score of 0.96: names agree but for the legal form',
  '委託先「Acme Printing Inc.」（#2）は「Acme Printing Ltd」（T1）と同じ会社の可能性がある（類似度0.96）', '{"other": 1, "score": 0.96, "why": "names agree but for the legal form"}'::jsonb);

-- test:   a code of the later entry names it
-- as-of:  2026-04-01
INSERT INTO vendor (id, code, name) VALUES (1, NULL, 'Acme Printing Ltd'), (2, 'T2', 'Acme Printing Inc.');
-- expect: reason, reason_ja
VALUES ('Acme Printing Inc. (T2) may be Acme Printing Ltd (#1), with a score of 0.96: names agree but for the legal form',
  '委託先「Acme Printing Inc.」（T2）は「Acme Printing Ltd」（#1）と同じ会社の可能性がある（類似度0.96）');

-- test:   three of one name are three pairs
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme Printing Ltd'), (2, 'Acme Printing Inc.'), (3, 'Acme Printing LLC');
-- expect: subject_id, key
VALUES (2, '1'), (3, '1'), (3, '2');

-- test:   a score of 0.76 is enough, one of 0.73 is not
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Acne'), (3, 'Sunflower'), (4, 'Sunfluver'), (5, 'Bolt Fund II'), (6, 'Bolt Fund III');
-- expect: subject_id, key, evidence
VALUES (4, '3', '{"other": 3, "score": 0.76, "why": "names are alike: 0.76"}'::jsonb);

-- test:   two that were told apart are two
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme Printing Ltd'), (2, 'Acme Printing Inc.');
INSERT INTO vendor_distinct (vendor_id, other_id) VALUES (1, 2);
-- expect: none

-- test:   one number is one company, whatever it is called
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO vendor_identifier (vendor_id, scheme, value) VALUES (1, 'duns', '123456789'), (2, 'duns', '123456789');
-- expect: subject_id, key, evidence
VALUES (2, '1', '{"other": 1, "score": 1.0, "why": "both have the D-U-N-S number 123456789"}'::jsonb);

-- test:   of two tiers the stricter decides the severity, and medium stands for none
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme Ltd'), (2, 'Acme Inc.'), (3, 'Bolt Ltd'), (4, 'Bolt Inc.'), (5, 'Cast Ltd'), (6, 'Cast Inc.'), (7, 'Dune Ltd'), (8, 'Dune Inc.');
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'payroll', 'critical'), (2, 'plants', 'low'), (4, 'payroll', 'high'), (5, 'payroll', 'medium'), (7, 'plants', 'low');
-- expect: subject_id, severity
VALUES (2, 'medium'), (4, 'low'), (6, 'low'), (8, 'info');

-- test:   the later entry's tier counts as well
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme Ltd'), (2, 'Acme Inc.');
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'plants', 'low'), (2, 'payroll', 'critical');
-- expect: subject_id, severity
VALUES (2, 'medium');

-- test:   work counts for the tier from its first day to its last
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme Ltd'), (2, 'Acme Inc.'), (3, 'Bolt Ltd'), (4, 'Bolt Inc.');
INSERT INTO engagement (vendor_id, title, tier, starts_on, ends_on) VALUES (1, 'payroll', 'critical', '2026-04-01', NULL), (4, 'payroll', 'critical', NULL, '2026-04-01');
-- expect: subject_id, severity
VALUES (2, 'medium'), (4, 'medium');

-- test:   an ended vendor that was registered anew matters, whichever ended
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme Ltd'), (2, 'Acme Inc.'), (3, 'Bolt Ltd'), (4, 'Bolt Inc.'), (5, 'Cast Ltd'), (6, 'Cast Inc.'), (7, 'Dune Ltd'), (8, 'Dune Inc.');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01'), (4, 'ended', '2026-04-01'), (5, 'ended', '2026-04-01'), (6, 'ended', '2026-04-01'),
  (7, 'ended', '2026-04-01'), (8, 'suspended', '2026-04-01');
-- expect: subject_id
VALUES (2), (4), (8);

-- test:   the day before two ended
-- as-of:  2026-03-31
INSERT INTO vendor (id, name) VALUES (1, 'Acme Ltd'), (2, 'Acme Inc.');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-03-01'), (2, 'ended', '2026-04-01');
-- expect: subject_id
VALUES (2);

-- test:   the day before a merger
-- as-of:  2026-03-31
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (1, 'Acme Ltd', NULL, NULL), (2, 'Acme Inc.', 1, '2026-04-01'), (3, 'Acme LLC', NULL, NULL);
-- expect: subject_id, key
VALUES (2, '1'), (3, '1'), (3, '2');

-- test:   from its day on the two are one
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (1, 'Acme Ltd', NULL, NULL), (2, 'Acme Inc.', 1, '2026-04-01'), (3, 'Acme LLC', NULL, NULL);
-- expect: subject_id, key
VALUES (3, '1');
