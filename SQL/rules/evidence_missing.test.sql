-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'high', '2025-04-01');

-- What is found.

-- test:   no evidence is registered
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 1, 'high', date '2025-04-01', 'Acme works for us at tier high without valid evidence of its security: none of the kinds asked for is registered',
  '委託先「Acme」（重要度high）に業務を委託しているが、有効な証跡がない：求められる種類の証跡が登録されていない',
  '{"tier": "high", "kinds": ["iso27001", "iso27017", "iso27018", "iso27701", "privacymark", "ismap", "scs", "soc2_type2", "pci_aoc", "audit_report"], "latest_id": null, "counted_until_on": null}'::jsonb);

-- test:   ten years later it is so since the same day
-- as-of:  2036-04-01
-- expect: subject_id, since
VALUES (1, date '2025-04-01');

-- test:   of two vendors the one that has some is not found
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 2, 'hosting', 'high', '2025-04-01');
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 2, 'iso27001', 'JP-2', '2025-01-01', '2027-12-31');
-- expect: vendor_id, subject_id
VALUES (1, 1);

-- Valid on the day.

-- test:   it is valid on its last day
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'iso27001', 'JP-1', '2023-01-01', '2026-04-01');
-- expect: none

-- test:   and not on the day after
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'iso27001', 'JP-1', '2023-01-01', '2026-03-31');
-- expect: subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 'high', date '2026-04-01', 'Acme works for us at tier high without valid evidence of its security: the last, iso27001 JP-1 (evidence 30), counted until 2026-03-31',
  '委託先「Acme」（重要度high）に業務を委託しているが、有効な証跡がない：最後のiso27001 JP-1（証跡30）は2026-03-31まで有効であった',
  '{"tier": "high", "kinds": ["iso27001", "iso27017", "iso27018", "iso27701", "privacymark", "ismap", "scs", "soc2_type2", "pci_aoc", "audit_report"], "latest_id": 30, "counted_until_on": "2026-03-31"}'::jsonb);

-- test:   it is valid from its first day on
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'iso27001', 'JP-1', '2026-04-01', '2027-12-31');
-- expect: none

-- test:   and not before
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'iso27001', 'JP-1', '2026-04-02', '2027-12-31');
-- expect: subject_id, since
VALUES (1, date '2025-04-01');

-- test:   of several that have ended the last is named
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'iso27001', 'JP-1', '2021-01-01', '2025-12-31'), (31, 1, 'privacymark', 'P-1', '2023-01-01', '2025-06-30');
-- expect: subject_id, since, evidence
VALUES (1, date '2026-01-01', '{"tier": "high", "kinds": ["iso27001", "iso27017", "iso27018", "iso27701", "privacymark", "ismap", "scs", "soc2_type2", "pci_aoc", "audit_report"], "latest_id": 30, "counted_until_on": "2025-12-31"}'::jsonb);

-- test:   and of two of one day the later entry
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'iso27001', 'JP-1', '2021-01-01', '2025-12-31'), (31, 1, 'privacymark', 'P-1', '2023-01-01', '2025-12-31');
-- expect: subject_id, evidence
VALUES (1, '{"tier": "high", "kinds": ["iso27001", "iso27017", "iso27018", "iso27701", "privacymark", "ismap", "scs", "soc2_type2", "pci_aoc", "audit_report"], "latest_id": 31, "counted_until_on": "2025-12-31"}'::jsonb);

-- test:   what ended before the work began is not lacking before it
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'iso27001', 'JP-1', '2021-01-01', '2024-12-31');
-- expect: subject_id, since
VALUES (1, date '2025-04-01');

-- Papers that name no end.

-- test:   twelve months after its issue a report still counts
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'soc2_type2', 'S-1', '2025-04-01');
-- expect: none

-- test:   and on the day after it does not
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'soc2_type2', 'S-1', '2025-03-31');
-- expect: subject_id, since
VALUES (1, date '2026-04-01');

-- test:   without a day of issue its first day counts
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on) VALUES (30, 1, 'soc2_type2', 'S-1', '2025-04-01');
-- expect: none

-- test:   its day of issue goes before that
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on, valid_from_on) VALUES (30, 1, 'soc2_type2', 'S-1', '2025-03-31', '2025-05-01');
-- expect: subject_id, since
VALUES (1, date '2026-04-01');

-- test:   a report that names its end counts until that
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on, valid_until_on) VALUES (30, 1, 'audit_report', 'S-1', '2024-03-31', '2026-04-01');
-- expect: none

-- test:   a paper without any day shows nothing
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number) VALUES (30, 1, 'iso27001', NULL);
-- expect: subject_id, since, reason, reason_ja, evidence
VALUES (1, date '2025-04-01', 'Acme works for us at tier high without valid evidence of its security: of iso27001 (evidence 30) nobody recorded a day',
  '委託先「Acme」（重要度high）に業務を委託しているが、有効な証跡がない：iso27001（証跡30）には日付が登録されていない',
  '{"tier": "high", "kinds": ["iso27001", "iso27017", "iso27018", "iso27701", "privacymark", "ismap", "scs", "soc2_type2", "pci_aoc", "audit_report"], "latest_id": 30, "counted_until_on": null}'::jsonb);

-- test:   one with days goes before one without
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'iso27001', 'JP-1', '2021-01-01', '2025-12-31'), (31, 1, 'iso27001', 'JP-2', NULL, NULL);
-- expect: subject_id, since
VALUES (1, date '2026-01-01');

-- Of the vendor, of a kind that is asked for, and not replaced.

-- test:   an insurance shows nothing of its security
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'insurance', 'I-1', '2025-01-01', '2027-12-31');
-- expect: subject_id
VALUES (1);

-- test:   iso27001 does
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'iso27001', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   iso27017 does
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'iso27017', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   iso27018 does
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'iso27018', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   iso27701 does
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'iso27701', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   privacymark does
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'privacymark', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   ismap does
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'ismap', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   scs does
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'scs', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   soc2_type2 does
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'soc2_type2', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   pci_aoc does
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'pci_aoc', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   audit_report does
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'audit_report', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   another vendor's certificate is its own
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 2, 'iso27001', 'JP-1', '2025-01-01', '2027-12-31');
-- expect: subject_id
VALUES (1);

-- test:   what was replaced does not count any more
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on, replaces_id) VALUES (30, 1, 'iso27001', 'JP-1', '2025-01-01', '2027-12-31', NULL), (31, 1, 'iso27001', 'JP-1', '2025-09-01', '2026-01-31', 30);
-- expect: subject_id, since
VALUES (1, date '2026-02-01');

-- test:   until what replaces it begins it does
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on, replaces_id) VALUES (30, 1, 'iso27001', 'JP-1', '2025-01-01', '2027-12-31', NULL), (31, 1, 'iso27001', 'JP-1', '2026-04-02', '2026-12-31', 30);
-- expect: none

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

-- test:   a certificate that came with a merged entry counts
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 3, 'iso27001', 'JP-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   not before the merger
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 3, 'iso27001', 'JP-1', '2025-01-01', '2027-12-31');
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

-- test:   critical and high ask for evidence, medium, low and none do not
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord'), (4, 'Dart'), (5, 'Edge');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES
  (22, 2, 'hosting', 'critical', '2025-04-01'), (23, 3, 'mailing', 'medium', '2025-04-01'), (24, 4, 'plants', 'low', '2025-04-01'), (25, 5, 'lifts', NULL, '2025-04-01');
-- expect: subject_id, severity
VALUES (1, 'high'), (2, 'critical');

-- test:   critical asks for the same kinds
-- as-of:  2026-04-01
UPDATE engagement SET tier = 'critical';
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'audit_report', 'X-1', '2025-04-01', '2026-04-01');
-- expect: none

-- test:   at tier critical each of ten kinds will do, and a questionnaire will not
-- as-of:  2026-04-01
DELETE FROM engagement;
INSERT INTO vendor (id, name) SELECT n, 'Vendor ' || n FROM generate_series(100, 110) n;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on)
SELECT v.id, v.id, 'work', 'critical', '2025-04-01' FROM vendor v WHERE v.id >= 100;
INSERT INTO evidence (id, vendor_id, kind, valid_from_on, valid_until_on)
SELECT 100 + n, 99 + n, kind, '2025-01-01', '2027-12-31'
FROM unnest('{iso27001,iso27017,iso27018,iso27701,privacymark,ismap,scs,soc2_type2,pci_aoc,audit_report,questionnaire}'::text[]) WITH ORDINALITY l (kind, n);
-- expect: subject_id, severity
VALUES (110, 'critical');
