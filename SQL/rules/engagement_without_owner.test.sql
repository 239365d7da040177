-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka');
INSERT INTO vendor (id, name, owner_id) VALUES (1, 'Acme', 1), (2, 'Bolt', NULL);

-- test:   work without an owner beside work that has one
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, starts_on, owner_id) VALUES (20, 1, 'payroll', '2026-02-01', NULL), (21, 1, 'hosting', '2026-02-01', 1);
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 20, 'low', date '2026-02-01', 'Nobody is recorded as owner of the engagement payroll of Acme, and the owner of the vendor is tanaka',
  '委託先「Acme」の委託業務「payroll」に担当者が登録されていない（委託先の担当者：tanaka）', '{"tier": "medium", "vendor_owner": "tanaka"}'::jsonb);

-- test:   the vendor has no owner either
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title) VALUES (20, 2, 'payroll');
-- expect: vendor_id, subject_id, since, reason, reason_ja, evidence
VALUES (2, 20, NULL::date, 'Nobody is recorded as owner of the engagement payroll of Bolt, and the owner of the vendor is not recorded either',
  '委託先「Bolt」の委託業務「payroll」に担当者が登録されていない（委託先の担当者：登録なし）', '{"tier": "medium", "vendor_owner": null}'::jsonb);

-- test:   the day before the work begins
-- as-of:  2026-03-31
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (20, 1, 'payroll', '2026-04-01');
-- expect: none

-- test:   its first day
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (20, 1, 'payroll', '2026-04-01');
-- expect: subject_id, since
VALUES (20, date '2026-04-01');

-- test:   its last day
-- as-of:  2026-04-30
INSERT INTO engagement (id, vendor_id, title, starts_on, ends_on) VALUES (20, 1, 'payroll', '2026-04-01', '2026-04-30');
-- expect: subject_id
VALUES (20);

-- test:   the day after
-- as-of:  2026-05-01
INSERT INTO engagement (id, vendor_id, title, starts_on, ends_on) VALUES (20, 1, 'payroll', '2026-04-01', '2026-04-30');
-- expect: none

-- test:   work of a vendor that ended is over from that day on
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (3, 'Cast'), (4, 'Dune');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01'), (3, 'ended', '2026-04-02'), (4, 'suspended', '2026-03-01');
INSERT INTO engagement (id, vendor_id, title) VALUES (20, 1, 'payroll'), (21, 3, 'payroll'), (22, 4, 'payroll');
-- expect: subject_id
VALUES (21), (22);

-- test:   the tier of the work decides the severity
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (20, 1, 'payroll', 'critical'), (21, 1, 'hosting', 'high'), (22, 1, 'printing', 'medium'), (23, 1, 'plants', 'low');
-- expect: subject_id, severity
VALUES (20, 'medium'), (21, 'low'), (22, 'low'), (23, 'info');

-- test:   before a merger the work is the first entry's
-- as-of:  2026-03-30
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, '2026-04-01');
INSERT INTO engagement (id, vendor_id, title) VALUES (20, 3, 'payroll');
-- expect: vendor_id, subject_id, evidence
VALUES (3, 20, '{"tier": "medium", "vendor_owner": null}'::jsonb);

-- test:   from its day on it is that of the vendor as which it goes on
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme Ltd', 1, '2026-04-01');
INSERT INTO engagement (id, vendor_id, title) VALUES (20, 3, 'payroll');
-- expect: vendor_id, subject_id, evidence
VALUES (1, 20, '{"tier": "medium", "vendor_owner": "tanaka"}'::jsonb);
