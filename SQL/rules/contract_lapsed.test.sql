-- The end day itself.

-- test:   a contract that ends on 31 March is in force on 31 March
-- as-of:  2026-03-31
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-04-01', '2026-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
-- expect: none

-- test:   and lapsed on 1 April, since that day
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-04-01', '2026-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
-- expect: vendor_id, subject_id, severity, since, reason, evidence
VALUES (1, 10, 'high', date '2026-04-01',
  'Contract C-10 ended on 2026-03-31, and neither a successor nor an end of the work is recorded',
  '{"last_day": "2026-03-31", "work_ended_on": null, "grace_days": 0}'::jsonb);

-- test:   ten years later it is lapsed since the same day
-- as-of:  2036-04-01
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-04-01', '2026-03-31');
-- expect: subject_id, since
VALUES (10, date '2026-04-01');

-- test:   a contract of one day has lapsed on the next
-- as-of:  2024-03-01
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2024-02-29', '2024-02-29');
-- expect: subject_id, since
VALUES (10, date '2024-03-01');

-- test:   a contract without a recorded start lapses all the same
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, ends_on) VALUES (10, 'C-10', '2026-03-31');
-- expect: subject_id, since
VALUES (10, date '2026-04-01');

-- test:   a contract that names no vendor is found too, and the finding names none
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, ends_on) VALUES (10, 'C-10', '2026-03-31');
-- expect: vendor_id, subject_id
VALUES (NULL::bigint, 10);

-- The end of the work.

-- test:   work that ended before the contract did leaves no breach
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, ends_on, work_ended_on) VALUES (10, 'C-10', '2026-03-31', '2026-03-30');
-- expect: none

-- test:   work that ended with the contract leaves no breach
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, ends_on, work_ended_on) VALUES (10, 'C-10', '2026-03-31', '2026-03-31');
-- expect: none

-- test:   work that ended after the contract was a breach on its last day
-- as-of:  2026-04-20
INSERT INTO contract (id, reference, ends_on, work_ended_on) VALUES (10, 'C-10', '2026-03-31', '2026-04-20');
-- expect: subject_id, since
VALUES (10, date '2026-04-01');

-- test:   and no longer on the day after
-- as-of:  2026-04-21
INSERT INTO contract (id, reference, ends_on, work_ended_on) VALUES (10, 'C-10', '2026-03-31', '2026-04-20');
-- expect: none

-- What is not a lapse.

-- test:   terminated before its end, a contract is not lapsed after it
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, ends_on, terminated_on) VALUES (10, 'C-10', '2026-03-31', '2026-01-15');
-- expect: none

-- test:   a contract that has not started is not lapsed
-- as-of:  2025-03-31
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-04-01', '2026-03-31');
-- expect: none

-- test:   an open-ended contract never lapses
-- as-of:  2199-12-31
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (10, 'C-10', '2025-04-01', true);
-- expect: none

-- test:   an end that nobody recorded is another rule's matter
-- as-of:  2199-12-31
INSERT INTO contract (id, reference, starts_on) VALUES (10, 'C-10', '2025-04-01');
-- expect: none

-- test:   a contract that renews by itself does not lapse
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, ends_on, auto_renews, renewal_months) VALUES (10, 'C-10', '2026-03-31', true, 12);
-- expect: none

-- test:   nor one that renews for a time that nobody recorded
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, ends_on, auto_renews) VALUES (10, 'C-10', '2026-03-31', true);
-- expect: none

-- Successors.

-- test:   a successor from the next day on leaves no gap
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on, supersedes_id) VALUES
  (10, 'C-10', '2025-04-01', '2026-03-31', NULL), (11, 'C-11', '2026-04-01', '2027-03-31', 10);
-- expect: none

-- test:   a successor that starts one day too late leaves a gap of a day
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on, supersedes_id) VALUES
  (10, 'C-10', '2025-04-01', '2026-03-31', NULL), (11, 'C-11', '2026-04-02', '2027-03-31', 10);
-- expect: subject_id, since
VALUES (10, date '2026-04-01');

-- test:   which its first day closes
-- as-of:  2026-04-02
INSERT INTO contract (id, reference, starts_on, ends_on, supersedes_id) VALUES
  (10, 'C-10', '2025-04-01', '2026-03-31', NULL), (11, 'C-11', '2026-04-02', '2027-03-31', 10);
-- expect: none

-- test:   a successor whose start nobody recorded replaces nothing yet
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on, supersedes_id) VALUES
  (10, 'C-10', '2025-04-01', '2026-03-31', NULL), (11, 'C-11', NULL, '2027-03-31', 10);
-- expect: subject_id
VALUES (10);

-- test:   when the successor lapses too, it is the successor that is found
-- as-of:  2027-04-01
INSERT INTO contract (id, reference, starts_on, ends_on, supersedes_id) VALUES
  (10, 'C-10', '2025-04-01', '2026-03-31', NULL), (11, 'C-11', '2026-04-01', '2027-03-31', 10);
-- expect: subject_id, since
VALUES (11, date '2027-04-01');

-- Notice.

-- test:   notice in time ends a contract that renews: in force on its last day
-- as-of:  2026-03-31
INSERT INTO contract (id, reference, ends_on, auto_renews, renewal_months, notice_months, notice_given_on)
VALUES (10, 'C-10', '2026-03-31', true, 12, 3, '2025-12-31');
-- expect: none

-- test:   and lapsed after it
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, ends_on, auto_renews, renewal_months, notice_months, notice_given_on)
VALUES (10, 'C-10', '2026-03-31', true, 12, 3, '2025-12-31');
-- expect: subject_id, since, reason
VALUES (10, date '2026-04-01',
  'Contract C-10 ended on 2026-03-31: notice not to renew was given on 2025-12-31, and neither a successor nor an end of the work is recorded');

-- test:   notice given one day late lets it renew once more
-- as-of:  2027-03-31
INSERT INTO contract (id, reference, ends_on, auto_renews, renewal_months, notice_months, notice_given_on)
VALUES (10, 'C-10', '2026-03-31', true, 12, 3, '2026-01-01');
-- expect: none

-- test:   and ends it a period later
-- as-of:  2027-04-01
INSERT INTO contract (id, reference, ends_on, auto_renews, renewal_months, notice_months, notice_given_on)
VALUES (10, 'C-10', '2026-03-31', true, 12, 3, '2026-01-01');
-- expect: subject_id, since
VALUES (10, date '2027-04-01');

-- Tiers.

-- test:   the tier of the engagement decides the severity, and medium stands for none
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, ends_on) VALUES
  (10, 'C-10', '2026-03-31'), (11, 'C-11', '2026-03-31'), (12, 'C-12', '2026-03-31'), (13, 'C-13', '2026-03-31'), (14, 'C-14', '2026-03-31');
INSERT INTO engagement (id, vendor_id, title, tier) VALUES
  (20, 1, 'payroll', 'critical'), (21, 1, 'hosting', 'high'), (22, 1, 'printing', 'medium'), (23, 1, 'plants', 'low');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10), (21, 11), (22, 12), (23, 13);
-- expect: subject_id, severity
VALUES (10, 'critical'), (11, 'high'), (12, 'high'), (13, 'medium'), (14, 'high');

-- test:   of several engagements the strictest counts
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, ends_on) VALUES (10, 'C-10', '2026-03-31');
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (20, 1, 'plants', 'low'), (21, 1, 'payroll', 'critical');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10), (21, 10);
-- expect: subject_id, severity
VALUES (10, 'critical');

-- test:   a contract without an engagement has the tier of its vendor's engagements on the day
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO contract (id, reference, ends_on) VALUES (10, 'C-10', '2026-03-31'), (11, 'C-11', '2026-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 2, 1);
INSERT INTO engagement (vendor_id, title, tier, ends_on) VALUES (1, 'payroll', 'critical', '2026-04-01'), (2, 'payroll', 'critical', '2026-03-31');
-- expect: vendor_id, subject_id, severity
VALUES (1, 10, 'critical'), (2, 11, 'high');

-- What ends with another contract is found there; what has an end of its own is not.

-- test:   what only ended with another contract is found there
-- as-of:  2027-04-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on) VALUES
  (10, 'C-10', 'master', NULL, '2026-04-01', '2027-03-31'), (11, 'C-11', 'statement_of_work', 10, '2026-06-01', NULL),
  (12, 'C-12', 'statement_of_work', 10, '2026-06-01', '2027-03-31');
-- expect: subject_id, since
VALUES (10, date '2027-04-01'), (12, '2027-04-01');

-- An amendment moves the end from its first day on.

-- test:   a contract that is renewed later lapses all the same
-- as-of:  2027-04-14
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on, new_ends_on) VALUES
  (10, 'C-10', 'master', NULL, '2026-04-01', '2027-03-31', NULL), (11, 'C-11', 'amendment', 10, '2027-04-15', NULL, '2028-03-31');
-- expect: subject_id, since
VALUES (10, date '2027-04-01');

-- test:   an amendment makes it go on from its first day on
-- as-of:  2027-04-15
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on, new_ends_on) VALUES
  (10, 'C-10', 'master', NULL, '2026-04-01', '2027-03-31', NULL), (11, 'C-11', 'amendment', 10, '2027-04-15', NULL, '2028-03-31');
-- expect: none

-- test:   an end that was moved comes too
-- as-of:  2028-04-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on, new_ends_on) VALUES
  (10, 'C-10', 'master', NULL, '2026-04-01', '2027-03-31', NULL), (11, 'C-11', 'amendment', 10, '2027-04-15', NULL, '2028-03-31');
-- expect: subject_id, since
VALUES (10, date '2028-04-01');

-- test:   an amendment for a while is over when it is over
-- as-of:  2026-10-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on) VALUES
  (10, 'C-10', 'master', NULL, '2026-04-01', '2027-03-31'), (11, 'C-11', 'memorandum', 10, '2026-07-01', '2026-09-30');
-- expect: none

-- test:   in Japanese, too, an end of the work is told where one is known
-- as-of:  2026-04-20
INSERT INTO contract (id, reference, ends_on, work_ended_on) VALUES (10, 'C-10', '2026-03-31', NULL), (11, 'C-11', '2026-03-31', '2026-04-20');
-- expect: subject_id, reason_ja
VALUES (10, '契約 C-10 は 2026-03-31 に終了したが、後続の契約も業務の終了も記録されていない'), (11, '契約 C-11 は 2026-03-31 に終了したが、業務は 2026-04-20 まで続く');

-- The end of the vendor.

-- test:   a contract with a vendor that was left before it ended has no breach
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-04-01', '2026-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-31');
-- expect: none

-- test:   on the last day of its work it was a breach still
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-04-01', '2026-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-04-01');
-- expect: vendor_id, subject_id
VALUES (1, 10);

-- test:   a vendor that was left before the contract began and used anew is in breach
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-04-01', '2026-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2025-03-31');
-- expect: vendor_id, subject_id
VALUES (1, 10);

-- test:   of two vendors the one that was left is not the one in breach
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-04-01', '2026-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (10, 2, 2);
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-31');
-- expect: vendor_id, subject_id
VALUES (2, 10);

-- test:   the offboarding of one engagement is not the end of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title) VALUES (20, 1, 'payroll');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-04-01', '2026-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-03-31');
-- expect: vendor_id, subject_id
VALUES (1, 10);

-- The grace that an organisation gives.

-- test:   on the tenth day of ten days of grace there is none
-- as-of:  2026-04-10
INSERT INTO rule_setting (rule, name, value) VALUES ('contract-lapsed', 'grace_days', '10');
INSERT INTO contract (id, reference, ends_on) VALUES (10, 'C-10', '2026-03-31');
-- expect: none

-- test:   on the eleventh there is
-- as-of:  2026-04-11
INSERT INTO rule_setting (rule, name, value) VALUES ('contract-lapsed', 'grace_days', '10');
INSERT INTO contract (id, reference, ends_on) VALUES (10, 'C-10', '2026-03-31');
-- expect: subject_id, since
VALUES (10, date '2026-04-11');
