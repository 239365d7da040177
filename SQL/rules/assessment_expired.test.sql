-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
SELECT set_config('clause6.actor', 'buyer', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'high', '2025-04-01');
INSERT INTO questionnaire (id, key, version, title_en, criteria) VALUES (900, 'short', '1', 'Short', 1), (901, 'long', '1', 'Long', 1);
INSERT INTO criterion (id, questionnaire_id, position, key, text_en) VALUES (900, 900, 1, 'Q1', 'Able?'), (901, 901, 1, 'L1', 'Willing?');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (10, 1, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-03-10', tier = 'high', valid_until_on = '2026-03-09' WHERE id = 10;
SELECT set_config('clause6.actor', 'buyer', true);

-- Before the end, on its last day, and after it.

-- test:   the approval has ended
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, severity, since, due_on, reason, reason_ja, evidence
VALUES (1, 1, 'high', date '2026-02-07', date '2026-03-09', 'Acme works for us, and its approval of 2025-03-10 (assessment 10) holds until 2026-03-09 and no longer',
  '委託先「Acme」に業務を委託しているが、2025-03-10の承認（評価10）の有効期限は2026-03-09である', '{"assessment_id": 10, "approved_on": "2025-03-10", "valid_until_on": "2026-03-09", "lead_days": 30}'::jsonb);

-- test:   thirty-one days before its last day nothing is said
-- as-of:  2026-02-06
-- expect: none

-- test:   thirty days before it is told, as low
-- as-of:  2026-02-07
-- expect: vendor_id, subject_id, severity, since, due_on, reason, reason_ja, evidence
VALUES (1, 1, 'low', date '2026-02-07', date '2026-03-09', 'Acme works for us, and its approval of 2025-03-10 (assessment 10) holds until 2026-03-09 and no longer',
  '委託先「Acme」に業務を委託しているが、2025-03-10の承認（評価10）の有効期限は2026-03-09である', '{"assessment_id": 10, "approved_on": "2025-03-10", "valid_until_on": "2026-03-09", "lead_days": 30}'::jsonb);

-- test:   so it is on its last day
-- as-of:  2026-03-09
-- expect: subject_id, severity, since, due_on
VALUES (1, 'low', date '2026-02-07', date '2026-03-09');

-- test:   and as grave as the tier says on the day after
-- as-of:  2026-03-10
-- expect: subject_id, severity, since, due_on
VALUES (1, 'high', date '2026-02-07', date '2026-03-09');

-- test:   ten years later it is so since the same day
-- as-of:  2036-03-10
-- expect: subject_id, severity, since, due_on
VALUES (1, 'high', date '2026-02-07', date '2026-03-09');

-- test:   an approval of a few days is told from the day on which it was given
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 2, 'hosting', 'high', '2025-04-01');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 2, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2026-03-25', tier = 'high', valid_until_on = '2026-04-10' WHERE id = 11;
-- expect: subject_id, severity, since, due_on
VALUES (1, 'high', date '2026-02-07', date '2026-03-09'), (2, 'low', '2026-03-25', '2026-04-10');

-- test:   one with conditions ends, too
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 2, 'hosting', 'high', '2025-04-01');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 2, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_condition (assessment_id, position, text, due_on) VALUES (11, 1, 'call two clients', '2025-12-31');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve_with_conditions', concluded_on = '2025-05-01', tier = 'high', valid_until_on = '2026-04-30' WHERE id = 11;
-- expect: subject_id, severity, due_on
VALUES (1, 'high', date '2026-03-09'), (2, 'low', '2026-04-30');

-- What takes its place.

-- test:   a later approval by the same questionnaire
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 1, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2026-03-05', tier = 'high', valid_until_on = '2027-03-04' WHERE id = 11;
-- expect: none

-- test:   and only from its day on
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 1, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2026-04-02', tier = 'high', valid_until_on = '2027-03-04' WHERE id = 11;
-- expect: subject_id
VALUES (1);

-- test:   a later rejection is another rule's matter
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 1, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2026-03-05', tier = 'high' WHERE id = 11;
-- expect: none

-- test:   a rejection by another questionnaire leaves it ended
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 1, NULL, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2026-03-05', tier = 'high' WHERE id = 11;
-- expect: subject_id
VALUES (1);

-- test:   of two approvals the one that lasts longest counts
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 1, NULL, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-05-10', tier = 'high', valid_until_on = '2026-05-02' WHERE id = 11;
-- expect: none

-- test:   and when that ends it is named
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 1, NULL, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-05-10', tier = 'high', valid_until_on = '2026-05-01' WHERE id = 11;
-- expect: subject_id, severity, since, due_on, evidence
VALUES (1, 'low', date '2026-04-01', date '2026-05-01', '{"assessment_id": 11, "approved_on": "2025-05-10", "valid_until_on": "2026-05-01", "lead_days": 30}'::jsonb);

-- test:   even where that was started first
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (9, 1, NULL, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-05-10', tier = 'high', valid_until_on = '2026-05-02' WHERE id = 9;
-- expect: none

-- test:   of two that end on one day the later is named, whichever was decided first
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (9, 1, NULL, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-05-10', tier = 'high', valid_until_on = '2026-03-09' WHERE id = 9;
-- expect: subject_id, evidence
VALUES (1, '{"assessment_id": 10, "approved_on": "2025-03-10", "valid_until_on": "2026-03-09", "lead_days": 30}'::jsonb);

-- test:   of two that end on one day the later is named
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 1, NULL, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-05-10', tier = 'high', valid_until_on = '2026-03-09' WHERE id = 11;
-- expect: subject_id, evidence
VALUES (1, '{"assessment_id": 11, "approved_on": "2025-05-10", "valid_until_on": "2026-03-09", "lead_days": 30}'::jsonb);

-- test:   an assessment that is only open changes nothing
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 1, NULL, 900, '2025-01-10');
-- expect: subject_id
VALUES (1);

-- test:   a vendor that was never approved is another matter
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 2, 'hosting', 'high', '2025-04-01');
-- expect: subject_id
VALUES (1);

-- test:   an approval of another vendor is not its own
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 2, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-12-01', tier = 'high', valid_until_on = '2026-11-30' WHERE id = 11;
-- expect: subject_id
VALUES (1);

-- Of one engagement.

-- test:   an approval of the engagement stands for it
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, NULL, 20, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-12-01', tier = 'high', valid_until_on = '2026-11-30' WHERE id = 11;
-- expect: none

-- test:   and leaves the rest of the work without one
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (21, 1, 'plants', 'low', '2025-06-01', NULL);
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, NULL, 20, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-12-01', tier = 'high', valid_until_on = '2026-11-30' WHERE id = 11;
-- expect: subject_id, severity, since, due_on
VALUES (1, 'high', date '2026-02-07', date '2026-03-09');

-- test:   of several that have ended the first is named
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (21, 1, 'plants', 'low', '2025-06-01', NULL);
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, NULL, 21, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-04-10', tier = 'high', valid_until_on = '2026-03-20' WHERE id = 11;
-- expect: subject_id, due_on
VALUES (1, date '2026-03-09');

-- test:   whichever was started first
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (21, 1, 'plants', 'low', '2025-06-01', NULL);
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (9, NULL, 21, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-04-10', tier = 'high', valid_until_on = '2026-03-20' WHERE id = 9;
-- expect: subject_id, due_on
VALUES (1, date '2026-03-09');

-- test:   and of two of one day the one started first
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (21, 1, 'plants', 'low', '2025-06-01', NULL);
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (12, NULL, 20, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-04-10', tier = 'high', valid_until_on = '2026-03-20' WHERE id = 12;
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, NULL, 21, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-04-10', tier = 'high', valid_until_on = '2026-03-20' WHERE id = 11;
-- expect: subject_id, evidence
VALUES (1, '{"assessment_id": 11, "approved_on": "2025-04-10", "valid_until_on": "2026-03-20", "lead_days": 30}'::jsonb);

-- test:   and of two of one day the one made first
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (21, 1, 'plants', 'low', '2025-06-01', NULL);
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (9, NULL, 21, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-03-20', tier = 'high', valid_until_on = '2026-03-09' WHERE id = 9;
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, NULL, 20, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-04-10', tier = 'high', valid_until_on = '2026-03-09' WHERE id = 11;
-- expect: subject_id, evidence
VALUES (1, '{"assessment_id": 10, "approved_on": "2025-03-10", "valid_until_on": "2026-03-09", "lead_days": 30}'::jsonb);

-- test:   that of an engagement that is over is not missed
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (21, 1, 'plants', 'low', '2025-06-01', '2026-03-31');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, NULL, 20, 901, '2025-01-10'), (12, NULL, 21, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-12-01', tier = 'high', valid_until_on = '2026-11-30' WHERE id = 11;
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-06-01', tier = 'high', valid_until_on = '2026-03-20' WHERE id = 12;
-- expect: none

-- A knock-out that nobody waives any more ends an approval before its day.

-- test:   it ends with the waiver
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'buyer', true);
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 2, 'hosting', 'high', '2025-04-01');
INSERT INTO questionnaire (id, key, version, title_en, criteria) VALUES (902, 'gate', '1', 'Gate', 1);
INSERT INTO criterion (id, questionnaire_id, position, key, text_en, kind, knock_out_when) VALUES (902, 902, 1, 'G1', 'Solvent?', 'yes_no', 'no');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 2, NULL, 902, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason) VALUES (11, 902, 902, '2025-05-01', '2026-03-31', 'asked for');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-05-01', tier = 'high', valid_until_on = '2026-04-30' WHERE id = 11;
-- expect: subject_id, severity, since, due_on
VALUES (1, 'high', date '2026-02-07', date '2026-03-09'), (2, 'high', '2026-03-01', '2026-03-31');

-- test:   another vendor's work does not go before its own
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-03-01';
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (99, 9, 'lifts', 'low', '2025-01-01');
-- expect: subject_id, since
VALUES (1, date '2026-03-01');

-- Only work that is under way.

-- test:   work that begins tomorrow is not under way yet
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-04-02' WHERE id = 20;
-- expect: none

-- test:   and is on its first day
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-04-01' WHERE id = 20;
-- expect: subject_id, since
VALUES (1, date '2026-04-01');

-- test:   work is under way on its last day
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-04-01' WHERE id = 20;
-- expect: subject_id, since
VALUES (1, date '2026-02-07');

-- test:   and over on the day after
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-03-31' WHERE id = 20;
-- expect: none

-- test:   work of which no start is recorded is under way
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = NULL WHERE id = 20;
-- expect: subject_id, since
VALUES (1, date '2026-02-07');

-- test:   work that was offboarded yesterday is over, although no end of it is recorded
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-03-31');
-- expect: none

-- test:   it is under way on the last day that its offboarding names
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-04-01');
-- expect: subject_id, since
VALUES (1, date '2026-02-07');

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
VALUES (1, date '2026-04-01');

-- test:   that other work of the vendor was offboarded changes nothing
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (29, 1, 'plants', 'low', '2025-06-01');
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 29, '2026-03-31');
-- expect: subject_id, since
VALUES (1, date '2026-02-07');

-- test:   nor does that another vendor was
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (9, '2026-03-31');
-- expect: subject_id, since
VALUES (1, date '2026-02-07');

-- test:   of a vendor that has ended nothing is asked
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01');
-- expect: none

-- test:   until the day before it all is
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-02');
-- expect: subject_id, since
VALUES (1, date '2026-02-07');

-- test:   and while it is only exiting, too
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-04-01');
-- expect: subject_id, since
VALUES (1, date '2026-02-07');

-- test:   another vendor's end is its own
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (9, 'ended', '2026-04-01');
-- expect: subject_id, since
VALUES (1, date '2026-02-07');

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
VALUES (1, date '2026-02-07');

-- test:   nor does its work go before that of the vendor
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-03-01', ends_on = '2026-04-01' WHERE id = 20;
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (28, 3, 'wages', 'high', '2025-06-01', '2026-04-01');
-- expect: subject_id, since
VALUES (1, date '2026-03-01');

-- test:   work that follows on other work goes on from that
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-03-01' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (29, 1, 'archive', 'low', '2025-01-01', '2026-02-28');
-- expect: subject_id, since
VALUES (1, date '2026-02-07');

-- test:   and after a day without work begins anew
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-03-01' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (29, 1, 'archive', 'low', '2025-01-01', '2026-02-27');
-- expect: subject_id, since
VALUES (1, date '2026-03-01');

-- Mergers.

-- test:   an approval that came with a merged entry counts
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 3, NULL, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-12-01', tier = 'high', valid_until_on = '2026-11-30' WHERE id = 11;
-- expect: none

-- test:   not before the merger
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 3, NULL, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-12-01', tier = 'high', valid_until_on = '2026-11-30' WHERE id = 11;
-- expect: vendor_id, subject_id
VALUES (1, 1);

-- test:   work of a merged entry is work of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
UPDATE engagement SET ends_on = '2025-04-30' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (28, 3, 'wages', 'high', '2025-09-01');
-- expect: vendor_id, subject_id, since
VALUES (1, 1, date '2026-02-07');

-- test:   and before the merger it is not
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
UPDATE engagement SET ends_on = '2025-04-30' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (28, 3, 'wages', 'high', '2025-09-01');
-- expect: none

-- Tiers.

-- test:   the tier of the vendor decides the severity, and medium stands for none
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord'), (4, 'Dart'), (5, 'Edge');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES
  (22, 2, 'hosting', 'critical', '2025-04-01'), (23, 3, 'mailing', 'medium', '2025-04-01'), (24, 4, 'plants', 'low', '2025-04-01'), (25, 5, 'lifts', NULL, '2025-04-01');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (12, 2, NULL, 900, '2025-01-10'), (13, 3, NULL, 900, '2025-01-10'), (14, 4, NULL, 900, '2025-01-10'), (15, 5, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-03-10', tier = 'high', valid_until_on = '2026-03-09' WHERE id = 12;
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-03-10', tier = 'high', valid_until_on = '2026-03-09' WHERE id = 13;
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-03-10', tier = 'high', valid_until_on = '2026-03-09' WHERE id = 14;
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-03-10', tier = 'high', valid_until_on = '2026-03-09' WHERE id = 15;
-- expect: subject_id, severity
VALUES (1, 'high'), (2, 'critical'), (3, 'medium'), (4, 'low'), (5, 'medium');

-- test:   before the end it is low for all
-- as-of:  2026-03-09
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord'), (4, 'Dart'), (5, 'Edge');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES
  (22, 2, 'hosting', 'critical', '2025-04-01'), (23, 3, 'mailing', 'medium', '2025-04-01'), (24, 4, 'plants', 'low', '2025-04-01'), (25, 5, 'lifts', NULL, '2025-04-01');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (12, 2, NULL, 900, '2025-01-10'), (13, 3, NULL, 900, '2025-01-10'), (14, 4, NULL, 900, '2025-01-10'), (15, 5, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-03-10', tier = 'high', valid_until_on = '2026-03-09' WHERE id = 12;
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-03-10', tier = 'high', valid_until_on = '2026-03-09' WHERE id = 13;
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-03-10', tier = 'high', valid_until_on = '2026-03-09' WHERE id = 14;
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-03-10', tier = 'high', valid_until_on = '2026-03-09' WHERE id = 15;
-- expect: subject_id, severity
VALUES (1, 'low'), (2, 'low'), (3, 'low'), (4, 'low'), (5, 'low');
