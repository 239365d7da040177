-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'high', '2025-04-01');
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (10, 'C-10', '2025-01-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit, article) VALUES (10, 'breach_notification', 'present', 96, 'hours', '8');

-- The hours.

-- test:   the vendor has four days, we have three
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 10, 'high', date '2025-01-01', 'Contract C-10 with Acme gives 96 hours to tell us of an incident, and we promise others to tell them within 72 hours',
  '契約C-10（委託先：Acme）は事故の報告期限を96時間としているが、自社は取引先等への約束により72時間以内に報告しなければならない',
  '{"hours": 96, "limit_hours": 72, "regime": null, "engagement_id": 20, "article": "8"}'::jsonb);

-- test:   as many hours as we have are too many
-- as-of:  2026-04-01
UPDATE term SET figure = 72;
-- expect: subject_id
VALUES (10);

-- test:   one hour less is not
-- as-of:  2026-04-01
UPDATE term SET figure = 71;
-- expect: none

-- test:   the term is there and no time is recorded
-- as-of:  2026-04-01
UPDATE term SET figure = NULL, figure_unit = NULL;
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 10, 'low', date '2025-01-01', 'Contract C-10 with Acme has a duty to tell us of incidents, within what time nobody recorded, and we promise others to tell them within 72 hours',
  '契約C-10（委託先：Acme）は事故の報告義務を定めているが期限が登録されておらず、自社は取引先等への約束により72時間以内に報告しなければならない',
  '{"hours": null, "limit_hours": 72, "regime": null, "engagement_id": 20, "article": "8"}'::jsonb);

-- test:   a weak term has its hours, too
-- as-of:  2026-04-01
UPDATE term SET status = 'weak';
-- expect: subject_id
VALUES (10);

-- test:   a term that is not there is another rule's matter
-- as-of:  2026-04-01
UPDATE term SET figure = NULL, figure_unit = NULL;
UPDATE term SET status = 'missing';
-- expect: none

-- test:   nor is one that does not concern the work
-- as-of:  2026-04-01
UPDATE term SET figure = NULL, figure_unit = NULL;
UPDATE term SET status = 'not_applicable';
-- expect: none

-- test:   another term has no such hours
-- as-of:  2026-04-01
UPDATE term SET term_key = 'business_continuity';
-- expect: none

-- test:   of two contracts the quick one is not found
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 1, 'hosting', 'high', '2025-04-01');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 11);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 24, 'hours');
-- expect: subject_id
VALUES (10);

-- test:   since the term says so, where that came after the contract
-- as-of:  2026-04-01
UPDATE term SET from_on = '2025-09-01';
-- expect: subject_id, since
VALUES (10, date '2025-09-01');

-- test:   the contract does, where the term came before
-- as-of:  2026-04-01
UPDATE term SET from_on = '2024-09-01';
-- expect: subject_id, since
VALUES (10, date '2025-01-01');

-- test:   where neither day is recorded nobody can tell
-- as-of:  2026-04-01
UPDATE contract SET starts_on = NULL;
-- expect: subject_id, since
VALUES (10, NULL::date);

-- test:   a term from tomorrow on says nothing yet
-- as-of:  2026-04-01
UPDATE term SET from_on = '2026-04-02';
-- expect: none

-- test:   from today on it does
-- as-of:  2026-04-01
UPDATE term SET from_on = '2026-04-01';
-- expect: subject_id, since
VALUES (10, date '2026-04-01');

-- What regimes want.

-- test:   a regime that applies is named
-- as-of:  2026-04-01
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'personal_data_eu');
-- expect: subject_id, reason, reason_ja, evidence
VALUES (10, 'Contract C-10 with Acme gives 96 hours to tell us of an incident, and gdpr-28 wants us to report it within 72 hours',
  '契約C-10（委託先：Acme）は事故の報告期限を96時間としているが、自社はgdpr-28により72時間以内に報告しなければならない',
  '{"hours": 96, "limit_hours": 72, "regime": "gdpr-28", "engagement_id": 20, "article": "8"}'::jsonb);

-- test:   appi-25 wants it within 72 hours
-- as-of:  2026-04-01
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'personal_data_jp');
-- expect: subject_id, evidence
VALUES (10, '{"hours": 96, "limit_hours": 72, "regime": "appi-25", "engagement_id": 20, "article": "8"}'::jsonb);

-- test:   mynumber-gl4-2 wants it within 72 hours
-- as-of:  2026-04-01
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'my_number');
-- expect: subject_id, evidence
VALUES (10, '{"hours": 96, "limit_hours": 72, "regime": "mynumber-gl4-2", "engagement_id": 20, "article": "8"}'::jsonb);

-- test:   nis2-ir-5 wants it within 24 hours
-- as-of:  2026-04-01
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'nis2_scope');
-- expect: subject_id, evidence
VALUES (10, '{"hours": 96, "limit_hours": 24, "regime": "nis2-ir-5", "engagement_id": 20, "article": "8"}'::jsonb);

-- test:   dora-30 wants it within 24 hours
-- as-of:  2026-04-01
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'ict_service');
-- expect: subject_id, evidence
VALUES (10, '{"hours": 96, "limit_hours": 24, "regime": "dora-30", "engagement_id": 20, "article": "8"}'::jsonb);

-- test:   nydfs-500.11 wants it within 72 hours
-- as-of:  2026-04-01
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'nonpublic_info_ny');
-- expect: subject_id, evidence
VALUES (10, '{"hours": 96, "limit_hours": 72, "regime": "nydfs-500.11", "engagement_id": 20, "article": "8"}'::jsonb);

-- test:   part-is-235 wants it within 72 hours
-- as-of:  2026-04-01
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'aviation_is');
-- expect: subject_id, evidence
VALUES (10, '{"hours": 96, "limit_hours": 72, "regime": "part-is-235", "engagement_id": 20, "article": "8"}'::jsonb);

-- test:   apra-cps230 wants it within 72 hours where it is adopted
-- as-of:  2026-04-01
INSERT INTO regime_choice (regime_key, from_on, followed) VALUES ('apra-cps230', '2025-01-01', true);
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'material_outsourcing');
-- expect: subject_id, evidence
VALUES (10, '{"hours": 96, "limit_hours": 72, "regime": "apra-cps230", "engagement_id": 20, "article": "8"}'::jsonb);

-- test:   twenty-four hours are too many where we have as many
-- as-of:  2026-04-01
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'nis2_scope');
UPDATE term SET figure = 24;
-- expect: subject_id
VALUES (10);

-- test:   twenty-three are not
-- as-of:  2026-04-01
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'nis2_scope');
UPDATE term SET figure = 23;
-- expect: none

-- test:   a regime that is not followed wants nothing
-- as-of:  2026-04-01
INSERT INTO regime_choice (regime_key, from_on, followed) VALUES ('nis2-ir-5', '2025-01-01', false);
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'nis2_scope');
UPDATE term SET figure = 48;
-- expect: none

-- test:   of several regimes the strictest is named
-- as-of:  2026-04-01
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'personal_data_eu'), (20, 'nis2_scope');
-- expect: subject_id, evidence
VALUES (10, '{"hours": 96, "limit_hours": 24, "regime": "nis2-ir-5", "engagement_id": 20, "article": "8"}'::jsonb);

-- test:   of two that want the same the first by name
-- as-of:  2026-04-01
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'personal_data_eu'), (20, 'personal_data_jp');
-- expect: subject_id, evidence
VALUES (10, '{"hours": 96, "limit_hours": 72, "regime": "appi-25", "engagement_id": 20, "article": "8"}'::jsonb);

-- test:   what we promise goes before a regime that gives more
-- as-of:  2026-04-01
UPDATE engagement SET tier = 'critical';
INSERT INTO regime_choice (regime_key, from_on, followed) VALUES ('jal-6', '2025-01-01', false);
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'personal_data_eu');
UPDATE term SET figure = 60;
-- expect: subject_id, evidence
VALUES (10, '{"hours": 60, "limit_hours": 48, "regime": null, "engagement_id": 20, "article": "8"}'::jsonb);

-- test:   of several engagements under the contract the strictest decides
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (21, 1, 'hosting', 'high', '2025-04-01', NULL);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10);
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (21, 'nis2_scope');
-- expect: subject_id, evidence
VALUES (10, '{"hours": 96, "limit_hours": 24, "regime": "nis2-ir-5", "engagement_id": 21, "article": "8"}'::jsonb);

-- test:   and of equal ones the first
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (21, 1, 'hosting', 'high', '2025-04-01', NULL);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10);
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (21, 'nis2_scope');
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'nis2_scope');
-- expect: subject_id, evidence
VALUES (10, '{"hours": 96, "limit_hours": 24, "regime": "nis2-ir-5", "engagement_id": 20, "article": "8"}'::jsonb);

-- test:   work that is over wants nothing any more
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (21, 1, 'hosting', 'high', '2025-04-01', '2026-03-31');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10);
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (21, 'nis2_scope');
UPDATE term SET figure = 48;
-- expect: none

-- test:   on its last day it does
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on) VALUES (21, 1, 'hosting', 'high', '2025-04-01', '2026-04-01');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 10);
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (21, 'nis2_scope');
UPDATE term SET figure = 48;
-- expect: subject_id
VALUES (10);

-- test:   a regime of work that has another contract is of no matter
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 1, 'hosting', 'high', '2025-04-01');
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (21, 'nis2_scope');
UPDATE term SET figure = 48;
-- expect: none

-- test:   what holds from today on counts
-- as-of:  2026-04-01
INSERT INTO engagement_condition (engagement_id, condition_key, from_on) VALUES (20, 'nis2_scope', '2026-04-01');
UPDATE term SET figure = 48;
-- expect: subject_id
VALUES (10);

-- test:   what holds from tomorrow on does not
-- as-of:  2026-04-01
INSERT INTO engagement_condition (engagement_id, condition_key, from_on) VALUES (20, 'nis2_scope', '2026-04-02');
UPDATE term SET figure = 48;
-- expect: none

-- test:   work that the contract stands behind from today on counts
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 1, 'hosting', 'high', '2025-04-01');
INSERT INTO engagement_contract (engagement_id, contract_id, from_on) VALUES (21, 10, '2026-04-01');
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (21, 'nis2_scope');
UPDATE term SET figure = 48;
-- expect: subject_id
VALUES (10);

-- test:   work that it stands behind from tomorrow on does not
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 1, 'hosting', 'high', '2025-04-01');
INSERT INTO engagement_contract (engagement_id, contract_id, from_on) VALUES (21, 10, '2026-04-02');
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (21, 'nis2_scope');
UPDATE term SET figure = 48;
-- expect: none

-- Papers bind together.

-- test:   another paper for the same work is quick
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 11);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 24, 'hours');
-- expect: none

-- test:   another that is no quicker is found beside it
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 11);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 80, 'hours');
-- expect: subject_id
VALUES (10), (11);

-- test:   another without a time is found with the quickest of the work
-- as-of:  2026-04-01
UPDATE term SET figure = NULL, figure_unit = NULL;
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 11);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 80, 'hours');
-- expect: subject_id, severity
VALUES (10, 'low'), (11, 'high');

-- test:   where another is quick no time need be recorded
-- as-of:  2026-04-01
UPDATE term SET figure = NULL, figure_unit = NULL;
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 11);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 24, 'hours');
-- expect: none

-- test:   another for other work does not help
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 1, 'hosting', 'high', '2025-04-01');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 11);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 24, 'hours');
-- expect: subject_id
VALUES (10);

-- test:   a general paper of the vendor does
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 24, 'hours');
-- expect: none

-- test:   on its last day
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2025-01-01', '2026-04-01', false);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 11);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 24, 'hours');
-- expect: none

-- test:   and no longer on the day after
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2025-01-01', '2026-03-31', false);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 11);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 24, 'hours');
-- expect: subject_id
VALUES (10);

-- test:   of another vendor it does not
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 24, 'hours');
-- expect: subject_id
VALUES (10);

-- Contracts without any work.

-- test:   it is held against what we promise
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (4, 'Dart');
UPDATE term SET figure = 24;
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 80, 'hours');
-- expect: vendor_id, subject_id, severity, evidence
VALUES (2, 11, 'high', '{"hours": 80, "limit_hours": 72, "regime": null, "engagement_id": null, "article": null}'::jsonb);

-- test:   a quick one of the same vendor helps
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (4, 'Dart');
UPDATE term SET figure = 24;
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 80, 'hours');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (12, 'C-12', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 2, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (12, 'breach_notification', 'present', 24, 'hours');
-- expect: none

-- test:   a quick one of another vendor does not
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (4, 'Dart');
UPDATE term SET figure = 24;
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 2, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 80, 'hours');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (12, 'C-12', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 4, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (12, 'breach_notification', 'present', 24, 'hours');
-- expect: vendor_id, subject_id
VALUES (2, 11);

-- test:   where nobody is named each stands by itself
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (2, 'Bolt'), (4, 'Dart');
UPDATE term SET figure = 24;
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2025-01-01', NULL, true);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 80, 'hours');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (12, 'C-12', '2025-01-01', NULL, true);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (12, 'breach_notification', 'present', 24, 'hours');
-- expect: vendor_id, subject_id, reason, reason_ja
VALUES (NULL::bigint, 11, 'Contract C-11 gives 80 hours to tell us of an incident, and we promise others to tell them within 72 hours',
  '契約C-11は事故の報告期限を80時間としているが、自社は取引先等への約束により72時間以内に報告しなければならない');

-- Only contracts that bind, while work goes on.

-- test:   it begins tomorrow
-- as-of:  2026-04-01
UPDATE contract SET starts_on = '2026-04-02';
-- expect: none

-- test:   it begins today
-- as-of:  2026-04-01
UPDATE contract SET starts_on = '2026-04-01';
-- expect: subject_id, since
VALUES (10, date '2026-04-01');

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

-- test:   an amendment makes it quick from today on
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (11, 'C-10-A', 'amendment', 10, '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 24, 'hours');
-- expect: none

-- test:   or only from tomorrow on
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (11, 'C-10-A', 'amendment', 10, '2026-04-02');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 24, 'hours');
-- expect: subject_id
VALUES (10);

-- test:   an amendment that makes it slow is found in the contract that it amends
-- as-of:  2026-04-01
UPDATE term SET figure = 24;
INSERT INTO contract (id, reference, kind, parent_id, starts_on) VALUES (11, 'C-10-A', 'amendment', 10, '2025-09-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 96, 'hours');
-- expect: subject_id, since, evidence
VALUES (10, date '2025-09-01', '{"hours": 96, "limit_hours": 72, "regime": null, "engagement_id": 20, "article": null}'::jsonb);

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

-- test:   the contract of a merged entry is one of the vendor
-- as-of:  2026-04-01
UPDATE term SET figure = 24;
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 3, 1);
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (28, 3, 'wages', 'high', '2025-09-01');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (28, 11);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 80, 'hours');
-- expect: vendor_id, subject_id
VALUES (1, 11);

-- test:   and before the merger one of its own
-- as-of:  2026-04-01
UPDATE term SET figure = 24;
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (11, 'C-11', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 3, 1);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (11, 'breach_notification', 'present', 80, 'hours');
-- expect: vendor_id, subject_id
VALUES (3, 11);

-- Tiers.

-- test:   the tier of the work decides the severity, and medium stands for none
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 1, 'work 22', 'critical', '2025-04-01'), (23, 1, 'work 23', 'medium', '2025-04-01'), (24, 1, 'work 24', 'low', '2025-04-01'), (25, 1, 'work 25', NULL, '2025-04-01');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (12, 'C-12', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (22, 12);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (12, 'breach_notification', 'present', 96, 'hours');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (13, 'C-13', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (13, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (23, 13);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (13, 'breach_notification', 'present', 96, 'hours');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (14, 'C-14', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (14, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (24, 14);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (14, 'breach_notification', 'present', 96, 'hours');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (15, 'C-15', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (15, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (25, 15);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (15, 'breach_notification', 'present', 96, 'hours');
-- expect: subject_id, severity
VALUES (10, 'high'), (12, 'critical'), (13, 'high'), (14, 'medium'), (15, 'high');

-- test:   critical work wants it within less than forty-eight hours
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 1, 'work 22', 'critical', '2025-04-01'), (23, 1, 'work 23', 'medium', '2025-04-01'), (24, 1, 'work 24', 'low', '2025-04-01'), (25, 1, 'work 25', NULL, '2025-04-01');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (12, 'C-12', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (22, 12);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (12, 'breach_notification', 'present', 48, 'hours');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (13, 'C-13', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (13, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (23, 13);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (13, 'breach_notification', 'present', 48, 'hours');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (14, 'C-14', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (14, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (24, 14);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (14, 'breach_notification', 'present', 48, 'hours');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (15, 'C-15', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (15, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (25, 15);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (15, 'breach_notification', 'present', 48, 'hours');
-- expect: subject_id, severity
VALUES (10, 'high'), (12, 'critical');

-- test:   forty-seven will do
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 1, 'work 22', 'critical', '2025-04-01'), (23, 1, 'work 23', 'medium', '2025-04-01'), (24, 1, 'work 24', 'low', '2025-04-01'), (25, 1, 'work 25', NULL, '2025-04-01');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (12, 'C-12', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (22, 12);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (12, 'breach_notification', 'present', 47, 'hours');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (13, 'C-13', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (13, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (23, 13);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (13, 'breach_notification', 'present', 47, 'hours');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (14, 'C-14', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (14, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (24, 14);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (14, 'breach_notification', 'present', 47, 'hours');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (15, 'C-15', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (15, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (25, 15);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (15, 'breach_notification', 'present', 47, 'hours');
-- expect: subject_id, severity
VALUES (10, 'high');

-- test:   where no time is recorded it is less grave
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 1, 'work 22', 'critical', '2025-04-01'), (23, 1, 'work 23', 'medium', '2025-04-01'), (24, 1, 'work 24', 'low', '2025-04-01'), (25, 1, 'work 25', NULL, '2025-04-01');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (12, 'C-12', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (22, 12);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (12, 'breach_notification', 'present', 48, 'hours');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (13, 'C-13', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (13, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (23, 13);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (13, 'breach_notification', 'present', 48, 'hours');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (14, 'C-14', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (14, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (24, 14);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (14, 'breach_notification', 'present', 48, 'hours');
INSERT INTO contract (id, reference, starts_on, ends_on, open_ended) VALUES (15, 'C-15', '2025-01-01', NULL, true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (15, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (25, 15);
INSERT INTO term (contract_id, term_key, status, figure, figure_unit) VALUES (15, 'breach_notification', 'present', 48, 'hours');
UPDATE term SET figure = NULL, figure_unit = NULL;
-- expect: subject_id, severity
VALUES (10, 'low'), (12, 'medium'), (13, 'low'), (14, 'low'), (15, 'low');
