-- Acme is used from 1 March 2025 on and of tier high, so it is to be reviewed every twelve months.

-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'high', '2025-03-01');

-- test:   on its due day a review is in time
-- as-of:  2026-03-01
-- expect: none

-- test:   on the next day it is overdue
-- as-of:  2026-03-02
-- expect: vendor_id, subject_id, since, due_on, severity, reason, reason_ja, evidence
VALUES (1, 1, date '2026-03-02', date '2026-03-01', 'high', 'The periodic review of Acme was due on 2026-03-01 and nobody began it',
  'Acmeの定期見直しの期限は2026-03-01であったが、着手されていない',
  '{"due_on": "2026-03-01", "scheduled_on": "2026-03-01", "decided_by": "tier high: 12 months", "anchor_on": "2025-03-01",
    "last_completed_on": null, "open_review_id": null, "grace_days": 0}'::jsonb);

-- test:   years later it is overdue since the same day
-- as-of:  2029-06-30
-- expect: subject_id, since, due_on
VALUES (1, date '2026-03-02', date '2026-03-01');

-- test:   one that was begun and not completed is named
-- as-of:  2026-03-02
INSERT INTO review (id, vendor_id, due_on, started_on) VALUES (5, 1, '2026-03-01', '2026-02-20');
-- expect: subject_id, reason, reason_ja
VALUES (1, 'The periodic review of Acme was due on 2026-03-01 and review 5 is not completed', 'Acmeの定期見直しの期限は2026-03-01であったが、見直し5が完了していない');

-- test:   one that is completed is not overdue
-- as-of:  2026-03-02
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES (5, 1, '2026-03-01', '2026-02-20', '2026-03-02', 'continue');
-- expect: none

-- test:   nor is it the day before it is completed anything else than overdue
-- as-of:  2026-03-02
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES (5, 1, '2026-03-01', '2026-02-20', '2026-03-03', 'continue');
-- expect: subject_id, since
VALUES (1, date '2026-03-02');

-- test:   a due day that was moved counts, and what it was is said
-- as-of:  2026-05-02
INSERT INTO review_move (vendor_id, due_on, moved_to_on, moved_on, reason) VALUES (1, '2026-03-01', '2026-05-01', '2026-02-01', 'the vendor moves house');
-- expect: since, due_on, reason, reason_ja
VALUES (date '2026-05-02', date '2026-05-01', 'The periodic review of Acme was due on 2026-05-01 (moved from 2026-03-01) and nobody began it',
  'Acmeの定期見直しの期限は2026-05-01（2026-03-01から変更）であったが、着手されていない');

-- test:   and until then nothing is overdue
-- as-of:  2026-05-01
INSERT INTO review_move (vendor_id, due_on, moved_to_on, moved_on, reason) VALUES (1, '2026-03-01', '2026-05-01', '2026-02-01', 'the vendor moves house');
-- expect: none

-- Whose work has ended.

-- test:   work that ended is reviewed no more
-- as-of:  2026-03-02
UPDATE engagement SET ends_on = '2026-03-01';
-- expect: none

-- test:   a vendor that was left is reviewed no more, even where its work has no end
-- as-of:  2026-03-02
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-01-01'), (1, 'ended', '2026-03-02');
-- expect: none

-- test:   until the day on which it is left it is
-- as-of:  2026-03-02
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-01-01'), (1, 'ended', '2026-03-03');
-- expect: subject_id
VALUES (1);

-- test:   another vendor's end changes nothing
-- as-of:  2026-03-02
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (2, 'ended', '2026-01-01');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 2, '2026-01-01');
-- expect: subject_id
VALUES (1);

-- test:   a vendor that was offboarded is reviewed no more
-- as-of:  2026-03-02
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-03-01');
-- expect: none

-- test:   on the last day of its work it still is
-- as-of:  2026-03-02
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-03-02');
-- expect: subject_id
VALUES (1);

-- test:   the end of one engagement is not that of the vendor
-- as-of:  2026-03-02
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (60, 1, 20, '2026-03-01');
-- expect: subject_id
VALUES (1);

-- test:   a vendor that is used anew since it was offboarded is reviewed again
-- as-of:  2026-03-02
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2025-02-28');
-- expect: subject_id
VALUES (1);

-- test:   work that began on the very last day is not new
-- as-of:  2026-03-02
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2025-03-01');
-- expect: none

-- test:   a vendor that is offboarded is not used anew before new work begins
-- as-of:  2026-03-02
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-02-28');
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 1, 'printing', '2026-03-03');
-- expect: none

-- test:   and is from its first day on
-- as-of:  2026-03-02
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-02-28');
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 1, 'printing', '2026-03-02');
-- expect: subject_id
VALUES (1);

-- test:   new work of another vendor does not bring one back
-- as-of:  2026-03-02
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-02-28');
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 2, 'printing', '2026-03-01');
-- expect: none

-- Two vendors, tiers, mergers.

-- test:   of two vendors the one that was reviewed is not found
-- as-of:  2026-03-02
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 2, 'hosting', 'high', '2025-03-01');
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES (5, 1, '2026-03-01', '2026-02-20', '2026-02-27', 'continue');
-- expect: vendor_id, subject_id
VALUES (2, 2);

-- test:   the tier decides severity and grace, and medium stands for none
-- as-of:  2026-03-31
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord'), (4, 'Dial'), (5, 'Echo');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES
  (21, 2, 'hosting', 'critical', '2025-03-01'), (22, 3, 'printing', 'medium', '2024-03-01'), (23, 4, 'plants', 'low', '2023-03-01');
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (10, 'C-10', '2024-03-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 5, 1);
-- expect: subject_id, severity, since
VALUES (1, 'high', date '2026-03-02'), (2, 'critical', date '2026-03-02'), (3, 'medium', date '2026-03-02'), (5, 'medium', date '2026-03-02');

-- test:   the grace of tier low is over after thirty days
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (4, 'Dial');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (23, 4, 'plants', 'low', '2023-03-01');
-- expect: subject_id, severity, since, due_on
VALUES (1, 'high', date '2026-03-02', date '2026-03-01'), (4, 'low', date '2026-04-01', date '2026-03-01');

-- test:   of two entries that were merged the vendor of the day is found
-- as-of:  2026-03-02
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-03-02' WHERE id = 1;
-- expect: vendor_id, subject_id, since
VALUES (2, 2, date '2026-03-02');

-- test:   an entry that was offboarded before it was merged was not all of the vendor
-- as-of:  2026-03-05
INSERT INTO vendor (id, name) VALUES (2, 'Acme Japan');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 2, '2026-03-01');
UPDATE vendor SET merged_into_id = 1, merged_on = '2026-03-01' WHERE id = 2;
-- expect: vendor_id, subject_id
VALUES (1, 1);

-- test:   new work of an entry is new work of the vendor into which it was merged
-- as-of:  2026-03-05
INSERT INTO vendor (id, name) VALUES (2, 'Acme Japan');
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 2, 'printing', '2026-03-01');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-02-27');
UPDATE vendor SET merged_into_id = 1, merged_on = '2026-03-05' WHERE id = 2;
-- expect: vendor_id, subject_id
VALUES (1, 1);

-- test:   but not before
-- as-of:  2026-03-05
INSERT INTO vendor (id, name) VALUES (2, 'Acme Japan');
INSERT INTO engagement (id, vendor_id, title, starts_on) VALUES (21, 2, 'printing', '2026-03-01');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-02-27');
UPDATE vendor SET merged_into_id = 1, merged_on = '2026-03-06' WHERE id = 2;
-- expect: none
