-- Acme is used from 1 March 2023 on; its review decided on 1 March 2026 to leave it, which is to be begun within fourteen days.

-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'high', '2023-03-01');
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES (5, 1, '2026-03-01', '2026-02-20', '2026-03-01', 'exit');

-- test:   on the last of fourteen days there is time
-- as-of:  2026-03-15
-- expect: none

-- test:   on the next day there is none left
-- as-of:  2026-03-16
-- expect: vendor_id, subject_id, since, due_on, severity, reason, reason_ja, evidence
VALUES (1, 5, date '2026-03-16', date '2026-03-15', 'high', 'The review of Acme decided on 2026-03-01 to leave it, and nobody recorded that this was begun',
  'Acmeの見直しで2026-03-01に委託の終了と判断されたが、終了手続の開始が登録されていない', '{"outcome": "exit", "completed_on": "2026-03-01", "days": 14}'::jsonb);

-- test:   a vendor that was to be suspended
-- as-of:  2026-03-16
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 2, 'hosting', 'high', '2023-03-01');
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES (6, 2, '2026-03-01', '2026-02-20', '2026-03-01', 'suspend');
-- expect: vendor_id, subject_id, reason, reason_ja
VALUES (1, 5, 'The review of Acme decided on 2026-03-01 to leave it, and nobody recorded that this was begun',
    'Acmeの見直しで2026-03-01に委託の終了と判断されたが、終了手続の開始が登録されていない'),
  (2, 6, 'The review of Bolt decided on 2026-03-01 to suspend it, and nobody recorded that it was suspended or left',
    'Boltの見直しで2026-03-01に委託の停止と判断されたが、停止も終了手続も登録されていない');

-- test:   a vendor that goes on needs nothing to be done, or nothing that the register can tell
-- as-of:  2026-03-16
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 2, 'hosting', 'high', '2023-03-01'), (22, 3, 'printing', 'high', '2023-03-01');
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome, note) VALUES
  (6, 2, '2026-03-01', '2026-02-20', '2026-03-01', 'continue', NULL), (7, 3, '2026-03-01', '2026-02-20', '2026-03-01', 'continue_with_actions', 'train its people');
-- expect: subject_id
VALUES (5);

-- test:   the latest review decides
-- as-of:  2026-03-16
INSERT INTO review (id, vendor_id, cause, due_on, started_on, completed_on, outcome) VALUES (6, 1, 'change', '2026-03-10', '2026-03-02', '2026-03-10', 'continue');
-- expect: none

-- test:   of two on one day the one that was begun later
-- as-of:  2026-03-16
INSERT INTO review (id, vendor_id, cause, due_on, started_on, completed_on, outcome) VALUES (6, 1, 'change', '2026-03-01', '2026-03-01', '2026-03-01', 'continue');
-- expect: none

-- test:   an earlier one that was better changes nothing, nor one under way
-- as-of:  2026-03-16
INSERT INTO review (id, vendor_id, cause, due_on, started_on, completed_on, outcome) VALUES
  (6, 1, 'change', '2026-02-10', '2026-02-01', '2026-02-28', 'continue'), (7, 1, 'change', '2026-03-20', '2026-03-10', NULL, NULL);
-- expect: subject_id
VALUES (5);

-- Stages.

-- test:   a vendor that is being left since
-- as-of:  2026-03-16
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-03-16');
-- expect: none

-- test:   not yet
-- as-of:  2026-03-16
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-03-17');
-- expect: subject_id
VALUES (5);

-- test:   a move that was withdrawn is none
-- as-of:  2026-03-16
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-03-10');
UPDATE vendor_stage SET withdrawn_by = 'tanaka';
-- expect: subject_id
VALUES (5);

-- test:   a vendor that was left already
-- as-of:  2026-03-16
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-02-01');
-- expect: none

-- test:   who was to be left is not suspended, but who was to be suspended may be
-- as-of:  2026-03-16
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 2, 'hosting', 'high', '2023-03-01'), (22, 3, 'printing', 'high', '2023-03-01');
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES
  (6, 2, '2026-03-01', '2026-02-20', '2026-03-01', 'suspend'), (7, 3, '2026-03-01', '2026-02-20', '2026-03-01', 'suspend');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'suspended', '2026-03-10'), (2, 'suspended', '2026-03-10'), (3, 'proposed', '2026-03-10');
-- expect: subject_id
VALUES (5), (7);

-- test:   who was to be suspended may be left
-- as-of:  2026-03-16
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 2, 'hosting', 'high', '2023-03-01');
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES (6, 2, '2026-03-01', '2026-02-20', '2026-03-01', 'suspend');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (2, 'exiting', '2026-03-10');
-- expect: subject_id
VALUES (5);

-- test:   who came back after it was judged anew
-- as-of:  2026-03-16
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-02-01'), (1, 'under_assessment', '2026-03-02');
-- expect: none

-- test:   who had come back by the day of the review is to be left all the same
-- as-of:  2026-03-16
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-02-01'), (1, 'under_assessment', '2026-03-01');
-- expect: subject_id
VALUES (5);

-- test:   stages of another vendor change nothing
-- as-of:  2026-03-16
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-02-01'), (1, 'under_assessment', '2026-02-20'), (2, 'proposed', '2026-02-10'), (2, 'ended', '2026-03-10');
-- expect: subject_id
VALUES (5);

-- Ends of the work.

-- test:   an offboarding was begun
-- as-of:  2026-03-16
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-06-30');
-- expect: none

-- test:   of the very day of the review
-- as-of:  2026-03-16
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-03-01');
-- expect: none

-- test:   one of earlier work, of one engagement or of another vendor is no answer
-- as-of:  2026-03-16
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (60, 1, NULL, '2026-02-28'), (61, 1, 20, '2026-06-30'), (62, 2, NULL, '2026-06-30');
-- expect: subject_id
VALUES (5);

-- test:   all work ended, though the NDA goes on
-- as-of:  2026-03-16
UPDATE engagement SET ends_on = '2026-03-15';
INSERT INTO contract (id, reference, kind, starts_on, open_ended) VALUES (10, 'N-10', 'nda', '2023-03-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
-- expect: none

-- test:   on its last day it goes on, as does what has no end
-- as-of:  2026-03-16
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, starts_on, ends_on) VALUES (21, 1, 'printing', '2023-03-01', '2026-03-15'), (22, 2, 'hosting', '2023-03-01', '2026-03-16'), (23, 2, 'cards', '2023-03-01', '2025-03-16');
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) VALUES (6, 2, '2026-03-01', '2026-02-20', '2026-03-01', 'suspend');
-- expect: subject_id, severity
VALUES (5, 'high'), (6, 'high');

-- test:   a vendor that nobody uses any more
-- as-of:  2026-03-16
DELETE FROM engagement;
-- expect: none

-- Tiers and mergers.

-- test:   the tier decides severity and days, and medium stands for none
-- as-of:  2026-03-16
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord'), (4, 'Dial'), (5, 'Echo');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES
  (21, 2, 'hosting', 'critical', '2023-03-01'), (22, 3, 'printing', 'medium', '2023-03-01'), (23, 4, 'plants', 'low', '2023-03-01');
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (10, 'C-10', '2023-03-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 5, 1);
INSERT INTO review (id, vendor_id, due_on, started_on, completed_on, outcome) SELECT 4 + v.id, v.id, '2026-03-01', '2026-02-20', '2026-03-01', 'exit' FROM vendor v WHERE v.id > 1;
-- expect: subject_id, severity, since
VALUES (5, 'high', date '2026-03-16'), (6, 'critical', date '2026-03-09'), (7, 'high', date '2026-03-16'), (9, 'high', date '2026-03-16');

-- test:   at tier low there are thirty days
-- as-of:  2026-03-31
UPDATE engagement SET tier = 'low';
-- expect: none

-- test:   and no more
-- as-of:  2026-04-01
UPDATE engagement SET tier = 'low';
-- expect: subject_id, severity, since
VALUES (5, 'medium', date '2026-04-01');

-- test:   at tier critical there are seven
-- as-of:  2026-03-08
UPDATE engagement SET tier = 'critical';
-- expect: none

-- test:   and no more than seven
-- as-of:  2026-03-09
UPDATE engagement SET tier = 'critical';
-- expect: subject_id, severity, since
VALUES (5, 'critical', date '2026-03-09');

-- test:   the review of an entry that was merged is one of the vendor of the day
-- as-of:  2026-03-16
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-03-10' WHERE id = 1;
-- expect: vendor_id, subject_id
VALUES (2, 5);

-- test:   an entry that is offboarded and was merged is not all of the vendor
-- as-of:  2026-03-16
INSERT INTO vendor (id, name) VALUES (2, 'Acme Japan');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 2, '2026-03-05');
UPDATE vendor SET merged_into_id = 1, merged_on = '2026-03-06' WHERE id = 2;
-- expect: vendor_id, subject_id
VALUES (1, 5);

-- test:   work of an entry that was merged is work of the vendor
-- as-of:  2026-03-16
INSERT INTO vendor (id, name) VALUES (2, 'Acme Japan');
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 2, 'printing');
UPDATE engagement SET ends_on = '2026-03-01' WHERE id = 20;
UPDATE vendor SET merged_into_id = 1, merged_on = '2026-03-16' WHERE id = 2;
-- expect: vendor_id, subject_id
VALUES (1, 5);

-- Days of today and tomorrow.

-- test:   judged anew today
-- as-of:  2026-03-16
INSERT INTO review (id, vendor_id, cause, due_on, started_on, completed_on, outcome) VALUES (6, 1, 'change', '2026-03-16', '2026-03-10', '2026-03-16', 'continue');
-- expect: none

-- test:   judged anew tomorrow
-- as-of:  2026-03-16
INSERT INTO review (id, vendor_id, cause, due_on, started_on, completed_on, outcome) VALUES (6, 1, 'change', '2026-03-17', '2026-03-10', '2026-03-17', 'continue');
-- expect: subject_id
VALUES (5);

-- test:   all work of an entry that is merged tomorrow has ended
-- as-of:  2026-03-16
UPDATE engagement SET ends_on = '2026-03-15';
INSERT INTO contract (id, reference, kind, starts_on, open_ended) VALUES (10, 'N-10', 'nda', '2023-03-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-03-17' WHERE id = 1;
-- expect: none

-- test:   that the work of another vendor has ended changes nothing
-- as-of:  2026-03-16
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, ends_on) VALUES (21, 2, 'printing', '2026-03-01');
-- expect: subject_id
VALUES (5);

-- test:   a withdrawn move, or one of another vendor, did not bring it back
-- as-of:  2026-03-16
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-02-01'), (1, 'under_assessment', '2026-02-20'), (2, 'proposed', '2026-02-20');
UPDATE vendor_stage SET withdrawn_by = 'tanaka' WHERE stage = 'under_assessment';
-- expect: none

-- test:   one day as a vendor that is left is over on the next
-- as-of:  2026-03-16
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-02-01'), (1, 'under_assessment', '2026-02-02');
-- expect: subject_id
VALUES (5);
