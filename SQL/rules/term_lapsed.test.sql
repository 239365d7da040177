-- Contract C-10 had an audit right until an amendment of 1 June 2026; clause 6 of the JAL policy (6-c2) makes it mandatory for every contract.

-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES (10, 'C-10', 'other', '2026-04-01', '2027-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO term (contract_id, term_key, from_on, status) VALUES
  (10, 'audit_right', NULL, 'present'), (10, 'audit_right', '2026-06-01', 'missing');

-- test:   the day before, the term is there
-- as-of:  2026-05-31
-- expect: none

-- test:   the day on which it is gone
-- as-of:  2026-06-01
-- expect: vendor_id, subject_id, key, severity, since, reason, reason_ja, evidence
VALUES (1, 10, 'audit_right', 'high', date '2026-06-01',
  'Contract C-10 had the term "Audit, inspection and on-site check", mandatory under jal-6, until 2026-05-31, and from 2026-06-01 on it is missing',
  '契約 C-10 には jal-6 が必須とする条項「監査・立入検査」が 2026-05-31 までは定められていたが、2026-06-01 以降の版では「なし」となっている',
  '{"term": "audit_right", "status": "missing", "paper": "C-10", "present_until": "2026-05-31", "present_paper": "C-10", "requirements": ["jal-6 6-c2"]}'::jsonb);

-- test:   each term that is gone is found by itself, and one that is there is not
-- as-of:  2026-06-01
INSERT INTO term (contract_id, term_key, from_on, status) VALUES
  (10, 'purpose_limitation', NULL, 'present'), (10, 'security_measures', NULL, 'present'), (10, 'security_measures', '2026-06-01', 'missing'),
  (10, 'security_measures', '2026-06-02', 'present');
-- expect: key
VALUES ('audit_right'), ('security_measures');

-- test:   a term that was only weakened is less grave
-- as-of:  2026-06-01
UPDATE term SET status = 'weak' WHERE from_on IS NOT NULL;
-- expect: severity, since, reason, reason_ja
VALUES ('medium', date '2026-06-01',
  'Contract C-10 had the term "Audit, inspection and on-site check", mandatory under jal-6, until 2026-05-31, and from 2026-06-01 on it is weak',
  '契約 C-10 には jal-6 が必須とする条項「監査・立入検査」が 2026-05-31 までは定められていたが、2026-06-01 以降の版では「不十分」となっている');

-- test:   a term that was found not to apply was decided
-- as-of:  2026-06-01
UPDATE term SET status = 'not_applicable' WHERE from_on IS NOT NULL;
INSERT INTO contract (id, reference, kind, starts_on) VALUES (12, 'N-12', 'nda', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (12, 'audit_right', 'missing');
-- expect: none

-- test:   a term that never was present has not lapsed
-- as-of:  2026-06-01
UPDATE term SET status = 'weak' WHERE from_on IS NULL;
-- expect: none

-- test:   nor one that came back
-- as-of:  2026-07-01
INSERT INTO term (contract_id, term_key, from_on, status) VALUES (10, 'audit_right', '2026-07-01', 'present');
-- expect: none

-- test:   it lapsed on the first day without it, whatever came after
-- as-of:  2026-09-01
UPDATE term SET status = 'weak' WHERE from_on IS NOT NULL;
INSERT INTO term (contract_id, term_key, from_on, status) VALUES (10, 'audit_right', '2026-09-01', 'missing');
-- expect: severity, since, evidence
VALUES ('high', date '2026-06-01',
  '{"term": "audit_right", "status": "missing", "paper": "C-10", "present_until": "2026-05-31", "present_paper": "C-10", "requirements": ["jal-6 6-c2"]}'::jsonb);

-- test:   of two lapses the later one counts
-- as-of:  2026-09-01
INSERT INTO term (contract_id, term_key, from_on, status) VALUES (10, 'audit_right', '2026-07-01', 'present'), (10, 'audit_right', '2026-08-01', 'missing');
-- expect: since
VALUES (date '2026-08-01');

-- test:   what was replaced before the contract began was never in force
-- as-of:  2026-06-02
UPDATE contract SET starts_on = '2026-06-01';
-- expect: none

-- test:   what was in force on its first day was
-- as-of:  2026-06-02
UPDATE contract SET starts_on = '2026-05-31';
-- expect: since
VALUES (date '2026-06-01');

-- test:   a contract without a recorded start is judged too
-- as-of:  2026-06-02
UPDATE contract SET starts_on = NULL;
-- expect: since
VALUES (date '2026-06-01');

-- Amendments.

-- test:   on the last day of the amendment that has the term it is there
-- as-of:  2026-06-30
DELETE FROM term WHERE from_on IS NOT NULL;
UPDATE term SET status = 'missing' WHERE from_on IS NULL;
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on) VALUES (11, 'A-11', 'amendment', 10, '2026-05-01', '2026-06-30');
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'audit_right', 'present');
-- expect: none

-- test:   and the day after the contract reads as before
-- as-of:  2026-07-01
DELETE FROM term WHERE from_on IS NOT NULL;
UPDATE term SET status = 'missing' WHERE from_on IS NULL;
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on) VALUES (11, 'A-11', 'amendment', 10, '2026-05-01', '2026-06-30');
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'audit_right', 'present');
-- expect: subject_id, severity, since, evidence
VALUES (10, 'high', date '2026-07-01',
  '{"term": "audit_right", "status": "missing", "paper": "C-10", "present_until": "2026-06-30", "present_paper": "A-11", "requirements": ["jal-6 6-c2"]}'::jsonb);

-- test:   where the contract itself says nothing of it, nothing is recorded any more
-- as-of:  2026-07-01
DELETE FROM term;
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on) VALUES (11, 'A-11', 'amendment', 10, '2026-05-01', '2026-06-30');
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'audit_right', 'present');
-- expect: subject_id, severity, since, reason, reason_ja, evidence
VALUES (10, 'high', date '2026-07-01',
  'Contract C-10 had the term "Audit, inspection and on-site check", mandatory under jal-6, until 2026-06-30, and from 2026-07-01 on nothing is recorded of it',
  '契約 C-10 には jal-6 が必須とする条項「監査・立入検査」が 2026-06-30 までは定められていたが、2026-07-01 以降の版では「未確認」となっている',
  '{"term": "audit_right", "status": null, "paper": null, "present_until": "2026-06-30", "present_paper": "A-11", "requirements": ["jal-6 6-c2"]}'::jsonb);

-- test:   each term has its own history
-- as-of:  2026-07-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on) VALUES (11, 'A-11', 'amendment', 10, '2026-05-01', '2026-06-30');
INSERT INTO term (contract_id, term_key, from_on, status) VALUES (10, 'audit_right', '2026-06-15', 'weak'),
  (10, 'security_measures', NULL, 'missing'), (11, 'security_measures', NULL, 'present');
-- expect: key, severity, since, reason
VALUES ('audit_right', 'medium', date '2026-06-01',
    'Contract C-10 had the term "Audit, inspection and on-site check", mandatory under jal-6, until 2026-05-31, and from 2026-06-01 on it is weak'),
  ('security_measures', 'high', date '2026-07-01',
    'Contract C-10 had the term "Security measures", mandatory under jal-6, until 2026-06-30, and from 2026-07-01 on it is missing');

-- test:   each contract too
-- as-of:  2026-06-10
INSERT INTO contract (id, reference, starts_on) VALUES (12, 'C-12', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 2, 1);
INSERT INTO term (contract_id, term_key, from_on, status) VALUES (12, 'audit_right', NULL, 'missing'), (12, 'audit_right', '2026-05-01', 'present'),
  (12, 'audit_right', '2026-06-10', 'missing');
-- expect: subject_id, since
VALUES (10, date '2026-06-01'), (12, date '2026-06-10');

-- test:   an amendment of one day
-- as-of:  2026-06-11
UPDATE term SET status = 'missing';
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on) VALUES (11, 'A-11', 'amendment', 10, '2026-06-10', '2026-06-10');
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'audit_right', 'present');
-- expect: subject_id, since
VALUES (10, date '2026-06-11');

-- test:   where nothing is recorded any more, and another paper has it that the term does not apply
-- as-of:  2026-07-01
DELETE FROM term;
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on) VALUES
  (11, 'A-11', 'amendment', 10, '2026-05-01', '2026-06-30'), (12, 'N-12', 'nda', NULL, '2026-04-01', NULL);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'audit_right', 'present'), (12, 'audit_right', 'not_applicable');
-- expect: none

-- test:   of one day the amendment's version goes before the contract's own
-- as-of:  2026-06-01
UPDATE term SET status = 'present' WHERE from_on IS NOT NULL;
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (11, 'A-11', 'amendment', 10, '2026-06-01');
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'audit_right', 'missing');
-- expect: subject_id, since, evidence
VALUES (10, date '2026-06-01',
  '{"term": "audit_right", "status": "missing", "paper": "A-11", "present_until": "2026-05-31", "present_paper": "C-10", "requirements": ["jal-6 6-c2"]}'::jsonb);

-- test:   and the later amendment's before the earlier one's
-- as-of:  2026-06-01
DELETE FROM term WHERE from_on IS NOT NULL;
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (11, 'A-11', 'amendment', 10, '2026-06-01'), (12, 'A-12', 'amendment', 10, '2026-06-01');
INSERT INTO term (contract_id, term_key, status) VALUES (12, 'audit_right', 'missing'), (11, 'audit_right', 'present');
-- expect: subject_id, since, evidence
VALUES (10, date '2026-06-01',
  '{"term": "audit_right", "status": "missing", "paper": "A-12", "present_until": "2026-05-31", "present_paper": "C-10", "requirements": ["jal-6 6-c2"]}'::jsonb);

-- test:   and of one paper the version that it dates later
-- as-of:  2026-06-01
DELETE FROM term WHERE from_on IS NOT NULL;
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (11, 'A-11', 'amendment', 10, '2026-06-01');
INSERT INTO term (contract_id, term_key, from_on, status) VALUES (11, 'audit_right', '2026-05-20', 'missing'), (11, 'audit_right', NULL, 'present');
-- expect: subject_id, since
VALUES (10, date '2026-06-01');

-- test:   an amendment of tomorrow takes nothing away yet
-- as-of:  2026-06-01
DELETE FROM term WHERE from_on IS NOT NULL;
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (11, 'A-11', 'amendment', 10, '2026-06-02');
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'audit_right', 'missing');
-- expect: none

-- What is asked.

-- test:   a regime that is not followed makes nothing mandatory
-- as-of:  2026-06-01
INSERT INTO regime_choice (regime_key, from_on, followed) VALUES ('jal-6', '2026-06-01', false);
-- expect: none

-- test:   what is only expected is not mandatory
-- as-of:  2026-06-01
INSERT INTO regime_choice (regime_key, from_on, followed) VALUES ('soc2-cc9.2', '2026-06-01', true);
INSERT INTO term (contract_id, term_key, from_on, status) VALUES (10, 'service_levels', NULL, 'present'), (10, 'service_levels', '2026-06-01', 'missing');
-- expect: key
VALUES ('audit_right');

-- test:   several regimes that ask for it are all named
-- as-of:  2026-06-01
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (20, 1, 'cards', 'medium');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10);
INSERT INTO engagement_data (engagement_id, data_class) VALUES (20, 'card');
INSERT INTO term (contract_id, term_key, from_on, status) VALUES (10, 'security_measures', NULL, 'present'), (10, 'security_measures', '2026-06-01', 'missing');
-- expect: key, reason
VALUES ('audit_right',
  'Contract C-10 had the term "Audit, inspection and on-site check", mandatory under jal-6, until 2026-05-31, and from 2026-06-01 on it is missing'),
  ('security_measures',
  'Contract C-10 had the term "Security measures", mandatory under jal-6, pcidss-12.8, until 2026-05-31, and from 2026-06-01 on it is missing');

-- test:   another paper that binds has the term, up to its last day
-- as-of:  2026-09-30
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES (12, 'M-12', 'master', '2026-04-01', '2026-09-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (12, 'audit_right', 'present');
-- expect: none

-- test:   and not the day after
-- as-of:  2026-10-01
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES (12, 'M-12', 'master', '2026-04-01', '2026-09-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (12, 'audit_right', 'present');
-- expect: subject_id, since
VALUES (10, date '2026-06-01');

-- test:   another paper that has it weakly makes it less grave
-- as-of:  2026-06-01
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES (12, 'M-12', 'master', '2026-04-01', '2026-09-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (12, 'audit_right', 'weak');
-- expect: subject_id, severity
VALUES (10, 'medium');

-- test:   another paper by which it does not apply says nothing against
-- as-of:  2026-06-01
DELETE FROM term WHERE from_on IS NOT NULL;
UPDATE contract SET kind = 'dpa';
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (11, 'A-11', 'amendment', 10, '2026-06-01');
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'audit_right', 'not_applicable');
-- expect: none

-- Only contracts that bind.

-- test:   on its last day a contract is judged
-- as-of:  2027-03-31
-- expect: subject_id
VALUES (10);

-- test:   the day after, its lapse is the matter
-- as-of:  2027-04-01
-- expect: none

-- test:   an entry that was merged is the vendor into which it was merged
-- as-of:  2026-06-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 2, '2026-06-01');
UPDATE contract_vendor SET vendor_id = 3;
-- expect: vendor_id, subject_id
VALUES (2, 10);

-- test:   the tier decides the severity, and medium stands for none
-- as-of:  2026-06-01
DELETE FROM contract_vendor;
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-04-01'), (12, 'C-12', '2026-04-01'), (13, 'C-13', '2026-04-01'), (14, 'C-14', '2026-04-01');
INSERT INTO term (contract_id, term_key, from_on, status)
SELECT c.id, 'audit_right', t.from_on, t.status FROM contract c CROSS JOIN (VALUES (NULL::date, 'present'), ('2026-06-01', 'missing')) t (from_on, status) WHERE c.id > 10;
INSERT INTO engagement (id, vendor_id, title, tier) VALUES
  (20, 1, 'payroll', 'critical'), (21, 1, 'hosting', 'high'), (22, 1, 'printing', 'medium'), (23, 1, 'plants', 'low');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 11), (21, 12), (22, 13), (23, 14);
-- expect: subject_id, severity
VALUES (10, 'high'), (11, 'critical'), (12, 'high'), (13, 'high'), (14, 'medium');

-- test:   of two versions that a paper dates the later counts
-- as-of:  2026-06-01
DELETE FROM term WHERE from_on IS NOT NULL;
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (11, 'A-11', 'amendment', 10, '2026-06-01');
INSERT INTO term (contract_id, term_key, from_on, status) VALUES (11, 'audit_right', '2026-05-10', 'present'), (11, 'audit_right', '2026-05-20', 'missing');
-- expect: subject_id, since
VALUES (10, date '2026-06-01');

-- test:   of two engagements the one that is worst off decides, and what both ask is named once
-- as-of:  2026-06-01
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (20, 1, 'payroll', 'medium'), (21, 1, 'hosting', 'medium');
INSERT INTO contract (id, reference, kind, starts_on) VALUES (12, 'C-12', 'other', '2026-04-01');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10), (21, 10), (21, 12);
INSERT INTO term (contract_id, term_key, status) VALUES (12, 'audit_right', 'weak');
-- expect: subject_id, severity, evidence
VALUES (10, 'high',
  '{"term": "audit_right", "status": "missing", "paper": "C-10", "present_until": "2026-05-31", "present_paper": "C-10", "requirements": ["jal-6 6-c2"]}'::jsonb);

-- test:   an amendment of which nobody recorded the first day had the term until its last
-- as-of:  2026-07-01
DELETE FROM term;
INSERT INTO contract (id, reference, kind, parent_id, ends_on) VALUES (11, 'A-11', 'amendment', 10, '2026-06-30');
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'audit_right', 'present');
-- expect: subject_id, since
VALUES (10, date '2026-07-01');
