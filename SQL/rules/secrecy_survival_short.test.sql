-- Under C-10 secrecy goes on for 35 months after the end.

-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES (10, 'C-10', 'other', '2026-04-01', '2027-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit, article) VALUES (10, 'confidentiality', 'present', 35, 'months', '8');

-- test:   the day before the contract starts
-- as-of:  2026-03-31
-- expect: none

-- test:   its first day
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 10, 'medium', date '2026-04-01', 'Secrecy under contract C-10 goes on for 35 months after its end, and 36 months are the least that is wanted',
  '契約 C-10 の秘密保持義務は契約終了後35か月で終了し、求める36か月に満たない',
  '{"survives_months": 35, "months": 36, "paper": "C-10", "article": "8"}'::jsonb);

-- test:   its last day, on which it could still be agreed
-- as-of:  2027-03-31
-- expect: subject_id
VALUES (10);

-- test:   the day after it is too late
-- as-of:  2027-04-01
-- expect: none

-- test:   long enough, without end, not at all, weak, and not recorded
-- as-of:  2026-04-01
UPDATE term SET figure = 36;
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-04-01'), (12, 'C-12', '2026-04-01'), (13, 'C-13', '2026-04-01'), (14, 'C-14', '2026-04-01');
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'confidentiality', 'present', 'infinity', 'months'),
  (12, 'confidentiality', 'present', 0, 'months'), (13, 'confidentiality', 'weak', 1, 'months'), (14, 'confidentiality', 'present', NULL, NULL);
-- expect: vendor_id, subject_id, reason, reason_ja
VALUES (NULL::bigint, 12, 'Secrecy under contract C-12 ends with the contract, and 36 months are the least that is wanted',
    '契約 C-12 の秘密保持義務は契約の終了とともに消滅し、求める36か月に満たない'),
  (NULL, 13, 'Secrecy under contract C-13 goes on for 1 month after its end, and 36 months are the least that is wanted',
    '契約 C-13 の秘密保持義務は契約終了後1か月で終了し、求める36か月に満たない');

-- test:   the figure of another term is another matter
-- as-of:  2026-04-01
UPDATE term SET term_key = 'exit_transition';
-- expect: none

-- test:   with the figure of another term beside it
-- as-of:  2026-04-01
INSERT INTO term (contract_id, term_key, status, figure, figure_unit, article) VALUES (10, 'exit_transition', 'present', 3, 'months', '9');
-- expect: evidence
VALUES ('{"survives_months": 35, "months": 36, "paper": "C-10", "article": "8"}'::jsonb);

-- test:   the day before an amendment shortens it
-- as-of:  2026-05-31
UPDATE term SET figure = 60;
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (11, 'A-11', 'amendment', 10, '2026-06-01');
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'confidentiality', 'present', 24, 'months');
-- expect: none

-- test:   the day on which it does, found with the contract that it amends
-- as-of:  2026-06-01
UPDATE term SET figure = 60;
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (11, 'A-11', 'amendment', 10, '2026-06-01');
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'confidentiality', 'present', 24, 'months');
-- expect: subject_id, since, evidence
VALUES (10, date '2026-06-01', '{"survives_months": 24, "months": 36, "paper": "A-11", "article": null}'::jsonb);

-- test:   a version from before the contract began counts from its first day
-- as-of:  2026-04-02
UPDATE term SET from_on = '2026-03-01';
-- expect: since
VALUES (date '2026-04-01');

-- Another paper that binds the vendor for longer.

-- test:   an NDA and a master contract that go on long enough, up to their last day
-- as-of:  2026-09-30
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES
  (11, 'C-11', 'other', '2026-04-01', '2027-03-31'), (12, 'N-12', 'nda', '2026-04-01', '2026-09-30'), (13, 'M-13', 'master', '2026-04-01', '2026-09-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 1, 1), (13, 2, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES
  (11, 'confidentiality', 'present', 12, 'months'), (12, 'confidentiality', 'present', 36, 'months'), (13, 'confidentiality', 'present', 'infinity', 'months');
-- expect: none

-- test:   and not a day longer
-- as-of:  2026-10-01
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES (12, 'N-12', 'nda', '2026-04-01', '2026-09-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (12, 'confidentiality', 'present', 36, 'months');
-- expect: subject_id
VALUES (10);

-- test:   of several the longest counts
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, kind, starts_on) VALUES (12, 'N-12', 'nda', '2026-04-01'), (13, 'N-13', 'nda', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1), (13, 1, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (12, 'confidentiality', 'present', 36, 'months'), (13, 'confidentiality', 'present', 12, 'months');
-- expect: none

-- test:   an NDA that is too short itself, a memorandum, and the NDA of another vendor
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, kind, starts_on) VALUES (11, 'S-11', 'memorandum', '2026-04-01'), (12, 'N-12', 'nda', '2026-04-01'), (13, 'N-13', 'nda', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1), (12, 1, 1), (13, 2, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES
  (11, 'confidentiality', 'present', 60, 'months'), (12, 'confidentiality', 'present', 35, 'months'), (13, 'confidentiality', 'present', 60, 'months');
-- expect: subject_id
VALUES (10), (12);

-- Vendors, tiers.

-- test:   of several vendors the first whom nothing else binds for long enough
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (3, 'Cord'), (4, 'Dell');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 2, 3), (10, 4, 2), (10, 3, 2);
INSERT INTO contract (id, reference, kind, starts_on) VALUES (12, 'N-12', 'nda', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (12, 'confidentiality', 'present', 60, 'months');
-- expect: vendor_id, subject_id
VALUES (3, 10);

-- test:   an entry that was merged is the vendor into which it was merged, and so is its NDA
-- as-of:  2026-05-10
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Bolt KK', 2, '2026-05-10'), (4, 'Acme KK', 1, '2026-05-10'), (5, 'Bolt Inc', 2, '2026-05-11');
INSERT INTO contract (id, reference, kind, starts_on) VALUES (11, 'C-11', 'other', '2026-04-01'), (12, 'N-12', 'nda', '2026-04-01'), (13, 'N-13', 'nda', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 3, 1), (12, 4, 1), (13, 5, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES
  (11, 'confidentiality', 'present', 12, 'months'), (12, 'confidentiality', 'present', 60, 'months'), (13, 'confidentiality', 'present', 60, 'months');
-- expect: vendor_id, subject_id
VALUES (2, 11);

-- test:   and is another one the day before
-- as-of:  2026-05-09
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-05-10');
UPDATE contract_vendor SET vendor_id = 3;
-- expect: vendor_id, subject_id
VALUES (3, 10);

-- test:   the tier is that of the day
-- as-of:  2026-05-10
UPDATE term SET figure = 48;
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (20, 9, 'payroll', 'critical');
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-04-01'), (12, 'C-12', '2026-04-01');
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'confidentiality', 'present', 48, 'months'), (12, 'confidentiality', 'present', 48, 'months');
INSERT INTO engagement_contract (engagement_id, contract_id, from_on) VALUES (20, 11, '2026-05-10'), (20, 12, '2026-05-11');
-- expect: subject_id
VALUES (11);

-- test:   the article is that of the version of the day
-- as-of:  2026-05-10
INSERT INTO term (contract_id, term_key, from_on, status, figure, figure_unit, article) VALUES (10, 'confidentiality', '2026-05-11', 'present', 60, 'months', '9');
-- expect: since, evidence
VALUES (date '2026-04-01', '{"survives_months": 35, "months": 36, "paper": "C-10", "article": "8"}'::jsonb);

-- test:   each tier has its months and its severity
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier) VALUES
  (20, 9, 'payroll', 'critical'), (21, 9, 'hosting', 'high'), (22, 9, 'printing', 'medium'), (23, 9, 'plants', 'low');
INSERT INTO contract (id, reference, starts_on) SELECT n, 'C-' || n, '2026-04-01' FROM generate_series(30, 37) n;
INSERT INTO term (contract_id, term_key, status, figure, figure_unit)
SELECT c.id, 'confidentiality', 'present', c.months, 'months'
FROM (VALUES (30, 59), (31, 60), (32, 35), (33, 36), (34, 35), (35, 36), (36, 11), (37, 12)) c (id, months);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 30), (20, 31), (21, 32), (21, 33), (22, 34), (22, 35), (23, 36), (23, 37);
-- expect: subject_id, severity, evidence
VALUES (10, 'medium', '{"survives_months": 35, "months": 36, "paper": "C-10", "article": "8"}'::jsonb),
  (30, 'high', '{"survives_months": 59, "months": 60, "paper": "C-30", "article": null}'), (32, 'medium', '{"survives_months": 35, "months": 36, "paper": "C-32", "article": null}'),
  (34, 'medium', '{"survives_months": 35, "months": 36, "paper": "C-34", "article": null}'), (36, 'low', '{"survives_months": 11, "months": 12, "paper": "C-36", "article": null}');
