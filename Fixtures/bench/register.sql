-- A register of :vendors vendors for scripts/bench: half as many contracts again, five times as many terms, twice as many
-- reviews, and of the rest as many as go with that. The same rows each time: a row's facts follow from a hash of its number.
-- Most of it is in order; each rule finds something with a few in a hundred. Triggers rest, so nothing of it is in history.
\set ON_ERROR_STOP on
SET synchronous_commit = off;
SET maintenance_work_mem = '512MB';
SET search_path = register;

-- 0 to 9999, the same for the same row and question.
CREATE FUNCTION pg_temp.draw(id bigint, question integer) RETURNS integer LANGUAGE sql IMMUTABLE
RETURN (abs(hashint8(id * 131 + question)::bigint) % 10000)::integer;

DO $$ DECLARE t regclass; BEGIN
  FOR t IN SELECT oid FROM pg_class WHERE relnamespace = 'register'::regnamespace AND relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE %s DISABLE TRIGGER ALL', t);
  END LOOP;
END $$;

INSERT INTO person (id, name, email, left_on)
SELECT n, 'Person ' || n, 'person' || n || '@example.com', CASE WHEN pg_temp.draw(n, 1) < 200 THEN date '2025-01-01' + pg_temp.draw(n, 2) % 600 END
FROM generate_series(1, greatest(20, :vendors / 200)) n;

INSERT INTO vendor (id, code, name, country, owner_id, backup_owner_id, registered_by)
SELECT n, 'V' || lpad(n::text, 8, '0'), 'Vendor ' || md5(n::text) || ' Ltd', (ARRAY['JP', 'US', 'DE', 'GB', 'IN', 'SG'])[1 + pg_temp.draw(n, 3) % 6],
  CASE WHEN pg_temp.draw(n, 4) > 100 THEN p.owner END, CASE WHEN pg_temp.draw(n, 5) > 200 THEN p.owner % p.people + 1 END, 'bench'
FROM generate_series(1, :vendors) n
CROSS JOIN LATERAL (SELECT 1 + n % greatest(20, :vendors / 200) AS owner, greatest(20, :vendors / 200) AS people) p;

INSERT INTO vendor_stage (vendor_id, stage, from_on, moved_by)
SELECT n, CASE WHEN pg_temp.draw(n, 6) < 300 THEN 'ended' WHEN pg_temp.draw(n, 6) < 400 THEN 'suspended' ELSE 'active' END,
  date '2020-01-01' + pg_temp.draw(n, 7) % 1500, 'bench'
FROM generate_series(1, :vendors) n;

INSERT INTO vendor_identifier (vendor_id, scheme, value)
SELECT n, 'duns', lpad((100000000 + n)::text, 9, '0') FROM generate_series(1, :vendors) n WHERE pg_temp.draw(n, 8) > 500;

-- Two thirds end on a day, most of them later than asked for; the second contract of a vendor replaces the first now and then.
INSERT INTO contract (id, reference, title, kind, signed_on, starts_on, ends_on, open_ended, auto_renews, renewal_months, notice_months,
  decision_days, work_ended_on, supersedes_id, owner_id)
SELECT n, 'C-' || lpad(n::text, 8, '0'), 'Services ' || n % 1000, (ARRAY['master', 'statement_of_work', 'nda', 'other'])[1 + pg_temp.draw(n, 10) % 4],
  CASE WHEN pg_temp.draw(n, 11) > 300 THEN d.starts_on - 14 END, d.starts_on,
  CASE WHEN pg_temp.draw(n, 12) >= 1500 THEN d.ends_on END, pg_temp.draw(n, 12) BETWEEN 300 AND 1499,
  r.renews, CASE WHEN r.renews THEN 12 END, CASE WHEN r.renews THEN 1 + pg_temp.draw(n, 13) % 6 END, 30,
  CASE WHEN d.ends_on < '2026-11-22' AND pg_temp.draw(n, 14) > 2000 THEN d.ends_on END,
  CASE WHEN n > :vendors AND pg_temp.draw(n, 15) < 3000 THEN n - :vendors END, 1 + n % greatest(20, :vendors / 200)
FROM generate_series(1, :vendors * 3 / 2) n
CROSS JOIN LATERAL (SELECT date '2020-01-01' + pg_temp.draw(n, 16) % 2440 AS starts_on) s
CROSS JOIN LATERAL (SELECT s.starts_on, s.starts_on + CASE WHEN pg_temp.draw(n, 17) < 1000 THEN 364 ELSE 1459 + pg_temp.draw(n, 18) % 1800 END AS ends_on) d
CROSS JOIN LATERAL (SELECT pg_temp.draw(n, 12) >= 1500 AND pg_temp.draw(n, 19) < 2500 AS renews) r;

INSERT INTO contract_vendor (contract_id, vendor_id, position)
SELECT n, (n - 1) % :vendors + 1, 1 FROM generate_series(1, :vendors * 3 / 2) n;

INSERT INTO term (contract_id, term_key, status, figure, figure_unit)
SELECT n, k.key, CASE WHEN pg_temp.draw(n, k.place) < 300 THEN 'missing' WHEN pg_temp.draw(n, k.place) < 500 THEN 'weak' ELSE 'present' END,
  CASE WHEN k.key = 'confidentiality' AND pg_temp.draw(n, k.place) >= 1000 THEN 36 + 12 * (n % 4) END,
  CASE WHEN k.key = 'confidentiality' AND pg_temp.draw(n, k.place) >= 1000 THEN 'months' END
FROM generate_series(1, :vendors * 3 / 2) n
CROSS JOIN (VALUES ('confidentiality', 20), ('subcontracting', 21), ('return_or_destruction', 22), ('audit_right', 23)) k (key, place)
WHERE k.key <> 'audit_right' OR n % 3 = 0;

INSERT INTO engagement (id, vendor_id, title, tier, starts_on, ends_on, owner_id, access, critical, critical_why, data_subjects)
SELECT n, n, 'Work ' || n, CASE WHEN pg_temp.draw(n, 30) < 3000 THEN (ARRAY['high', 'medium', 'low'])[1 + n % 3] END,
  c.starts_on, CASE WHEN c.work_ended_on IS NOT NULL AND pg_temp.draw(n, 31) < 1000 THEN c.work_ended_on END,
  1 + n % greatest(20, :vendors / 200), (ARRAY['none', 'on_site', 'network', 'hosting', 'privileged'])[1 + pg_temp.draw(n, 32) % 5],
  pg_temp.draw(n, 33) < 200, 'it runs the business', pg_temp.draw(n, 34) * 10
FROM contract c JOIN generate_series(1, :vendors) n ON n = c.id;

INSERT INTO engagement_data (engagement_id, data_class)
SELECT n, (ARRAY['none', 'confidential', 'confidential', 'confidential', 'none', 'none', 'none', 'none', 'personal', 'none'])[1 + pg_temp.draw(n, 35) % 10] FROM generate_series(1, :vendors) n;

INSERT INTO engagement_contract (engagement_id, contract_id)
SELECT (n - 1) % :vendors + 1, n FROM generate_series(1, :vendors * 3 / 2) n;

-- Nearly every vendor was assessed, most of them lately; the reviews fell due in the two years before.
INSERT INTO questionnaire (id, key, version, title_en, sha256, criteria, actor, reason) VALUES (900000, 'bench', '1', 'Bench', repeat('0', 64), 1, 'bench', 'bench');
INSERT INTO criterion (id, questionnaire_id, position, key, text_en) VALUES (900000, 900000, 1, 'ability', 'Is it able?');
INSERT INTO assessment (id, vendor_id, questionnaire_id, started_on, started_by, assessor_id, concluded_on, concluded_by_id, outcome, tier, valid_until_on)
SELECT n * 2 + k, n, 900000, d.day - 20, 'bench', 1, d.day, 2, 'approve', 'medium', d.day + 364
FROM generate_series(1, :vendors) n CROSS JOIN generate_series(0, 1) k
CROSS JOIN LATERAL (SELECT CASE k WHEN 1 THEN date '2025-12-10' + pg_temp.draw(n, 40) % 340 ELSE date '2019-12-20' - pg_temp.draw(n, 41) % 30 END AS day) d
WHERE n % 20 > 0 AND (k = 1 OR n % 20 > 1);
INSERT INTO answer (assessment_id, criterion_id, questionnaire_id, score, answered_on, answered_by)
SELECT id, 900000, 900000, 2 + id % 3, started_on, 'bench' FROM assessment;

INSERT INTO review (vendor_id, cause, due_on, started_on, completed_on, reviewer_id, outcome)
SELECT n, 'schedule', d.due_on, d.due_on - 10, d.due_on + pg_temp.draw(n * 2 + k, 41) % 12 - 8, 1, 'continue'
FROM generate_series(1, :vendors) n CROSS JOIN generate_series(0, 1) k
CROSS JOIN LATERAL (SELECT date '2024-11-15' + k * 366 + pg_temp.draw(n, 42) % 366 AS due_on) d;

INSERT INTO evidence (id, vendor_id, kind, issuer, number, issued_on, valid_from_on, valid_until_on)
SELECT n, n, 'iso27001', 'Certifier', 'IS-' || n, d.day, d.day, d.day + 1095
FROM generate_series(1, :vendors * 4 / 5) n CROSS JOIN LATERAL (SELECT date '2023-10-15' + pg_temp.draw(n, 50) % 1100 AS day) d;

INSERT INTO evidence_reading (evidence_id, person_id, read_on)
SELECT id, 1, least(issued_on + 30, '2026-11-22') FROM evidence WHERE pg_temp.draw(id, 51) > 300;

INSERT INTO subcontractor (vendor_id, name, country, consent_given_on, consent_by_id, flow_down, flow_down_checked_on, from_on)
SELECT n, 'Subcontractor ' || n % 5000, (ARRAY['JP', 'US', 'DE'])[1 + n % 3], CASE WHEN pg_temp.draw(n, 60) > 1000 THEN date '2024-01-01' END, 
  CASE WHEN pg_temp.draw(n, 60) > 1000 THEN 1 END,
  CASE WHEN pg_temp.draw(n, 61) > 1000 THEN 'yes' ELSE 'unknown' END, CASE WHEN pg_temp.draw(n, 61) > 1000 THEN date '2024-01-01' END, date '2024-01-01'
FROM generate_series(1, :vendors, 3) n;

INSERT INTO regime_choice (regime_key, from_on, followed) VALUES ('jisq15001-a3434', '2020-01-01', true);

DO $$ DECLARE t regclass; BEGIN
  FOR t IN SELECT oid FROM pg_class WHERE relnamespace = 'register'::regnamespace AND relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE %s ENABLE TRIGGER ALL', t);
  END LOOP;
END $$;
-- As they were: history is written whoever writes.
DO $$ DECLARE t record; BEGIN
  FOR t IN SELECT tgrelid::regclass AS name, tgname FROM pg_trigger WHERE tgname LIKE 'c6\_%' AND tgrelid::regclass::text NOT LIKE 'audit.%' LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', t.name, t.tgname);
  END LOOP;
END $$;
VACUUM (ANALYZE);
