-- C-10 ends on 31 March 2026; 90 days before that is 31 December 2025.

-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt'), (3, 'Cord');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-04-01', '2026-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);

-- test:   91 days before, its end is far
-- as-of:  2025-12-30
-- expect: none

-- test:   90 days before it is near
-- as-of:  2025-12-31
-- expect: vendor_id, subject_id, severity, since, due_on, reason, reason_ja, evidence
VALUES (1, 10, 'medium', date '2025-12-31', date '2026-03-31',
  'Contract C-10 ends on 2026-03-31, and neither a renewal nor a contract that follows it is recorded',
  '契約 C-10 は 2026-03-31 に終了するが、更新も後続の契約も記録されていない',
  '{"last_day": "2026-03-31", "lead_days": 90, "moved_by": null, "work_ended_on": null}'::jsonb);

-- test:   on its last day it still is
-- as-of:  2026-03-31
-- expect: subject_id, since
VALUES (10, date '2025-12-31');

-- test:   the day after, it has lapsed
-- as-of:  2026-04-01
-- expect: none

-- test:   each tier has its lead; medium stands for none
-- as-of:  2026-01-01
INSERT INTO engagement (id, vendor_id, title, tier) VALUES
  (20, 9, 'payroll', 'critical'), (21, 9, 'hosting', 'high'), (22, 9, 'printing', 'medium'), (23, 9, 'plants', 'low');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES
  (30, 'C-30', '2025-01-01', date '2026-01-01' + 181), (31, 'C-31', '2025-01-01', date '2026-01-01' + 121),
  (32, 'C-32', '2025-01-01', date '2026-01-01' + 91), (33, 'C-33', '2025-01-01', date '2026-01-01' + 61),
  (40, 'C-40', '2025-01-01', date '2026-01-01' + 180), (41, 'C-41', '2025-01-01', date '2026-01-01' + 120),
  (42, 'C-42', '2025-01-01', date '2026-01-01' + 90), (43, 'C-43', '2025-01-01', date '2026-01-01' + 60);
INSERT INTO engagement_contract (engagement_id, contract_id)
VALUES (20, 30), (21, 31), (22, 32), (23, 33), (20, 40), (21, 41), (22, 42), (23, 43);
-- expect: subject_id, severity, since
VALUES (10, 'medium', date '2025-12-31'), (40, 'high', date '2026-01-01'), (41, 'medium', date '2026-01-01'),
  (42, 'medium', date '2026-01-01'), (43, 'low', date '2026-01-01');

-- Since when.

-- test:   a contract that is shorter than that is near its end from its first day on
-- as-of:  2026-03-01
UPDATE contract SET starts_on = '2026-03-01';
-- expect: subject_id, since
VALUES (10, date '2026-03-01');

-- test:   but not before it
-- as-of:  2026-02-28
UPDATE contract SET starts_on = '2026-03-01';
-- expect: none

-- test:   one without a recorded start is judged too
-- as-of:  2026-02-28
UPDATE contract SET starts_on = NULL;
-- expect: subject_id, since
VALUES (10, date '2025-12-31');

-- test:   an end that an amendment brought near is near since then
-- as-of:  2026-02-10
INSERT INTO contract (id, reference, kind, parent_id, starts_on, new_ends_on) VALUES (11, 'A-11', 'amendment', 10, '2026-02-10', '2026-04-30');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (12, 'C-12', '2025-04-01', '2026-03-31');
-- expect: subject_id, since, due_on, evidence
VALUES (10, date '2026-02-10', date '2026-04-30', '{"last_day": "2026-04-30", "lead_days": 90, "moved_by": "A-11", "work_ended_on": null}'::jsonb),
  (12, '2025-12-31', '2026-03-31', '{"last_day": "2026-03-31", "lead_days": 90, "moved_by": null, "work_ended_on": null}');

-- test:   but not by one that counts only from tomorrow on, for a while
-- as-of:  2026-02-10
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on, new_ends_on) VALUES (11, 'A-11', 'amendment', 10, '2026-02-11', '2026-03-31', '2026-04-09');
INSERT INTO contract (id, reference, starts_on, supersedes_id) VALUES (12, 'C-12', '2026-04-10', 10);
-- expect: subject_id, since, due_on
VALUES (10, date '2025-12-31', date '2026-03-31');

-- Renewal by itself, notice, termination.

-- test:   a contract that renews by itself does not end
-- as-of:  2026-03-31
UPDATE contract SET auto_renews = true, renewal_months = 12, notice_months = 3;
-- expect: none

-- test:   nor before the day on which notice is given
-- as-of:  2026-01-14
UPDATE contract SET auto_renews = true, renewal_months = 12, notice_months = 2, notice_given_on = '2026-01-15';
-- expect: none

-- test:   from that day on it does
-- as-of:  2026-01-15
UPDATE contract SET auto_renews = true, renewal_months = 12, notice_months = 2, notice_given_on = '2026-01-15';
-- expect: subject_id, since, due_on, reason, reason_ja
VALUES (10, date '2026-01-15', date '2026-03-31',
  'Contract C-10 ends on 2026-03-31 by the notice given on 2026-01-15, and neither a renewal nor a contract that follows it is recorded',
  '契約 C-10 は 2026-01-15 の更新拒絶通知により 2026-03-31 に終了するが、更新も後続の契約も記録されていない');

-- test:   notice of a contract that does not renew by itself ends nothing
-- as-of:  2026-01-15
UPDATE contract SET notice_given_on = '2026-01-15';
-- expect: subject_id, since, reason
VALUES (10, date '2025-12-31', 'Contract C-10 ends on 2026-03-31, and neither a renewal nor a contract that follows it is recorded');

-- test:   terminated early, its last day is that of the termination, and notice of tomorrow is nothing yet
-- as-of:  2026-01-14
UPDATE contract SET auto_renews = true, renewal_months = 12, notice_months = 2, notice_given_on = '2026-01-15', terminated_on = '2026-02-28';
-- expect: subject_id, since, due_on, reason, reason_ja
VALUES (10, date '2025-11-30', date '2026-02-28',
  'Contract C-10 is terminated with 2026-02-28 as its last day, and neither a renewal nor a contract that follows it is recorded',
  '契約 C-10 は 2026-02-28 を最終日として解約されるが、更新も後続の契約も記録されていない');

-- Work that ends with it.

-- test:   work that is to end before the contract, with it, and the day after
-- as-of:  2026-03-01
INSERT INTO contract (id, reference, starts_on, ends_on, work_ended_on) VALUES
  (11, 'C-11', '2025-04-01', '2026-03-31', '2026-03-30'), (12, 'C-12', '2025-04-01', '2026-03-31', '2026-03-31'), (13, 'C-13', '2025-04-01', '2026-03-31', '2026-04-01');
-- expect: subject_id
VALUES (10), (13);

-- test:   nothing is asked of a vendor that ended
-- as-of:  2026-03-10
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES
  (11, 'C-11', '2025-04-01', '2026-03-31'), (12, 'C-12', '2025-04-01', '2026-03-31'), (13, 'C-13', '2025-04-01', '2026-03-31'),
  (14, 'C-14', '2025-04-01', '2026-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 3, 1), (13, 1, 1), (13, 3, 2), (13, 2, 2), (14, 2, 3), (14, 3, 2);
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-03-10'), (2, 'ended', '2026-03-11'), (3, 'suspended', '2026-03-01');
-- expect: vendor_id, subject_id
VALUES (2, 11), (3, 12), (2, 13), (3, 14);

-- test:   nor after the last day of all its work, unless it was taken on anew
-- as-of:  2026-03-10
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES
  (11, 'C-11', '2025-04-01', '2026-03-31'), (12, 'C-12', '2025-04-01', '2026-03-31'), (13, 'C-13', '2026-03-10', '2026-03-31'), (14, 'C-14', NULL, '2026-03-31'),
  (15, 'C-15', '2026-03-09', '2026-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1), (12, 3, 1), (13, 1, 1), (14, 1, 1), (15, 1, 1);
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, NULL, '2026-03-09'), (2, NULL, '2026-03-10'), (3, 23, '2026-03-09');
-- expect: subject_id
VALUES (11), (12), (13);

-- What follows it.

-- test:   a contract that follows without a gap, with one, without a recorded start, and one that follows another
-- as-of:  2026-03-01
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES
  (11, 'C-11', '2025-04-01', '2026-03-31'), (12, 'C-12', '2025-04-01', '2026-03-31');
INSERT INTO contract (id, reference, starts_on, supersedes_id, open_ended) VALUES
  (20, 'C-20', '2026-04-01', 10, true), (21, 'C-21', '2026-04-02', 11, true), (22, 'C-22', NULL, 12, true);
-- expect: subject_id
VALUES (11), (12);

-- test:   a renewal that counts from the day after the end, and one that comes a day late
-- as-of:  2026-03-01
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (11, 'C-11', '2025-04-01', '2026-03-31');
INSERT INTO contract (id, reference, kind, parent_id, starts_on, new_ends_on) VALUES
  (20, 'A-20', 'amendment', 10, '2026-04-01', '2027-03-31'), (21, 'A-21', 'amendment', 11, '2026-04-02', '2027-03-31');
-- expect: subject_id
VALUES (11);

-- test:   a renewal that counts already moved the end, and one that was taken back did not
-- as-of:  2026-03-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on, new_ends_on) VALUES
  (20, 'A-20', 'amendment', 10, '2026-03-01', '2027-03-31'), (21, 'A-21', 'amendment', 10, '2026-03-01', '2026-04-30');
-- expect: subject_id, due_on, since
VALUES (10, date '2026-04-30', date '2026-03-01');

-- test:   a renewal that counts from tomorrow on
-- as-of:  2026-03-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on, new_ends_on) VALUES (20, 'A-20', 'amendment', 10, '2026-03-02', '2027-03-31');
-- expect: none

-- test:   an amendment to come that is no renewal
-- as-of:  2026-03-01
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (11, 'C-11', '2025-04-01', '2026-03-31'), (12, 'C-12', '2025-04-01', '2026-03-31');
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on, new_ends_on) VALUES
  (20, 'A-20', 'amendment', 10, '2026-03-10', NULL, '2026-03-31'), (21, 'A-21', 'amendment', 11, '2026-03-10', '2026-03-31', '2026-06-30'),
  (22, 'A-22', 'amendment', 12, '2026-03-10', '2026-04-01', '2026-06-30');
-- expect: subject_id
VALUES (10), (11);

-- test:   the renewal of another contract, and one of a contract that is terminated
-- as-of:  2026-03-01
INSERT INTO contract (id, reference, starts_on, ends_on, terminated_on) VALUES
  (11, 'C-11', '2025-04-01', '2026-05-31', '2026-03-31'), (12, 'C-12', '2025-04-01', '2026-03-31', '2026-04-01');
INSERT INTO contract (id, reference, kind, parent_id, starts_on, new_ends_on) VALUES
  (21, 'A-21', 'amendment', 11, '2026-03-31', '2027-03-31'), (22, 'A-22', 'amendment', 12, '2026-03-31', '2027-03-31');
-- expect: subject_id
VALUES (10), (11);

-- What has no end of its own.

-- test:   what ends with another contract is found there, and an amendment for a while only leaves it
-- as-of:  2026-03-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on, ends_on) VALUES
  (11, 'S-11', 'statement_of_work', 10, '2025-04-01', NULL), (12, 'S-12', 'statement_of_work', 10, '2025-04-01', '2026-03-15'), (13, 'A-13', 'memorandum', 10, '2025-04-01', '2026-03-15');
-- expect: subject_id
VALUES (10), (12);

-- test:   without a recorded end, and without end
-- as-of:  2026-03-01
UPDATE contract SET ends_on = NULL;
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (11, 'C-11', '2025-04-01', true);
-- expect: none

-- test:   an entry that was merged is the vendor into which it was merged; a contract that names none is found too
-- as-of:  2026-03-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (4, 'Bolt KK', 2, '2026-03-01'), (5, 'Cord KK', 3, '2026-03-02');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES
  (11, 'C-11', '2025-04-01', '2026-03-31'), (12, 'C-12', '2025-04-01', '2026-03-31'), (13, 'C-13', '2025-04-01', '2026-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 4, 1), (13, 5, 1);
-- expect: vendor_id, subject_id
VALUES (1, 10), (2, 11), (NULL, 12), (5, 13);

-- test:   and so is its offboarding, from the day of the merger on
-- as-of:  2026-03-10
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (4, 'Acme KK', 1, '2026-03-10'), (5, 'Bolt KK', 2, '2026-03-11');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (11, 'C-11', '2025-04-01', '2026-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1);
INSERT INTO offboarding (vendor_id, ended_on) VALUES (4, '2026-03-01'), (5, '2026-03-01');
-- expect: vendor_id, subject_id
VALUES (2, 11);

-- test:   a renewal for one day is one, though the end that it brings is near, too
-- as-of:  2026-03-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on, new_ends_on) VALUES (20, 'A-20', 'amendment', 10, '2026-03-02', '2026-04-01');
-- expect: none
