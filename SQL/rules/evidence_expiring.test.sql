-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'high', '2025-04-01');
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'iso27001', 'JP-1', '2023-04-16', '2026-04-15');

-- Sixty days before its last day, and that day.

-- test:   it ends soon and nothing replaces it
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, severity, since, due_on, reason, reason_ja, evidence
VALUES (1, 30, 'low', date '2026-02-14', date '2026-04-15', 'iso27001 JP-1 of Acme (evidence 30) is valid until 2026-04-15, and nothing replaces it yet',
  '委託先「Acme」のiso27001 JP-1（証跡30）の有効期限は2026-04-15だが、後継の証跡がまだ登録されていない',
  '{"valid_until_on": "2026-04-15", "lead_days": 60, "engagement_ids": []}'::jsonb);

-- test:   sixty-one days before nothing is said
-- as-of:  2026-02-13
-- expect: none

-- test:   sixty days before it is told
-- as-of:  2026-02-14
-- expect: subject_id, since, due_on
VALUES (30, date '2026-02-14', date '2026-04-15');

-- test:   on its last day, too
-- as-of:  2026-04-15
-- expect: subject_id, since
VALUES (30, date '2026-02-14');

-- test:   on the day after it is another rule's matter
-- as-of:  2026-04-16
-- expect: none

-- test:   what is valid for a few days only is told from its first day on
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'licence', 'L-1', '2026-03-20', '2026-04-20');
-- expect: subject_id, since
VALUES (30, date '2026-02-14'), (31, '2026-03-20');

-- test:   or from its issue, where no first day is named
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on, valid_until_on) VALUES (31, 1, 'licence', 'L-1', '2026-03-21', '2026-04-20');
-- expect: subject_id, since
VALUES (30, date '2026-02-14'), (31, '2026-03-21');

-- test:   the first day goes before the day of issue
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on, valid_from_on, valid_until_on) VALUES (31, 1, 'licence', 'L-1', '2026-03-01', '2026-03-22', '2026-04-20');
-- expect: subject_id, since
VALUES (30, date '2026-02-14'), (31, '2026-03-22');

-- test:   one that is not valid yet is not ending
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'licence', 'L-1', '2026-04-02', '2026-04-20');
-- expect: subject_id
VALUES (30);

-- test:   nor is one that names no end, or ends much later
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'soc2_type2', 'S-1', '2025-09-01', NULL), (32, 1, 'privacymark', 'P-1', '2025-09-01', '2026-06-01');
-- expect: subject_id
VALUES (30);

-- What replaces it.

-- test:   another took its place
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on, replaces_id) VALUES (31, 1, 'iso27001', 'JP-1', '2026-04-01', '2029-04-15', 30);
-- expect: none

-- test:   another was issued today and names no first day
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on, valid_from_on, valid_until_on, replaces_id) VALUES (31, 1, 'iso27001', 'JP-1', '2026-04-01', NULL, '2029-04-15', 30);
-- expect: none

-- test:   another is there and begins on the day after its last
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on, replaces_id) VALUES (31, 1, 'iso27001', 'JP-1', '2026-04-16', '2029-04-15', 30);
-- expect: none

-- test:   another leaves a day between
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on, replaces_id) VALUES (31, 1, 'iso27001', 'JP-1', '2026-04-17', '2029-04-15', 30);
-- expect: subject_id
VALUES (30);

-- test:   another was issued today and begins later
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on, valid_from_on, valid_until_on, replaces_id) VALUES (31, 1, 'iso27001', 'JP-1', '2026-04-01', '2026-04-16', '2029-04-15', 30);
-- expect: none

-- test:   another is issued only tomorrow
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on, valid_from_on, valid_until_on, replaces_id) VALUES (31, 1, 'iso27001', 'JP-1', '2026-04-02', '2026-04-16', '2029-04-15', 30);
-- expect: subject_id
VALUES (30);

-- test:   one that replaces another paper is no help
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (29, 1, 'iso27001', 'JP-0', '2020-01-01', '2023-01-01');
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on, replaces_id) VALUES (31, 1, 'iso27001', 'JP-1', '2026-04-16', '2029-04-15', 29);
-- expect: subject_id
VALUES (30);

-- Of some engagements only.

-- test:   tied to work that is under way
-- as-of:  2026-04-01
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (30, 20);
-- expect: subject_id, evidence
VALUES (30, '{"valid_until_on": "2026-04-15", "lead_days": 60, "engagement_ids": [20]}'::jsonb);

-- test:   tied to work that is over it is not missed
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
VALUES (30, date '2026-02-14');

-- test:   and over on the day after
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-03-31' WHERE id = 20;
-- expect: none

-- test:   work of which no start is recorded is under way
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = NULL WHERE id = 20;
-- expect: subject_id, since
VALUES (30, date '2026-02-14');

-- test:   work that was offboarded yesterday is over, although no end of it is recorded
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-03-31');
-- expect: none

-- test:   it is under way on the last day that its offboarding names
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-04-01');
-- expect: subject_id, since
VALUES (30, date '2026-02-14');

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
VALUES (30, date '2026-02-14');

-- test:   nor does that another vendor was
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (9, '2026-03-31');
-- expect: subject_id, since
VALUES (30, date '2026-02-14');

-- test:   of a vendor that has ended nothing is asked
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01');
-- expect: none

-- test:   until the day before it all is
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-02');
-- expect: subject_id, since
VALUES (30, date '2026-02-14');

-- test:   and while it is only exiting, too
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-04-01');
-- expect: subject_id, since
VALUES (30, date '2026-02-14');

-- test:   another vendor's end is its own
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (9, 'ended', '2026-04-01');
-- expect: subject_id, since
VALUES (30, date '2026-02-14');

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
VALUES (30, date '2026-02-14');

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
VALUES (30, date '2026-02-14');

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
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 3, 'privacymark', 'P-1', '2024-01-01', '2026-04-10');
-- expect: vendor_id, subject_id
VALUES (1, 30), (1, 31);

-- test:   but not before the merger
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 3, 'privacymark', 'P-1', '2024-01-01', '2026-04-10');
-- expect: vendor_id, subject_id
VALUES (1, 30);

-- test:   work of a merged entry is work of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
UPDATE engagement SET ends_on = '2025-04-30' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (28, 3, 'wages', 'high', '2025-09-01');
-- expect: vendor_id, subject_id, since
VALUES (1, 30, date '2026-02-14');

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

-- test:   the tier of the vendor decides the severity, and medium stands for none
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord'), (4, 'Dart'), (5, 'Edge');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES
  (22, 2, 'hosting', 'critical', '2025-04-01'), (23, 3, 'mailing', 'medium', '2025-04-01'), (24, 4, 'plants', 'low', '2025-04-01'), (25, 5, 'lifts', NULL, '2025-04-01');
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (32, 2, 'iso27001', 'JP-1', '2023-04-16', '2026-04-15'), (33, 3, 'iso27001', 'JP-1', '2023-04-16', '2026-04-15'), (34, 4, 'iso27001', 'JP-1', '2023-04-16', '2026-04-15'), (35, 5, 'iso27001', 'JP-1', '2023-04-16', '2026-04-15');
-- expect: subject_id, severity
VALUES (30, 'low'), (32, 'medium'), (33, 'low'), (34, 'info'), (35, 'low');
