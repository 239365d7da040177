-- Acme does the payroll in Japan and Australia, and passes work on to Zed in India from 1 February 2026 on.

-- given:
INSERT INTO person (id, name) VALUES (1, 'tanaka');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'high', '2025-01-01');
INSERT INTO engagement_place (engagement_id, country, what) VALUES (20, 'JP', 'storage'), (20, 'AU', 'processing');
INSERT INTO subcontractor (id, vendor_id, engagement_id, name, country, from_on) VALUES (50, 1, 20, 'Zed', 'IN', '2026-02-01');

-- test:   a country in which the work is not done
-- as-of:  2026-03-01
-- expect: vendor_id, subject_id, since, severity, reason, reason_ja, evidence
VALUES (1, 50, date '2026-02-01', 'medium', 'Zed, to which Acme passes work on, works in IN, and the countries recorded for the work are AU, JP',
  'Acmeの再委託先ZedはINで業務を行っているが、委託業務の場所として登録されているのはAU、JPである',
  '{"country": "IN", "why": "not_agreed", "recorded": ["AU", "JP"], "allowed": [], "forbidden": [], "term": null, "article": null}'::jsonb);

-- test:   a country in which it is done, and one that nobody recorded
-- as-of:  2026-03-01
INSERT INTO subcontractor (id, vendor_id, engagement_id, name, country, from_on) VALUES (51, 1, 20, 'Yew', 'AU', '2026-02-01'), (52, 1, 20, 'Xenon', NULL, '2026-02-01');
-- expect: subject_id
VALUES (50);

-- test:   where nobody recorded the places of the work any country will do
-- as-of:  2026-03-01
DELETE FROM engagement_place;
-- expect: none

-- test:   places of other work of the vendor are not those of this work
-- as-of:  2026-03-01
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 1, 'printing');
INSERT INTO engagement_place (engagement_id, country, what) VALUES (21, 'IN', 'access_from');
-- expect: subject_id
VALUES (50);

-- test:   but are for whoever works for all of it
-- as-of:  2026-03-01
UPDATE subcontractor SET engagement_id = NULL;
INSERT INTO engagement (id, vendor_id, title, ends_on) VALUES (21, 1, 'printing', '2026-03-01');
INSERT INTO engagement_place (engagement_id, country, what) VALUES (21, 'IN', 'access_from');
-- expect: none

-- test:   until that work has ended
-- as-of:  2026-03-01
UPDATE subcontractor SET engagement_id = NULL;
INSERT INTO engagement (id, vendor_id, title, ends_on) VALUES (21, 1, 'printing', '2026-02-28');
INSERT INTO engagement_place (engagement_id, country, what) VALUES (21, 'IN', 'access_from');
-- expect: subject_id, reason
VALUES (50, 'Zed, to which Acme passes work on, works in IN, and the countries recorded for the work are AU, JP');

-- test:   another vendor's places are not those of this one
-- as-of:  2026-03-01
UPDATE subcontractor SET engagement_id = NULL;
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 2, 'printing');
INSERT INTO engagement_place (engagement_id, country, what) VALUES (21, 'IN', 'access_from');
-- expect: subject_id
VALUES (50);

-- test:   where the contract settles the place, it is worse by a step, and the article is named
-- as-of:  2026-02-28
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-01-01', '2026-03-01'), (11, 'C-11', '2025-01-01', '2027-03-01');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10), (20, 11);
INSERT INTO term (contract_id, term_key, status, article) VALUES (10, 'data_location', 'present', 'article 9'), (11, 'data_location', 'weak', NULL), (11, 'confidentiality', 'present', NULL);
-- expect: subject_id, severity, reason, reason_ja, evidence
VALUES (50, 'high', 'Zed, to which Acme passes work on, works in IN, and the countries recorded for the work are AU, JP; C-10 article 9 settles where it is done',
  'Acmeの再委託先ZedはINで業務を行っているが、委託業務の場所として登録されているのはAU、JPである（取扱場所はC-10 article 9に定めがある）',
  '{"country": "IN", "why": "not_agreed", "recorded": ["AU", "JP"], "allowed": [], "forbidden": [], "term": "C-10", "article": "article 9"}'::jsonb);

-- test:   a contract that has ended settles nothing
-- as-of:  2026-03-02
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-01-01', '2026-03-01'), (11, 'C-11', '2025-01-01', '2027-03-01');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10), (20, 11);
INSERT INTO term (contract_id, term_key, status, article) VALUES (10, 'data_location', 'present', 'article 9'), (11, 'data_location', 'missing', NULL), (11, 'confidentiality', 'present', NULL);
-- expect: subject_id, severity
VALUES (50, 'medium');

-- test:   nor one of other work
-- as-of:  2026-03-01
INSERT INTO engagement (id, vendor_id, title) VALUES (21, 1, 'printing');
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-01-01', '2026-03-01');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'data_location', 'present');
-- expect: subject_id, severity
VALUES (50, 'medium');

-- test:   of two contracts that settle it the first by its number is named
-- as-of:  2026-02-28
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-01-01', '2026-03-01'), (11, 'C-11', '2025-01-01', '2027-03-01');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10), (20, 11);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'data_location', 'present'), (10, 'data_location', 'present');
-- expect: subject_id, severity, reason
VALUES (50, 'high', 'Zed, to which Acme passes work on, works in IN, and the countries recorded for the work are AU, JP; C-10 settles where it is done');

-- test:   what counts today alone counts today
-- as-of:  2026-03-01
UPDATE subcontractor SET until_on = '2026-03-01';
INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2025-01-01', '2026-03-01'), (11, 'A-11', '2025-01-01', '2026-03-01');
INSERT INTO engagement_contract (engagement_id, contract_id, from_on, until_on) VALUES (20, 10, '2026-03-01', '2026-03-01');
INSERT INTO term (contract_id, term_key, status, from_on) VALUES (10, 'data_location', 'present', '2026-03-01'), (10, 'data_location', 'missing', '2026-03-02');
-- expect: subject_id, severity, reason
VALUES (50, 'high', 'Zed, to which Acme passes work on, works in IN, and the countries recorded for the work are AU, JP; C-10 settles where it is done');

-- test:   a contract under which the work is not done settles nothing
-- as-of:  2026-03-01
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (10, 'C-10', '2025-01-01', true), (11, 'C-11', '2025-01-01', true);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'data_location', 'present');
-- expect: subject_id, severity
VALUES (50, 'medium');

-- test:   where all work of the vendor is to come its tier is medium
-- as-of:  2026-03-01
UPDATE subcontractor SET engagement_id = NULL;
UPDATE engagement SET starts_on = '2026-03-05';
-- expect: subject_id, severity
VALUES (50, 'medium');

-- test:   worse by a step at every tier
-- as-of:  2026-03-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES
  (21, 1, 'hosting', 'critical', '2025-01-01'), (22, 1, 'printing', 'medium', '2025-01-01'), (23, 1, 'plants', 'low', '2025-01-01');
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (24, 2, 'plants', 'low', '2025-01-01'), (25, 3, 'plants', NULL, '2025-01-01');
INSERT INTO engagement_place (engagement_id, country, what) VALUES (21, 'JP', 'storage'), (22, 'JP', 'storage'), (23, 'JP', 'storage'), (24, 'JP', 'storage'), (25, 'JP', 'storage');
INSERT INTO subcontractor (id, vendor_id, engagement_id, name, country, from_on) VALUES (51, 1, 21, 'Zed', 'IN', '2026-02-01'), (52, 1, 22, 'Zed', 'IN', '2026-02-01'),
  (53, 1, 23, 'Zed', 'IN', '2026-02-01'), (54, 1, NULL, 'Zed', 'IN', '2026-02-01'), (55, 2, NULL, 'Zed', 'IN', '2026-02-01'), (56, 3, NULL, 'Zed', 'IN', '2026-02-01');
INSERT INTO contract (id, reference, open_ended) VALUES (10, 'C-10', true);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10), (21, 10), (22, 10), (23, 10);
INSERT INTO term (contract_id, term_key, status) VALUES (10, 'data_location', 'present');
-- expect: subject_id, severity
VALUES (50, 'high'), (51, 'critical'), (52, 'high'), (53, 'medium'), (54, 'high'), (55, 'low'), (56, 'medium');

-- The days of its work.

-- test:   before its first day it is not used
-- as-of:  2026-01-31
-- expect: none

-- test:   from then on it is
-- as-of:  2026-02-01
-- expect: subject_id, since
VALUES (50, date '2026-02-01');

-- test:   on its last day it still is
-- as-of:  2026-02-28
UPDATE subcontractor SET until_on = '2026-02-28';
-- expect: subject_id
VALUES (50);

-- test:   after it no more
-- as-of:  2026-03-01
UPDATE subcontractor SET until_on = '2026-02-28';
-- expect: none

-- test:   one whose first day nobody recorded is used since nobody knows when
-- as-of:  2026-03-01
UPDATE subcontractor SET engagement_id = NULL, from_on = NULL;
-- expect: subject_id, since
VALUES (50, NULL::date);

-- test:   work that has not begun is not passed on
-- as-of:  2026-02-28
UPDATE engagement SET starts_on = '2026-03-01';
-- expect: none

-- test:   on its first day it is
-- as-of:  2026-03-01
UPDATE engagement SET starts_on = '2026-03-01';
-- expect: subject_id, since
VALUES (50, date '2026-03-01');

-- test:   work whose first day nobody recorded has begun
-- as-of:  2026-03-01
UPDATE engagement SET starts_on = NULL;
-- expect: subject_id, since
VALUES (50, date '2026-02-01');

-- test:   nobody works before the one above it does
-- as-of:  2026-02-09
INSERT INTO subcontractor (id, vendor_id, engagement_id, name, country, from_on, consent_given_on, flow_down, flow_down_checked_on)
VALUES (51, 1, 20, 'Bolt', 'JP', '2026-02-10', '2026-02-01', 'yes', '2026-02-01');
UPDATE subcontractor SET vendor_id = NULL, engagement_id = NULL, parent_id = 51 WHERE id = 50;
-- expect: none

-- test:   and who stands deeper is found since then
-- as-of:  2026-02-10
INSERT INTO subcontractor (id, vendor_id, engagement_id, name, country, from_on, consent_given_on, flow_down, flow_down_checked_on)
VALUES (51, 1, 20, 'Bolt', 'JP', '2026-02-10', '2026-02-01', 'yes', '2026-02-01');
UPDATE subcontractor SET vendor_id = NULL, engagement_id = NULL, parent_id = 51 WHERE id = 50;
-- expect: vendor_id, subject_id, since, reason, reason_ja
VALUES (1, 50, date '2026-02-10', 'Zed, to which Bolt (behind Acme) passes work on, works in IN, and the countries recorded for the work are AU, JP',
  'Acmeの再委託先であるBoltの再委託先ZedはINで業務を行っているが、委託業務の場所として登録されているのはAU、JPである');

-- Where the work is over.

-- test:   on the last day of the engagement it is used
-- as-of:  2026-03-01
UPDATE engagement SET ends_on = '2026-03-01';
-- expect: subject_id
VALUES (50);

-- test:   after it no more than the engagement
-- as-of:  2026-03-01
UPDATE engagement SET ends_on = '2026-02-28';
-- expect: none

-- test:   offboarded yesterday
-- as-of:  2026-03-01
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (60, 1, 20, '2026-02-28');
-- expect: none

-- test:   offboarded today
-- as-of:  2026-03-01
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (60, 1, 20, '2026-03-01');
-- expect: subject_id
VALUES (50);

-- test:   other work of the vendor, or another vendor, was offboarded
-- as-of:  2026-03-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, ends_on) VALUES (21, 1, 'printing', '2026-02-27');
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (60, 1, 21, '2026-02-28'), (61, 2, NULL, '2026-02-28');
-- expect: subject_id
VALUES (50);

-- test:   all that the vendor does was offboarded
-- as-of:  2026-03-01
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-02-28');
-- expect: none

-- test:   the vendor was left
-- as-of:  2026-03-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-01-01'), (1, 'ended', '2026-03-01');
-- expect: none

-- test:   the vendor is being left
-- as-of:  2026-03-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-01-01'), (1, 'ended', '2026-03-02');
-- expect: subject_id
VALUES (50);

-- test:   the vendor is being left since a while
-- as-of:  2026-03-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-02-15');
-- expect: subject_id
VALUES (50);

-- test:   the vendor was left on the second day of the work
-- as-of:  2026-03-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-02-02');
-- expect: none

-- test:   the vendor was left on its first day, so that the work is new
-- as-of:  2026-03-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-02-01');
-- expect: subject_id
VALUES (50);

-- test:   a vendor that was left and is proposed anew tomorrow
-- as-of:  2026-03-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-02-15'), (1, 'proposed', '2026-03-02');
-- expect: none

-- test:   who began after the vendor was offboarded works anew
-- as-of:  2026-03-01
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-01-31');
-- expect: subject_id
VALUES (50);

-- test:   who began on its last day does not
-- as-of:  2026-03-01
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-02-01');
-- expect: none

-- test:   of whom nobody knows the first day neither
-- as-of:  2026-03-01
UPDATE subcontractor SET from_on = NULL;
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 1, '2026-01-31');
-- expect: none

-- test:   who works for all that a vendor does goes on while any of it does
-- as-of:  2026-03-01
UPDATE subcontractor SET engagement_id = NULL;
INSERT INTO engagement (id, vendor_id, title, ends_on) VALUES (21, 1, 'printing', '2026-02-28');
-- expect: subject_id
VALUES (50);

-- test:   and ends with the last of it
-- as-of:  2026-03-01
UPDATE subcontractor SET engagement_id = NULL;
UPDATE engagement SET ends_on = '2026-02-28';
INSERT INTO engagement (id, vendor_id, title, ends_on) VALUES (21, 1, 'printing', '2026-02-27');
-- expect: none

-- Mergers and tiers.

-- test:   an entry that was offboarded and merged was not all of the vendor
-- as-of:  2026-03-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Japan');
INSERT INTO offboarding (id, vendor_id, ended_on) VALUES (60, 2, '2026-02-20');
UPDATE vendor SET merged_into_id = 1, merged_on = '2026-02-21' WHERE id = 2;
-- expect: subject_id
VALUES (50);

-- test:   work of an entry that was offboarded before it was merged
-- as-of:  2026-03-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (60, 1, 20, '2026-02-20');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-03-01' WHERE id = 1;
-- expect: none

-- test:   the same before the merger
-- as-of:  2026-03-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
INSERT INTO offboarding (id, vendor_id, engagement_id, ended_on) VALUES (60, 1, 20, '2026-02-20');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-03-02' WHERE id = 1;
-- expect: none

-- test:   work that ended, of an entry that is merged today
-- as-of:  2026-03-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE engagement SET ends_on = '2026-02-28';
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-03-01' WHERE id = 1;
-- expect: none

-- test:   and of one that is merged tomorrow
-- as-of:  2026-03-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE engagement SET ends_on = '2026-02-28';
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-03-02' WHERE id = 1;
-- expect: none

-- test:   after a merger the vendor of the day is found
-- as-of:  2026-03-01
INSERT INTO vendor (id, name) VALUES (2, 'Acme Holdings');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-03-01' WHERE id = 1;
-- expect: vendor_id, subject_id
VALUES (2, 50);

-- test:   an entry that is merged tomorrow is a vendor today
-- as-of:  2026-03-01
INSERT INTO vendor (id, code, name) VALUES (2, 'A2', 'Acme');
UPDATE vendor SET merged_into_id = 2, merged_on = '2026-03-02' WHERE id = 1;
-- expect: vendor_id, subject_id
VALUES (1, 50);

-- test:   a subcontractor that is a vendor of ours is one all the same
-- as-of:  2026-02-28
INSERT INTO vendor (id, name) VALUES (2, 'Zed');
UPDATE subcontractor SET subcontractor_vendor_id = 2;
UPDATE vendor SET merged_into_id = 1, merged_on = '2026-03-01' WHERE id = 2;
-- expect: subject_id
VALUES (50);

-- test:   one that turned out to be the vendor itself is none
-- as-of:  2026-03-01
INSERT INTO vendor (id, name) VALUES (2, 'Zed');
UPDATE subcontractor SET subcontractor_vendor_id = 2;
UPDATE vendor SET merged_into_id = 1, merged_on = '2026-03-01' WHERE id = 2;
-- expect: none

-- test:   the tier decides the severity
-- as-of:  2026-03-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES
  (21, 1, 'hosting', 'critical', '2025-01-01'), (22, 1, 'printing', 'medium', '2025-01-01'), (23, 1, 'plants', 'low', '2025-01-01');
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (3, 'Cord');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (24, 2, 'plants', 'low', '2025-01-01'), (25, 3, 'plants', NULL, '2025-01-01');
INSERT INTO engagement_place (engagement_id, country, what) VALUES (21, 'JP', 'storage'), (22, 'JP', 'storage'), (23, 'JP', 'storage'), (24, 'JP', 'storage'), (25, 'JP', 'storage');
INSERT INTO subcontractor (id, vendor_id, engagement_id, name, country, from_on) VALUES (51, 1, 21, 'Zed', 'IN', '2026-02-01'), (52, 1, 22, 'Zed', 'IN', '2026-02-01'),
  (53, 1, 23, 'Zed', 'IN', '2026-02-01'), (54, 1, NULL, 'Zed', 'IN', '2026-02-01'), (55, 2, NULL, 'Zed', 'IN', '2026-02-01'), (56, 3, NULL, 'Zed', 'IN', '2026-02-01');
-- expect: subject_id, severity
VALUES (50, 'medium'), (51, 'high'), (52, 'medium'), (53, 'low'), (54, 'high'), (55, 'low'), (56, 'medium');

-- test:   the tier is that of the day: an engagement that is of tier medium on it, a vendor that is used on it alone
-- as-of:  2026-03-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO engagement (id, vendor_id, title, access, critical, critical_why) VALUES (29, 1, 'archive', 'none', false, 'can wait');
INSERT INTO engagement_data (engagement_id, data_class) VALUES (29, 'confidential');
INSERT INTO engagement_condition (engagement_id, condition_key, from_on, until_on) VALUES (29, 'ict_critical', '2026-03-01', '2026-03-01');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (28, 2, 'moving', 'low', '2026-03-01', '2026-03-01');
INSERT INTO engagement_place (engagement_id, country, what) VALUES (28, 'JP', 'storage'), (29, 'JP', 'storage');
INSERT INTO subcontractor (id, vendor_id, engagement_id, name, country, from_on) VALUES (51, 1, 29, 'Zed', 'IN', '2026-02-01'), (52, 2, NULL, 'Zed', 'IN', '2026-02-01');
-- expect: subject_id, severity
VALUES (50, 'medium'), (51, 'medium'), (52, 'low');

-- test:   who stands deeper and begins later is found since it began
-- as-of:  2026-02-10
INSERT INTO subcontractor (id, vendor_id, engagement_id, name, country, from_on, consent_given_on, flow_down, flow_down_checked_on)
VALUES (51, 1, 20, 'Bolt', 'JP', '2026-01-10', '2026-01-01', 'yes', '2026-01-01');
UPDATE subcontractor SET vendor_id = NULL, engagement_id = NULL, parent_id = 51 WHERE id = 50;
-- expect: subject_id, since
VALUES (50, date '2026-02-01');

-- test:   a country in which two things are done is named once
-- as-of:  2026-03-01
INSERT INTO engagement_place (engagement_id, country, what) VALUES (20, 'JP', 'processing');
-- expect: reason
VALUES ('Zed, to which Acme passes work on, works in IN, and the countries recorded for the work are AU, JP');

-- What the organisation allows and forbids.

-- test:   a country in which no subcontractor may work is worse than one that nobody recorded
-- as-of:  2026-03-01
INSERT INTO rule_setting (rule, name, value) VALUES ('subcontractor-country', 'forbidden', '{IN,KP}');
-- expect: subject_id, severity, reason, reason_ja, evidence
VALUES (50, 'high', 'Zed, to which Acme passes work on, works in IN, and no subcontractor may work there',
  'Acmeの再委託先ZedはINで業務を行っているが、その国での再委託は禁止されている',
  '{"country": "IN", "why": "forbidden", "recorded": ["AU", "JP"], "allowed": [], "forbidden": ["IN", "KP"], "term": null, "article": null}'::jsonb);

-- test:   one that is forbidden is so even where the work is done
-- as-of:  2026-03-01
INSERT INTO rule_setting (rule, name, value) VALUES ('subcontractor-country', 'forbidden', '{AU}');
INSERT INTO subcontractor (id, vendor_id, engagement_id, name, country, from_on) VALUES (51, 1, 20, 'Yew', 'AU', '2026-02-01'), (52, 1, 20, 'Xenon', 'JP', '2026-02-01');
-- expect: subject_id, severity
VALUES (50, 'medium'), (51, 'high');

-- test:   a country that is not among those allowed
-- as-of:  2026-03-01
INSERT INTO rule_setting (rule, name, value) VALUES ('subcontractor-country', 'allowed', '{JP,AU}');
-- expect: subject_id, severity, reason, reason_ja, evidence
VALUES (50, 'medium', 'Zed, to which Acme passes work on, works in IN, and subcontractors may work in JP, AU only',
  'Acmeの再委託先ZedはINで業務を行っているが、再委託が認められるのはJP、AUのみである',
  '{"country": "IN", "why": "not_allowed", "recorded": ["AU", "JP"], "allowed": ["JP", "AU"], "forbidden": [], "term": null, "article": null}'::jsonb);

-- test:   one that is allowed is a breach all the same where the work is not done there
-- as-of:  2026-03-01
INSERT INTO rule_setting (rule, name, value) VALUES ('subcontractor-country', 'allowed', '{JP,IN}');
-- expect: subject_id, evidence
VALUES (50, '{"country": "IN", "why": "not_agreed", "recorded": ["AU", "JP"], "allowed": ["JP", "IN"], "forbidden": [], "term": null, "article": null}'::jsonb);

-- test:   what is allowed counts where nobody recorded the places, and a country that nobody recorded is none
-- as-of:  2026-03-01
INSERT INTO rule_setting (rule, name, value) VALUES ('subcontractor-country', 'allowed', '{JP}');
DELETE FROM engagement_place;
INSERT INTO subcontractor (id, vendor_id, engagement_id, name, country, from_on) VALUES (51, 1, 20, 'Yew', 'JP', '2026-02-01'), (52, 1, 20, 'Xenon', NULL, '2026-02-01');
-- expect: subject_id
VALUES (50);

-- test:   what is set for one tier counts for that tier
-- as-of:  2026-03-01
INSERT INTO rule_setting (rule, tier, name, value) VALUES ('subcontractor-country', 'low', 'forbidden', '{IN}');
-- expect: subject_id, severity
VALUES (50, 'medium');
