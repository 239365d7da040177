-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt'), (3, 'Cast');

-- test:   two that were told apart have one ABN; a third has none
-- as-of:  2026-04-01
INSERT INTO vendor_distinct (vendor_id, other_id) VALUES (1, 2), (1, 3);
INSERT INTO vendor_identifier (vendor_id, scheme, value, from_on) VALUES (1, 'abn', '51824753556', '2026-02-01'), (2, 'abn', '51824753556', '2026-03-01');
-- expect: vendor_id, subject_id, key, severity, since, reason, reason_ja, evidence
VALUES (2, 2, '1 abn 51824753556', 'medium', date '2026-03-01', 'Bolt and Acme were told apart, and both have the ABN 51824753556',
  '委託先「Bolt」と「Acme」は別会社とされているが、どちらにもABN 51824753556が登録されている', '{"other": 1, "scheme": "abn", "value": "51824753556"}'::jsonb);

-- test:   since when one of them has it is not recorded
-- as-of:  2026-04-01
INSERT INTO vendor_distinct (vendor_id, other_id) VALUES (1, 2), (1, 3);
INSERT INTO vendor_identifier (vendor_id, scheme, value, from_on) VALUES (1, 'abn', '51824753556', '2026-02-01'), (2, 'abn', '51824753556', NULL), (3, 'abn', '51824753556', '2026-01-01');
-- expect: subject_id, since
VALUES (2, date '2026-02-01'), (3, '2026-02-01');

-- test:   nobody recorded a first day
-- as-of:  2026-04-01
INSERT INTO vendor_distinct (vendor_id, other_id) VALUES (1, 2);
INSERT INTO vendor_identifier (vendor_id, scheme, value) VALUES (1, 'lei', '7LTWFZYICNSX8D621K86'), (2, 'lei', '7LTWFZYICNSX8D621K86');
-- expect: subject_id, key, since, reason
VALUES (2, '1 lei 7LTWFZYICNSX8D621K86', NULL::date, 'Bolt and Acme were told apart, and both have the LEI 7LTWFZYICNSX8D621K86');

-- test:   a 法人番号 and an ABN are two findings
-- as-of:  2026-04-01
INSERT INTO vendor_distinct (vendor_id, other_id) VALUES (1, 2);
INSERT INTO vendor_identifier (vendor_id, scheme, value) SELECT v.id, i.scheme, i.value FROM vendor v, (VALUES ('jp_corporate_number', '7000012050002'), ('abn', '51824753556')) i (scheme, value) WHERE v.id < 3;
-- expect: subject_id, key
VALUES (2, '1 jp_corporate_number 7000012050002'), (2, '1 abn 51824753556');

-- test:   two that nobody told apart are another rule's matter
-- as-of:  2026-04-01
INSERT INTO vendor_identifier (vendor_id, scheme, value) VALUES (1, 'abn', '51824753556'), (2, 'abn', '51824753556');
-- expect: none

-- test:   companies of one group may share a VAT or a D-U-N-S number
-- as-of:  2026-04-01
INSERT INTO vendor_distinct (vendor_id, other_id) VALUES (1, 2);
INSERT INTO vendor_identifier (vendor_id, scheme, value) SELECT v.id, i.scheme, i.value FROM vendor v, (VALUES ('duns', '123456789'), ('eu_vat', 'DE123456789')) i (scheme, value);
-- expect: none

-- test:   two numbers are as they should be
-- as-of:  2026-04-01
INSERT INTO vendor_distinct (vendor_id, other_id) VALUES (1, 2);
INSERT INTO vendor_identifier (vendor_id, scheme, value) VALUES (1, 'abn', '51824753556'), (2, 'abn', '53004085616');
-- expect: none

-- test:   on the last day with the first, and the first with the second
-- as-of:  2026-04-01
INSERT INTO vendor_distinct (vendor_id, other_id) VALUES (1, 2);
INSERT INTO vendor_identifier (vendor_id, scheme, value, from_on, until_on) VALUES (1, 'abn', '51824753556', NULL, '2026-04-01'), (2, 'abn', '51824753556', '2026-04-01', NULL);
-- expect: subject_id, since
VALUES (2, date '2026-04-01');

-- test:   one that passed to the other is not shared
-- as-of:  2026-04-02
INSERT INTO vendor_distinct (vendor_id, other_id) VALUES (1, 2);
INSERT INTO vendor_identifier (vendor_id, scheme, value, from_on, until_on) VALUES (1, 'abn', '51824753556', NULL, '2026-04-01'), (2, 'abn', '51824753556', '2026-04-01', NULL);
-- expect: none

-- test:   of two tiers the stricter decides the severity, and medium stands for none
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (4, 'Dune'), (5, 'Elm');
INSERT INTO vendor_distinct (vendor_id, other_id) VALUES (1, 2), (2, 4), (2, 3), (3, 5);
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'payroll', 'critical'), (2, 'plants', 'low'), (4, 'plants', 'low'), (5, 'hosting', 'high');
INSERT INTO vendor_identifier (vendor_id, scheme, value) SELECT v.id, 'abn', '51824753556' FROM vendor v;
-- expect: subject_id, key, severity
VALUES (2, '1 abn 51824753556', 'high'), (4, '2 abn 51824753556', 'low'), (3, '2 abn 51824753556', 'low'), (5, '3 abn 51824753556', 'medium');

-- test:   neither has a tier; or the later entry has a critical one
-- as-of:  2026-04-01
INSERT INTO vendor_distinct (vendor_id, other_id) VALUES (1, 2), (2, 3);
INSERT INTO engagement (vendor_id, title, tier) VALUES (3, 'payroll', 'critical');
INSERT INTO vendor_identifier (vendor_id, scheme, value) SELECT v.id, 'abn', '51824753556' FROM vendor v;
-- expect: subject_id, severity
VALUES (2, 'medium'), (3, 'high');

-- test:   work counts for the tier from its first day to its last
-- as-of:  2026-04-01
INSERT INTO vendor_distinct (vendor_id, other_id) VALUES (1, 2), (2, 3);
INSERT INTO engagement (vendor_id, title, tier, starts_on, ends_on) VALUES (1, 'payroll', 'critical', '2026-04-01', NULL), (3, 'payroll', 'critical', NULL, '2026-04-01');
INSERT INTO vendor_identifier (vendor_id, scheme, value) SELECT v.id, 'abn', '51824753556' FROM vendor v;
-- expect: subject_id, severity
VALUES (2, 'high'), (3, 'high');

-- test:   before a merger it is the entry that was told apart
-- as-of:  2026-03-31
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (6, 'Bolt Ltd', 2, '2026-04-01');
INSERT INTO vendor_distinct (vendor_id, other_id) VALUES (1, 6);
INSERT INTO vendor_identifier (vendor_id, scheme, value) VALUES (1, 'abn', '51824753556'), (6, 'abn', '51824753556');
-- expect: subject_id, key
VALUES (6, '1 abn 51824753556');

-- test:   from its day on the one as which it goes on, and a number of both its entries is one
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (6, 'Bolt Ltd', 2, '2026-04-01'), (7, 'Acme Ltd', 1, '2026-04-01');
INSERT INTO vendor_distinct (vendor_id, other_id) VALUES (1, 6);
INSERT INTO vendor_identifier (vendor_id, scheme, value, from_on) VALUES (7, 'abn', '51824753556', '2026-01-15'), (1, 'abn', '51824753556', '2025-06-01'), (6, 'abn', '51824753556', '2026-01-01'), (2, 'abn', '51824753556', '2026-02-01');
-- expect: subject_id, key, since
VALUES (2, '1 abn 51824753556', date '2026-01-01');

-- test:   two that were told apart and turned out to be one share nothing
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (6, 'Bolt Ltd', 2, '2026-04-01');
INSERT INTO vendor_distinct (vendor_id, other_id) VALUES (2, 6);
INSERT INTO vendor_identifier (vendor_id, scheme, value) VALUES (2, 'abn', '51824753556');
-- expect: none
