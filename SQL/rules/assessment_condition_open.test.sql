-- Buyer registers Acme, Tanaka assesses it, Mori approves it on 1 March 2026 on one condition, due on 31 March.

-- test:   the day before the approval
-- as-of:  2026-02-28
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
SELECT set_config('clause6.actor', 'buyer', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO questionnaire (id, key, version, title_en, criteria) VALUES (9, 'short', '1', 'Short', 1);
INSERT INTO criterion (id, questionnaire_id, position, key, text_en) VALUES (90, 9, 1, 'Q1', 'Able?');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, questionnaire_id, started_on) VALUES (10, 1, 9, '2026-02-01');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_condition (assessment_id, position, text, due_on) VALUES (10, 1, 'call two clients', '2026-03-31');
UPDATE assessment SET outcome = 'approve_with_conditions', concluded_on = '2026-03-01', tier = 'high', valid_until_on = '2027-03-01';
-- expect: none

-- test:   the day of the approval: something to remember
-- as-of:  2026-03-01
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
SELECT set_config('clause6.actor', 'buyer', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO questionnaire (id, key, version, title_en, criteria) VALUES (9, 'short', '1', 'Short', 1);
INSERT INTO criterion (id, questionnaire_id, position, key, text_en) VALUES (90, 9, 1, 'Q1', 'Able?');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, questionnaire_id, started_on) VALUES (10, 1, 9, '2026-02-01');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_condition (assessment_id, position, text, due_on) VALUES (10, 1, 'call two clients', '2026-03-31');
UPDATE assessment SET outcome = 'approve_with_conditions', concluded_on = '2026-03-01', tier = 'high', valid_until_on = '2027-03-01';
-- expect: vendor_id, subject_id, key, since, due_on, severity, reason, evidence
VALUES (1, 10, '1', date '2026-03-01', date '2026-03-31', 'low', 'Acme was approved on 2026-03-01 on condition that, by 2026-03-31: call two clients',
  '{"condition": 1, "due_on": "2026-03-31", "overdue": false}'::jsonb);

-- test:   its last day: still in time
-- as-of:  2026-03-31
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
SELECT set_config('clause6.actor', 'buyer', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO questionnaire (id, key, version, title_en, criteria) VALUES (9, 'short', '1', 'Short', 1);
INSERT INTO criterion (id, questionnaire_id, position, key, text_en) VALUES (90, 9, 1, 'Q1', 'Able?');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, questionnaire_id, started_on) VALUES (10, 1, 9, '2026-02-01');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_condition (assessment_id, position, text, due_on) VALUES (10, 1, 'call two clients', '2026-03-31');
UPDATE assessment SET outcome = 'approve_with_conditions', concluded_on = '2026-03-01', tier = 'high', valid_until_on = '2027-03-01';
-- expect: key, severity
VALUES ('1', 'low');

-- test:   overdue the day after, as bad as the tier says; one that is met is no finding
-- as-of:  2026-04-01
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
SELECT set_config('clause6.actor', 'buyer', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO questionnaire (id, key, version, title_en, criteria) VALUES (9, 'short', '1', 'Short', 1);
INSERT INTO criterion (id, questionnaire_id, position, key, text_en) VALUES (90, 9, 1, 'Q1', 'Able?');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, questionnaire_id, started_on) VALUES (10, 1, 9, '2026-02-01');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_condition (assessment_id, position, text, due_on) VALUES (10, 1, 'call two clients', '2026-03-31'), (10, 2, 'show the certificate', '2026-03-31');
UPDATE assessment SET outcome = 'approve_with_conditions', concluded_on = '2026-03-01', tier = 'high', valid_until_on = '2027-03-01';
UPDATE assessment_condition SET met_on = '2026-04-01' WHERE position = 2;
-- expect: key, severity, evidence
VALUES ('1', 'high', '{"condition": 1, "due_on": "2026-03-31", "overdue": true}'::jsonb);

-- test:   met on a later day: still a finding the day before
-- as-of:  2026-04-01
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
SELECT set_config('clause6.actor', 'buyer', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO questionnaire (id, key, version, title_en, criteria) VALUES (9, 'short', '1', 'Short', 1);
INSERT INTO criterion (id, questionnaire_id, position, key, text_en) VALUES (90, 9, 1, 'Q1', 'Able?');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, questionnaire_id, started_on) VALUES (10, 1, 9, '2026-02-01'), (11, 2, 9, '2026-02-01');
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_condition (assessment_id, position, text, due_on) VALUES (10, 1, 'call two clients', '2026-03-31');
UPDATE assessment SET outcome = 'approve_with_conditions', concluded_on = '2026-03-01', tier = 'low', valid_until_on = '2027-03-01' WHERE id = 10;
UPDATE assessment_condition SET met_on = '2026-04-02';
-- expect: subject_id, key, severity
VALUES (10, '1', 'medium');

-- test:   a rejection since then makes the conditions moot
-- as-of:  2026-04-01
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
SELECT set_config('clause6.actor', 'buyer', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO questionnaire (id, key, version, title_en, criteria) VALUES (9, 'short', '1', 'Short', 1);
INSERT INTO criterion (id, questionnaire_id, position, key, text_en) VALUES (90, 9, 1, 'Q1', 'Able?');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, questionnaire_id, started_on) VALUES (10, 1, 9, '2026-02-01');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_condition (assessment_id, position, text, due_on) VALUES (10, 1, 'call two clients', '2026-03-31');
UPDATE assessment SET outcome = 'approve_with_conditions', concluded_on = '2026-03-01', tier = 'high', valid_until_on = '2027-03-01' WHERE id = 10;
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, questionnaire_id, started_on) VALUES (12, 1, 9, '2026-03-20');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2026-04-01', tier = 'high' WHERE id = 12;
-- expect: none

-- test:   overdue at tier critical, and each approval has conditions of its own
-- as-of:  2026-04-01
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
SELECT set_config('clause6.actor', 'buyer', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO questionnaire (id, key, version, title_en, criteria) VALUES (9, 'short', '1', 'Short', 1);
INSERT INTO criterion (id, questionnaire_id, position, key, text_en) VALUES (90, 9, 1, 'Q1', 'Able?');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, questionnaire_id, started_on) VALUES (10, 1, 9, '2026-02-01'), (11, 2, 9, '2026-02-01');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_condition (assessment_id, position, text, due_on) VALUES (10, 1, 'call two clients', '2026-03-31'), (11, 1, 'show the certificate', '2026-04-30');
UPDATE assessment SET outcome = 'approve_with_conditions', concluded_on = '2026-03-01', tier = 'critical', valid_until_on = '2027-03-01';
-- expect: vendor_id, subject_id, key, severity
VALUES (1, 10, '1', 'critical'), (2, 11, '1', 'low');

-- test:   the day before a rejection the conditions still stand
-- as-of:  2026-03-31
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
SELECT set_config('clause6.actor', 'buyer', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO questionnaire (id, key, version, title_en, criteria) VALUES (9, 'short', '1', 'Short', 1);
INSERT INTO criterion (id, questionnaire_id, position, key, text_en) VALUES (90, 9, 1, 'Q1', 'Able?');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, questionnaire_id, started_on) VALUES (10, 1, 9, '2026-02-01');
SELECT set_config('clause6.actor', 'mori', true);
INSERT INTO assessment_condition (assessment_id, position, text, due_on) VALUES (10, 1, 'call two clients', '2026-03-31');
UPDATE assessment SET outcome = 'approve_with_conditions', concluded_on = '2026-03-01', tier = 'high', valid_until_on = '2027-03-01' WHERE id = 10;
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO assessment (id, vendor_id, questionnaire_id, started_on) VALUES (12, 1, 9, '2026-03-20');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE assessment SET outcome = 'reject', concluded_on = '2026-04-01', tier = 'high' WHERE id = 12;
-- expect: subject_id
VALUES (10);
