-- What is recorded of the term.

-- test:   the term is missing
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2026-04-01', '2027-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'missing');
-- expect: vendor_id, subject_id, severity, since, reason, evidence
VALUES (1, 10, 'high', date '2026-04-01', 'Contract C-10 is in force and has no confidentiality term',
  '{"status": "missing"}'::jsonb);

-- test:   nobody recorded anything about it
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2026-04-01', '2027-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
-- expect: vendor_id, subject_id, severity, since, reason, evidence
VALUES (1, 10, 'high', date '2026-04-01', 'Contract C-10 is in force and nobody recorded a confidentiality term for it',
  '{"status": null}'::jsonb);

-- test:   present, weak and not applicable are all decided
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, ends_on) VALUES (10, 'C-10', '2027-03-31'), (11, 'C-11', '2027-03-31'), (12, 'C-12', '2027-03-31');
INSERT INTO term (contract_id, term_key, status) VALUES
  (10, 'confidentiality', 'present'), (11, 'confidentiality', 'weak'), (12, 'confidentiality', 'not_applicable');
-- expect: none

-- test:   another term does not stand for it
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, ends_on) VALUES (10, 'C-10', '2027-03-31');
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'personnel_confidentiality', 'present');
-- expect: subject_id
VALUES (10);

-- test:   the day before an amendment adds the term
-- as-of:  2026-05-30
INSERT INTO contract (id, reference, ends_on) VALUES (10, 'C-10', '2027-03-31');
INSERT INTO term (contract_id, term_key, from_on, status) VALUES
  (10, 'confidentiality', NULL, 'missing'), (10, 'confidentiality', '2026-05-31', 'present');
-- expect: subject_id
VALUES (10);

-- test:   and the day on which it does
-- as-of:  2026-05-31
INSERT INTO contract (id, reference, ends_on) VALUES (10, 'C-10', '2027-03-31');
INSERT INTO term (contract_id, term_key, from_on, status) VALUES
  (10, 'confidentiality', NULL, 'missing'), (10, 'confidentiality', '2026-05-31', 'present');
-- expect: none

-- test:   an amendment that takes it away
-- as-of:  2026-05-31
INSERT INTO contract (id, reference, ends_on) VALUES (10, 'C-10', '2027-03-31');
INSERT INTO term (contract_id, term_key, from_on, status) VALUES
  (10, 'confidentiality', NULL, 'present'), (10, 'confidentiality', '2026-05-31', 'missing');
-- expect: subject_id
VALUES (10);

-- Only contracts that bind.

-- test:   the day before it starts it binds nobody
-- as-of:  2026-03-31
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2026-04-01', '2027-03-31');
-- expect: none

-- test:   on its last day it still does
-- as-of:  2027-03-31
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2026-04-01', '2027-03-31');
-- expect: subject_id, since
VALUES (10, date '2026-04-01');

-- test:   the day after its end the lapse is the matter, not the term
-- as-of:  2027-04-01
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2026-04-01', '2027-03-31');
-- expect: none

-- test:   terminated, replaced: they bind nobody
-- as-of:  2026-07-01
INSERT INTO contract (id, reference, starts_on, ends_on, terminated_on, supersedes_id) VALUES
  (10, 'C-10', '2026-04-01', '2027-03-31', '2026-06-30', NULL), (11, 'C-11', '2026-04-01', '2027-03-31', NULL, NULL),
  (12, 'C-12', '2026-07-01', '2027-06-30', NULL, 11);
INSERT INTO term (contract_id, term_key, status) VALUES (12, 'confidentiality', 'present');
-- expect: none

-- test:   renewed, in its notice window, past it, without a recorded end: they bind
-- as-of:  2026-03-20
INSERT INTO contract (id, reference, ends_on, auto_renews, renewal_months, notice_days) VALUES
  (10, 'C-10', '2025-12-31', true, 12, NULL), (11, 'C-11', '2026-03-31', true, 12, 10),
  (12, 'C-12', '2026-03-31', true, 12, 30), (13, 'C-13', NULL, false, NULL, NULL);
-- expect: subject_id, evidence
VALUES (10, '{"status": null}'::jsonb), (11, '{"status": null}'::jsonb),
  (12, '{"status": null}'::jsonb), (13, '{"status": null}'::jsonb);

-- Another paper that binds the vendor.

-- test:   an NDA in force covers all work of its vendor, up to its last day
-- as-of:  2026-09-30
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES
  (10, 'C-10', 'statement_of_work', '2026-04-01', '2027-03-31'), (11, 'N-11', 'nda', '2026-04-01', '2026-09-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'confidentiality', 'present');
-- expect: none

-- test:   and not a day longer
-- as-of:  2026-10-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES
  (10, 'C-10', 'statement_of_work', '2026-04-01', '2027-03-31'), (11, 'N-11', 'nda', '2026-04-01', '2026-09-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'confidentiality', 'present');
-- expect: subject_id
VALUES (10);

-- test:   nor a day before it starts
-- as-of:  2026-03-31
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES
  (10, 'C-10', 'statement_of_work', '2026-03-01', '2027-03-31'), (11, 'N-11', 'nda', '2026-04-01', '2026-09-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'confidentiality', 'present');
-- expect: subject_id
VALUES (10);

-- test:   a master contract covers too, a memorandum does not
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO contract (id, reference, kind, ends_on) VALUES
  (10, 'C-10', 'other', '2027-03-31'), (11, 'M-11', 'master', '2027-03-31'),
  (12, 'C-12', 'other', '2027-03-31'), (13, 'M-13', 'memorandum', '2027-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 1, 1), (12, 2, 1), (13, 2, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'confidentiality', 'present'), (13, 'confidentiality', 'present');
-- expect: vendor_id, subject_id
VALUES (2, 12);

-- test:   another vendor's NDA covers nothing
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO contract (id, reference, kind, ends_on) VALUES (10, 'C-10', 'other', '2027-03-31'), (11, 'N-11', 'nda', '2027-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 2, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'confidentiality', 'present');
-- expect: vendor_id, subject_id
VALUES (1, 10);

-- test:   an NDA whose own term is weak covers no other paper
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO contract (id, reference, kind, ends_on) VALUES (10, 'C-10', 'other', '2027-03-31'), (11, 'N-11', 'nda', '2027-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'confidentiality', 'weak');
-- expect: subject_id
VALUES (10);

-- test:   an NDA without the term covers not even itself
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO contract (id, reference, kind, ends_on) VALUES (11, 'N-11', 'nda', '2027-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
-- expect: subject_id
VALUES (11);

-- test:   of two vendors on one paper the one whom no NDA binds is found
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO contract (id, reference, kind, ends_on) VALUES (10, 'C-10', 'other', '2027-03-31'), (11, 'N-11', 'nda', '2027-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (10, 2, 2), (11, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'confidentiality', 'present');
-- expect: vendor_id, subject_id
VALUES (2, 10);

-- test:   when NDAs bind both, nothing is found
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO contract (id, reference, kind, ends_on) VALUES (10, 'C-10', 'other', '2027-03-31'), (11, 'N-11', 'nda', '2027-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (10, 2, 2), (11, 1, 1), (11, 2, 2);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'confidentiality', 'present');
-- expect: none

-- Tiers.

-- test:   the tier decides the severity
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, ends_on) VALUES
  (10, 'C-10', '2027-03-31'), (11, 'C-11', '2027-03-31'), (12, 'C-12', '2027-03-31'), (13, 'C-13', '2027-03-31');
INSERT INTO engagement (id, vendor_id, title, tier) VALUES
  (20, 1, 'payroll', 'critical'), (21, 1, 'hosting', 'high'), (22, 1, 'printing', 'medium'), (23, 1, 'plants', 'low');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10), (21, 11), (22, 12), (23, 13);
-- expect: subject_id, severity
VALUES (10, 'critical'), (11, 'high'), (12, 'high'), (13, 'medium');

-- An amendment is judged with the contract that it amends, and what it says counts there from its first day on.

-- test:   an amendment that does not count yet says nothing
-- as-of:  2026-05-31
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES
  (10, 'C-10', 'dpa', NULL, '2026-04-01'), (11, 'C-11', 'amendment', 10, '2026-06-01'), (12, 'C-12', 'memorandum', NULL, '2026-04-01');
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'confidentiality', 'present');
-- expect: subject_id
VALUES (10), (12);

-- test:   what an amendment says counts from its first day on; a statement of work speaks for itself
-- as-of:  2026-06-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES
  (10, 'C-10', 'dpa', NULL, '2026-04-01'), (11, 'C-11', 'amendment', 10, '2026-06-01'), (12, 'C-12', 'statement_of_work', 10, '2026-04-01');
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'confidentiality', 'present');
-- expect: subject_id
VALUES (12);

-- test:   in Japanese, too, a term that is missing is told from one that nobody looked for
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, ends_on) VALUES (10, 'C-10', '2027-03-31'), (11, 'C-11', '2027-03-31');
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'missing');
-- expect: subject_id, reason_ja
VALUES (10, '契約 C-10 は有効だが、秘密保持条項がない'), (11, '契約 C-11 は有効だが、秘密保持条項の有無が記録されていない');

-- test:   an amendment that says nothing of it is not asked for a term of its own
-- as-of:  2026-06-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (10, 'C-10', 'dpa', NULL, '2026-04-01'), (11, 'C-11', 'amendment', 10, '2026-06-01');
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'present');
-- expect: none

-- Which paper binds which vendor.

-- test:   an NDA covers nothing by another term, nor by the term of another's NDA
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO contract (id, reference, kind, ends_on) VALUES (10, 'C-10', 'other', '2027-03-31'), (11, 'N-11', 'nda', '2027-03-31'), (12, 'N-12', 'nda', '2027-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 1, 1), (12, 2, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'personnel_confidentiality', 'present'), (12, 'confidentiality', 'present');
-- expect: vendor_id, subject_id
VALUES (1, 10), (1, 11);

-- test:   until the day on which an NDA gets the term it covers nothing
-- as-of:  2026-04-30
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO contract (id, reference, kind, ends_on) VALUES (10, 'C-10', 'other', '2027-03-31'), (11, 'N-11', 'nda', '2027-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 1, 1);
INSERT INTO term (contract_id, term_key, from_on, status) VALUES (11, 'confidentiality', NULL, 'missing'), (11, 'confidentiality', '2026-05-01', 'present');
-- expect: subject_id
VALUES (10), (11);

-- test:   from that day on it does
-- as-of:  2026-05-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO contract (id, reference, kind, ends_on) VALUES (10, 'C-10', 'other', '2027-03-31'), (11, 'N-11', 'nda', '2027-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 1, 1);
INSERT INTO term (contract_id, term_key, from_on, status) VALUES (11, 'confidentiality', NULL, 'missing'), (11, 'confidentiality', '2026-05-01', 'present');
-- expect: none

-- test:   of several vendors whom nothing binds the first on the paper is named, of two in one place the first in the register
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO contract (id, reference, ends_on) VALUES (10, 'C-10', '2027-03-31'), (11, 'C-11', '2027-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 2), (10, 2, 1), (11, 2, 1), (11, 1, 1);
-- expect: vendor_id, subject_id
VALUES (2, 10), (1, 11);

-- test:   before two entries are merged the paper of one does not bind the other
-- as-of:  2026-03-31
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES
  (1, 'Acme', NULL, NULL), (2, 'Acme Ltd', 1, '2026-04-01'), (3, 'Bolt', NULL, NULL), (4, 'Bolt Ltd', 3, '2026-04-01');
INSERT INTO contract (id, reference, kind) VALUES (10, 'C-10', 'other'), (11, 'N-11', 'nda'), (12, 'C-12', 'other'), (13, 'N-13', 'nda');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 2, 1), (11, 1, 1), (12, 3, 1), (13, 4, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'confidentiality', 'present'), (13, 'confidentiality', 'present');
-- expect: vendor_id, subject_id
VALUES (2, 10), (3, 12);

-- test:   from the day of the merger on it binds both
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES
  (1, 'Acme', NULL, NULL), (2, 'Acme Ltd', 1, '2026-04-01'), (3, 'Bolt', NULL, NULL), (4, 'Bolt Ltd', 3, '2026-04-01');
INSERT INTO contract (id, reference, kind) VALUES (10, 'C-10', 'other'), (11, 'N-11', 'nda'), (12, 'C-12', 'other'), (13, 'N-13', 'nda');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 2, 1), (11, 1, 1), (12, 3, 1), (13, 4, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'confidentiality', 'present'), (13, 'confidentiality', 'present');
-- expect: none

-- test:   a term that a later version no longer has is missing since that version
-- as-of:  2026-06-01
INSERT INTO contract (id, reference, starts_on) VALUES (10, 'C-10', '2026-04-01');
INSERT INTO term (contract_id, term_key, from_on, status) VALUES (10, 'confidentiality', NULL, 'present'), (10, 'confidentiality', '2026-05-31', 'missing');
-- expect: subject_id, since
VALUES (10, date '2026-05-31');

-- test:   a version from before the contract began counts from its first day
-- as-of:  2026-06-01
INSERT INTO contract (id, reference, starts_on) VALUES (10, 'C-10', '2026-04-01');
INSERT INTO term (contract_id, term_key, from_on, status) VALUES (10, 'confidentiality', '2026-03-01', 'missing');
-- expect: subject_id, since
VALUES (10, date '2026-04-01');
