-- given:
INSERT INTO vendor (id, code, name) VALUES (1, 'T1', 'Acme Printing Ltd');

-- test:   a payee that is no vendor, beside one that is
-- as-of:  2026-04-01
INSERT INTO reference (id, source, kind, name, code, amount, currency, last_on) VALUES (40, 'payables', 'payee', 'Bolt', NULL, 120000, 'JPY', '2026-03-20'), (41, 'payables', 'payee', 'Acme', 'T1', NULL, NULL, NULL);
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (NULL::bigint, 40, 'medium', NULL::date, 'Bolt, on the list payables, is no vendor of the register', '「Bolt」は一覧「payables」にあるが、委託先台帳に登録されていない',
  '{"kind": "payee", "company": null, "likely_vendor": null, "amount": 120000, "currency": "JPY", "last_on": "2026-03-20"}'::jsonb);

-- test:   one that is likely a vendor under a name that is alike
-- as-of:  2026-04-01
INSERT INTO reference (id, source, kind, name, company) VALUES (40, 'sso', 'application', 'PrintNow', 'Acme Printing Inc.');
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (NULL::bigint, 40, 'low', NULL::date, 'PrintNow, on the list sso, is no vendor of the register, but may be Acme Printing Ltd: names agree but for the legal form',
  '「PrintNow」は一覧「sso」にあるが、委託先台帳に登録されていない（「Acme Printing Ltd」の可能性がある）',
  '{"kind": "application", "company": "Acme Printing Inc.", "likely_vendor": "Acme Printing Ltd", "amount": null, "currency": null, "last_on": null}'::jsonb);

-- test:   one by code, one by number and one by name are registered
-- as-of:  2026-04-01
INSERT INTO vendor_identifier (vendor_id, scheme, value) VALUES (1, 'abn', '51824753556');
INSERT INTO reference (id, source, kind, name, code, number) VALUES (40, 'payables', 'payee', 'Bolt', 't1', NULL), (41, 'payables', 'payee', 'Cast', NULL, '51 824 753 556'),
  (42, 'payables', 'payee', 'ACME  Printing ltd', NULL, NULL);
-- expect: none

-- test:   one that was dismissed is no vendor, also where a name is alike
-- as-of:  2026-04-01
INSERT INTO reference (id, source, kind, name, no_vendor_because) VALUES (40, 'payables', 'payee', 'Tax Office', 'the tax office'), (41, 'payables', 'payee', 'Acme Printing Inc.', 'another company');
-- expect: none

-- test:   the same name on two lists is two findings, of any kind
-- as-of:  2026-04-01
INSERT INTO reference (id, source, kind, name) VALUES (40, 'payables', 'payee', 'Bolt'), (41, 'sso', 'application', 'Bolt'), (42, 'visitors', 'other', 'Bolt');
-- expect: subject_id
VALUES (40), (41), (42);

-- test:   without lists nothing is missing
-- as-of:  2026-04-01
-- expect: none

-- test:   a vendor that was merged is the one as which it goes on
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (2, 'Bolt', 1, '2026-04-01');
INSERT INTO reference (id, source, kind, name) VALUES (40, 'payables', 'payee', 'Bolt'), (41, 'payables', 'payee', 'Bolt Inc.');
-- expect: subject_id, evidence
VALUES (41, '{"kind": "payee", "company": null, "likely_vendor": "Acme Printing Ltd", "amount": null, "currency": null, "last_on": null}'::jsonb);
