-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'high', '2025-04-01');
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'soc2_type2', 'S-1', '2026-01-10');

-- Thirty days after its issue.

-- test:   nobody read it
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 30, 'low', date '2026-02-09', 'soc2_type2 S-1 of Acme (evidence 30), issued on 2026-01-10, was read by nobody as far as is recorded',
  '委託先「Acme」のsoc2_type2 S-1（証跡30、発行日2026-01-10）の内容を確認した記録がない', '{"issued_on": "2026-01-10", "days": 30, "engagement_ids": []}'::jsonb);

-- test:   twenty-nine days after it nothing is said
-- as-of:  2026-02-08
-- expect: none

-- test:   on the thirtieth it is told
-- as-of:  2026-02-09
-- expect: subject_id, since
VALUES (30, date '2026-02-09');

-- test:   without a day of issue its first day counts
-- as-of:  2026-04-01
UPDATE evidence SET issued_on = NULL, valid_from_on = '2026-01-11';
-- expect: subject_id, since
VALUES (30, date '2026-02-10');

-- test:   its day of issue goes before that
-- as-of:  2026-04-01
UPDATE evidence SET valid_from_on = '2026-01-12';
-- expect: subject_id, since
VALUES (30, date '2026-02-09');

-- test:   of a paper without days nobody can tell since when
-- as-of:  2026-04-01
UPDATE evidence SET issued_on = NULL;
-- expect: subject_id, since, reason, reason_ja, evidence
VALUES (30, NULL::date, 'soc2_type2 S-1 of Acme (evidence 30), issued on a day that nobody recorded, was read by nobody as far as is recorded',
  '委託先「Acme」のsoc2_type2 S-1（証跡30、発行日の登録なし）の内容を確認した記録がない', '{"issued_on": null, "days": 30, "engagement_ids": []}'::jsonb);

-- Who read it.

-- test:   read today
-- as-of:  2026-04-01
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-04-01');
-- expect: none

-- test:   read tomorrow
-- as-of:  2026-04-01
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-04-02');
-- expect: subject_id
VALUES (30);

-- test:   of two papers one was read
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (31, 1, 'iso27001', 'JP-1', '2026-01-10');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (31, '2026-02-01');
-- expect: subject_id
VALUES (30);

-- Only what is valid, and not replaced.

-- test:   on its last day
-- as-of:  2026-04-01
UPDATE evidence SET valid_until_on = '2026-04-01';
-- expect: subject_id
VALUES (30);

-- test:   and no longer on the day after
-- as-of:  2026-04-01
UPDATE evidence SET valid_until_on = '2026-03-31';
-- expect: none

-- test:   on its first day
-- as-of:  2026-04-01
UPDATE evidence SET valid_from_on = '2026-04-01';
-- expect: subject_id
VALUES (30);

-- test:   and not before
-- as-of:  2026-04-01
UPDATE evidence SET valid_from_on = '2026-04-02';
-- expect: none

-- test:   what was replaced need not be read any more
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on, replaces_id) VALUES (31, 1, 'soc2_type2', 'S-2', '2026-04-01', 30);
-- expect: none

-- test:   until it is
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on, replaces_id) VALUES (31, 1, 'soc2_type2', 'S-2', '2026-04-02', 30);
-- expect: subject_id
VALUES (30);

-- Of some engagements only.

-- test:   tied to work that is under way
-- as-of:  2026-04-01
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (30, 20);
-- expect: subject_id, evidence
VALUES (30, '{"issued_on": "2026-01-10", "days": 30, "engagement_ids": [20]}'::jsonb);

-- test:   tied to work that is over
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (21, 1, 'archive', 'low', '2025-06-01', '2026-03-31');
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (30, 21);
-- expect: none

-- test:   what it was not tied to does not count
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 1, 'archive', 'low', '2026-03-10');
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (30, 21);
-- expect: subject_id, since
VALUES (30, date '2026-03-10');

-- Only work that is under way.

-- test:   work that begins tomorrow is not under way yet
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-04-02' WHERE id = 20;
-- expect: none

-- test:   and is on its first day
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-04-01' WHERE id = 20;
-- expect: subject_id, since
VALUES (30, date '2026-04-01');

-- test:   work is under way on its last day
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-04-01' WHERE id = 20;
-- expect: subject_id, since
VALUES (30, date '2026-02-09');

-- test:   and over on the day after
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-03-31' WHERE id = 20;
-- expect: none

-- test:   work of which no start is recorded is under way
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = NULL WHERE id = 20;
-- expect: subject_id, since
VALUES (30, date '2026-02-09');

-- test:   work that was offboarded yesterday is over, although no end of it is recorded
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-03-31');
-- expect: none

-- test:   it is under way on the last day that its offboarding names
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-04-01');
-- expect: subject_id, since
VALUES (30, date '2026-02-09');

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
VALUES (30, date '2026-04-01');

-- test:   that other work of the vendor was offboarded changes nothing
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (29, 1, 'plants', 'low', '2025-06-01');
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 29, '2026-03-31');
-- expect: subject_id, since
VALUES (30, date '2026-02-09');

-- test:   nor does that another vendor was
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (9, '2026-03-31');
-- expect: subject_id, since
VALUES (30, date '2026-02-09');

-- test:   of a vendor that has ended nothing is asked
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01');
-- expect: none

-- test:   until the day before it all is
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-02');
-- expect: subject_id, since
VALUES (30, date '2026-02-09');

-- test:   and while it is only exiting, too
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-04-01');
-- expect: subject_id, since
VALUES (30, date '2026-02-09');

-- test:   another vendor's end is its own
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (9, 'ended', '2026-04-01');
-- expect: subject_id, since
VALUES (30, date '2026-02-09');

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
VALUES (30, date '2026-02-09');

-- test:   nor does its work go before that of the vendor
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-03-01', ends_on = '2026-04-01' WHERE id = 20;
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (28, 3, 'wages', 'high', '2025-06-01', '2026-04-01');
-- expect: subject_id, since
VALUES (30, date '2026-03-01');

-- test:   work that follows on other work goes on from that
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-03-01' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (29, 1, 'archive', 'low', '2025-01-01', '2026-02-28');
-- expect: subject_id, since
VALUES (30, date '2026-02-09');

-- test:   and after a day without work begins anew
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-03-01' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (29, 1, 'archive', 'low', '2025-01-01', '2026-02-27');
-- expect: subject_id, since
VALUES (30, date '2026-03-01');

-- Mergers.

-- test:   the paper of a merged entry is one of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (31, 3, 'iso27001', 'P-1', '2026-01-10');
-- expect: vendor_id, subject_id
VALUES (1, 30), (1, 31);

-- test:   but not before the merger
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (31, 3, 'iso27001', 'P-1', '2026-01-10');
-- expect: vendor_id, subject_id
VALUES (1, 30);

-- test:   work of a merged entry is work of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
UPDATE engagement SET ends_on = '2025-04-30' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (28, 3, 'wages', 'high', '2025-09-01');
-- expect: vendor_id, subject_id, since
VALUES (1, 30, date '2026-02-09');

-- test:   and before the merger it is not
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
UPDATE engagement SET ends_on = '2025-04-30' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (28, 3, 'wages', 'high', '2025-09-01');
-- expect: none

-- test:   another vendor's work is its own
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-03-01';
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 2, 'hosting', 'high', '2025-04-01');
-- expect: subject_id, since
VALUES (30, date '2026-03-01');

-- Tiers.

-- test:   the tier of the vendor decides the severity and the days, and medium stands for none
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord'), (4, 'Dart'), (5, 'Edge');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES
  (22, 2, 'hosting', 'critical', '2025-04-01'), (23, 3, 'mailing', 'medium', '2025-04-01'), (24, 4, 'plants', 'low', '2025-04-01'), (25, 5, 'lifts', NULL, '2025-04-01');
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (32, 2, 'iso27001', 'JP-1', '2026-01-10'), (33, 3, 'iso27001', 'JP-1', '2026-01-10'), (34, 4, 'iso27001', 'JP-1', '2026-01-10'), (35, 5, 'iso27001', 'JP-1', '2026-01-10');
-- expect: subject_id, severity, since
VALUES (30, 'low', date '2026-02-09'), (32, 'medium', '2026-01-24'), (33, 'low', '2026-02-09'), (34, 'info', '2026-02-09'), (35, 'low', '2026-02-09');

-- test:   critical has fourteen days
-- as-of:  2026-01-24
UPDATE engagement SET tier = 'critical';
-- expect: subject_id, since
VALUES (30, date '2026-01-24');

-- test:   and not thirteen
-- as-of:  2026-01-23
UPDATE engagement SET tier = 'critical';
-- expect: none
