-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');

-- test:   no identifier at all; the other vendor has one
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier, starts_on) VALUES (1, 'payroll', 'critical', '2026-02-01'), (2, 'payroll', 'critical', '2026-02-01');
INSERT INTO vendor_identifier (vendor_id, scheme, value) VALUES (2, 'duns', '123456789');
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 1, 'medium', date '2026-02-01', 'Acme, of the tier critical, has no identifier: nobody recorded one', '委託先「Acme」（重要度：最重要）に有効な識別番号がない（登録なし）',
  '{"tier": "critical", "last_ended_on": null}'::jsonb);

-- test:   a high tier, too
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'payroll', 'high');
-- expect: subject_id, severity, since, reason_ja
VALUES (1, 'low', NULL::date, '委託先「Acme」（重要度：高）に有効な識別番号がない（登録なし）');

-- test:   of medium and low ones none is asked
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'printing', 'medium'), (2, 'plants', 'low');
-- expect: none

-- test:   nor of a vendor that nobody uses
-- as-of:  2026-04-01
-- expect: none

-- test:   on the last day of the only one
-- as-of:  2026-03-31
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'payroll', 'critical');
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) VALUES (1, 'duns', '123456789', '2026-03-31');
-- expect: none

-- test:   the day after it
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier, starts_on) VALUES (1, 'payroll', 'critical', '2026-02-01');
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) VALUES (1, 'duns', '123456789', '2026-03-31'), (1, 'duns', '987654321', '2020-03-31');
-- expect: subject_id, since, reason, reason_ja, evidence
VALUES (1, date '2026-04-01', 'Acme, of the tier critical, has no identifier: the last of them ended on 2026-03-31',
  '委託先「Acme」（重要度：最重要）に有効な識別番号がない（最後の番号は2026-03-31まで）', '{"tier": "critical", "last_ended_on": "2026-03-31"}'::jsonb);

-- test:   one that ended before the work began
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier, starts_on) VALUES (1, 'payroll', 'critical', '2026-02-01');
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) VALUES (1, 'duns', '123456789', '2025-03-31');
-- expect: subject_id, since
VALUES (1, date '2026-02-01');

-- test:   one from tomorrow on does not help today
-- as-of:  2026-03-31
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'payroll', 'critical');
INSERT INTO vendor_identifier (vendor_id, scheme, value, from_on, until_on) VALUES (1, 'duns', '123456789', '2026-04-01', '2026-12-31');
-- expect: subject_id, since
VALUES (1, NULL::date);

-- test:   from its first day on it does
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'payroll', 'critical');
INSERT INTO vendor_identifier (vendor_id, scheme, value, from_on) VALUES (1, 'duns', '123456789', '2026-04-01');
-- expect: none

-- test:   the day before the work begins, and the day after it ends
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier, starts_on, ends_on) VALUES (1, 'payroll', 'critical', '2026-04-02', NULL), (2, 'payroll', 'critical', NULL, '2026-03-31');
-- expect: none

-- test:   its first day and its last
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier, starts_on, ends_on) VALUES (1, 'payroll', 'critical', '2026-04-01', NULL), (2, 'payroll', 'critical', '2025-01-01', '2026-04-01');
-- expect: subject_id, since
VALUES (1, date '2026-04-01'), (2, '2025-01-01');

-- test:   work of such a tier without a gap counts from its first day, other work does not count
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier, starts_on, ends_on) VALUES (1, 'payroll', 'critical', '2026-02-01', NULL), (1, 'hosting', 'high', '2025-02-01', '2026-01-31'),
  (1, 'plants', 'low', '2020-01-01', NULL), (1, 'mail', 'critical', '2023-01-01', '2025-01-30');
-- expect: subject_id, since
VALUES (1, date '2025-02-01');

-- test:   of several tiers the strictest decides, of those on the day
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier, ends_on) VALUES (1, 'payroll', 'critical', NULL), (1, 'hosting', 'high', NULL), (2, 'payroll', 'critical', '2026-03-31'), (2, 'hosting', 'high', NULL);
-- expect: subject_id, severity
VALUES (1, 'medium'), (2, 'low');

-- test:   an ended vendor needs none from that day on, a suspended one does
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (3, 'Cast');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01'), (2, 'suspended', '2026-04-01'), (3, 'ended', '2026-04-02');
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'payroll', 'critical'), (2, 'payroll', 'critical'), (3, 'payroll', 'critical');
-- expect: subject_id
VALUES (2), (3);

-- test:   before a merger each entry needs one
-- as-of:  2026-03-31
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, '2026-04-01'), (4, 'Bolt Ltd', 2, '2026-04-01');
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'payroll', 'critical'), (4, 'payroll', 'critical');
INSERT INTO vendor_identifier (vendor_id, scheme, value) VALUES (3, 'duns', '123456789');
-- expect: subject_id
VALUES (1), (4);

-- test:   from its day on one will do
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, '2026-04-01'), (4, 'Bolt Ltd', 2, '2026-04-01');
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'payroll', 'critical'), (4, 'payroll', 'critical');
INSERT INTO vendor_identifier (vendor_id, scheme, value) VALUES (3, 'duns', '123456789');
-- expect: subject_id
VALUES (2);

-- test:   until a merger an ended number is the entry's own
-- as-of:  2026-03-31
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, '2026-04-01');
INSERT INTO engagement (vendor_id, title, tier, starts_on) VALUES (3, 'payroll', 'critical', '2026-01-01');
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) VALUES (3, 'duns', '123456789', '2026-02-15');
-- expect: subject_id, since
VALUES (3, date '2026-02-16');

-- test:   from its day on it is one of the vendor as which it goes on
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, '2026-04-01');
INSERT INTO engagement (vendor_id, title, tier, starts_on) VALUES (1, 'payroll', 'critical', '2026-01-01');
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) VALUES (3, 'duns', '123456789', '2026-02-15');
-- expect: subject_id, since
VALUES (1, date '2026-02-16');

-- test:   numbers of one vendor that ended are not those of another
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'payroll', 'critical'), (2, 'payroll', 'critical');
INSERT INTO vendor_identifier (vendor_id, scheme, value, until_on) VALUES (1, 'duns', '123456789', '2026-03-31'), (2, 'duns', '987654321', '2026-02-28');
-- expect: subject_id, since
VALUES (1, date '2026-04-01'), (2, '2026-03-01');
