-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
SELECT set_config('clause6.actor', 'buyer', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'high', '2025-04-01'), (22, 2, 'hosting', 'high', '2025-04-01');
INSERT INTO questionnaire (id, key, version, title_en, criteria) VALUES (900, 'gate', '1', 'Gate', 4);
INSERT INTO criterion (id, questionnaire_id, position, key, text_en, kind, required, knock_out_when, knock_out_en, knock_out_ja) VALUES
  (900, 900, 1, 'G1', 'Solvent?', 'yes_no', true, 'no', 'it is insolvent', '支払不能'), (901, 900, 2, 'G2', 'Licensed?', 'yes_no', false, 'no', NULL, '無許可'),
  (902, 900, 3, 'G3', 'Secure?', 'score', false, '1', 'it is not secure', NULL), (903, 900, 4, 'G4', 'Honest?', 'yes_no', false, 'no', NULL, NULL);
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (10, 1, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (10, 900, 900, '2025-02-01', '2026-02-28', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-06-01', tier = 'high', valid_until_on = '2026-05-31' WHERE id = 10;
SELECT set_config('clause6.actor', 'buyer', true);

-- The waiver, its last day, and the approval.

-- test:   the waiver has ended and the approval names a later day
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, key, severity, since, due_on, reason, reason_ja, evidence
VALUES (1, 10, 'G1', 'high', date '2026-03-01', date '2026-02-28',
  'Acme was approved on 2025-06-01 although G1 rules it out (it is insolvent); what mori waived held until 2026-02-28, and the approval names 2026-05-31 as its last day',
  '委託先「Acme」は失格基準G1（支払不能）に当たるまま2025-06-01に承認され、moriによる適用除外は2026-02-28で終了したが、承認の有効期限は2026-05-31のままである',
  '{"criterion": "G1", "waived_by": "mori", "waiver": "capital is promised", "held_until_on": "2026-02-28", "valid_until_on": "2026-05-31"}'::jsonb);

-- test:   on its last day the waiver holds
-- as-of:  2026-02-28
-- expect: none

-- test:   and on the day after it does not
-- as-of:  2026-03-01
-- expect: subject_id, key, since, due_on
VALUES (10, 'G1', date '2026-03-01', date '2026-02-28');

-- test:   on the last day of the approval it still rests on it
-- as-of:  2026-05-31
-- expect: subject_id, key, since, due_on
VALUES (10, 'G1', date '2026-03-01', date '2026-02-28');

-- test:   on the day after the approval is over by itself
-- as-of:  2026-06-01
-- expect: none

-- What makes it good again.

-- test:   waived again until a later day
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (10, 900, 900, '2026-03-15', '2026-04-01', 'capital is promised');
-- expect: none

-- test:   waived again until yesterday
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (10, 900, 900, '2026-03-15', '2026-03-31', 'capital is promised');
-- expect: subject_id, key, since, due_on
VALUES (10, 'G1', date '2026-04-01', date '2026-03-31');

-- test:   waived again from tomorrow on
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (10, 900, 900, '2026-04-02', '2026-05-31', 'capital is promised');
-- expect: subject_id, key, since, due_on
VALUES (10, 'G1', date '2026-03-01', date '2026-02-28');

-- test:   assessed anew
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 1, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO answer (assessment_id, criterion_id, questionnaire_id, value, answered_on) VALUES (11, 900, 900, 'yes', '2025-01-20');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2026-03-15', tier = 'high', valid_until_on = '2027-03-14' WHERE id = 11;
-- expect: none

-- test:   assessed anew and rejected
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 1, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2026-03-15', tier = 'high' WHERE id = 11;
-- expect: none

-- test:   assessed anew only tomorrow
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 1, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO answer (assessment_id, criterion_id, questionnaire_id, value, answered_on) VALUES (11, 900, 900, 'yes', '2025-01-20');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2026-04-02', tier = 'high', valid_until_on = '2027-03-14' WHERE id = 11;
-- expect: subject_id
VALUES (10);

-- Approvals that rest on no waiver.

-- test:   an approval without knock-out is not found
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 2, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO answer (assessment_id, criterion_id, questionnaire_id, value, answered_on) VALUES (11, 900, 900, 'yes', '2025-01-20');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-06-01', tier = 'high', valid_until_on = '2026-05-31' WHERE id = 11;
-- expect: subject_id
VALUES (10);

-- test:   nor a rejection in spite of a waiver
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 2, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 900, 900, '2025-02-01', '2026-02-28', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-06-01', tier = 'high' WHERE id = 11;
-- expect: subject_id
VALUES (10);

-- test:   nor an assessment that is still open
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 2, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 900, 900, '2025-02-01', '2026-02-28', 'capital is promised');
-- expect: subject_id
VALUES (10);

-- test:   a knock-out that came with the end of its evidence was waived by nobody
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 2, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO answer (assessment_id, criterion_id, questionnaire_id, value, answered_on) VALUES (11, 900, 900, 'yes', '2025-01-20');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO answer (assessment_id, criterion_id, questionnaire_id, score, evidence, evidence_valid_until_on, answered_on) VALUES (11, 902, 900, 3, 'report', '2026-02-28', '2025-01-20');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-06-01', tier = 'high', valid_until_on = '2026-05-31' WHERE id = 11;
-- expect: subject_id
VALUES (10);

-- Several criteria.

-- test:   each is found by itself, and what has no words is known by its key
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 2, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO answer (assessment_id, criterion_id, questionnaire_id, value, answered_on) VALUES (11, 901, 900, 'no', '2025-01-20');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO answer (assessment_id, criterion_id, questionnaire_id, score, answered_on) VALUES (11, 902, 900, 1, '2025-01-20');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO answer (assessment_id, criterion_id, questionnaire_id, value, answered_on) VALUES (11, 903, 900, 'no', '2025-01-20');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 900, 900, '2025-02-01', '2026-02-28', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 901, 900, '2025-02-01', '2026-03-10', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 902, 900, '2025-02-01', '2026-03-20', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 903, 900, '2025-02-01', '2026-03-21', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-06-01', tier = 'high', valid_until_on = '2026-05-31' WHERE id = 11;
-- expect: subject_id, key, since, reason, reason_ja
VALUES (10, 'G1', date '2026-03-01',
  'Acme was approved on 2025-06-01 although G1 rules it out (it is insolvent); what mori waived held until 2026-02-28, and the approval names 2026-05-31 as its last day',
  '委託先「Acme」は失格基準G1（支払不能）に当たるまま2025-06-01に承認され、moriによる適用除外は2026-02-28で終了したが、承認の有効期限は2026-05-31のままである'),
  (11, 'G1', '2026-03-01',
  'Bolt was approved on 2025-06-01 although G1 rules it out (it is insolvent); what mori waived held until 2026-02-28, and the approval names 2026-05-31 as its last day',
  '委託先「Bolt」は失格基準G1（支払不能）に当たるまま2025-06-01に承認され、moriによる適用除外は2026-02-28で終了したが、承認の有効期限は2026-05-31のままである'),
  (11, 'G2', '2026-03-11',
  'Bolt was approved on 2025-06-01 although G2 rules it out (無許可); what mori waived held until 2026-03-10, and the approval names 2026-05-31 as its last day',
  '委託先「Bolt」は失格基準G2（無許可）に当たるまま2025-06-01に承認され、moriによる適用除外は2026-03-10で終了したが、承認の有効期限は2026-05-31のままである'),
  (11, 'G3', '2026-03-21',
  'Bolt was approved on 2025-06-01 although G3 rules it out (it is not secure); what mori waived held until 2026-03-20, and the approval names 2026-05-31 as its last day',
  '委託先「Bolt」は失格基準G3（it is not secure）に当たるまま2025-06-01に承認され、moriによる適用除外は2026-03-20で終了したが、承認の有効期限は2026-05-31のままである'),
  (11, 'G4', '2026-03-22',
  'Bolt was approved on 2025-06-01 although G4 rules it out; what mori waived held until 2026-03-21, and the approval names 2026-05-31 as its last day',
  '委託先「Bolt」は失格基準G4に当たるまま2025-06-01に承認され、moriによる適用除外は2026-03-21で終了したが、承認の有効期限は2026-05-31のままである');

-- test:   one whose waiver still runs is not found beside one whose waiver has ended
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 2, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO answer (assessment_id, criterion_id, questionnaire_id, value, answered_on) VALUES (11, 901, 900, 'no', '2025-01-20');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 900, 900, '2025-02-01', '2026-02-28', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 901, 900, '2025-02-01', '2026-04-01', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-06-01', tier = 'high', valid_until_on = '2026-05-31' WHERE id = 11;
-- expect: subject_id, key
VALUES (10, 'G1'), (11, 'G1');

-- test:   nor is one that is waived anew from today on
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 2, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO answer (assessment_id, criterion_id, questionnaire_id, value, answered_on) VALUES (11, 901, 900, 'no', '2025-01-20');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 900, 900, '2025-02-01', '2026-02-28', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 901, 900, '2025-02-01', '2026-02-28', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-06-01', tier = 'high', valid_until_on = '2026-05-31' WHERE id = 11;
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 901, 900, '2026-04-01', '2026-05-31', 'capital is promised');
-- expect: subject_id, key
VALUES (10, 'G1'), (11, 'G1');

-- test:   and one that is from tomorrow on is
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 2, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO answer (assessment_id, criterion_id, questionnaire_id, value, answered_on) VALUES (11, 901, 900, 'no', '2025-01-20');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 900, 900, '2025-02-01', '2026-02-28', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 901, 900, '2025-02-01', '2026-02-28', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-06-01', tier = 'high', valid_until_on = '2026-05-31' WHERE id = 11;
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 901, 900, '2026-04-02', '2026-05-31', 'capital is promised');
-- expect: subject_id, key
VALUES (10, 'G1'), (11, 'G1'), (11, 'G2');

-- Of one engagement.

-- test:   the approval of an engagement that is under way
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (23, 2, 'archive', 'high', '2025-04-01', NULL);
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, NULL, 23, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 900, 900, '2025-02-01', '2026-02-28', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-06-01', tier = 'high', valid_until_on = '2026-05-31' WHERE id = 11;
-- expect: vendor_id, subject_id
VALUES (1, 10), (2, 11);

-- test:   and of one that is over, while other work goes on
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (23, 2, 'archive', 'high', '2025-04-01', '2026-03-31');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, NULL, 23, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 900, 900, '2025-02-01', '2026-02-28', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-06-01', tier = 'high', valid_until_on = '2026-05-31' WHERE id = 11;
-- expect: vendor_id, subject_id
VALUES (1, 10);

-- test:   another vendor's work is its own
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-03-10' WHERE id = 20;
-- expect: subject_id, since
VALUES (10, date '2026-03-10');

-- Only work that is under way.

-- test:   work that begins tomorrow is not under way yet
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-04-02' WHERE id = 20;
-- expect: none

-- test:   and is on its first day
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-04-01' WHERE id = 20;
-- expect: subject_id, since
VALUES (10, date '2026-04-01');

-- test:   work is under way on its last day
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-04-01' WHERE id = 20;
-- expect: subject_id, since
VALUES (10, date '2026-03-01');

-- test:   and over on the day after
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-03-31' WHERE id = 20;
-- expect: none

-- test:   work of which no start is recorded is under way
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = NULL WHERE id = 20;
-- expect: subject_id, since
VALUES (10, date '2026-03-01');

-- test:   work that was offboarded yesterday is over, although no end of it is recorded
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-03-31');
-- expect: none

-- test:   it is under way on the last day that its offboarding names
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-04-01');
-- expect: subject_id, since
VALUES (10, date '2026-03-01');

-- test:   an offboarding ends work before the end that is recorded of it
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-05-01' WHERE id = 20;
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-03-31');
-- expect: none

-- test:   and does not make it go on after that
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-03-31' WHERE id = 20;
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-05-01');
-- expect: none

-- test:   of two offboardings the first ends it
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, NULL, '2026-03-31'), (1, 20, '2026-05-01');
-- expect: none

-- test:   a vendor that was offboarded yesterday does no work
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-31');
-- expect: none

-- test:   nor work of which no start is recorded
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = NULL WHERE id = 20;
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-31');
-- expect: none

-- test:   nor what began on the last day that its offboarding names
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-03-31' WHERE id = 20;
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-31');
-- expect: none

-- test:   what began on the day after is new work
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-04-01' WHERE id = 20;
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-31');
-- expect: subject_id, since
VALUES (10, date '2026-04-01');

-- test:   that other work of the vendor was offboarded changes nothing
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (29, 1, 'plants', 'low', '2025-06-01');
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 29, '2026-03-31');
-- expect: subject_id, since
VALUES (10, date '2026-03-01');

-- test:   nor does that another vendor was
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (9, '2026-03-31');
-- expect: subject_id, since
VALUES (10, date '2026-03-01');

-- test:   of a vendor that has ended nothing is asked
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01');
-- expect: none

-- test:   until the day before it all is
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-02');
-- expect: subject_id, since
VALUES (10, date '2026-03-01');

-- test:   and while it is only exiting, too
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-04-01');
-- expect: subject_id, since
VALUES (10, date '2026-03-01');

-- test:   another vendor's end is its own
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (9, 'ended', '2026-04-01');
-- expect: subject_id, since
VALUES (10, date '2026-03-01');

-- Work and offboardings of entries that were merged.

-- test:   an offboarding of a merged entry ends the work that came with it
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
UPDATE engagement SET ends_on = '2025-04-30' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (28, 3, 'wages', 'high', '2025-09-01');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (3, '2026-03-31');
-- expect: none

-- test:   before the merger it is none of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (3, '2026-03-31');
-- expect: subject_id, since
VALUES (10, date '2026-03-01');

-- test:   work that follows on other work goes on from that
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-03-20' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (29, 1, 'archive', 'low', '2025-01-01', '2026-03-19');
-- expect: subject_id, since
VALUES (10, date '2026-03-01');

-- test:   and after a day without work begins anew
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-03-20' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (29, 1, 'archive', 'low', '2025-01-01', '2026-03-18');
-- expect: subject_id, since
VALUES (10, date '2026-03-20');

-- Mergers.

-- test:   the approval of a merged entry is one of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Bolt KK', 2, '2026-04-01');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 3, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 900, 900, '2025-02-01', '2026-02-28', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-06-01', tier = 'high', valid_until_on = '2026-05-31' WHERE id = 11;
-- expect: vendor_id, subject_id
VALUES (1, 10), (2, 11);

-- test:   but not before the merger
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Bolt KK', 2, '2026-04-02');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 3, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 900, 900, '2025-02-01', '2026-02-28', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-06-01', tier = 'high', valid_until_on = '2026-05-31' WHERE id = 11;
-- expect: vendor_id, subject_id
VALUES (1, 10);

-- Tiers.

-- test:   the tier for which it was approved decides the severity
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (4, 'Dart'), (5, 'Edge');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (24, 4, 'plants', 'low', '2025-04-01'), (25, 5, 'lifts', NULL, '2025-04-01');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (12, 2, NULL, 900, '2025-01-10'), (14, 4, NULL, 900, '2025-01-10'), (15, 5, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (12, 900, 900, '2025-02-01', '2026-02-28', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-06-01', tier = 'critical', valid_until_on = '2026-05-31' WHERE id = 12;
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (14, 900, 900, '2025-02-01', '2026-02-28', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-06-01', tier = 'low', valid_until_on = '2026-05-31' WHERE id = 14;
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (15, 900, 900, '2025-02-01', '2026-02-28', 'capital is promised');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-06-01', tier = 'medium', valid_until_on = '2026-05-31' WHERE id = 15;
-- expect: subject_id, severity
VALUES (10, 'high'), (12, 'critical'), (14, 'medium'), (15, 'high');
