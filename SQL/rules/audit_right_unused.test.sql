-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (10, 'C-10', '2022-04-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'audit_right', 'present');

-- Thirty-six months.

-- test:   nothing shows that it was ever used
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 10, 'medium', date '2025-04-01', 'Contract C-10 with Acme has a right of audit since 2022-04-01, and nothing shows that it was ever used',
  '契約C-10（委託先：Acme）には監査権があるが（2022-04-01から）、行使したことを示す記録がない',
  '{"audit_right_since": "2022-04-01", "last_read_on": null, "months": 36}'::jsonb);

-- test:   a day before the months are over
-- as-of:  2025-03-31
-- expect: none

-- test:   on the day on which they are
-- as-of:  2025-04-01
-- expect: subject_id, since
VALUES (10, date '2025-04-01');

-- test:   ten years later it is so since the same day
-- as-of:  2036-04-01
-- expect: subject_id, since
VALUES (10, date '2025-04-01');

-- test:   from the last of February until the last of February
-- as-of:  2027-02-28
UPDATE contract SET starts_on = '2024-02-29';
-- expect: subject_id, since
VALUES (10, date '2027-02-28');

-- test:   where no start is recorded its day of signature counts
-- as-of:  2026-04-01
UPDATE contract SET starts_on = NULL, signed_on = '2022-05-01';
-- expect: subject_id, since
VALUES (10, date '2025-05-01');

-- test:   its start goes before that
-- as-of:  2026-04-01
UPDATE contract SET signed_on = '2022-05-01';
-- expect: subject_id, since
VALUES (10, date '2025-04-01');

-- test:   a right that came later counts from then
-- as-of:  2026-04-01
UPDATE term SET from_on = '2023-04-01';
-- expect: subject_id, since, reason, reason_ja, evidence
VALUES (10, date '2026-04-01', 'Contract C-10 with Acme has a right of audit since 2023-04-01, and nothing shows that it was ever used',
  '契約C-10（委託先：Acme）には監査権があるが（2023-04-01から）、行使したことを示す記録がない',
  '{"audit_right_since": "2023-04-01", "last_read_on": null, "months": 36}'::jsonb);

-- test:   and is not found a day earlier
-- as-of:  2026-04-01
UPDATE term SET from_on = '2023-04-02';
-- expect: none

-- test:   where no day is recorded at all it is found, since nobody can tell when
-- as-of:  2026-04-01
UPDATE contract SET starts_on = NULL;
-- expect: subject_id, since, reason, reason_ja, evidence
VALUES (10, NULL::date, 'Contract C-10 with Acme has a right of audit, since when nobody recorded, and nothing shows that it was ever used',
  '契約C-10（委託先：Acme）には監査権があるが（開始日の登録なし）、行使したことを示す記録がない',
  '{"audit_right_since": null, "last_read_on": null, "months": 36}'::jsonb);

-- test:   the contract names no vendor
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (11, 'C-11', '2022-04-01', true);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'audit_right', 'present');
-- expect: vendor_id, subject_id, reason, reason_ja
VALUES (1, 10, 'Contract C-10 with Acme has a right of audit since 2022-04-01, and nothing shows that it was ever used',
  '契約C-10（委託先：Acme）には監査権があるが（2022-04-01から）、行使したことを示す記録がない'),
  (NULL, 11, 'Contract C-11 has a right of audit since 2022-04-01, and nothing shows that it was ever used',
  '契約C-11には監査権があるが（2022-04-01から）、行使したことを示す記録がない');

-- What shows that it was used.

-- test:   a report was read less than thirty-six months ago
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'audit_report', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2023-04-02');
-- expect: none

-- test:   thirty-six months ago
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'audit_report', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2023-04-01');
-- expect: subject_id, since, reason, reason_ja, evidence
VALUES (10, date '2026-04-01', 'Contract C-10 with Acme has a right of audit since 2022-04-01, and the last that shows its use was read on 2023-04-01',
  '契約C-10（委託先：Acme）には監査権があるが（2022-04-01から）、行使を示す最後の記録は2023-04-01に確認されたものである',
  '{"audit_right_since": "2022-04-01", "last_read_on": "2023-04-01", "months": 36}'::jsonb);

-- test:   of several readings the last counts
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'audit_report', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2022-06-01');
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (31, 1, 'audit_report', 'R-31', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (31, '2025-06-01');
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (32, 1, 'audit_report', 'R-32', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (32, '2022-07-01');
-- expect: none

-- test:   one read before there was the right leaves it as it is
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'audit_report', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2021-06-01');
-- expect: subject_id, since
VALUES (10, date '2025-04-01');

-- test:   where no start is recorded it is counted from the last reading
-- as-of:  2026-04-01
UPDATE contract SET starts_on = NULL;
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'audit_report', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2023-03-01');
-- expect: subject_id, since
VALUES (10, date '2026-03-01');

-- test:   and not found while that is near
-- as-of:  2026-04-01
UPDATE contract SET starts_on = NULL;
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'audit_report', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2023-04-02');
-- expect: none

-- test:   read today
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'audit_report', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-04-01');
-- expect: none

-- test:   read tomorrow
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'audit_report', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-04-02');
-- expect: subject_id, since
VALUES (10, date '2025-04-01');

-- test:   a report that nobody read shows nothing
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'audit_report', 'R-1', '2026-01-01');
-- expect: subject_id
VALUES (10);

-- test:   an insurance that somebody read shows nothing
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'insurance', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: subject_id
VALUES (10);

-- test:   audit_report shows it
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'audit_report', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: none

-- test:   questionnaire shows it
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'questionnaire', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: none

-- test:   penetration_test shows it
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'penetration_test', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: none

-- test:   soc1 shows it
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'soc1', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: none

-- test:   soc2_type1 shows it
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'soc2_type1', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: none

-- test:   soc2_type2 shows it
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'soc2_type2', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: none

-- test:   pci_aoc shows it
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'pci_aoc', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: none

-- test:   iso27001 shows it
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'iso27001', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: none

-- test:   iso27017 shows it
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'iso27017', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: none

-- test:   iso27018 shows it
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'iso27018', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: none

-- test:   iso27701 shows it
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'iso27701', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: none

-- test:   privacymark shows it
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'privacymark', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: none

-- test:   ismap shows it
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'ismap', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: none

-- test:   scs shows it
-- as-of:  2026-04-01
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'scs', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: none

-- test:   another vendor's report shows nothing of this one
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 2, 'audit_report', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: subject_id
VALUES (10);

-- test:   of several vendors of the contract one is enough
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 2, 2);
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 2, 'audit_report', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: none

-- test:   of two contracts the one whose vendor was audited is not found
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2022-04-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'audit_right', 'present', NULL, NULL);
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 2, 'audit_report', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: subject_id
VALUES (10);

-- The right.

-- test:   a weak one is one
-- as-of:  2026-04-01
UPDATE term SET status = 'weak';
-- expect: subject_id
VALUES (10);

-- test:   none is another rule's matter
-- as-of:  2026-04-01
UPDATE term SET status = 'missing';
-- expect: none

-- test:   nor is one that does not concern the work
-- as-of:  2026-04-01
UPDATE term SET status = 'not_applicable';
-- expect: none

-- test:   another term is no right of audit
-- as-of:  2026-04-01
UPDATE term SET term_key = 'training';
-- expect: none

-- Only contracts that bind, while work goes on.

-- test:   its last day
-- as-of:  2026-04-01
UPDATE contract SET open_ended = false, ends_on = '2026-04-01';
-- expect: subject_id
VALUES (10);

-- test:   the day after its last
-- as-of:  2026-04-01
UPDATE contract SET open_ended = false, ends_on = '2026-03-31';
-- expect: none

-- test:   the last day of the work
-- as-of:  2026-04-01
UPDATE contract SET work_ended_on = '2026-04-01';
-- expect: subject_id
VALUES (10);

-- test:   the day after the work ended
-- as-of:  2026-04-01
UPDATE contract SET work_ended_on = '2026-03-31';
-- expect: none

-- test:   a right that an amendment brought is that of the contract
-- as-of:  2026-04-01
UPDATE term SET status = 'missing';
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (11, 'C-10-A', 'amendment', 10, '2022-09-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'audit_right', 'present');
-- expect: subject_id, since
VALUES (10, date '2025-09-01');

-- test:   an amendment takes it away from today on
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (11, 'C-10-A', 'amendment', 10, '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'audit_right', 'missing');
-- expect: none

-- test:   or only from tomorrow on
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (11, 'C-10-A', 'amendment', 10, '2026-04-02');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'audit_right', 'missing');
-- expect: subject_id
VALUES (10);

-- Vendors that are left.

-- test:   of a vendor that has ended nothing is asked
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01');
-- expect: none

-- test:   until the day before it all is
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-02');
-- expect: subject_id
VALUES (10);

-- test:   and while it is only exiting, too
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-04-01');
-- expect: subject_id
VALUES (10);

-- test:   another vendor has ended
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (9, 'ended', '2026-04-01');
-- expect: subject_id
VALUES (10);

-- test:   the vendor was offboarded yesterday
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-31');
-- expect: none

-- test:   today is the last day that its offboarding names
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-04-01');
-- expect: subject_id
VALUES (10);

-- test:   another vendor was offboarded
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (9, '2026-03-31');
-- expect: subject_id
VALUES (10);

-- test:   of one engagement only
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (29, 1, 'archive', 'medium', '2025-05-01', '2025-06-30');
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 29, '2026-03-31');
-- expect: subject_id
VALUES (10);

-- test:   it was offboarded, and is used anew from the day after on
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-10');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (29, 1, 'archive', 'medium', '2026-03-11');
-- expect: subject_id
VALUES (10);

-- test:   what began on its last day is not new
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-10');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (29, 1, 'archive', 'medium', '2026-03-10');
-- expect: none

-- test:   new work begins today
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-10');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (29, 1, 'archive', 'medium', '2026-04-01');
-- expect: subject_id
VALUES (10);

-- test:   new work begins tomorrow
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-10');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (29, 1, 'archive', 'medium', '2026-04-02');
-- expect: none

-- test:   new work of another vendor is none of it
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-10');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (29, 9, 'archive', 'medium', '2026-03-11');
-- expect: none

-- test:   an offboarding of a merged entry is one of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (3, '2026-03-31');
-- expect: none

-- test:   before the merger it is not
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (3, '2026-03-31');
-- expect: subject_id
VALUES (10);

-- test:   new work of a merged entry is work of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-10');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (29, 3, 'archive', 'medium', '2026-03-11');
-- expect: subject_id
VALUES (10);

-- test:   before the merger it is none of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-10');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (29, 3, 'archive', 'medium', '2026-03-11');
-- expect: none

-- Mergers.

-- test:   the contract of a merged entry is one of the vendor, and so is its report
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
UPDATE contract_vendor SET vendor_id = 1;
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2022-04-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 3, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'audit_right', 'present', NULL, NULL);
-- expect: vendor_id, subject_id
VALUES (1, 10), (1, 11);

-- test:   before the merger it is one of its own
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-03');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2022-04-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 3, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'audit_right', 'present', NULL, NULL);
-- expect: vendor_id, subject_id
VALUES (1, 10), (3, 11);

-- test:   a report of the vendor shows it for the contract of a merged entry
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2022-04-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 3, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'audit_right', 'present', NULL, NULL);
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 1, 'audit_report', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: none

-- test:   one of the entry before the merger for its own contract
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2022-04-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 3, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'audit_right', 'present', NULL, NULL);
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 3, 'audit_report', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: vendor_id, subject_id
VALUES (1, 10);

-- test:   a report of a merged entry is one of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 3, 'audit_report', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: none

-- test:   but not before the merger
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
INSERT INTO evidence (id, vendor_id, kind, number, issued_on) VALUES (30, 3, 'audit_report', 'R-30', '2022-01-01');
INSERT INTO evidence_reading (evidence_id, read_on) VALUES (30, '2026-01-01');
-- expect: subject_id
VALUES (10);

-- Tiers.

-- test:   twelve months at critical, twenty-four at high, thirty-six below
-- as-of:  2026-04-01
UPDATE contract SET terminated_on = '2026-03-01';
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (22, 1, 'work 22', 'critical', '2022-04-01', NULL), (23, 1, 'work 23', 'high', '2022-04-01', NULL), (24, 1, 'work 24', 'low', '2022-04-01', NULL), (25, 1, 'work 25', 'medium', '2022-04-01', NULL);
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (12, 'C-12', '2025-04-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (22, 12);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (12, 'audit_right', 'present', NULL, NULL);
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (13, 'C-13', '2024-04-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (13, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (23, 13);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (13, 'audit_right', 'present', NULL, NULL);
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (14, 'C-14', '2023-04-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (14, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (24, 14);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (14, 'audit_right', 'present', NULL, NULL);
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (15, 'C-15', '2023-04-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (15, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (25, 15);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (15, 'audit_right', 'present', NULL, NULL);
-- expect: subject_id, severity, since
VALUES (12, 'high', date '2026-04-01'), (13, 'medium', '2026-04-01'), (14, 'low', '2026-04-01'), (15, 'medium', '2026-04-01');

-- test:   and not a day less
-- as-of:  2026-04-01
UPDATE contract SET terminated_on = '2026-03-01';
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (22, 1, 'work 22', 'critical', '2022-04-01', NULL), (23, 1, 'work 23', 'high', '2022-04-01', NULL), (24, 1, 'work 24', 'low', '2022-04-01', NULL), (25, 1, 'work 25', 'medium', '2022-04-01', NULL);
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (12, 'C-12', '2025-04-02', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (22, 12);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (12, 'audit_right', 'present', NULL, NULL);
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (13, 'C-13', '2024-04-02', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (13, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (23, 13);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (13, 'audit_right', 'present', NULL, NULL);
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (14, 'C-14', '2023-04-02', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (14, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (24, 14);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (14, 'audit_right', 'present', NULL, NULL);
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (15, 'C-15', '2023-04-02', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (15, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (25, 15);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (15, 'audit_right', 'present', NULL, NULL);
-- expect: none
