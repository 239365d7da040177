-- Tanaka assesses Acme (1), Bolt (2) and the payroll of Cord (3); Mori approves all of them on 1 May 2026. C-10 began on 30 April.

-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
SELECT set_config('clause6.actor', 'buyer', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt'), (3, 'Cord'), (4, 'Dell');
INSERT INTO engagement (id, vendor_id, title) VALUES (20, 3, 'payroll');
INSERT INTO questionnaire (id, key, version, title_en, criteria) VALUES (9, 'short', '1', 'Short', 1);
INSERT INTO criterion (id, questionnaire_id, position, key, text_en) VALUES (90, 9, 1, 'Q1', 'Able?');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES
  (101, 1, NULL, 9, '2026-02-01'), (102, 2, NULL, 9, '2026-02-01'), (103, NULL, 20, 9, '2026-02-01'), (104, 4, NULL, 9, '2026-02-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2026-05-01', tier = 'low', valid_until_on = '2026-06-30' WHERE id IN (101, 103);
INSERT INTO assessment_condition (assessment_id, position, text, due_on) VALUES (102, 1, 'call two clients', '2026-03-31');
UPDATE assessment SET outcome = 'approve_with_conditions', concluded_on = '2026-05-01', tier = 'low', valid_until_on = '2026-06-30' WHERE id = 102;
UPDATE assessment SET outcome = 'reject', concluded_on = '2026-05-01', tier = 'low' WHERE id = 104;
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2026-04-30', '2027-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);

-- test:   the day before the approval there is none, which is another rule's matter
-- as-of:  2026-04-30
-- expect: none

-- test:   the day of the approval
-- as-of:  2026-05-01
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 10, 'medium', date '2026-04-30', 'Contract C-10 began on 2026-04-30, and Acme was first approved on 2026-05-01',
  '契約 C-10 は 2026-04-30 に開始されたが、Acme が初めて承認されたのは 2026-05-01 である',
  '{"starts_on": "2026-04-30", "work_started_on": null, "approved_on": "2026-05-01"}'::jsonb);

-- test:   on the last day of the contract; work that begins today began, and work that begins tomorrow did not
-- as-of:  2026-05-10
UPDATE contract SET ends_on = '2026-05-10';
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-04-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 1, 'hosting', '2026-05-10'), (22, 1, 'plants', '2026-05-11');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10), (22, 11);
-- expect: subject_id, evidence
VALUES (10, '{"starts_on": "2026-04-30", "work_started_on": "2026-05-10", "approved_on": "2026-05-01"}'::jsonb),
  (11, '{"starts_on": "2026-04-30", "work_started_on": null, "approved_on": "2026-05-01"}');

-- test:   that the approval has ended since changes nothing
-- as-of:  2026-12-31
-- expect: subject_id, since
VALUES (10, date '2026-04-30');

-- test:   a contract of the day of the approval, and one of the day after
-- as-of:  2026-05-02
UPDATE contract SET starts_on = '2026-05-01';
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-05-02');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
-- expect: none

-- test:   an approval with conditions is one, a rejection is none
-- as-of:  2026-05-01
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-04-30'), (12, 'C-12', '2026-04-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 4, 1);
-- expect: vendor_id, subject_id
VALUES (1, 10), (2, 11);

-- test:   the first of several approvals counts
-- as-of:  2026-08-01
UPDATE contract SET starts_on = '2026-05-01';
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, questionnaire_id, started_on) VALUES (105, 1, 9, '2026-07-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2026-08-01', tier = 'low', valid_until_on = '2027-08-01' WHERE id = 105;
-- expect: none

-- Approvals of one engagement.

-- test:   an approval of the work under the contract counts for it, and for no other
-- as-of:  2026-05-01
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-04-30'), (12, 'C-12', '2026-04-30'), (13, 'C-13', '2026-04-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 3, 1), (12, 3, 1), (13, 3, 1);
INSERT INTO engagement_contract (engagement_id, contract_id, from_on) VALUES (20, 11, '2026-05-01'), (20, 12, '2026-05-02'), (21, 13, NULL);
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 3, 'hosting');
-- expect: vendor_id, subject_id
VALUES (1, 10), (3, 11);

-- Work.

-- test:   work that began before the contract did, and before the approval
-- as-of:  2026-05-10
UPDATE contract SET starts_on = '2026-05-01';
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 1, 'hosting', '2026-04-15'), (22, 1, 'plants', '2026-04-16');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10), (22, 10);
-- expect: subject_id, since, reason, reason_ja, evidence
VALUES (10, date '2026-04-15', 'Work under contract C-10 began on 2026-04-15, and Acme was first approved on 2026-05-01',
  '契約 C-10 の業務は 2026-04-15 に開始されたが、Acme が初めて承認されたのは 2026-05-01 である',
  '{"starts_on": "2026-05-01", "work_started_on": "2026-04-15", "approved_on": "2026-05-01"}'::jsonb);

-- test:   work that began with the approval, and work under a contract that began before it
-- as-of:  2026-05-10
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-05-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 1, 'hosting', '2026-05-01'), (22, 1, 'plants', '2026-05-09');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 11), (22, 10);
-- expect: subject_id, since, reason
VALUES (10, date '2026-04-30', 'Contract C-10 began on 2026-04-30, and Acme was first approved on 2026-05-01');

-- test:   work under a contract without a recorded start
-- as-of:  2026-05-10
UPDATE contract SET starts_on = NULL;
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 1, 'hosting', '2026-04-15');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10);
-- expect: subject_id, since, reason
VALUES (10, date '2026-04-15', 'Work under contract C-10 began on 2026-04-15, and Acme was first approved on 2026-05-01');

-- test:   work that began under an earlier contract, which the later one took over
-- as-of:  2026-05-10
UPDATE contract SET starts_on = '2026-04-14', ends_on = '2026-05-09';
INSERT INTO contract (id, reference, starts_on) VALUES (8, 'C-8', '2026-05-10'), (12, 'C-12', NULL);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (8, 1, 1), (12, 1, 1);
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 1, 'hosting', '2026-04-15');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 12), (21, 8), (21, 10);
-- expect: none

-- test:   of two contracts of one day the one registered first began it; a link of tomorrow tells nothing
-- as-of:  2026-05-10
UPDATE contract SET starts_on = '2026-05-05';
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-05-05'), (9, 'C-9', '2026-05-04');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1), (9, 1, 1);
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 1, 'hosting', '2026-04-15');
INSERT INTO engagement_contract (engagement_id, contract_id, from_on) VALUES (21, 11, NULL), (21, 10, NULL), (21, 9, '2026-05-11');
-- expect: subject_id
VALUES (10);

-- test:   work that has not begun is not under way, and work that begins today is
-- as-of:  2026-04-15
UPDATE contract SET starts_on = '2026-04-01';
INSERT INTO contract (id, reference) VALUES (11, 'C-11'), (12, 'C-12');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 2, 1);
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 2, 'hosting', '2026-04-15'), (22, 2, 'plants', '2026-04-16');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 11), (22, 12);
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, questionnaire_id, started_on) VALUES (106, 2, 9, '2026-02-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2026-04-15', tier = 'low', valid_until_on = '2026-12-31' WHERE id = 106;
-- expect: none

-- test:   the day after, the approval of that day was not late
-- as-of:  2026-04-17
INSERT INTO contract (id, reference) VALUES (11, 'C-11'), (12, 'C-12'), (13, 'C-13');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 2, 1), (13, 2, 1);
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 2, 'hosting', '2026-04-16'), (22, 2, 'plants', '2026-04-17'), (23, 2, 'post', '2026-04-15');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 11), (22, 12), (23, 13);
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, questionnaire_id, started_on) VALUES (106, 2, 9, '2026-02-02');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2026-04-17', tier = 'low', valid_until_on = '2026-12-31' WHERE id = 106;
-- expect: subject_id
VALUES (11), (13);

-- What is left out.

-- test:   contracts that do not bind, amendments, and NDAs, which come before an assessment
-- as-of:  2026-05-10
UPDATE contract SET ends_on = '2026-05-09';
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES
  (11, 'C-11', 'master', NULL, '2026-04-01'), (12, 'A-12', 'memorandum', 11, '2026-04-02'), (13, 'N-13', 'nda', NULL, '2026-04-01'), (14, 'S-14', 'memorandum', NULL, '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1), (12, 1, 1), (13, 1, 1), (14, 1, 1);
-- expect: subject_id
VALUES (11), (14);

-- test:   nothing is asked of a vendor that ended
-- as-of:  2026-05-10
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-04-01'), (12, 'C-12', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 1, 1), (12, 2, 2);
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-05-10'), (2, 'ended', '2026-05-11');
-- expect: vendor_id, subject_id
VALUES (2, 11), (2, 12);

-- test:   a vendor that is suspended is not ended
-- as-of:  2026-05-10
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'suspended', '2026-05-10');
-- expect: vendor_id, subject_id
VALUES (1, 10);

-- test:   nor after the last day of all its work, unless it was taken on anew
-- as-of:  2026-05-10
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-04-01'), (12, 'C-12', '2026-04-29'), (13, 'C-13', '2026-04-30');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 1, 1), (13, 1, 1);
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 1, 'hosting', '2026-04-15');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 13);
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, NULL, '2026-04-29'), (2, NULL, '2026-05-10'), (2, 23, '2026-05-09');
-- expect: subject_id
VALUES (10), (11);

-- test:   an approval of an entry that was merged is one of the vendor into which it was merged, and so is its contract
-- as-of:  2026-05-10
SELECT set_config('clause6.actor', 'buyer', true);
INSERT INTO vendor (id, name) VALUES (5, 'Echo');
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (6, 'Echo KK', 5, '2026-05-10'), (7, 'Bolt KK', 2, '2026-05-10');
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-04-01'), (12, 'C-12', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 5, 1), (12, 7, 1);
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, questionnaire_id, started_on) VALUES (106, 6, 9, '2026-02-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2026-05-09', tier = 'low', valid_until_on = '2026-12-31' WHERE id = 106;
-- expect: vendor_id, subject_id, evidence
VALUES (1, 10, '{"starts_on": "2026-04-30", "work_started_on": null, "approved_on": "2026-05-01"}'::jsonb),
  (5, 11, '{"starts_on": "2026-04-01", "work_started_on": null, "approved_on": "2026-05-09"}'),
  (2, 12, '{"starts_on": "2026-04-01", "work_started_on": null, "approved_on": "2026-05-01"}');

-- test:   its offboarding comes along with the merger, and an entry that is merged tomorrow is one of its own
-- as-of:  2026-05-10
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (6, 'Acme KK', 1, '2026-05-10'), (7, 'Bolt KK', 2, '2026-05-11'), (8, 'Bolt Inc', 2, '2026-05-11');
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-04-01'), (12, 'C-12', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 8, 1);
INSERT INTO offboarding (vendor_id, ended_on) VALUES (6, '2026-05-09'), (7, '2026-05-01');
-- expect: vendor_id, subject_id
VALUES (2, 11);

-- test:   of two vendors on one paper the first that was approved late is found
-- as-of:  2026-05-10
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-04-01'), (12, 'C-12', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 4, 1), (10, 2, 2), (11, 2, 1), (11, 1, 1), (12, 1, 3), (12, 2, 3);
UPDATE contract_vendor SET position = 4 WHERE vendor_id = 1 AND contract_id = 10;
-- expect: vendor_id, subject_id
VALUES (2, 10), (1, 11), (1, 12);

-- test:   the tier decides the severity
-- as-of:  2026-05-10
INSERT INTO contract (id, reference, starts_on) VALUES (11, 'C-11', '2026-04-01'), (12, 'C-12', '2026-04-01'), (13, 'C-13', '2026-04-01'), (14, 'C-14', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1), (12, 1, 1), (13, 1, 1), (14, 1, 1);
INSERT INTO engagement (id, vendor_id, title, tier) VALUES
  (21, 2, 'payroll', 'critical'), (22, 2, 'hosting', 'high'), (23, 2, 'printing', 'medium'), (24, 2, 'plants', 'low');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 11), (22, 12), (23, 13), (24, 14);
-- expect: subject_id, severity
VALUES (10, 'medium'), (11, 'high'), (12, 'medium'), (13, 'medium'), (14, 'low');
