-- C-10 runs until 31 March 2027; A-11 amends it from 1 July until 31 December 2026.

-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on) VALUES
  (10, 'C-10', 'master', NULL, '2026-04-01', '2027-03-31'), (11, 'A-11', 'amendment', 10, '2026-07-01', '2026-12-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 1, 1);

-- test:   the day before it counts
-- as-of:  2026-06-30
-- expect: none

-- test:   from its first day on, while its end is far
-- as-of:  2026-07-01
INSERT INTO term (contract_id, term_key, from_on, status) VALUES
  (11, 'confidentiality', NULL, 'present'), (11, 'confidentiality', '2026-08-01', 'weak'), (11, 'audit_right', NULL, 'present'), (10, 'insurance', NULL, 'present');
-- expect: vendor_id, subject_id, severity, since, due_on, reason, reason_ja, evidence
VALUES (1, 11, 'low', date '2026-07-01', date '2026-12-31',
  'Amendment A-11 ends on 2026-12-31, and contract C-10, which it amends, ends on 2027-03-31',
  '変更契約 A-11 は 2026-12-31 に終了するが、変更対象の契約 C-10 は 2027-03-31 まで存続する',
  '{"last_day": "2026-12-31", "amends": "C-10", "amended_last_day": "2027-03-31", "new_end": null, "terms": ["audit_right", "confidentiality"]}'::jsonb);

-- test:   91 days before its end
-- as-of:  2026-10-01
-- expect: severity
VALUES ('low');

-- test:   90 days before its end, which is near
-- as-of:  2026-10-02
-- expect: severity, since, evidence
VALUES ('medium', date '2026-07-01',
  '{"last_day": "2026-12-31", "amends": "C-10", "amended_last_day": "2027-03-31", "new_end": null, "terms": []}'::jsonb);

-- test:   its last day
-- as-of:  2026-12-31
-- expect: subject_id
VALUES (11);

-- test:   the day after, it fell back already
-- as-of:  2027-01-01
-- expect: none

-- Both ends.

-- test:   it ends with the contract, and a day before
-- as-of:  2026-12-01
UPDATE contract SET ends_on = '2027-03-31' WHERE id = 11;
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on) VALUES (12, 'A-12', 'memorandum', 10, '2026-07-01', '2027-03-30');
-- expect: subject_id
VALUES (12);

-- test:   an amendment without an end of its own ends with the contract
-- as-of:  2026-12-01
UPDATE contract SET ends_on = NULL WHERE id = 11;
-- expect: none

-- test:   a contract without end, one that renews by itself, one whose end nobody recorded
-- as-of:  2026-12-01
UPDATE contract SET ends_on = NULL, open_ended = true WHERE id = 10;
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on, auto_renews, renewal_months) VALUES
  (20, 'C-20', 'master', NULL, '2026-04-01', '2026-12-31', true, 12), (21, 'A-21', 'amendment', 20, '2026-07-01', '2026-12-31', false, NULL),
  (30, 'C-30', 'master', NULL, '2026-04-01', NULL, false, NULL), (31, 'A-31', 'amendment', 30, '2026-07-01', '2026-12-31', false, NULL);
-- expect: subject_id, reason, reason_ja
VALUES (11, 'Amendment A-11 ends on 2026-12-31, and contract C-10, which it amends, has no last day', '変更契約 A-11 は 2026-12-31 に終了するが、変更対象の契約 C-10 は最終日が定まっていない'),
  (21, 'Amendment A-21 ends on 2026-12-31, and contract C-20, which it amends, has no last day', '変更契約 A-21 は 2026-12-31 に終了するが、変更対象の契約 C-20 は最終日が定まっていない'),
  (31, 'Amendment A-31 ends on 2026-12-31, and contract C-30, which it amends, has no last day', '変更契約 A-31 は 2026-12-31 に終了するが、変更対象の契約 C-30 は最終日が定まっていない');

-- test:   an amendment that moved the end and is over before it
-- as-of:  2026-12-01
UPDATE contract SET new_ends_on = '2028-03-31' WHERE id = 11;
-- expect: subject_id, evidence
VALUES (11, '{"last_day": "2026-12-31", "amends": "C-10", "amended_last_day": "2028-03-31", "new_end": "2028-03-31", "terms": []}'::jsonb);

-- test:   an amendment that is terminated early
-- as-of:  2026-08-31
UPDATE contract SET ends_on = NULL, terminated_on = '2026-08-31' WHERE id = 11;
-- expect: subject_id, due_on
VALUES (11, date '2026-08-31');

-- test:   the contract ends before the amendment, by a termination
-- as-of:  2026-12-01
UPDATE contract SET terminated_on = '2026-12-15' WHERE id = 10;
-- expect: none

-- test:   a contract that is over is amended by nothing
-- as-of:  2026-12-16
UPDATE contract SET ends_on = '2026-12-15' WHERE id = 10;
-- expect: none

-- test:   nor one that was replaced by a contract that goes on
-- as-of:  2026-12-02
INSERT INTO contract (id, reference, starts_on, supersedes_id) VALUES (12, 'C-12', '2026-12-02', 10);
-- expect: none

-- What takes its place.

-- test:   another amendment or another contract takes its place in time, too late, or that of another one
-- as-of:  2026-12-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on) VALUES
  (12, 'A-12', 'amendment', 10, '2026-07-01', '2026-12-31'), (13, 'A-13', 'amendment', 10, '2026-07-01', '2026-12-31'),
  (20, 'C-20', 'master', NULL, '2026-04-01', '2027-03-31'), (21, 'A-21', 'amendment', 20, '2026-07-01', '2026-12-31'),
  (30, 'C-30', 'master', NULL, '2026-04-01', '2027-03-31'), (31, 'A-31', 'amendment', 30, '2026-07-01', '2026-12-31');
INSERT INTO contract (id, reference, kind, parent_id, starts_on, supersedes_id) VALUES
  (40, 'A-40', 'amendment', 10, '2027-01-01', 11), (41, 'A-41', 'amendment', 10, '2027-01-02', 12),
  (42, 'C-42', 'master', NULL, '2027-01-01', 20), (43, 'C-43', 'master', NULL, '2027-01-02', 30);
-- expect: subject_id
VALUES (12), (13), (31);

-- test:   an order under a contract is no amendment of it, nor is a memorandum that stands alone
-- as-of:  2026-12-01
UPDATE contract SET kind = 'statement_of_work' WHERE id = 11;
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES (12, 'S-12', 'memorandum', '2026-07-01', '2026-12-31');
-- expect: none

-- test:   an amendment of an amendment
-- as-of:  2026-12-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on) VALUES (12, 'A-12', 'amendment', 11, '2026-08-01', '2026-12-15');
-- expect: subject_id, reason
VALUES (11, 'Amendment A-11 ends on 2026-12-31, and contract C-10, which it amends, ends on 2027-03-31'),
  (12, 'Amendment A-12 ends on 2026-12-15, and contract A-11, which it amends, ends on 2026-12-31');

-- test:   an amendment of an order whose master contract was replaced
-- as-of:  2026-12-01
UPDATE contract SET ends_on = NULL WHERE id = 11;
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on, supersedes_id) VALUES
  (20, 'S-20', 'statement_of_work', 10, '2026-04-01', NULL, NULL), (21, 'A-21', 'amendment', 20, '2026-07-01', '2026-12-31', NULL), (22, 'C-22', 'master', NULL, '2026-12-01', NULL, 10);
-- expect: none

-- test:   and the day before
-- as-of:  2026-11-30
UPDATE contract SET ends_on = NULL WHERE id = 11;
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on, supersedes_id) VALUES
  (20, 'S-20', 'statement_of_work', 10, '2026-04-01', NULL, NULL), (21, 'A-21', 'amendment', 20, '2026-07-01', '2026-12-31', NULL), (22, 'C-22', 'master', NULL, '2026-12-01', NULL, 10);
-- expect: subject_id
VALUES (21);

-- test:   the tier is that of the day
-- as-of:  2026-12-01
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (20, 9, 'payroll', 'critical');
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on) VALUES
  (20, 'C-20', 'master', NULL, '2026-04-01', NULL), (21, 'A-21', 'amendment', 20, '2026-07-01', '2026-12-31'),
  (30, 'C-30', 'master', NULL, '2026-04-01', NULL), (31, 'A-31', 'amendment', 30, '2026-07-01', '2026-12-31');
INSERT INTO engagement_contract (engagement_id, contract_id, from_on) VALUES (20, 20, '2026-12-01'), (20, 30, '2026-12-02');
-- expect: subject_id, severity
VALUES (11, 'medium'), (21, 'high'), (31, 'medium');

-- test:   an entry that was merged is the vendor into which it was merged
-- as-of:  2026-12-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Bolt KK', 2, '2026-12-01');
UPDATE contract_vendor SET vendor_id = 3;
-- expect: vendor_id, subject_id
VALUES (2, 11);

-- test:   the tier of the contract that is amended decides when the end is near, and how grave that is
-- as-of:  2026-07-10
INSERT INTO engagement (id, vendor_id, title, tier) VALUES
  (20, 9, 'payroll', 'critical'), (21, 9, 'hosting', 'high'), (22, 9, 'printing', 'medium'), (23, 9, 'plants', 'low');
INSERT INTO contract (id, reference, kind, starts_on) VALUES
  (30, 'C-30', 'master', '2026-04-01'), (31, 'C-31', 'master', '2026-04-01'), (32, 'C-32', 'master', '2026-04-01'), (33, 'C-33', 'master', '2026-04-01');
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on) VALUES
  (40, 'A-40', 'amendment', 30, '2026-07-01', date '2026-07-10' + 181), (50, 'A-50', 'amendment', 30, '2026-07-01', date '2026-07-10' + 180),
  (41, 'A-41', 'amendment', 31, '2026-07-01', date '2026-07-10' + 121), (51, 'A-51', 'amendment', 31, '2026-07-01', date '2026-07-10' + 120),
  (42, 'A-42', 'amendment', 32, '2026-07-01', date '2026-07-10' + 91), (52, 'A-52', 'amendment', 32, '2026-07-01', date '2026-07-10' + 90),
  (43, 'A-43', 'amendment', 33, '2026-07-01', date '2026-07-10' + 61), (53, 'A-53', 'amendment', 33, '2026-07-01', date '2026-07-10' + 60);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 30), (21, 31), (22, 32), (23, 33);
-- expect: subject_id, severity
VALUES (11, 'low'), (40, 'medium'), (50, 'high'), (41, 'low'), (51, 'medium'), (42, 'low'), (52, 'medium'), (43, 'info'), (53, 'low');
