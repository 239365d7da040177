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
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-05-01', tier = 'high' WHERE id = 10;
SELECT set_config('clause6.actor', 'buyer', true);

-- What is found.

-- test:   rejected, and used all the same
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 1, 'high', date '2025-05-01', 'Acme was rejected on 2025-05-01 by mori (assessment 10), and works for us all the same',
  '委託先「Acme」は2025-05-01にmoriにより不適格と判定されたが（評価10）、業務の委託が続いている',
  '{"assessment_id": 10, "engagement_id": null, "rejected_on": "2025-05-01"}'::jsonb);

-- test:   on the very day of the rejection
-- as-of:  2025-05-01
-- expect: subject_id, since
VALUES (1, date '2025-05-01');

-- test:   and not on the day before
-- as-of:  2025-04-30
-- expect: none

-- test:   a vendor that was approved is not found
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 2, 'hosting', 'high', '2025-04-01');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 2, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-05-01', tier = 'high', valid_until_on = '2026-04-30' WHERE id = 11;
-- expect: vendor_id, subject_id
VALUES (1, 1);

-- test:   nor is one that nobody assessed
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 2, 'hosting', 'high', '2025-04-01');
-- expect: vendor_id, subject_id
VALUES (1, 1);

-- A decision by the same questionnaire takes its place, and no other does.

-- test:   approved since then
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 1, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-08-01', tier = 'high', valid_until_on = '2026-04-30' WHERE id = 11;
-- expect: none

-- test:   approved tomorrow
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 1, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2026-04-02', tier = 'high', valid_until_on = '2026-12-31' WHERE id = 11;
-- expect: subject_id, since
VALUES (1, date '2025-05-01');

-- test:   approved by another questionnaire
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 1, NULL, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-08-01', tier = 'high', valid_until_on = '2026-04-30' WHERE id = 11;
-- expect: subject_id, since
VALUES (1, date '2025-05-01');

-- test:   rejected again it is the later rejection that stands
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 1, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-08-01', tier = 'high' WHERE id = 11;
-- expect: subject_id, since, evidence
VALUES (1, date '2025-08-01', '{"assessment_id": 11, "engagement_id": null, "rejected_on": "2025-08-01"}'::jsonb);

-- test:   of two that stand the one that was disregarded longest is named
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 1, NULL, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-04-20', tier = 'high' WHERE id = 11;
-- expect: subject_id, since, evidence
VALUES (1, date '2025-04-20', '{"assessment_id": 11, "engagement_id": null, "rejected_on": "2025-04-20"}'::jsonb);

-- test:   and of two of one day the first
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (9, 1, NULL, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-05-01', tier = 'high' WHERE id = 9;
-- expect: subject_id, evidence
VALUES (1, '{"assessment_id": 9, "engagement_id": null, "rejected_on": "2025-05-01"}'::jsonb);

-- Of one engagement.

-- test:   rejected for one engagement that is under way
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (22, 2, 'hosting', 'high', '2025-04-01', NULL), (23, 2, 'plants', 'low', '2025-06-01', NULL);
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, NULL, 22, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-05-02', tier = 'high' WHERE id = 11;
-- expect: subject_id, since, reason, reason_ja, evidence
VALUES (1, date '2025-05-01', 'Acme was rejected on 2025-05-01 by mori (assessment 10), and works for us all the same',
  '委託先「Acme」は2025-05-01にmoriにより不適格と判定されたが（評価10）、業務の委託が続いている',
  '{"assessment_id": 10, "engagement_id": null, "rejected_on": "2025-05-01"}'::jsonb),
  (2, '2025-05-02', 'Bolt was rejected for hosting on 2025-05-02 by mori (assessment 11), and works for us all the same',
  '委託先「Bolt」は業務「hosting」について2025-05-02にmoriにより不適格と判定されたが（評価11）、業務の委託が続いている',
  '{"assessment_id": 11, "engagement_id": 22, "rejected_on": "2025-05-02"}'::jsonb);

-- test:   rejected for one that is over, while other work goes on
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (22, 2, 'hosting', 'high', '2025-04-01', '2026-03-31'), (23, 2, 'plants', 'low', '2025-06-01', NULL);
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, NULL, 22, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-05-02', tier = 'high' WHERE id = 11;
-- expect: subject_id
VALUES (1);

-- test:   rejected earlier for work that began later is disregarded for a shorter time
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 1, 'hosting', 'high', '2025-09-01');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, NULL, 21, 901, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-04-20', tier = 'high' WHERE id = 11;
-- expect: subject_id, since, evidence
VALUES (1, date '2025-05-01', '{"assessment_id": 10, "engagement_id": null, "rejected_on": "2025-05-01"}'::jsonb);

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
VALUES (1, date '2025-05-01');

-- test:   and over on the day after
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-03-31' WHERE id = 20;
-- expect: none

-- test:   work of which no start is recorded is under way
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = NULL WHERE id = 20;
-- expect: subject_id, since
VALUES (1, date '2025-05-01');

-- test:   work that was offboarded yesterday is over, although no end of it is recorded
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-03-31');
-- expect: none

-- test:   it is under way on the last day that its offboarding names
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-04-01');
-- expect: subject_id, since
VALUES (1, date '2025-05-01');

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
VALUES (1, date '2025-05-01');

-- test:   nor does that another vendor was
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (9, '2026-03-31');
-- expect: subject_id, since
VALUES (1, date '2025-05-01');

-- test:   of a vendor that has ended nothing is asked
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01');
-- expect: none

-- test:   until the day before it all is
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-02');
-- expect: subject_id, since
VALUES (1, date '2025-05-01');

-- test:   and while it is only exiting, too
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-04-01');
-- expect: subject_id, since
VALUES (1, date '2025-05-01');

-- test:   another vendor's end is its own
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (9, 'ended', '2026-04-01');
-- expect: subject_id, since
VALUES (1, date '2025-05-01');

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
VALUES (1, date '2025-05-01');

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
VALUES (1, date '2025-05-01');

-- test:   and after a day without work begins anew
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-03-01' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (29, 1, 'archive', 'low', '2025-01-01', '2026-02-27');
-- expect: subject_id, since
VALUES (1, date '2026-03-01');

-- Mergers.

-- test:   the rejection of a merged entry is one of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 2, 'hosting', 'high', '2025-04-01');
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Bolt KK', 2, '2026-04-01');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 3, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-05-02', tier = 'high' WHERE id = 11;
-- expect: vendor_id, subject_id, since
VALUES (1, 1, date '2025-05-01'), (2, 2, '2025-05-02');

-- test:   but not before the merger
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 2, 'hosting', 'high', '2025-04-01');
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Bolt KK', 2, '2026-04-02');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (11, 3, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-05-02', tier = 'high' WHERE id = 11;
-- expect: vendor_id, subject_id
VALUES (1, 1);

-- test:   work of a merged entry is work of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
UPDATE engagement SET ends_on = '2025-04-30' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (28, 3, 'wages', 'high', '2025-09-01');
-- expect: vendor_id, subject_id, since
VALUES (1, 1, date '2025-09-01');

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
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-05-01', tier = 'high' WHERE id = 12;
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-05-01', tier = 'high' WHERE id = 13;
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-05-01', tier = 'high' WHERE id = 14;
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-05-01', tier = 'high' WHERE id = 15;
-- expect: subject_id, severity
VALUES (1, 'high'), (2, 'critical'), (3, 'high'), (4, 'medium'), (5, 'high');
