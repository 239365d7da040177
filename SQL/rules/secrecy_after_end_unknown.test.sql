-- The payroll at Acme, with personal data, ended on 31 March 2026.

-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on, access, critical, critical_why, data_subjects) VALUES
  (20, 1, 'payroll', 'medium', '2025-01-01', '2026-03-31', 'none', false, 'can wait', 10);
INSERT INTO engagement_data (engagement_id, data_class) VALUES (20, 'personal');
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (60, 1, 20, '2026-03-31');

-- test:   on the last day of the work the contract binds
-- as-of:  2026-03-31
-- expect: none

-- test:   on the next day nobody knows what does
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, since, severity, reason, reason_ja, evidence
VALUES (1, 60, date '2026-04-01', 'medium', 'Work of Acme for "payroll" ended on 2026-03-31, and nobody recorded until when it has to keep secret what it learned',
  'Acme（payroll）の委託は2026-03-31に終了したが、秘密保持義務がいつまで続くかが登録されていない', '{"ended_on": "2026-03-31"}'::jsonb);

-- test:   the last day of secrecy is recorded, past or not, or that there is none
-- as-of:  2026-04-02
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 1, 'printing'), (22, 1, 'hosting');
INSERT INTO engagement_data (engagement_id, data_class) VALUES (21, 'personal'), (22, 'personal');
UPDATE offboarding SET secrecy_until_on = '2029-03-31';
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on, secrecy_until_on, secrecy_open_ended) VALUES
  (61, 1, 21, '2026-03-31', '2026-04-01', false), (62, 1, 22, '2026-03-31', NULL, true);
-- expect: none

-- test:   an offboarding that is closed leaves the question open
-- as-of:  2026-04-10
INSERT INTO evidence (id, vendor_id, kind, issued_on) VALUES (80, 1, 'destruction_certificate', '2026-04-02');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (80, '2026-04-02');
UPDATE offboarding SET data = 'destroyed', data_done_on = '2026-04-02', proof_id = 80, access_removed_on = '2026-03-31', closed_on = '2026-04-05';
-- expect: subject_id
VALUES (60);

-- Who had data.

-- test:   of work without data, or of whose data nothing is recorded, nothing has to be kept secret
-- as-of:  2026-04-01
UPDATE engagement_data SET data_class = 'none';
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 1, 'printing');
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (61, 1, 21, '2026-03-31');
-- expect: none

-- test:   that data was returned or destroyed shows that there was some
-- as-of:  2026-04-01
DELETE FROM engagement_data;
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 1, 'printing'), (22, 1, 'hosting');
UPDATE offboarding SET data = 'returned', data_done_on = '2026-04-01';
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on, data, data_done_on, note) VALUES
  (61, 1, 21, '2026-03-31', 'destroyed', '2026-04-01', NULL), (62, 1, 22, '2026-03-31', 'none_held', '2026-04-01', 'paper only');
-- expect: subject_id
VALUES (60), (61);

-- test:   a whole vendor had what any of its work had, another vendor's work is none of it
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (61, 1, '2026-03-31'), (62, 2, '2026-03-31');
-- expect: subject_id, reason, reason_ja
VALUES (60, 'Work of Acme for "payroll" ended on 2026-03-31, and nobody recorded until when it has to keep secret what it learned',
    'Acme（payroll）の委託は2026-03-31に終了したが、秘密保持義務がいつまで続くかが登録されていない'),
  (61, 'Work of Acme ended on 2026-03-31, and nobody recorded until when it has to keep secret what it learned',
    'Acmeの委託は2026-03-31に終了したが、秘密保持義務がいつまで続くかが登録されていない');

-- What contracts tell.

-- test:   the contract of the work tells for how long secrecy goes on
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-01-01', '2026-03-31');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (10, 'confidentiality', 'present', 36, 'months');
-- expect: none

-- test:   also where it is over
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-01-01', '2025-12-31');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (10, 'confidentiality', 'present', 1, 'months');
-- expect: none

-- test:   where its figure is not recorded, or it has no such term, it tells nothing
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-01-01', '2026-03-31'), (11, 'C-11', '2025-01-01', '2026-03-31'), (12, 'C-12', '2027-01-01', NULL);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10), (20, 11), (20, 12);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'present'), (11, 'confidentiality', 'missing'), (12, 'confidentiality', 'present');
-- expect: subject_id
VALUES (60);

-- test:   neither does a general paper
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-01-01', '2026-03-31'), (11, 'C-11', '2025-01-01', '2026-03-31'), (12, 'C-12', '2027-01-01', NULL);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 1, 1), (12, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'present'), (11, 'confidentiality', 'missing'), (12, 'confidentiality', 'present');
-- expect: subject_id
VALUES (60);

-- test:   an NDA that goes on binds its vendor for all work
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, kind, starts_on, open_ended) VALUES (10, 'N-10', 'nda', '2025-01-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'present');
-- expect: none

-- test:   one that outlives its end, or is over by now, tells it as well
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 2, 'printing');
INSERT INTO engagement_data (engagement_id, data_class) VALUES (21, 'personal');
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (61, 2, 21, '2026-03-31');
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES (10, 'N-10', 'nda', '2025-01-01', '2026-03-31'), (11, 'N-11', 'nda', '2025-01-01', '2025-12-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 2, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (10, 'confidentiality', 'present', 36, 'months'), (11, 'confidentiality', 'present', 1, 'months');
-- expect: none

-- test:   an NDA of another vendor binds that one
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO contract (id, reference, kind, starts_on, open_ended) VALUES (10, 'N-10', 'nda', '2025-01-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 2, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'present');
-- expect: subject_id
VALUES (60);

-- test:   a contract that names other work binds for that, and for the vendor as a whole
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 1, 'printing');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (61, 1, '2026-03-31');
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (10, 'C-10', '2025-01-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'present');
-- expect: subject_id
VALUES (60);

-- Tiers and mergers.

-- test:   the tier is that of the engagement, or of all that the vendor ever did, else medium
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord'), (4, 'Dial');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (21, 1, 'hosting', 'critical', '2025-01-01', '2026-03-31'),
  (22, 1, 'cards', 'high', '2025-01-01', '2026-03-31'), (23, 1, 'plants', 'low', '2025-01-01', '2026-03-31'),
  (24, 2, 'plants', 'low', NULL, '2026-03-31'), (25, 2, 'hosting', 'critical', '2026-04-02', NULL), (26, 4, 'hosting', 'critical', '2026-04-01', NULL);
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on, data, data_done_on)
SELECT o.id, o.vendor_id, o.engagement_id, '2026-03-31', 'returned', '2026-03-31'
FROM (VALUES (61, 1, 21), (62, 1, 22), (63, 1, 23), (64, 1, NULL), (65, 2, NULL), (66, 3, NULL), (67, 4, NULL)) o (id, vendor_id, engagement_id);
-- expect: subject_id, severity
VALUES (60, 'medium'), (61, 'high'), (62, 'medium'), (63, 'low'), (64, 'high'), (65, 'low'), (66, 'medium'), (67, 'high');

-- test:   after a merger the vendor of the day is found
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-04-01' WHERE id = 1;
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (61, 2, '2026-03-31');
-- expect: vendor_id, subject_id
VALUES (2, 60), (2, 61);

-- test:   and what binds either entry binds the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-04-01' WHERE id = 1;
INSERT INTO contract (id, reference, kind, starts_on, open_ended) VALUES (10, 'N-10', 'nda', '2025-01-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 2, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'present');
-- expect: none

-- test:   the tier is that of the day
-- as-of:  2026-04-10
INSERT INTO engagement (id, vendor_id, title, access, critical, critical_why) VALUES (29, 1, 'archive', 'none', false, 'can wait');
INSERT INTO engagement_data (engagement_id, data_class) VALUES (29, 'confidential');
INSERT INTO engagement_condition (engagement_id, condition_key, from_on, until_on) VALUES (29, 'ict_critical', '2026-04-10', '2026-04-10');
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (61, 1, 29, '2026-03-31');
-- expect: subject_id, severity
VALUES (60, 'medium'), (61, 'medium');

-- Days and papers that do not belong together.

-- test:   a contract that starts tomorrow binds nobody yet
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (10, 'C-10', '2026-04-02', true);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'present');
-- expect: subject_id
VALUES (60);

-- test:   nor does an NDA that does
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, kind, starts_on, open_ended) VALUES (10, 'N-10', 'nda', '2026-04-02', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'present');
-- expect: subject_id
VALUES (60);

-- test:   data of other work, and of another vendor, is not that of this work
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 1, 'printing');
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (61, 1, 21, '2026-03-31'), (62, 2, NULL, '2026-03-31');
-- expect: subject_id
VALUES (60);

-- test:   nor that of an entry that is merged tomorrow
-- as-of:  2026-04-01
INSERT INTO vendor (id, code, name) VALUES (2, 'A2', 'Acme');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-04-02' WHERE id = 1;
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (61, 2, '2026-03-31');
-- expect: vendor_id, subject_id
VALUES (1, 60);

-- test:   papers of others tell nothing of a vendor, whatever its own papers leave out
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 2, 'printing');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (61, 1, '2026-03-31');
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (10, 'C-10', '2025-01-01', true), (11, 'C-11', '2025-01-01', true), (12, 'C-12', '2025-01-01', true), (13, 'C-13', '2025-01-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1), (12, 2, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10), (20, 13);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'present'), (12, 'confidentiality', 'present');
-- expect: subject_id
VALUES (60), (61);

-- test:   an NDA is general whatever other contracts name
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, kind, starts_on, open_ended) VALUES (10, 'N-10', 'nda', '2025-01-01', true), (11, 'C-11', 'other', '2025-01-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 11);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'present');
-- expect: none

-- test:   the contract of the work of an entry that was merged today
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-04-01' WHERE id = 1;
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (10, 'C-10', '2025-01-01', true);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'present');
-- expect: none

-- test:   and of one that is merged tomorrow
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-04-02' WHERE id = 1;
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (10, 'C-10', '2025-01-01', true);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'present');
-- expect: none

-- test:   the NDA of an entry that was merged today
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-04-01' WHERE id = 1;
INSERT INTO contract (id, reference, kind, starts_on, open_ended) VALUES (10, 'N-10', 'nda', '2025-01-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'present');
-- expect: none

-- test:   and of one that is merged tomorrow, which binds that one alone
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-04-02' WHERE id = 1;
INSERT INTO contract (id, reference, kind, starts_on, open_ended) VALUES (10, 'N-10', 'nda', '2025-01-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'confidentiality', 'present');
-- expect: none
