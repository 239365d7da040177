-- Each contract C-10 ended on 31 March 2023, and its secrecy goes on for three years: until 31 March 2026.

-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt'), (3, 'Cord');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2020-04-01', '2023-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (10, 'confidentiality', 'present', 36, 'months');

-- test:   on its last day the duty still runs
-- as-of:  2026-03-31
-- expect: none

-- test:   the day after, nobody recorded that the work ended
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 10, 'high', date '2026-04-01',
  'The duty of secrecy of contract C-10 ended on 2026-03-31, 36 months after its last day 2023-03-31, and nobody recorded an end of the work',
  '契約 C-10 の秘密保持義務は、契約の最終日 2023-03-31 から36か月後の 2026-03-31 に終了したが、業務の終了が記録されていない',
  '{"last_day": "2023-03-31", "survives_months": 36, "secrecy_until": "2026-03-31", "cause": "unknown", "work_ended_on": null, "offboarding": null}'::jsonb);

-- test:   a duty that is weak runs out as well, one without end never, and what is not known is not over
-- as-of:  2199-12-31
DELETE FROM term;
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (11, 'C-11', '2020-04-01', '2023-03-31'), (12, 'C-12', '2020-04-01', '2023-03-31');
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES
  (10, 'confidentiality', 'present', 'infinity', 'months'), (11, 'confidentiality', 'weak', 12, 'months'), (12, 'confidentiality', 'present', NULL, NULL);
-- expect: vendor_id, subject_id, since
VALUES (NULL::bigint, 11, date '2024-04-01');

-- test:   without a confidentiality term there was no duty to lapse
-- as-of:  2026-04-01
DELETE FROM term;
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'missing');
-- expect: none

-- Work that goes on.

-- test:   on the last day of the work it still went on
-- as-of:  2026-05-31
UPDATE contract SET work_ended_on = '2026-05-31';
-- expect: subject_id, since, reason, reason_ja
VALUES (10, date '2026-04-01',
  'The duty of secrecy of contract C-10 ended on 2026-03-31, 36 months after its last day 2023-03-31, and work goes on until 2026-05-31',
  '契約 C-10 の秘密保持義務は、契約の最終日 2023-03-31 から36か月後の 2026-03-31 に終了したが、業務は 2026-05-31 まで続く');

-- test:   and the day after no longer
-- as-of:  2026-06-01
UPDATE contract SET work_ended_on = '2026-05-31';
-- expect: none

-- test:   that work under the contract ended goes before an engagement that goes on, under another contract perhaps
-- as-of:  2026-06-01
UPDATE contract SET work_ended_on = '2026-05-31';
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (20, 1, 'payroll', '2020-04-01');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10);
-- expect: none

-- test:   of a contract that was ended early no work is presumed
-- as-of:  2026-04-01
UPDATE contract SET ends_on = '2025-03-31', terminated_on = '2023-03-31';
-- expect: none

-- test:   unless an engagement under it is under way
-- as-of:  2026-04-01
UPDATE contract SET ends_on = '2025-03-31', terminated_on = '2023-03-31';
INSERT INTO engagement (id, vendor_id, title, starts_on, ends_on) VALUES (20, 1, 'payroll', '2026-04-01', NULL);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10);
-- expect: subject_id, since, reason, reason_ja
VALUES (10, date '2026-04-01',
  'The duty of secrecy of contract C-10 ended on 2026-03-31, 36 months after its last day 2023-03-31, and engagement "payroll" is under way',
  '契約 C-10 の秘密保持義務は、契約の最終日 2023-03-31 から36か月後の 2026-03-31 に終了したが、委託業務「payroll」が継続している');

-- test:   under way means begun, not ended, and linked on the day
-- as-of:  2026-04-10
INSERT INTO contract (id, reference, starts_on, ends_on, terminated_on) VALUES
  (11, 'C-11', '2020-04-01', '2025-03-31', '2023-03-31'), (12, 'C-12', '2020-04-01', '2025-03-31', '2023-03-31'),
  (13, 'C-13', '2020-04-01', '2025-03-31', '2023-03-31'), (14, 'C-14', '2020-04-01', '2025-03-31', '2023-03-31'),
  (15, 'C-15', '2020-04-01', '2025-03-31', '2023-03-31');
INSERT INTO term (contract_id, term_key, status, figure, figure_unit)
SELECT id, 'confidentiality', 'present', 36, 'months' FROM contract WHERE id > 10;
UPDATE contract SET work_ended_on = '2023-03-31' WHERE id = 10;
INSERT INTO engagement (id, vendor_id, title, starts_on, ends_on) VALUES
  (21, 1, 'begins tomorrow', '2026-04-11', NULL), (22, 1, 'ended yesterday', '2020-04-01', '2026-04-09'), (23, 1, 'last day today', '2020-04-01', '2026-04-10'),
  (24, 1, 'begun some day', NULL, NULL), (25, 1, 'unlinked', '2020-04-01', NULL);
INSERT INTO engagement_contract (engagement_id, contract_id, until_on) VALUES (21, 11, NULL), (22, 12, NULL), (23, 13, NULL), (24, 14, NULL), (25, 15, '2026-04-09');
-- expect: subject_id, evidence
VALUES (13, '{"last_day": "2023-03-31", "survives_months": 36, "secrecy_until": "2026-03-31", "cause": "under_way", "work_ended_on": null, "offboarding": null}'::jsonb),
  (14, '{"last_day": "2023-03-31", "survives_months": 36, "secrecy_until": "2026-03-31", "cause": "under_way", "work_ended_on": null, "offboarding": null}');

-- test:   what was replaced is found in what replaced it
-- as-of:  2030-04-01
INSERT INTO contract (id, reference, starts_on, ends_on, supersedes_id) VALUES (11, 'C-11', '2023-04-01', '2025-03-31', 10);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'confidentiality', 'present', 36, 'months');
INSERT INTO engagement (id, vendor_id, title) VALUES (20, 1, 'payroll');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10);
-- expect: subject_id, since
VALUES (11, date '2028-04-01');

-- test:   of several engagements the first is named, once
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 1, 'hosting'), (20, 1, 'payroll');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10), (20, 10);
-- expect: subject_id, reason
VALUES (10, 'The duty of secrecy of contract C-10 ended on 2026-03-31, 36 months after its last day 2023-03-31, and engagement "payroll" is under way');

-- Vendors that ended.

-- test:   of a vendor that ended no work is presumed
-- as-of:  2026-04-10
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (11, 'C-11', '2020-04-01', '2023-03-31'), (12, 'C-12', '2020-04-01', '2023-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 3, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'confidentiality', 'present', 36, 'months'), (12, 'confidentiality', 'present', 36, 'months');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-10'), (2, 'ended', '2026-04-11'), (3, 'suspended', '2026-04-01');
INSERT INTO engagement (id, vendor_id, title) VALUES (20, 1, 'payroll');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10);
-- expect: vendor_id, subject_id
VALUES (2, 11), (3, 12);

-- test:   nor after the work of the vendor ended and its data was returned
-- as-of:  2026-04-10
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES
  (11, 'C-11', '2020-04-01', '2023-03-31'), (12, 'C-12', '2020-04-01', '2023-03-31'), (13, 'C-13', NULL, '2023-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 3, 1), (13, 1, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit)
SELECT id, 'confidentiality', 'present', 36, 'months' FROM contract WHERE id > 10;
INSERT INTO offboarding (vendor_id, engagement_id, ended_on, data, data_done_on) VALUES
  (1, NULL, '2026-04-09', 'returned', '2026-04-09'), (2, NULL, '2026-04-10', 'returned', '2026-04-09'), (3, 30, '2023-03-31', 'returned', '2023-03-31');
-- expect: subject_id
VALUES (11), (12);

-- test:   a contract of after that is new work
-- as-of:  2026-04-10
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (11, 'C-11', '2020-04-02', '2023-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'confidentiality', 'present', 36, 'months');
INSERT INTO offboarding (vendor_id, ended_on, data, data_done_on) VALUES (1, '2020-04-01', 'returned', '2020-04-01');
-- expect: subject_id
VALUES (11);

-- What the vendor may still hold.

-- test:   data that nobody says was returned, whatever day it is due on
-- as-of:  2026-04-10
UPDATE contract SET work_ended_on = '2023-03-31';
INSERT INTO offboarding (id, vendor_id, ended_on, data_due_on) VALUES (50, 1, '2023-03-31', '2027-04-30');
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 10, 'high', date '2026-04-01',
  'The duty of secrecy of contract C-10 ended on 2026-03-31, 36 months after its last day 2023-03-31, and offboarding 50, of work that ended on 2023-03-31, has no return or destruction of the data',
  '契約 C-10 の秘密保持義務は、契約の最終日 2023-03-31 から36か月後の 2026-03-31 に終了したが、2023-03-31 に終了した業務の終了手続 50 に情報の返却・消去の記録がない',
  '{"last_day": "2023-03-31", "survives_months": 36, "secrecy_until": "2026-03-31", "cause": "held", "work_ended_on": "2023-03-31", "offboarding": 50}'::jsonb);

-- test:   data that is destroyed tomorrow is still held, and what was destroyed today is not
-- as-of:  2026-04-10
UPDATE contract SET work_ended_on = '2023-03-31';
INSERT INTO contract (id, reference, starts_on, ends_on, work_ended_on) VALUES (11, 'C-11', '2020-04-01', '2023-03-31', '2023-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'confidentiality', 'present', 36, 'months');
INSERT INTO offboarding (vendor_id, ended_on, data, data_done_on) VALUES (1, '2023-03-31', 'destroyed', '2026-04-10'), (2, '2023-03-31', 'destroyed', '2026-04-11');
-- expect: vendor_id, subject_id
VALUES (2, 11);

-- test:   of one engagement, what was told under its own contracts, and under those that name none
-- as-of:  2026-04-10
UPDATE contract SET work_ended_on = '2023-03-31';
INSERT INTO contract (id, reference, starts_on, ends_on, work_ended_on) VALUES
  (11, 'C-11', '2020-04-01', '2023-03-31', '2023-03-31'), (12, 'C-12', '2020-04-01', '2023-03-31', '2023-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1), (12, 1, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'confidentiality', 'present', 36, 'months'), (12, 'confidentiality', 'present', 36, 'months');
INSERT INTO engagement (id, vendor_id, title, ends_on) VALUES (20, 1, 'payroll', '2023-03-31'), (21, 1, 'hosting', '2023-03-31');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 11), (21, 12);
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (50, 1, 20, '2023-03-31');
-- expect: subject_id
VALUES (10), (11);

-- test:   a general offboarding is of all contracts, those that name an engagement too
-- as-of:  2026-04-10
UPDATE contract SET work_ended_on = '2023-03-31';
INSERT INTO engagement (id, vendor_id, title, ends_on) VALUES (20, 1, 'payroll', '2023-03-31');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10);
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (50, 1, '2023-03-31');
-- expect: subject_id
VALUES (10);

-- test:   of several offboardings the first is named, once; another vendor's is of no account
-- as-of:  2026-04-10
UPDATE contract SET work_ended_on = '2023-03-31';
INSERT INTO contract (id, reference, starts_on, ends_on, work_ended_on) VALUES (11, 'C-11', '2020-04-01', '2023-03-31', '2023-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'confidentiality', 'present', 36, 'months');
INSERT INTO engagement (id, vendor_id, title) VALUES (20, 1, 'payroll');
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (52, 1, NULL, '2023-03-31'), (51, 1, 20, '2023-03-31');
-- expect: subject_id, evidence
VALUES (10, '{"last_day": "2023-03-31", "survives_months": 36, "secrecy_until": "2026-03-31", "cause": "held", "work_ended_on": "2023-03-31", "offboarding": 51}'::jsonb);

-- Another paper that binds the vendor to secrecy.

-- test:   an NDA covers what came before, up to its last day; a master contract too
-- as-of:  2026-09-30
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES
  (11, 'C-11', 'statement_of_work', '2020-04-01', '2023-03-31'), (12, 'N-12', 'nda', '2020-04-01', '2026-09-30'), (13, 'M-13', 'master', '2020-04-01', '2026-09-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 1, 1), (13, 2, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit)
SELECT id, 'confidentiality', 'present', 36, 'months' FROM contract WHERE id > 10;
-- expect: none

-- test:   and not a day longer, though its own secrecy survives
-- as-of:  2026-10-01
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES (12, 'N-12', 'nda', '2020-04-01', '2026-09-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (12, 'confidentiality', 'present', 36, 'months');
-- expect: subject_id, since
VALUES (10, date '2026-04-01');

-- test:   a memorandum, an NDA without the term and another vendor's NDA cover nothing
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES
  (12, 'A-12', 'memorandum', '2020-04-01', '2026-09-30'), (13, 'N-13', 'nda', '2020-04-01', '2026-09-30'), (14, 'N-14', 'nda', '2020-04-01', '2026-09-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1), (13, 1, 1), (14, 2, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (12, 'confidentiality', 'present'), (13, 'confidentiality', 'missing'), (14, 'confidentiality', 'present');
-- expect: subject_id
VALUES (10);

-- Several vendors, merged vendors, tiers.

-- test:   of two vendors the one whom nothing else binds is found
-- as-of:  2026-04-01
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 2, 2), (10, 3, 3);
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES (12, 'N-12', 'nda', '2020-04-01', '2026-09-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (12, 'confidentiality', 'present');
-- expect: vendor_id, subject_id
VALUES (2, 10);

-- test:   of two vendors the one that still holds something is found
-- as-of:  2026-04-01
UPDATE contract SET work_ended_on = '2023-03-31';
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 2, 2);
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (50, 2, '2023-03-31');
-- expect: vendor_id, subject_id
VALUES (2, 10);

-- test:   an entry that was merged is the vendor into which it was merged, its NDA and its offboarding too
-- as-of:  2026-04-10
UPDATE contract SET work_ended_on = '2023-03-31';
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (4, 'Acme KK', 1, '2026-04-10'), (5, 'Bolt KK', 2, '2026-04-10'), (6, 'Cord KK', 3, '2026-04-11');
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES
  (11, 'C-11', 'other', '2020-04-01', '2023-03-31'), (12, 'N-12', 'nda', '2020-04-01', '2026-09-30'), (13, 'C-13', 'other', '2020-04-01', '2023-03-31'),
  (14, 'N-14', 'nda', '2020-04-01', '2026-09-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 5, 1), (13, 3, 1), (14, 6, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit)
SELECT id, 'confidentiality', 'present', 36, 'months' FROM contract WHERE id > 10;
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (50, 4, '2023-03-31');
-- expect: vendor_id, subject_id
VALUES (1, 10), (3, 13);

-- test:   the offboarding of an entry that is merged tomorrow is not this vendor's yet
-- as-of:  2026-04-10
UPDATE contract SET work_ended_on = '2023-03-31';
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (4, 'Acme KK', 1, '2026-04-11'), (5, 'Bolt KK', 2, '2026-04-11');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (11, 'C-11', '2020-04-01', '2023-03-31'), (12, 'C-12', '2020-04-01', '2023-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 5, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'confidentiality', 'present', 36, 'months'), (12, 'confidentiality', 'present', 36, 'months');
INSERT INTO offboarding (vendor_id, ended_on, data, data_done_on) VALUES (4, '2023-03-31', NULL, NULL), (5, '2026-04-01', 'returned', '2026-04-01');
UPDATE contract SET work_ended_on = '2026-04-10' WHERE id = 12;
-- expect: vendor_id, subject_id
VALUES (2, 11), (5, 12);

-- test:   and what is merged today is
-- as-of:  2026-04-10
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (4, 'Acme KK', 1, '2026-04-10'), (5, 'Bolt KK', 2, '2026-04-10');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (11, 'C-11', '2020-04-01', '2023-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 5, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'confidentiality', 'present', 36, 'months');
INSERT INTO offboarding (vendor_id, ended_on, data, data_done_on) VALUES (4, '2026-04-01', 'returned', '2026-04-01');
-- expect: vendor_id, subject_id
VALUES (2, 11);

-- test:   links of tomorrow say nothing yet, those of today do
-- as-of:  2026-04-10
UPDATE contract SET work_ended_on = '2023-03-31';
INSERT INTO engagement (id, vendor_id, title, tier, ends_on) VALUES
  (20, 1, 'payroll', 'low', '2023-03-31'), (21, 1, 'hosting', 'low', '2023-03-31'), (22, 9, 'plants', 'critical', NULL);
INSERT INTO contract (id, reference, starts_on, ends_on, terminated_on, work_ended_on) VALUES
  (11, 'C-11', '2020-04-01', '2023-03-31', NULL, '2023-03-31'), (12, 'C-12', '2020-04-01', '2023-03-31', NULL, '2023-03-31'),
  (13, 'C-13', '2020-04-01', '2025-03-31', '2023-03-31', NULL), (14, 'C-14', '2020-04-01', '2025-03-31', '2023-03-31', NULL);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1), (12, 1, 1), (13, 2, 1), (14, 2, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) SELECT id, 'confidentiality', 'present', 36, 'months' FROM contract WHERE id > 10;
INSERT INTO engagement_contract (engagement_id, contract_id, from_on) VALUES (21, 11, '2026-04-11'), (21, 12, '2026-04-10'), (22, 13, '2026-04-11'), (22, 14, '2026-04-10');
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (50, 1, 20, '2023-03-31');
-- expect: subject_id, severity
VALUES (10, 'high'), (11, 'high'), (14, 'critical');

-- test:   replaced from tomorrow on, it is still found
-- as-of:  2026-04-10
INSERT INTO contract (id, reference, starts_on, supersedes_id) VALUES (11, 'C-11', '2026-04-11', 10);
-- expect: subject_id
VALUES (10);

-- test:   of two vendors of one place the one registered first is found
-- as-of:  2026-04-10
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 3, 1), (10, 2, 1);
DELETE FROM contract_vendor WHERE vendor_id = 1;
-- expect: vendor_id, subject_id
VALUES (2, 10);

-- test:   the tier decides the severity
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES
  (11, 'C-11', '2020-04-01', '2023-03-31'), (12, 'C-12', '2020-04-01', '2023-03-31'), (13, 'C-13', '2020-04-01', '2023-03-31'), (14, 'C-14', '2020-04-01', '2023-03-31');
INSERT INTO term (contract_id, term_key, status, figure, figure_unit)
SELECT id, 'confidentiality', 'present', 36, 'months' FROM contract WHERE id > 10;
INSERT INTO engagement (id, vendor_id, title, tier) VALUES
  (20, 1, 'payroll', 'critical'), (21, 1, 'hosting', 'high'), (22, 1, 'printing', 'medium'), (23, 1, 'plants', 'low');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 11), (21, 12), (22, 13), (23, 14);
-- expect: subject_id, severity
VALUES (10, 'critical'), (11, 'critical'), (12, 'high'), (13, 'high'), (14, 'medium');
