-- Ends on 31 March 2026; notice three months before is due on 31 December 2025; thirty days to decide begin on 1 December.

-- test:   the day before the window opens
-- as-of:  2025-11-30
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_months)
VALUES (10, 'C-10', '2025-04-01', '2026-03-31', true, 12, 3);
-- expect: none

-- test:   the day on which it opens
-- as-of:  2025-12-01
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_months)
VALUES (10, 'C-10', '2025-04-01', '2026-03-31', true, 12, 3);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
-- expect: vendor_id, subject_id, severity, since, reason, evidence
VALUES (1, 10, 'medium', date '2025-12-01',
  'Contract C-10 renews by itself on 2026-04-01 unless notice is given by 2025-12-31 (2026-03-31 less 3 months; decide from 2025-12-01, 30 days before)',
  '{"period_ends_on": "2026-03-31", "notice_by": "2025-12-31", "decide_by": "2025-12-01"}'::jsonb);

-- test:   the last day for notice
-- as-of:  2025-12-31
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_months)
VALUES (10, 'C-10', '2025-04-01', '2026-03-31', true, 12, 3);
-- expect: subject_id, since
VALUES (10, date '2025-12-01');

-- test:   the day after, nothing can be done any more
-- as-of:  2026-01-01
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_months)
VALUES (10, 'C-10', '2025-04-01', '2026-03-31', true, 12, 3);
-- expect: none

-- test:   after a renewal the window opens again before the next end
-- as-of:  2026-12-01
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_months)
VALUES (10, 'C-10', '2025-04-01', '2026-03-31', true, 12, 3);
-- expect: subject_id, since
VALUES (10, date '2026-12-01');

-- test:   but not the day before
-- as-of:  2026-11-30
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_months)
VALUES (10, 'C-10', '2025-04-01', '2026-03-31', true, 12, 3);
-- expect: none

-- test:   notice in days alone
-- as-of:  2026-01-31
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_days)
VALUES (10, 'C-10', '2025-04-01', '2026-03-31', true, 12, 30);
-- expect: subject_id, since, reason
VALUES (10, date '2026-01-30',
  'Contract C-10 renews by itself on 2026-04-01 unless notice is given by 2026-03-01 (2026-03-31 less 30 days; decide from 2026-01-30, 30 days before)');

-- test:   months are taken off first, to the month's last day, then days
-- as-of:  2026-02-27
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_months, notice_days, decision_days)
VALUES (10, 'C-10', '2025-04-01', '2026-05-31', true, 12, 3, 1, 0);
-- expect: subject_id, since, reason
VALUES (10, date '2026-02-27',
  'Contract C-10 renews by itself on 2026-06-01 unless notice is given by 2026-02-27 (2026-05-31 less 3 months and 1 day; decide from 2026-02-27, 0 days before)');

-- test:   where a renewal is too short for the window, the window begins with the period
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_days)
VALUES (10, 'C-10', '2026-03-01', '2026-03-31', true, 1, 10);
-- expect: subject_id, since
VALUES (10, date '2026-04-01');

-- test:   notice was given: nothing to decide
-- as-of:  2025-12-15
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_months, notice_given_on)
VALUES (10, 'C-10', '2025-04-01', '2026-03-31', true, 12, 3, '2025-12-10');
-- expect: none

-- test:   no notice period is recorded: no window can be computed
-- as-of:  2026-03-31
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months)
VALUES (10, 'C-10', '2025-04-01', '2026-03-31', true, 12);
-- expect: none

-- test:   how long it renews is not recorded: the first window is known all the same
-- as-of:  2025-12-01
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, notice_months)
VALUES (10, 'C-10', '2025-04-01', '2026-03-31', true, 3);
-- expect: subject_id, since
VALUES (10, date '2025-12-01');

-- test:   but no later one
-- as-of:  2026-12-01
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, notice_months)
VALUES (10, 'C-10', '2025-04-01', '2026-03-31', true, 3);
-- expect: none

-- test:   a contract that does not renew by itself needs no notice
-- as-of:  2025-12-15
INSERT INTO contract (id, reference, starts_on, ends_on, notice_months)
VALUES (10, 'C-10', '2025-04-01', '2026-03-31', 3);
-- expect: none

-- test:   terminated before the window opened
-- as-of:  2025-12-15
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_months, terminated_on)
VALUES (10, 'C-10', '2025-04-01', '2026-03-31', true, 12, 3, '2025-11-30');
-- expect: none

-- test:   replaced before the window opened
-- as-of:  2025-12-01
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_months, supersedes_id) VALUES
  (10, 'C-10', '2025-04-01', '2026-03-31', true, 12, 3, NULL), (11, 'C-11', '2025-12-01', '2026-11-30', false, NULL, NULL, 10);
-- expect: none

-- test:   before it starts there is no window, though its first day of decision has come
-- as-of:  2026-03-05
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_days)
VALUES (10, 'C-10', '2026-03-06', '2026-03-31', true, 1, 10);
-- expect: none

-- test:   it opens with the contract then
-- as-of:  2026-03-06
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_days)
VALUES (10, 'C-10', '2026-03-06', '2026-03-31', true, 1, 10);
-- expect: subject_id, since
VALUES (10, date '2026-03-06');

-- test:   the tier decides the severity
-- as-of:  2025-12-01
INSERT INTO contract (id, reference, ends_on, auto_renews, renewal_months, notice_months) VALUES
  (10, 'C-10', '2026-03-31', true, 12, 3), (11, 'C-11', '2026-03-31', true, 12, 3),
  (12, 'C-12', '2026-03-31', true, 12, 3), (13, 'C-13', '2026-03-31', true, 12, 3);
INSERT INTO engagement (id, vendor_id, title, tier) VALUES
  (20, 1, 'payroll', 'critical'), (21, 1, 'hosting', 'high'), (22, 1, 'printing', 'medium'), (23, 1, 'plants', 'low');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10), (21, 11), (22, 12), (23, 13);
-- expect: subject_id, severity
VALUES (10, 'high'), (11, 'medium'), (12, 'medium'), (13, 'low');

-- test:   in Japanese the day of the renewal is told, too
-- as-of:  2025-12-01
INSERT INTO contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_months)
VALUES (10, 'C-10', '2025-04-01', '2026-03-31', true, 12, 3);
-- expect: reason_ja
VALUES ('契約 C-10 は、2025-12-31 までに通知しなければ 2026-04-01 に自動更新される（2025-12-01 から検討期間）');
