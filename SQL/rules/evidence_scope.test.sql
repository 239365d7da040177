-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'high', '2025-04-01');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 1, 'hosting', 'low', '2024-01-01');
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (30, 1, 'iso27001', 'JP-1', '2024-01-01', '2026-12-31');
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (30, 21);

-- What is found.

-- test:   the only certificate is for other work
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 20, 'medium', date '2025-04-01', 'No valid certificate of Acme covers the engagement payroll (tier high): iso27001 JP-1 (evidence 30) for other work only',
  '委託先「Acme」の業務「payroll」（重要度high）を対象とする有効な認証がない：iso27001 JP-1（証跡30）は他の業務のみを対象としている',
  '{"tier": "high", "kinds": ["iso27001", "iso27017", "iso27018", "iso27701", "privacymark", "ismap", "scs", "soc2_type2", "pci_aoc"], "evidence_ids": [30], "covered_until_on": null}'::jsonb);

-- test:   several are named in their order
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'privacymark', 'P-1', '2025-01-01', '2027-12-31');
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (31, 21);
-- expect: subject_id, reason, reason_ja, evidence
VALUES (20, 'No valid certificate of Acme covers the engagement payroll (tier high): iso27001 JP-1 (evidence 30), privacymark P-1 (evidence 31) for other work only',
  '委託先「Acme」の業務「payroll」（重要度high）を対象とする有効な認証がない：iso27001 JP-1（証跡30）、privacymark P-1（証跡31）は他の業務のみを対象としている',
  '{"tier": "high", "kinds": ["iso27001", "iso27017", "iso27018", "iso27701", "privacymark", "ismap", "scs", "soc2_type2", "pci_aoc"], "evidence_ids": [30, 31], "covered_until_on": null}'::jsonb);

-- test:   of two engagements the one that is covered is not found
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (24, 1, 'mailing', 'high', '2025-05-01');
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (30, 24);
-- expect: subject_id
VALUES (20);

-- What covers it.

-- test:   the certificate names it, too
-- as-of:  2026-04-01
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (30, 20);
-- expect: none

-- test:   another certificate names it
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'privacymark', 'P-1', '2025-01-01', '2027-12-31');
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (31, 20);
-- expect: none

-- test:   another covers the whole vendor
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'privacymark', 'P-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   on its last day
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'privacymark', 'P-1', '2025-01-01', '2026-04-01');
-- expect: none

-- test:   and no longer on the day after
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'privacymark', 'P-1', '2025-01-01', '2026-03-31');
-- expect: subject_id, since, evidence
VALUES (20, date '2026-04-01', '{"tier": "high", "kinds": ["iso27001", "iso27017", "iso27018", "iso27701", "privacymark", "ismap", "scs", "soc2_type2", "pci_aoc"], "evidence_ids": [30], "covered_until_on": "2026-03-31"}'::jsonb);

-- test:   from its first day on
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'privacymark', 'P-1', '2026-04-01', '2027-12-31');
-- expect: none

-- test:   and not before
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'privacymark', 'P-1', '2026-04-02', '2027-12-31');
-- expect: subject_id, since
VALUES (20, date '2025-04-01');

-- test:   a report without an end covers it for twelve months
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (31, 1, 'soc2_type2', 'S-1', '2025-04-01');
-- expect: none

-- test:   and no longer
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (31, 1, 'soc2_type2', 'S-1', '2025-03-31');
-- expect: subject_id, since
VALUES (20, date '2026-04-01');

-- test:   without a day of issue its first day counts
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on) VALUES (31, 1, 'soc2_type2', 'S-1', '2025-04-01');
-- expect: none

-- test:   its day of issue goes before that
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on, valid_from_on) VALUES (31, 1, 'soc2_type2', 'S-1', '2025-03-31', '2025-05-01');
-- expect: subject_id, since
VALUES (20, date '2026-04-01');

-- test:   a paper without any day covers nothing
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'iso27001', 'JP-2', NULL, NULL);
-- expect: subject_id
VALUES (20);

-- test:   an audit report is no certificate
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'audit_report', 'A-1', '2025-01-01', '2027-12-31');
-- expect: subject_id
VALUES (20);

-- test:   iso27001 is
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'iso27001', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   iso27017 is
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'iso27017', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   iso27018 is
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'iso27018', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   iso27701 is
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'iso27701', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   privacymark is
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'privacymark', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   ismap is
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'ismap', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   scs is
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'scs', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   soc2_type2 is
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'soc2_type2', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   pci_aoc is
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'pci_aoc', 'X-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   another vendor's certificate covers nothing
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 2, 'iso27001', 'JP-1', '2025-01-01', '2027-12-31');
-- expect: subject_id
VALUES (20);

-- Where there is no certificate, or none any more, it is another rule that says so.

-- test:   no certificate at all
-- as-of:  2026-04-01
UPDATE evidence SET kind = 'insurance';
-- expect: none

-- test:   the certificate is valid until today
-- as-of:  2026-04-01
UPDATE evidence SET valid_until_on = '2026-04-01';
-- expect: subject_id
VALUES (20);

-- test:   it was valid until yesterday
-- as-of:  2026-04-01
UPDATE evidence SET valid_until_on = '2026-03-31';
-- expect: none

-- test:   a report of other work is one for twelve months
-- as-of:  2026-04-01
UPDATE evidence SET valid_until_on = NULL, valid_from_on = NULL, issued_on = '2025-04-01', kind = 'soc2_type2';
-- expect: subject_id
VALUES (20);

-- test:   and then none
-- as-of:  2026-04-01
UPDATE evidence SET valid_until_on = NULL, valid_from_on = NULL, issued_on = '2025-03-31', kind = 'soc2_type2';
-- expect: none

-- Since when.

-- test:   since the certificate for other work, where that came after the work
-- as-of:  2026-04-01
UPDATE evidence SET valid_from_on = '2025-10-01';
-- expect: subject_id, since
VALUES (20, date '2025-10-01');

-- test:   since its issue, where it names no first day
-- as-of:  2026-04-01
UPDATE evidence SET valid_from_on = NULL, issued_on = '2025-10-02';
-- expect: subject_id, since
VALUES (20, date '2025-10-02');

-- test:   its first day goes before its issue
-- as-of:  2026-04-01
UPDATE evidence SET valid_from_on = '2025-10-03', issued_on = '2025-09-01';
-- expect: subject_id, since
VALUES (20, date '2025-10-03');

-- test:   of several since the first, even when that is over
-- as-of:  2026-04-01
UPDATE evidence SET valid_from_on = '2025-11-01';
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'privacymark', 'P-1', '2025-08-01', '2025-12-31');
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (31, 21);
-- expect: subject_id, since, evidence
VALUES (20, date '2025-08-01', '{"tier": "high", "kinds": ["iso27001", "iso27017", "iso27018", "iso27701", "privacymark", "ismap", "scs", "soc2_type2", "pci_aoc"], "evidence_ids": [30], "covered_until_on": null}'::jsonb);

-- test:   one of which no first day is recorded may have been first
-- as-of:  2026-04-01
UPDATE evidence SET valid_from_on = '2025-10-01';
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'privacymark', 'P-1', NULL, '2027-12-31');
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (31, 21);
-- expect: subject_id, since
VALUES (20, date '2025-04-01');

-- test:   of several that covered it the last to end counts
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'privacymark', 'P-1', '2025-01-01', '2026-02-28'), (32, 1, 'ismap', 'M-1', '2025-01-01', '2025-08-31');
-- expect: subject_id, since
VALUES (20, date '2026-03-01');

-- test:   only what is valid today is named
-- as-of:  2026-04-01
UPDATE evidence SET valid_until_on = '2026-04-01';
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'privacymark', 'P-1', '2025-01-01', '2026-03-31'), (32, 1, 'ismap', 'M-1', '2025-01-01', '2026-04-01');
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (31, 21);
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (32, 21);
-- expect: subject_id, reason, reason_ja, evidence
VALUES (20, 'No valid certificate of Acme covers the engagement payroll (tier high): iso27001 JP-1 (evidence 30), ismap M-1 (evidence 32) for other work only',
  '委託先「Acme」の業務「payroll」（重要度high）を対象とする有効な認証がない：iso27001 JP-1（証跡30）、ismap M-1（証跡32）は他の業務のみを対象としている',
  '{"tier": "high", "kinds": ["iso27001", "iso27017", "iso27018", "iso27701", "privacymark", "ismap", "scs", "soc2_type2", "pci_aoc"], "evidence_ids": [30, 32], "covered_until_on": null}'::jsonb);

-- test:   one that covers it does not begin it
-- as-of:  2026-04-01
UPDATE evidence SET valid_from_on = '2025-11-01';
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 1, 'privacymark', 'P-1', '2025-05-01', '2025-07-31');
-- expect: subject_id, since
VALUES (20, date '2025-11-01');

-- test:   where neither day is recorded nobody can tell
-- as-of:  2026-04-01
UPDATE evidence SET valid_from_on = NULL;
UPDATE engagement SET starts_on = NULL WHERE id = 20;
-- expect: subject_id, since
VALUES (20, NULL::date);

-- Replaced by one for other work only.

-- test:   what covered it counts until its successor begins
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on, replaces_id) VALUES (31, 1, 'privacymark', 'P-1', '2025-01-01', '2027-12-31', NULL), (32, 1, 'privacymark', 'P-2', '2026-02-01', '2028-12-31', 31);
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (32, 21);
-- expect: subject_id, since
VALUES (20, date '2026-02-01');

-- test:   today for the last time
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on, replaces_id) VALUES (31, 1, 'privacymark', 'P-1', '2025-01-01', '2027-12-31', NULL), (32, 1, 'privacymark', 'P-2', '2026-04-02', '2028-12-31', 31);
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (32, 21);
-- expect: none

-- test:   today no more
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on, replaces_id) VALUES (31, 1, 'privacymark', 'P-1', '2025-01-01', '2027-12-31', NULL), (32, 1, 'privacymark', 'P-2', '2026-04-01', '2028-12-31', 31);
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (32, 21);
-- expect: subject_id, since
VALUES (20, date '2026-04-01');

-- test:   by its issue, where the successor names no first day
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on, valid_from_on, valid_until_on, replaces_id) VALUES (31, 1, 'privacymark', 'P-1', NULL, '2025-01-01', '2027-12-31', NULL), (32, 1, 'privacymark', 'P-2', '2026-02-03', NULL, '2028-12-31', 31);
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (32, 21);
-- expect: subject_id, since
VALUES (20, date '2026-02-03');

-- test:   its first day goes before its issue, too
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on, valid_from_on, valid_until_on, replaces_id) VALUES (31, 1, 'privacymark', 'P-1', NULL, '2025-01-01', '2027-12-31', NULL), (32, 1, 'privacymark', 'P-2', '2026-01-03', '2026-02-05', '2028-12-31', 31);
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (32, 21);
-- expect: subject_id, since
VALUES (20, date '2026-02-05');

-- test:   by one without days it counts no more
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on, replaces_id) VALUES (31, 1, 'privacymark', 'P-1', '2025-01-01', '2027-12-31', NULL), (32, 1, 'privacymark', 'P-2', NULL, NULL, 31);
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (32, 21);
-- expect: subject_id, since
VALUES (20, date '2025-04-01');

-- test:   what was replaced is not named
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on, replaces_id) VALUES (31, 1, 'iso27001', 'JP-2', '2026-01-01', '2028-12-31', 30);
INSERT INTO evidence_engagement (evidence_id, engagement_id) VALUES (31, 21);
-- expect: subject_id, evidence
VALUES (20, '{"tier": "high", "kinds": ["iso27001", "iso27017", "iso27018", "iso27701", "privacymark", "ismap", "scs", "soc2_type2", "pci_aoc"], "evidence_ids": [31], "covered_until_on": null}'::jsonb);

-- Only work that is under way.

-- test:   work that begins tomorrow is not under way yet
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-04-02' WHERE id = 20;
-- expect: none

-- test:   and is on its first day
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-04-01' WHERE id = 20;
-- expect: subject_id, since
VALUES (20, date '2026-04-01');

-- test:   work is under way on its last day
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-04-01' WHERE id = 20;
-- expect: subject_id, since
VALUES (20, date '2025-04-01');

-- test:   and over on the day after
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-03-31' WHERE id = 20;
-- expect: none

-- test:   work of which no start is recorded is under way
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = NULL WHERE id = 20;
-- expect: subject_id, since
VALUES (20, date '2024-01-01');

-- test:   work that was offboarded yesterday is over, although no end of it is recorded
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-03-31');
-- expect: none

-- test:   it is under way on the last day that its offboarding names
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-04-01');
-- expect: subject_id, since
VALUES (20, date '2025-04-01');

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
VALUES (20, date '2026-04-01');

-- test:   that other work of the vendor was offboarded changes nothing
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (29, 1, 'plants', 'low', '2025-06-01');
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 29, '2026-03-31');
-- expect: subject_id, since
VALUES (20, date '2025-04-01');

-- test:   nor does that another vendor was
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (9, '2026-03-31');
-- expect: subject_id, since
VALUES (20, date '2025-04-01');

-- test:   of a vendor that has ended nothing is asked
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01');
-- expect: none

-- test:   until the day before it all is
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-02');
-- expect: subject_id, since
VALUES (20, date '2025-04-01');

-- test:   and while it is only exiting, too
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-04-01');
-- expect: subject_id, since
VALUES (20, date '2025-04-01');

-- test:   another vendor's end is its own
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (9, 'ended', '2026-04-01');
-- expect: subject_id, since
VALUES (20, date '2025-04-01');

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
VALUES (20, date '2025-04-01');

-- Mergers.

-- test:   a certificate that came with a merged entry counts
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 3, 'privacymark', 'P-1', '2025-01-01', '2027-12-31');
-- expect: none

-- test:   not before the merger
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
INSERT INTO evidence (id, vendor_id, kind, number, valid_from_on, valid_until_on) VALUES (31, 3, 'privacymark', 'P-1', '2025-01-01', '2027-12-31');
-- expect: vendor_id, subject_id
VALUES (1, 20);

-- test:   work of a merged entry is work of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
UPDATE engagement SET ends_on = '2025-04-30' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (28, 3, 'wages', 'high', '2025-09-01');
-- expect: vendor_id, subject_id, since
VALUES (1, 28, date '2025-09-01');

-- test:   and before the merger its own
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
UPDATE engagement SET ends_on = '2025-04-30' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (28, 3, 'wages', 'high', '2025-09-01');
-- expect: none

-- Tiers.

-- test:   critical and high work needs it, the rest does not
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 1, 'core', 'critical', '2025-05-01'), (23, 1, 'mailing', 'medium', '2025-04-01'), (24, 1, 'plants', 'low', '2025-04-01'), (25, 1, 'lifts', NULL, '2025-04-01');
-- expect: subject_id, severity, since
VALUES (20, 'medium', date '2025-04-01'), (22, 'high', '2025-05-01');

-- test:   the tier of the day counts
-- as-of:  2026-04-01
INSERT INTO person (id, name) VALUES (2, 'mori');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (24, 1, 'plants', 'low', '2025-04-01');
SELECT set_config('clause6.actor', 'tanaka', true), set_config('clause6.reason', 'for a day', true);
INSERT INTO tier_override (id, engagement_id, tier, requested_on, starts_on, ends_on) VALUES (80, 24, 'critical', '2026-01-01', '2026-04-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-02';
-- expect: subject_id, severity
VALUES (20, 'medium'), (24, 'high');

-- test:   critical work is covered by the same kinds
-- as-of:  2026-04-01
UPDATE engagement SET tier = 'critical' WHERE id = 20;
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (31, 1, 'pci_aoc', 'X-1', '2025-04-01');
-- expect: none

-- test:   at tier critical a certificate of each of nine kinds is asked whether it covers the work
-- as-of:  2026-04-01
UPDATE engagement SET tier = 'critical' WHERE id = 20;
INSERT INTO evidence (id, vendor_id, kind, valid_from_on, valid_until_on)
SELECT 30 + n, 1, kind, '2025-01-01', '2027-12-31'
FROM unnest('{iso27017,iso27018,iso27701,privacymark,ismap,scs,soc2_type2,pci_aoc,audit_report}'::text[]) WITH ORDINALITY l (kind, n);
INSERT INTO evidence_engagement (evidence_id, engagement_id) SELECT 30 + n, 21 FROM generate_series(1, 9) n;
-- expect: subject_id, evidence
VALUES (20, '{"tier": "critical", "kinds": ["iso27001", "iso27017", "iso27018", "iso27701", "privacymark", "ismap", "scs", "soc2_type2", "pci_aoc"],
  "evidence_ids": [30, 31, 32, 33, 34, 35, 36, 37, 38], "covered_until_on": null}'::jsonb);
