-- The confidentiality term of C-10 is weak.

-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES (10, 'C-10', 'other', '2026-04-01', '2027-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO term (contract_id, term_key, status, article) VALUES (10, 'confidentiality', 'weak', '8');

-- test:   the day before the contract starts
-- as-of:  2026-03-31
-- expect: none

-- test:   its first day
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 10, 'medium', date '2026-04-01',
  'The confidentiality term of contract C-10 (C-10 8) is recorded as weak, and no master contract or NDA in force has it in full',
  '契約 C-10 の秘密保持条項（C-10 8）は不十分と記録されており、これを補う有効な基本契約も秘密保持契約もない',
  '{"paper": "C-10", "article": "8", "checked_on": null}'::jsonb);

-- test:   its last day
-- as-of:  2027-03-31
-- expect: subject_id
VALUES (10);

-- test:   the day after
-- as-of:  2027-04-01
-- expect: none

-- test:   a term that is present, missing or does not apply is not weak, nor is another term that is
-- as-of:  2026-04-01
UPDATE term SET status = 'present';
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-04-01'), (12, 'C-12', '2026-04-01'), (13, 'C-13', '2026-04-01');
INSERT INTO term (contract_id, term_key, status) VALUES
  (11, 'confidentiality', 'missing'), (12, 'confidentiality', 'not_applicable'), (13, 'personnel_confidentiality', 'weak');
-- expect: none

-- Amendments.

-- test:   the day before an amendment makes it weak
-- as-of:  2026-05-31
UPDATE term SET status = 'present';
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (11, 'A-11', 'amendment', 10, '2026-06-01');
INSERT INTO term (contract_id, term_key, status, checked_on) VALUES (11, 'confidentiality', 'weak', '2026-05-20');
-- expect: none

-- test:   the day on which it does, found with the contract that it amends
-- as-of:  2026-06-01
UPDATE term SET status = 'present';
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (11, 'A-11', 'amendment', 10, '2026-06-01');
INSERT INTO term (contract_id, term_key, status, checked_on) VALUES (11, 'confidentiality', 'weak', '2026-05-20');
-- expect: subject_id, since, reason, reason_ja, evidence
VALUES (10, date '2026-06-01',
  'The confidentiality term of contract C-10 (A-11 without an article) is recorded as weak, and no master contract or NDA in force has it in full',
  '契約 C-10 の秘密保持条項（A-11 条番号の記録なし）は不十分と記録されており、これを補う有効な基本契約も秘密保持契約もない',
  '{"paper": "A-11", "article": null, "checked_on": "2026-05-20"}'::jsonb);

-- test:   a version from before the contract began counts from its first day
-- as-of:  2026-04-02
UPDATE term SET from_on = '2026-03-01';
-- expect: since
VALUES (date '2026-04-01');

-- Another paper that binds the vendor.

-- test:   an NDA and a master contract that have it in full, up to their last day
-- as-of:  2026-09-30
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES
  (11, 'C-11', 'other', '2026-04-01', '2027-03-31'), (12, 'N-12', 'nda', '2026-04-01', '2026-09-30'), (13, 'M-13', 'master', '2026-04-01', '2026-09-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 1, 1), (13, 2, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'confidentiality', 'weak'), (12, 'confidentiality', 'present'), (13, 'confidentiality', 'present');
-- expect: none

-- test:   and not a day longer
-- as-of:  2026-10-01
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES (12, 'N-12', 'nda', '2026-04-01', '2026-09-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (12, 'confidentiality', 'present');
-- expect: subject_id, since
VALUES (10, date '2026-04-01');

-- test:   a memorandum, an NDA whose own is weak, one of another vendor, and one that has another term
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, kind, starts_on) VALUES
  (11, 'S-11', 'memorandum', '2026-04-01'), (12, 'N-12', 'nda', '2026-04-01'), (13, 'N-13', 'nda', '2026-04-01'), (14, 'N-14', 'nda', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1), (12, 1, 1), (13, 2, 1), (14, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES
  (11, 'confidentiality', 'present'), (12, 'confidentiality', 'weak'), (13, 'confidentiality', 'present'), (14, 'personnel_confidentiality', 'present');
-- expect: subject_id
VALUES (10), (12);

-- test:   an NDA whose term was in full until yesterday, or is only from tomorrow on
-- as-of:  2026-06-10
INSERT INTO contract (id, reference, kind, starts_on) VALUES (11, 'C-11', 'other', '2026-04-01'), (12, 'N-12', 'nda', '2026-04-01'), (13, 'N-13', 'nda', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 1, 1), (13, 2, 1);
INSERT INTO term (contract_id, term_key, from_on, status) VALUES (11, 'confidentiality', NULL, 'weak'),
  (12, 'confidentiality', NULL, 'present'), (12, 'confidentiality', '2026-06-10', 'missing'), (13, 'confidentiality', '2026-06-11', 'present');
-- expect: subject_id
VALUES (10), (11);

-- Vendors, tiers.

-- test:   of several vendors the first whom nothing else binds
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (3, 'Cord'), (4, 'Dell');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 2, 3), (10, 4, 2), (10, 3, 2);
INSERT INTO contract (id, reference, kind, starts_on) VALUES (12, 'N-12', 'nda', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (12, 'confidentiality', 'present');
-- expect: vendor_id, subject_id
VALUES (3, 10);

-- test:   a contract that names no vendor is found too
-- as-of:  2026-04-01
DELETE FROM contract_vendor;
-- expect: vendor_id, subject_id
VALUES (NULL::bigint, 10);

-- test:   an entry that was merged is the vendor into which it was merged, and so is its NDA
-- as-of:  2026-05-10
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Bolt KK', 2, '2026-05-10'), (4, 'Acme KK', 1, '2026-05-10'), (5, 'Bolt Inc', 2, '2026-05-11');
INSERT INTO contract (id, reference, kind, starts_on) VALUES
  (11, 'C-11', 'other', '2026-04-01'), (12, 'N-12', 'nda', '2026-04-01'), (13, 'N-13', 'nda', '2026-04-01'), (14, 'C-14', 'other', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 3, 1), (12, 4, 1), (13, 5, 1), (14, 2, 1);
INSERT INTO term (contract_id, term_key, status) VALUES
  (11, 'confidentiality', 'weak'), (12, 'confidentiality', 'present'), (13, 'confidentiality', 'present'), (14, 'confidentiality', 'weak');
-- expect: vendor_id, subject_id
VALUES (2, 11), (2, 14);

-- test:   and is another one the day before
-- as-of:  2026-05-09
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-05-10');
UPDATE contract_vendor SET vendor_id = 3;
-- expect: vendor_id, subject_id
VALUES (3, 10);

-- test:   the tier decides the severity
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-04-01'), (12, 'C-12', '2026-04-01'), (13, 'C-13', '2026-04-01'), (14, 'C-14', '2026-04-01');
INSERT INTO term (contract_id, term_key, status) SELECT id, 'confidentiality', 'weak' FROM contract WHERE id > 10;
INSERT INTO engagement (id, vendor_id, title, tier) VALUES
  (20, 9, 'payroll', 'critical'), (21, 9, 'hosting', 'high'), (22, 9, 'printing', 'medium'), (23, 9, 'plants', 'low');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 11), (21, 12), (22, 13), (23, 14);
-- expect: subject_id, severity
VALUES (10, 'medium'), (11, 'high'), (12, 'medium'), (13, 'medium'), (14, 'low');
