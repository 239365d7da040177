-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (20, 1, 'payroll', 'high', '2025-04-01');
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (10, 'C-10', '2025-01-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (20, 10);
INSERT INTO term (contract_id, term_key, status, article) VALUES
  (10, 'confidentiality', 'missing', NULL), (10, 'security_measures', 'present', '4'), (10, 'purpose_limitation', 'present', '5'), (10, 'audit_right', 'present', '6');

-- What the papers say.

-- test:   somebody looked, and a term is not there
-- as-of:  2026-04-01
-- expect: vendor_id, subject_id, key, severity, since, reason, reason_ja, evidence
VALUES (1, 20, 'jal-6/6-c1', 'high', NULL::date,
  'jal-6 6-c1 (Confidentiality is laid down in the contract) is not met for the engagement payroll of Acme: Confidentiality obligation of the provider: missing (C-10)',
  '委託先「Acme」の業務「payroll」について、jal-6 6-c1（契約で守秘義務に関する事項を規定）が満たされていない：秘密保持: なし (C-10)',
  '{"state": "missing", "lacking": ["confidentiality"], "checked": "primary"}'::jsonb);

-- test:   it is there, but weak
-- as-of:  2026-04-01
UPDATE term SET status = 'weak' WHERE term_key = 'confidentiality';
-- expect: vendor_id, subject_id, key, severity, since, reason, reason_ja, evidence
VALUES (1, 20, 'jal-6/6-c1', 'low', NULL::date,
  'jal-6 6-c1 (Confidentiality is laid down in the contract) is met only weakly for the engagement payroll of Acme: Confidentiality obligation of the provider: weak (C-10)',
  '委託先「Acme」の業務「payroll」について、jal-6 6-c1（契約で守秘義務に関する事項を規定）が十分に満たされていない：秘密保持: 不十分 (C-10)',
  '{"state": "weak", "lacking": ["confidentiality"], "checked": "primary"}'::jsonb);

-- test:   nobody recorded anything of it
-- as-of:  2026-04-01
UPDATE term SET term_key = 'training' WHERE term_key = 'confidentiality';
-- expect: vendor_id, subject_id, key, severity, since, reason, reason_ja, evidence
VALUES (1, 20, 'jal-6/6-c1', 'medium', NULL::date,
  'jal-6 6-c1 (Confidentiality is laid down in the contract) is not known to be met for the engagement payroll of Acme: Confidentiality obligation of the provider: not recorded',
  '委託先「Acme」の業務「payroll」について、jal-6 6-c1（契約で守秘義務に関する事項を規定）が満たされているか確認されていない：秘密保持: 未確認',
  '{"state": "unrecorded", "lacking": ["confidentiality"], "checked": "primary"}'::jsonb);

-- test:   it is there
-- as-of:  2026-04-01
UPDATE term SET status = 'present' WHERE term_key = 'confidentiality';
-- expect: none

-- test:   it does not concern the work
-- as-of:  2026-04-01
UPDATE term SET status = 'not_applicable' WHERE term_key = 'confidentiality';
-- expect: none

-- test:   each requirement is found by itself
-- as-of:  2026-04-01
UPDATE term SET status = 'missing' WHERE term_key = 'audit_right';
-- expect: subject_id, key, severity, evidence
VALUES (20, 'jal-6/6-c1', 'high', '{"state": "missing", "lacking": ["confidentiality"], "checked": "primary"}'::jsonb),
  (20, 'jal-6/6-c2', 'high', '{"state": "missing", "lacking": ["audit_right"], "checked": "primary"}');

-- test:   of two engagements the one whose papers say it is not found
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (21, 1, 'hosting', 'high', '2025-04-01');
INSERT INTO contract (id, reference, starts_on, open_ended) VALUES (11, 'C-11', '2025-01-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (21, 11);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'confidentiality', 'present'), (11, 'security_measures', 'present'), (11, 'purpose_limitation', 'present'), (11, 'audit_right', 'present');
-- expect: subject_id, key
VALUES (20, 'jal-6/6-c1');

-- test:   a general paper of the vendor says it
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, kind, starts_on, open_ended) VALUES (11, 'NDA', 'nda', '2025-01-01', true);
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'confidentiality', 'present');
-- expect: none

-- test:   on the last day of that paper it is met
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES (11, 'NDA', 'nda', '2025-01-01', '2026-04-01');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'confidentiality', 'present');
-- expect: none

-- test:   and on the day after it is not
-- as-of:  2026-04-01
INSERT INTO contract (id, reference, kind, starts_on, ends_on) VALUES (11, 'NDA', 'nda', '2025-01-01', '2026-03-31');
INSERT INTO contract_vendor (contract_id, vendor_id, position) VALUES (11, 1, 1);
INSERT INTO term (contract_id, term_key, status) VALUES (11, 'confidentiality', 'present');
-- expect: subject_id, key, severity
VALUES (20, 'jal-6/6-c1', 'high');

-- test:   work without any contract
-- as-of:  2026-04-01
UPDATE contract SET terminated_on = '2026-03-31', starts_on = '2025-01-01';
-- expect: subject_id, key, severity
VALUES (20, 'jal-6/6-c1', 'medium'), (20, 'jal-6/6-c2', 'medium');

-- Which regimes and requirements.

-- test:   a regime that is not followed any more asks nothing
-- as-of:  2026-04-01
INSERT INTO regime_choice (regime_key, from_on, followed) VALUES ('jal-6', '2026-04-01', false);
-- expect: none

-- test:   until the day before it does
-- as-of:  2026-04-01
INSERT INTO regime_choice (regime_key, from_on, followed) VALUES ('jal-6', '2026-04-02', false);
-- expect: subject_id, key
VALUES (20, 'jal-6/6-c1');

-- test:   what should be there is not what must be
-- as-of:  2026-04-01
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'jp_government');
-- expect: subject_id, key
VALUES (20, 'jal-6/6-c1');

-- test:   what must be there where card data is entrusted is asked for from the day on which it is
-- as-of:  2026-04-01
UPDATE term SET status = 'present' WHERE term_key = 'confidentiality';
INSERT INTO engagement_condition (engagement_id, condition_key, from_on) VALUES (20, 'card_data', '2026-04-02');
-- expect: none

-- test:   two regimes that lack the same term are two findings
-- as-of:  2026-04-01
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'personal_data_eu');
INSERT INTO term (contract_id, term_key, status) SELECT 10, key, 'present' FROM term_kind WHERE key NOT IN ('confidentiality', 'security_measures', 'purpose_limitation', 'audit_right');
-- expect: subject_id, key, severity
VALUES (20, 'jal-6/6-c1', 'high'), (20, 'gdpr-28/28(3)(b)', 'high');

-- test:   a regime that nobody verified says so
-- as-of:  2026-04-01
INSERT INTO engagement_condition (engagement_id, condition_key) VALUES (20, 'my_number');
INSERT INTO term (contract_id, term_key, status) SELECT 10, key, 'present' FROM term_kind WHERE key NOT IN ('confidentiality', 'security_measures', 'purpose_limitation', 'audit_right');
-- expect: subject_id, key, evidence
VALUES (20, 'jal-6/6-c1', '{"state": "missing", "lacking": ["confidentiality"], "checked": "primary"}'::jsonb),
  (20, 'mynumber-gl4-2/1', '{"state": "missing", "lacking": ["confidentiality"], "checked": "unverified"}');

-- Only work that is under way.

-- test:   work that begins tomorrow is not under way yet
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-04-02' WHERE id = 20;
-- expect: none

-- test:   and is on its first day
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-04-01' WHERE id = 20;
-- expect: subject_id, since
VALUES (20, NULL::date);

-- test:   work is under way on its last day
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-04-01' WHERE id = 20;
-- expect: subject_id, since
VALUES (20, NULL::date);

-- test:   and over on the day after
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-03-31' WHERE id = 20;
-- expect: none

-- test:   work of which no start is recorded is under way
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = NULL WHERE id = 20;
-- expect: subject_id, since
VALUES (20, NULL::date);

-- test:   work that was offboarded yesterday is over, although no end of it is recorded
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-03-31');
-- expect: none

-- test:   it is under way on the last day that its offboarding names
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-04-01');
-- expect: subject_id, since
VALUES (20, NULL::date);

-- test:   an offboarding ends work before the end that is recorded of it
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-05-01' WHERE id = 20;
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-03-31');
-- expect: none

-- test:   and does not make it go on after that
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-03-31' WHERE id = 20;
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 20, '2026-05-01');
-- expect: none

-- test:   of two offboardings the first ends it
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, NULL, '2026-03-31'), (1, 20, '2026-05-01');
-- expect: none

-- test:   a vendor that was offboarded yesterday does no work
-- as-of:  2026-04-01
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-31');
-- expect: none

-- test:   nor work of which no start is recorded
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = NULL WHERE id = 20;
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-31');
-- expect: none

-- test:   nor what began on the last day that its offboarding names
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-03-31' WHERE id = 20;
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-31');
-- expect: none

-- test:   what began on the day after is new work
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-04-01' WHERE id = 20;
INSERT INTO offboarding (vendor_id, ended_on) VALUES (1, '2026-03-31');
-- expect: subject_id, since
VALUES (20, NULL::date);

-- test:   that other work of the vendor was offboarded changes nothing
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (29, 1, 'plants', 'low', '2025-06-01');
INSERT INTO offboarding (vendor_id, engagement_id, ended_on) VALUES (1, 29, '2026-03-31');
-- expect: subject_id, since
VALUES (20, NULL::date);

-- test:   nor does that another vendor was
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (9, '2026-03-31');
-- expect: subject_id, since
VALUES (20, NULL::date);

-- test:   of a vendor that has ended nothing is asked
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01');
-- expect: none

-- test:   until the day before it all is
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-02');
-- expect: subject_id, since
VALUES (20, NULL::date);

-- test:   and while it is only exiting, too
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'exiting', '2026-04-01');
-- expect: subject_id, since
VALUES (20, NULL::date);

-- test:   another vendor's end is its own
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (9, 'Zeta');
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (9, 'ended', '2026-04-01');
-- expect: subject_id, since
VALUES (20, NULL::date);

-- Work and offboardings of entries that were merged.

-- test:   an offboarding of a merged entry ends the work that came with it
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
UPDATE engagement SET ends_on = '2025-04-30' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (28, 3, 'wages', 'high', '2025-09-01');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (3, '2026-03-31');
-- expect: none

-- test:   before the merger it is none of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-02');
INSERT INTO offboarding (vendor_id, ended_on) VALUES (3, '2026-03-31');
-- expect: subject_id, since
VALUES (20, NULL::date);

-- Mergers.

-- test:   work of a merged entry is work of the vendor
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-01');
UPDATE engagement SET ends_on = '2025-04-30' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (28, 3, 'wages', 'high', '2025-09-01');
-- expect: vendor_id, subject_id, key
VALUES (1, 28, 'jal-6/6-c1'), (1, 28, 'jal-6/6-c2');

-- test:   and before the merger its own
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (3, 'Acme KK', 1, '2026-04-03');
UPDATE engagement SET ends_on = '2025-04-30' WHERE id = 20;
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (28, 3, 'wages', 'high', '2025-09-01');
-- expect: vendor_id, subject_id, key
VALUES (3, 28, 'jal-6/6-c1'), (3, 28, 'jal-6/6-c2');

-- Tiers and states decide the severity.

-- test:   what is missing
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 1, 'core', 'critical', '2025-04-01'), (23, 1, 'mailing', 'medium', '2025-04-01'), (24, 1, 'plants', 'low', '2025-04-01'), (25, 1, 'lifts', NULL, '2025-04-01');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (22, 10), (23, 10), (24, 10), (25, 10);
-- expect: subject_id, severity
VALUES (20, 'high'), (22, 'critical'), (23, 'high'), (24, 'medium'), (25, 'high');

-- test:   the tier of the day counts
-- as-of:  2026-04-01
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
SELECT set_config('clause6.actor', 'tanaka', true), set_config('clause6.reason', 'for a day', true);
INSERT INTO tier_override (id, engagement_id, tier, requested_on, starts_on, ends_on) VALUES (80, 20, 'critical', '2026-01-01', '2026-04-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-02';
-- expect: subject_id, severity
VALUES (20, 'critical');

-- test:   what nobody recorded
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 1, 'core', 'critical', '2025-04-01'), (23, 1, 'mailing', 'medium', '2025-04-01'), (24, 1, 'plants', 'low', '2025-04-01'), (25, 1, 'lifts', NULL, '2025-04-01');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (22, 10), (23, 10), (24, 10), (25, 10);
UPDATE term SET term_key = 'training' WHERE term_key = 'confidentiality';
-- expect: subject_id, severity
VALUES (20, 'medium'), (22, 'high'), (23, 'medium'), (24, 'low'), (25, 'medium');

-- test:   what is weak
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier, starts_on) VALUES (22, 1, 'core', 'critical', '2025-04-01'), (23, 1, 'mailing', 'medium', '2025-04-01'), (24, 1, 'plants', 'low', '2025-04-01'), (25, 1, 'lifts', NULL, '2025-04-01');
INSERT INTO engagement_contract (engagement_id, contract_id) VALUES (22, 10), (23, 10), (24, 10), (25, 10);
UPDATE term SET status = 'weak' WHERE term_key = 'confidentiality';
-- expect: subject_id, severity
VALUES (20, 'low'), (22, 'medium'), (23, 'low'), (24, 'info'), (25, 'low');
