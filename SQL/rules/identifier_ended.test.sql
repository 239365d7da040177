-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO engagement (vendor_id, title, starts_on) VALUES (1, 'payroll', '2020-01-01'), (2, 'payroll', '2020-01-01');

-- test:   its last day
-- as-of:  2026-03-31
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) VALUES (1, 'duns', '123456789', '2026-03-31');
-- expect: none

-- test:   the day after it; another vendor's goes on
-- as-of:  2026-04-01
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) VALUES (1, 'duns', '123456789', '2026-03-31'), (2, 'duns', '987654321', NULL);
-- expect: vendor_id, subject_id, key, severity, since, reason, reason_ja, evidence
VALUES (1, 1, 'duns 123456789', 'low', date '2026-04-01', 'The D-U-N-S number 123456789 of Acme ended on 2026-03-31, and no other D-U-N-S number is recorded',
  '委託先「Acme」のD-U-N-S番号 123456789は2026-03-31で失効したが、後継の番号が登録されていない',
  '{"scheme": "duns", "value": "123456789", "until_on": "2026-03-31", "tier": "medium"}'::jsonb);

-- test:   schemes as they are called
-- as-of:  2026-04-01
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) VALUES (1, 'eu_vat', 'DE123456789', '2026-03-31'), (2, 'abn', '51824753556', '2026-01-31');
-- expect: key, since, reason, reason_ja
VALUES ('eu_vat DE123456789', date '2026-04-01', 'The VAT number DE123456789 of Acme ended on 2026-03-31, and no other VAT number is recorded',
    '委託先「Acme」のVAT番号 DE123456789は2026-03-31で失効したが、後継の番号が登録されていない'),
  ('abn 51824753556', '2026-02-01', 'The ABN 51824753556 of Bolt ended on 2026-01-31, and no other ABN is recorded',
    '委託先「Bolt」のABN 51824753556は2026-01-31で失効したが、後継の番号が登録されていない');

-- test:   one of its kind follows
-- as-of:  2026-04-01
INSERT INTO vendor_identifier (vendor_id, scheme, value, from_on, until_on) VALUES (1, 'duns', '123456789', NULL, '2026-03-31'), (1, 'duns', '987654321', '2026-04-01', '2026-04-01');
-- expect: none

-- test:   one that starts a day later follows then
-- as-of:  2026-04-01
INSERT INTO vendor_identifier (vendor_id, scheme, value, from_on, until_on) VALUES (1, 'duns', '123456789', NULL, '2026-03-31'), (1, 'duns', '987654321', '2026-04-02', NULL);
-- expect: key
VALUES ('duns 123456789');

-- test:   one of another kind, or of another vendor, does not follow
-- as-of:  2026-04-01
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) VALUES (1, 'duns', '123456789', '2026-03-31'), (1, 'abn', '51824753556', NULL), (2, 'duns', '987654321', NULL);
-- expect: key
VALUES ('duns 123456789');

-- test:   of several that ended the last is found, of each kind
-- as-of:  2026-04-01
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) VALUES (1, 'duns', '123456789', '2024-03-31'), (1, 'duns', '123456780', '2025-03-31'),
  (1, 'duns', '987654321', '2025-03-31'), (1, 'abn', '51824753556', '2026-03-31');
-- expect: key, since
VALUES ('duns 123456780', date '2025-04-01'), ('abn 51824753556', '2026-04-01');

-- test:   of a vendor without work nothing is asked
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (3, 'Cast'), (4, 'Dune');
INSERT INTO engagement (vendor_id, title, ends_on) VALUES (3, 'payroll', '2026-03-31'), (4, 'payroll', '2026-04-01');
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) VALUES (3, 'duns', '123456789', '2026-03-31'), (4, 'duns', '987654321', '2026-03-31');
-- expect: subject_id
VALUES (4);

-- test:   nor of one that ended; a suspended one is asked
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (3, 'Cast');
INSERT INTO engagement (vendor_id, title) VALUES (3, 'payroll');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01'), (2, 'suspended', '2026-04-01'), (3, 'ended', '2026-04-02');
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) VALUES (1, 'duns', '123456789', '2026-03-31'), (2, 'duns', '987654321', '2026-03-31'), (3, 'duns', '987654320', '2026-03-31');
-- expect: subject_id
VALUES (2), (3);

-- test:   the tier decides the severity
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (3, 'Cast'), (4, 'Dune');
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'cards', 'critical'), (2, 'hosting', 'high'), (3, 'printing', 'medium'), (4, 'plants', 'low');
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) SELECT v.id, 'duns', '12345678' || v.id, '2026-03-31' FROM vendor v;
-- expect: subject_id, severity
VALUES (1, 'medium'), (2, 'low'), (3, 'low'), (4, 'info');

-- test:   before a merger a number of the other entry does not follow
-- as-of:  2026-04-09
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, '2026-04-10');
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) VALUES (1, 'duns', '123456789', '2026-03-31'), (3, 'duns', '987654321', NULL);
-- expect: subject_id
VALUES (1);

-- test:   from its day on it does
-- as-of:  2026-04-10
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, '2026-04-10');
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) VALUES (1, 'duns', '123456789', '2026-03-31'), (3, 'duns', '987654321', NULL);
-- expect: none

-- test:   until then an ended number is the entry's own
-- as-of:  2026-04-09
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, '2026-04-10');
INSERT INTO engagement (vendor_id, title) VALUES (3, 'hosting');
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) VALUES (3, 'duns', '123456789', '2026-03-31');
-- expect: vendor_id, subject_id
VALUES (3, 3);

-- test:   what was the other entry's ended for the one as which it goes on
-- as-of:  2026-04-10
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, '2026-04-10');
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) VALUES (3, 'duns', '123456789', '2026-03-31');
-- expect: vendor_id, subject_id
VALUES (1, 1);
