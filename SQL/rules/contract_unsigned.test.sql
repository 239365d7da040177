-- C-10 counts from 1 April 2026, and nobody recorded when it was signed.

-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt'), (3, 'Cord');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2026-04-01', '2027-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);

-- test:   the day before it starts
-- as-of:  2026-03-31
-- expect: none

-- test:   its first day
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 10, 'medium', date '2026-04-01', 'Contract C-10 counts from 2026-04-01 on, and nobody recorded when it was signed',
  '契約 C-10 は 2026-04-01 から効力を生じているが、署名日が記録されていない', '{"starts_on": "2026-04-01", "signed_on": null}'::jsonb);

-- test:   its last day
-- as-of:  2027-03-31
-- expect: subject_id
VALUES (10);

-- test:   the day after, nothing is to be signed any more
-- as-of:  2027-04-01
-- expect: none

-- test:   signed on its first day, and a day later
-- as-of:  2026-05-01
UPDATE contract SET signed_on = '2026-04-01';
INSERT INTO contract (id, reference, starts_on, signed_on) VALUES (11, 'C-11', '2026-04-01', '2026-04-02');
-- expect: subject_id, severity, since, reason, reason_ja, evidence
VALUES (11, 'low', date '2026-04-01', 'Contract C-11 counts from 2026-04-01 on, and its day of signature is 2026-04-02',
  '契約 C-11 は 2026-04-01 から効力を生じているが、署名日は 2026-04-02 である', '{"starts_on": "2026-04-01", "signed_on": "2026-04-02"}'::jsonb);

-- test:   the day before it is signed it is not signed
-- as-of:  2026-05-09
UPDATE contract SET signed_on = '2026-05-10';
-- expect: subject_id, severity, since
VALUES (10, 'medium', date '2026-04-01');

-- test:   on that day it is, late
-- as-of:  2026-05-10
UPDATE contract SET signed_on = '2026-05-10';
-- expect: subject_id, severity, since
VALUES (10, 'low', date '2026-04-01');

-- test:   without a recorded start a signature is enough, once it is there
-- as-of:  2026-05-10
UPDATE contract SET starts_on = NULL;
INSERT INTO contract (id, reference, signed_on) VALUES (11, 'C-11', '2026-05-10'), (12, 'C-12', '2026-05-11');
-- expect: subject_id, since, reason, reason_ja
VALUES (10, NULL::date, 'Contract C-10 counts without a recorded start, and nobody recorded when it was signed',
    '契約 C-10 は開始日の記録がないまま効力を生じているが、署名日が記録されていない'),
  (12, NULL, 'Contract C-12 counts without a recorded start, and its day of signature is 2026-05-11',
    '契約 C-12 は開始日の記録がないまま効力を生じているが、署名日は 2026-05-11 である');

-- test:   an amendment is signed like any contract
-- as-of:  2026-05-10
UPDATE contract SET signed_on = '2026-03-01';
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (11, 'A-11', 'amendment', 10, '2026-05-10'), (12, 'A-12', 'amendment', 10, '2026-05-11');
-- expect: subject_id
VALUES (11);

-- test:   terminated and replaced contracts bind nobody
-- as-of:  2026-07-01
UPDATE contract SET terminated_on = '2026-06-30';
INSERT INTO contract (id, reference, starts_on, signed_on, supersedes_id) VALUES (11, 'C-11', '2026-04-01', NULL, NULL), (12, 'C-12', '2026-07-01', '2026-06-01', 11);
-- expect: none

-- test:   nothing is asked of a vendor that ended
-- as-of:  2026-05-10
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-04-01'), (12, 'C-12', '2026-04-01'), (13, 'C-13', '2026-04-01'), (14, 'C-14', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 3, 1), (13, 1, 1), (13, 3, 2), (13, 2, 2), (14, 2, 3), (14, 3, 2);
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-05-10'), (2, 'ended', '2026-05-11'), (3, 'suspended', '2026-05-01');
-- expect: vendor_id, subject_id
VALUES (2, 11), (3, 12), (2, 13), (3, 14);

-- test:   nor after the last day of all its work, unless it was taken on anew
-- as-of:  2026-05-10
INSERT INTO contract (id, reference, starts_on) VALUES
  (11, 'C-11', '2026-04-01'), (12, 'C-12', '2026-04-01'), (13, 'C-13', '2026-05-10'), (14, 'C-14', NULL), (15, 'C-15', '2026-05-09');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 3, 1), (13, 1, 1), (14, 1, 1), (15, 1, 1);
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, NULL, '2026-05-09'), (2, NULL, '2026-05-10'), (3, 23, '2026-05-09');
-- expect: subject_id
VALUES (11), (12), (13);

-- test:   an entry that was merged is the vendor into which it was merged; a contract that names none is found too
-- as-of:  2026-05-10
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (4, 'Bolt KK', 2, '2026-05-10'), (5, 'Cord KK', 3, '2026-05-11');
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-04-01'), (12, 'C-12', '2026-04-01'), (13, 'C-13', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 4, 1), (13, 5, 1);
-- expect: vendor_id, subject_id
VALUES (1, 10), (2, 11), (NULL, 12), (5, 13);

-- test:   and so is its offboarding, from the day of the merger on
-- as-of:  2026-05-10
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (4, 'Acme KK', 1, '2026-05-10'), (5, 'Bolt KK', 2, '2026-05-11');
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1);
INSERT INTO offboarding (vendor_id, ended_on) VALUES (4, '2026-05-01'), (5, '2026-05-01');
-- expect: vendor_id, subject_id
VALUES (2, 11);

-- test:   the tier decides the severity, one step lower for a late signature
-- as-of:  2026-05-10
INSERT INTO contract (id, reference, starts_on, signed_on) VALUES
  (11, 'C-11', '2026-04-01', NULL), (12, 'C-12', '2026-04-01', NULL), (13, 'C-13', '2026-04-01', NULL), (14, 'C-14', '2026-04-01', NULL),
  (21, 'C-21', '2026-04-01', '2026-05-01'), (24, 'C-24', '2026-04-01', '2026-05-01');
INSERT INTO engagement (id, vendor_id, title, tier) VALUES
  (20, 9, 'payroll', 'critical'), (21, 9, 'hosting', 'high'), (22, 9, 'printing', 'medium'), (23, 9, 'plants', 'low');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 11), (21, 12), (22, 13), (23, 14), (20, 21), (23, 24);
-- expect: subject_id, severity
VALUES (10, 'medium'), (11, 'high'), (12, 'medium'), (13, 'medium'), (14, 'low'), (21, 'medium'), (24, 'info');
