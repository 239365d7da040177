-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
SELECT set_config('clause6.actor', 'buyer', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'high', '2025-04-01');
INSERT INTO questionnaire (id, key, version, title_en, criteria) VALUES (900, 'short', '1', 'Short', 1), (901, 'long', '1', 'Long', 1);
INSERT INTO criterion (id, questionnaire_id, position, key, text_en) VALUES (900, 900, 1, 'Q1', 'Able?'), (901, 901, 1, 'L1', 'Willing?');

-- What is found.

-- test:   nobody ever assessed the vendor
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 1, 'high', date '2025-04-01', 'Acme works for us since 2025-04-01, and no assessment of it or of that work was ever concluded',
  '委託先「Acme」に業務を委託しているが（2025-04-01から）、委託先全体についてもその業務についても結論の出た評価がない', '{"tier": "high", "work_since": "2025-04-01"}'::jsonb);

-- test:   ten years later it is so since the same day
-- as-of:  2036-04-01
-- expect: subject_id, since
VALUES (1, date '2025-04-01');

-- test:   where no start of the work is recorded the reason says so
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = NULL;
-- expect: since, reason, reason_ja, evidence
VALUES (NULL::date, 'Acme works for us since a day that nobody recorded, and no assessment of it or of that work was ever concluded',
  '委託先「Acme」に業務を委託しているが（開始日の登録なし）、委託先全体についてもその業務についても結論の出た評価がない', '{"tier": "high", "work_since": null}'::jsonb);

-- test:   a vendor without work is not asked for
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
-- expect: vendor_id, subject_id
VALUES (1, 1);

-- test:   one that is under way says nothing yet
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (10, 1, NULL, 900, '2025-01-10');
-- expect: subject_id, since
VALUES (1, date '2025-04-01');

-- Any conclusion counts, for the whole vendor or for the work.

-- test:   an approval is an assessment, whatever became of it
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (10, 1, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'approve', concluded_on = '2025-02-01', tier = 'high', valid_until_on = '2026-01-31' WHERE id = 10;
-- expect: none

-- test:   a rejection is an assessment, whatever became of it
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (10, 1, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-02-01', tier = 'high' WHERE id = 10;
-- expect: none

-- test:   concluded on the day
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (10, 1, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2026-04-01', tier = 'high' WHERE id = 10;
-- expect: none

-- test:   concluded tomorrow
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (10, 1, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2026-04-02', tier = 'high' WHERE id = 10;
-- expect: subject_id
VALUES (1);

-- test:   another vendor that was assessed is another vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 2, 'hosting', 'high', '2025-04-01');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (10, 2, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-02-01', tier = 'high' WHERE id = 10;
-- expect: vendor_id, subject_id
VALUES (1, 1);

-- test:   the assessment of the one engagement counts for it
-- as-of:  2026-04-01
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (10, NULL, 20, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-02-01', tier = 'high' WHERE id = 10;
-- expect: none

-- test:   and not for another, which is what the days are counted from
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 1, 'plants', 'low', '2025-07-01');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (10, NULL, 20, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-02-01', tier = 'high' WHERE id = 10;
-- expect: subject_id, since
VALUES (1, date '2025-07-01');

-- test:   one of the engagement and one of another vendor do not make one of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 1, 'plants', 'low', '2025-07-01');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (10, NULL, 20, 900, '2025-01-10'), (11, 2, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-02-01', tier = 'high' WHERE id = 10;
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-02-01', tier = 'high' WHERE id = 11;
-- expect: subject_id, since
VALUES (1, date '2025-07-01');

-- test:   several engagements are one finding
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 1, 'plants', 'low', '2025-07-01');
-- expect: subject_id, since, severity
VALUES (1, date '2025-04-01', 'high');

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
VALUES (1, date '2025-04-01');

-- test:   and over on the day after
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-03-31' WHERE id = 20;
-- expect: none

-- test:   work of which no start is recorded is under way
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = NULL WHERE id = 20;
-- expect: subject_id, since
VALUES (1, NULL::date);

-- test:   work that was offboarded yesterday is over, although no end of it is recorded
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-03-31');
-- expect: none

-- test:   it is under way on the last day that its offboarding names
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-04-01');
-- expect: subject_id, since
VALUES (1, date '2025-04-01');

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
VALUES (1, date '2025-04-01');

-- test:   nor does that another vendor was
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (9, '2026-03-31');
-- expect: subject_id, since
VALUES (1, date '2025-04-01');

-- test:   of a vendor that has ended nothing is asked
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01');
-- expect: none

-- test:   until the day before it all is
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-02');
-- expect: subject_id, since
VALUES (1, date '2025-04-01');

-- test:   and while it is only exiting, too
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-04-01');
-- expect: subject_id, since
VALUES (1, date '2025-04-01');

-- test:   another vendor's end is its own
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (9, 'ended', '2026-04-01');
-- expect: subject_id, since
VALUES (1, date '2025-04-01');

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
VALUES (1, date '2025-04-01');

-- test:   nor does its work go before that of the vendor
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-03-01', ends_on = '2026-04-01' WHERE id = 20;
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (28, 3, 'wages', 'high', '2025-06-01', '2026-04-01');
-- expect: subject_id, since
VALUES (1, date '2026-03-01'), (3, '2025-06-01');

-- test:   work that follows on other work goes on from that
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-03-01' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (29, 1, 'archive', 'low', '2025-01-01', '2026-02-28');
-- expect: subject_id, since
VALUES (1, date '2025-01-01');

-- test:   and after a day without work begins anew
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-03-01' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (29, 1, 'archive', 'low', '2025-01-01', '2026-02-27');
-- expect: subject_id, since
VALUES (1, date '2026-03-01');

-- Mergers.

-- test:   an assessment that came with a merged entry counts
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (10, 3, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-02-01', tier = 'high' WHERE id = 10;
-- expect: none

-- test:   not before the merger
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, engagement_id, questionnaire_id, started_on) VALUES (10, 3, NULL, 900, '2025-01-10');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2025-02-01', tier = 'high' WHERE id = 10;
-- expect: vendor_id, subject_id
VALUES (1, 1);

-- test:   work of a merged entry is work of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
UPDATE engagement SET ends_on = '2025-04-30' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (28, 3, 'wages', 'high', '2025-09-01');
-- expect: vendor_id, subject_id, since
VALUES (1, 1, date '2025-09-01');

-- test:   and before the merger its own
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
UPDATE engagement SET ends_on = '2025-04-30' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (28, 3, 'wages', 'high', '2025-09-01');
-- expect: vendor_id, subject_id
VALUES (3, 3);

-- Tiers.

-- test:   the tier of the vendor decides the severity, and medium stands for none
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord'), (4, 'Dart'), (5, 'Edge');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES
  (22, 2, 'hosting', 'critical', '2025-04-01'), (23, 3, 'mailing', 'medium', '2025-04-01'), (24, 4, 'plants', 'low', '2025-04-01'), (25, 5, 'lifts', NULL, '2025-04-01');
-- expect: subject_id, severity
VALUES (1, 'high'), (2, 'critical'), (3, 'medium'), (4, 'low'), (5, 'medium');
