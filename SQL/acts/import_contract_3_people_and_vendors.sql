-- Import, step 3: the people and vendors that the rows name; those not yet registered are added.
CREATE TEMP TABLE named_person ON COMMIT DROP AS
SELECT s.line, CASE WHEN s.owner LIKE '%@%' THEN split_part(s.owner, '@', 1) ELSE s.owner END AS name,
  CASE WHEN s.owner LIKE '%@%' THEN s.owner END AS email, NULL::bigint AS person_id
FROM pg_temp.staged s JOIN pg_temp.merged m ON m.line = s.line
WHERE s.owner IS NOT NULL;
INSERT INTO pg_temp.rejected SELECT line, 'owner', sentence FROM facts.broken_check('pg_temp.named_person', 'register.person');
DELETE FROM pg_temp.named_person n USING pg_temp.rejected r WHERE r.line = n.line AND r.field = 'owner';
INSERT INTO register.person (name, email)
SELECT DISTINCT ON (lower(n.email)) n.name, n.email FROM pg_temp.named_person n
WHERE n.email IS NOT NULL AND NOT EXISTS (SELECT FROM register.person p WHERE lower(p.email) = lower(n.email))
ORDER BY lower(n.email), n.line;
INSERT INTO register.person (name)
SELECT DISTINCT ON (register.name_key(n.name)) n.name FROM pg_temp.named_person n
WHERE n.email IS NULL AND NOT EXISTS (SELECT FROM register.person p WHERE register.name_key(p.name) = register.name_key(n.name));
UPDATE pg_temp.named_person n SET person_id = coalesce(
  (SELECT id FROM register.person p WHERE lower(p.email) = lower(n.email)),
  (SELECT min(id) FROM register.person p WHERE n.email IS NULL AND register.name_key(p.name) = register.name_key(n.name)));
CREATE INDEX ON pg_temp.named_person (line);
ANALYZE pg_temp.named_person;
UPDATE pg_temp.merged m SET owner_id = (SELECT person_id FROM pg_temp.named_person n WHERE n.line = m.line)
FROM pg_temp.staged s
WHERE s.line = m.line AND 'owner' = ANY (s.fields)
  AND NOT EXISTS (SELECT FROM pg_temp.rejected r WHERE r.line = s.line AND r.field = 'owner');

CREATE TEMP TABLE named_vendor ON COMMIT DROP AS
SELECT s.line, v.position::integer, v.name, register.name_key(v.name) AS name_key, nullif(v.code, '') AS code, NULL::bigint AS vendor_id
FROM pg_temp.staged s JOIN pg_temp.merged m ON m.line = s.line
CROSS JOIN LATERAL unnest(s.vendors, s.vendor_codes) WITH ORDINALITY AS v (name, code, position);
ANALYZE pg_temp.named_vendor;

-- A vendor known by name alone gets the code that the file now gives it.
UPDATE register.vendor v SET code = n.code
FROM (
  -- One name a code: of several the first that is registered, and the others are said to differ.
  SELECT DISTINCT ON (m.code) m.name_key, m.code
  FROM (SELECT DISTINCT ON (name_key) * FROM pg_temp.named_vendor WHERE code IS NOT NULL ORDER BY name_key, line, position) m
  JOIN register.vendor known ON known.name_key = m.name_key AND known.code IS NULL
  ORDER BY m.code, m.line, m.position
) n
WHERE v.code IS NULL AND v.merged_into_id IS NULL AND v.name_key = n.name_key AND NOT EXISTS (SELECT FROM register.vendor o WHERE o.code = n.code);
INSERT INTO register.vendor (code, name)
SELECT DISTINCT ON (n.code) n.code, n.name FROM pg_temp.named_vendor n
WHERE n.code IS NOT NULL AND NOT EXISTS (SELECT FROM register.vendor v WHERE v.code = n.code)
ORDER BY n.code, n.line, n.position;
INSERT INTO register.vendor (name)
SELECT DISTINCT ON (n.name_key) n.name FROM pg_temp.named_vendor n
WHERE n.code IS NULL AND NOT EXISTS (SELECT FROM register.vendor v WHERE v.name_key = n.name_key)
ORDER BY n.name_key, n.line, n.position;

UPDATE pg_temp.named_vendor n SET vendor_id = v.id FROM register.vendor v WHERE v.code = n.code;
UPDATE pg_temp.named_vendor n SET vendor_id = v.id
FROM (
  SELECT name_key, min(survivor) AS id
  FROM (SELECT name_key, CASE WHEN merged_into_id IS NULL THEN id ELSE register.vendor_survivor(id) END AS survivor FROM register.vendor) s
  GROUP BY name_key HAVING count(DISTINCT survivor) = 1
) v
WHERE n.code IS NULL AND v.name_key = n.name_key;
INSERT INTO pg_temp.rejected
SELECT line, 'vendors', format('several vendors are called %s: give the code of the one that is meant', name)
FROM pg_temp.named_vendor WHERE vendor_id IS NULL;
INSERT INTO pg_temp.rejected
SELECT DISTINCT n.line, 'vendors', format('code %s belongs to %s, which is kept as it is; the file says %s', n.code, v.name, n.name)
FROM pg_temp.named_vendor n JOIN register.vendor v ON v.id = n.vendor_id
WHERE n.code IS NOT NULL AND v.name_key <> n.name_key;
INSERT INTO pg_temp.rejected
SELECT s.line, 'vendors', 'no vendor is named; the contract is registered without one'
FROM pg_temp.staged s JOIN pg_temp.merged m ON m.line = s.line
WHERE 'vendors' = ANY (s.fields) AND coalesce(cardinality(s.vendors), 0) = 0;

-- A vendor that was merged goes on as another.
UPDATE pg_temp.named_vendor n SET vendor_id = register.vendor_survivor(v.id)
FROM register.vendor v WHERE v.id = n.vendor_id AND v.merged_into_id IS NOT NULL;

-- Which links each contract should have; a row that names a vendor nobody can tell keeps the links it has.
CREATE TEMP TABLE wanted_vendor ON COMMIT DROP AS
SELECT m.line, m.id AS contract_id, n.vendor_id, (row_number() OVER (PARTITION BY m.line ORDER BY min(n.position)))::integer AS position
FROM pg_temp.merged m JOIN pg_temp.named_vendor n ON n.line = m.line
GROUP BY m.line, m.id, n.vendor_id;
DELETE FROM pg_temp.wanted_vendor w USING pg_temp.named_vendor n WHERE n.line = w.line AND n.vendor_id IS NULL;
-- The comparison looks up each line by itself; without an index its time would grow with the square of the file.
CREATE INDEX ON pg_temp.wanted_vendor (line);
ANALYZE pg_temp.wanted_vendor;
