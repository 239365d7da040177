-- C-10 ends on 31 March 2026 and renews for a year; notice three months before was due on 31 December 2025.

-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_months) VALUES (10, 'C-10', '2025-04-01', '2026-03-31', true, 12, 3);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);

-- test:   the last day for notice
-- as-of:  2025-12-31
-- expect: none

-- test:   the day after
-- as-of:  2026-01-01
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 10, 'medium', date '2026-01-01',
  'No notice is recorded by 2025-12-31, the last day for it, so contract C-10 renews by itself on 2026-04-01 (2026-03-31 less 3 months; decide from 2025-12-01, 30 days before)',
  '更新拒絶の通知期限 2025-12-31 までに通知の記録がなく、契約 C-10 は 2026-04-01 に自動更新となる（期間の最終日 2026-03-31 の3か月前が期限）',
  '{"notice_by": "2025-12-31", "period_ended_on": "2026-03-31", "notice_months": 3, "notice_days": null}'::jsonb);

-- test:   the day before it renews
-- as-of:  2026-03-31
-- expect: subject_id, since
VALUES (10, date '2026-01-01');

-- test:   renewed, it is the same breach
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, severity, since, reason
VALUES (1, 10, 'medium', date '2026-01-01',
  'No notice is recorded by 2025-12-31, the last day for it, so contract C-10 renews by itself on 2026-04-01 (2026-03-31 less 3 months; decide from 2025-12-01, 30 days before)');

-- test:   for ninety days
-- as-of:  2026-06-29
-- expect: subject_id, since
VALUES (10, date '2026-01-01');

-- test:   and no longer
-- as-of:  2026-06-30
-- expect: none

-- test:   a year later it is missed anew
-- as-of:  2027-01-01
-- expect: subject_id, since, evidence
VALUES (10, date '2027-01-01', '{"notice_by": "2026-12-31", "period_ended_on": "2027-03-31", "notice_months": 3, "notice_days": null}'::jsonb);

-- test:   renewed for the second time
-- as-of:  2027-04-01
-- expect: subject_id, since, evidence
VALUES (10, date '2027-01-01', '{"notice_by": "2026-12-31", "period_ended_on": "2027-03-31", "notice_months": 3, "notice_days": null}'::jsonb);

-- test:   in the window of the period after that, the renewal before it is still shown
-- as-of:  2026-04-10
UPDATE contract SET renewal_months = 1, notice_months = NULL, notice_days = 10, decision_days = 15;
-- expect: subject_id, since, evidence
VALUES (10, date '2026-03-22', '{"notice_by": "2026-03-21", "period_ended_on": "2026-03-31", "notice_months": null, "notice_days": 10}'::jsonb);

-- test:   in its first window nothing was missed yet
-- as-of:  2025-12-15
-- expect: none

-- test:   nor in the first one of a contract that renews every month
-- as-of:  2026-03-10
UPDATE contract SET starts_on = '2026-03-01', renewal_months = 1, notice_months = NULL, notice_days = 10;
-- expect: none

-- test:   months and days
-- as-of:  2026-04-01
UPDATE contract SET notice_months = 1, notice_days = 5;
-- expect: since, reason_ja
VALUES (date '2026-02-24', '更新拒絶の通知期限 2026-02-23 までに通知の記録がなく、契約 C-10 は 2026-04-01 に自動更新となる（期間の最終日 2026-03-31 の1か月と5日前が期限）');

-- test:   for how long it renews is not recorded
-- as-of:  2026-04-01
UPDATE contract SET renewal_months = NULL;
-- expect: subject_id, since
VALUES (10, date '2026-01-01');

-- Notice, termination, replacement.

-- test:   notice in time
-- as-of:  2026-01-01
UPDATE contract SET notice_given_on = '2025-12-31';
-- expect: none

-- test:   notice for the next period, given too late for this one
-- as-of:  2026-04-01
UPDATE contract SET notice_given_on = '2026-01-01';
-- expect: none

-- test:   terminated early
-- as-of:  2026-04-01
UPDATE contract SET terminated_on = '2026-06-30';
-- expect: none

-- test:   no notice period is recorded: there was no last day to miss
-- as-of:  2026-04-01
UPDATE contract SET notice_months = NULL;
-- expect: none

-- test:   a contract that does not renew by itself
-- as-of:  2026-01-01
UPDATE contract SET auto_renews = false;
-- expect: none

-- test:   replaced on the day of the renewal it does not renew; a day later it does; another's successor is of no account
-- as-of:  2026-02-01
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_months) VALUES
  (11, 'C-11', '2025-04-01', '2026-03-31', true, 12, 3), (12, 'C-12', '2025-04-01', '2026-03-31', true, 12, 3);
INSERT INTO contract (id, reference, starts_on, ends_on, supersedes_id) VALUES (20, 'C-20', '2026-04-01', '2027-03-31', 10), (21, 'C-21', '2026-04-02', '2027-03-31', 11);
-- expect: subject_id
VALUES (11), (12);

-- Since when.

-- test:   not before the contract began
-- as-of:  2026-02-01
UPDATE contract SET starts_on = '2026-02-01';
-- expect: since
VALUES (date '2026-02-01');

-- test:   nor before its end was moved
-- as-of:  2026-02-10
INSERT INTO contract (id, reference, kind, parent_id, starts_on, new_ends_on) VALUES (11, 'A-11', 'amendment', 10, '2026-02-10', '2026-04-30');
-- expect: since, evidence
VALUES (date '2026-02-10', '{"notice_by": "2026-01-30", "period_ended_on": "2026-04-30", "notice_months": 3, "notice_days": null}'::jsonb);

-- test:   an end that is moved tomorrow is where it was, and that of another contract is of no account
-- as-of:  2026-02-09
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on, new_ends_on) VALUES (11, 'A-11', 'amendment', 10, '2026-02-10', NULL, '2027-03-31'),
  (20, 'C-20', 'master', NULL, '2025-04-01', '2026-03-31', NULL), (21, 'A-21', 'amendment', 20, '2026-02-05', NULL, '2027-03-31');
-- expect: subject_id, since
VALUES (10, date '2026-01-01');

-- Vendors, tiers.

-- test:   an entry that was merged is the vendor into which it was merged
-- as-of:  2026-02-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Bolt KK', 2, '2026-02-01');
INSERT INTO contract (id, reference, ends_on, auto_renews, renewal_months, notice_months) VALUES (11, 'C-11', '2026-03-31', true, 12, 3);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 3, 1);
-- expect: vendor_id, subject_id
VALUES (1, 10), (2, 11);

-- test:   the tier decides the severity
-- as-of:  2026-01-01
INSERT INTO contract (id, reference, ends_on, auto_renews, renewal_months, notice_months) VALUES
  (11, 'C-11', '2026-03-31', true, 12, 3), (12, 'C-12', '2026-03-31', true, 12, 3), (13, 'C-13', '2026-03-31', true, 12, 3), (14, 'C-14', '2026-03-31', true, 12, 3);
INSERT INTO engagement (id, vendor_id, title, tier) VALUES
  (20, 9, 'payroll', 'critical'), (21, 9, 'hosting', 'high'), (22, 9, 'printing', 'medium'), (23, 9, 'plants', 'low');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 11), (21, 12), (22, 13), (23, 14);
-- expect: subject_id, severity
VALUES (10, 'medium'), (11, 'high'), (12, 'medium'), (13, 'medium'), (14, 'low');

-- test:   while there is time for notice nothing is missed, though for how long it renews is not recorded, or it has not begun
-- as-of:  2025-11-30
UPDATE contract SET renewal_months = NULL;
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_months) VALUES (11, 'C-11', '2025-12-01', '2026-12-31', true, 12, 3);
-- expect: none

-- test:   replaced after it renewed, it binds no longer
-- as-of:  2026-05-01
INSERT INTO contract (id, reference, starts_on, supersedes_id) VALUES (11, 'C-11', '2026-05-01', 10);
-- expect: none
