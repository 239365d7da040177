-- Import, step 4: the people and vendors that the rows name; those not yet registered are added. Many rows name the same.
CREATE TEMP TABLE named_person ON COMMIT DROP AS
SELECT min(m.line) AS line, m.owner, CASE WHEN m.owner LIKE '%@%' THEN split_part(m.owner, '@', 1) ELSE m.owner END AS name,
  CASE WHEN m.owner LIKE '%@%' THEN m.owner END AS email, NULL::bigint AS person_id
FROM pg_temp.merged m WHERE m.owner IS NOT NULL GROUP BY m.owner;
CREATE TEMP TABLE broken_person ON COMMIT DROP AS
SELECT n.owner, b.sentence FROM facts.broken_check('pg_temp.named_person', 'register.person') b JOIN pg_temp.named_person n ON n.line = b.line;
INSERT INTO pg_temp.rejected SELECT m.line, 'owner', b.sentence FROM pg_temp.broken_person b JOIN pg_temp.merged m ON m.owner = b.owner;
DELETE FROM pg_temp.named_person n USING pg_temp.broken_person b WHERE b.owner = n.owner;
INSERT INTO register.person (name, email)
SELECT DISTINCT ON (lower(n.email)) n.name, n.email FROM pg_temp.named_person n
WHERE n.email IS NOT NULL AND NOT EXISTS (SELECT FROM register.person p WHERE lower(p.email) = lower(n.email))
ORDER BY lower(n.email), n.line;
INSERT INTO register.person (name)
SELECT DISTINCT ON (register.name_key(n.name)) n.name FROM pg_temp.named_person n
WHERE n.email IS NULL AND NOT EXISTS (
  SELECT FROM register.person p WHERE register.name_key(n.name) IN (register.name_key(p.name), register.name_key(p.login)))
ORDER BY register.name_key(n.name), n.line;
UPDATE pg_temp.named_person n SET person_id = p.id FROM register.person p WHERE lower(p.email) = lower(n.email);
UPDATE pg_temp.named_person n SET person_id = p.id
FROM (SELECT register.name_key(name) AS key, min(id) AS id FROM register.person GROUP BY 1) p
WHERE n.email IS NULL AND p.key = register.name_key(n.name);
-- A login is one person's.
UPDATE pg_temp.named_person n SET person_id = p.id FROM register.person p WHERE n.email IS NULL AND register.name_key(p.login) = register.name_key(n.name);
UPDATE pg_temp.merged m SET owner_id = n.person_id FROM pg_temp.named_person n WHERE n.owner = m.owner AND m.owner_id IS DISTINCT FROM n.person_id;

CREATE TEMP TABLE row_vendor ON COMMIT DROP AS
SELECT m.line, m.id AS contract_id, cardinality(m.vendors) AS count, generate_subscripts(m.vendors, 1) AS position,
  unnest(m.vendors) AS name, nullif(unnest(m.vendor_codes), '') AS code
FROM pg_temp.merged m WHERE m.vendors IS NOT NULL;
-- The place is where the file names it first.
CREATE TEMP TABLE named_vendor ON COMMIT DROP AS
SELECT n.name, register.name_key(n.name) AS name_key, n.code, n.place, NULL::bigint AS vendor_id
FROM (SELECT name, code, min(line * 1000000::bigint + position) AS place FROM pg_temp.row_vendor GROUP BY name, code) n;
ANALYZE pg_temp.row_vendor;
ANALYZE pg_temp.named_vendor;

-- A vendor known by name alone gets the code that the file now gives it.
UPDATE register.vendor v SET code = n.code
FROM (
  -- One name a code: of several the first that is registered, and the others are said to differ.
  SELECT DISTINCT ON (m.code) m.name_key, m.code
  FROM (SELECT DISTINCT ON (name_key) * FROM pg_temp.named_vendor WHERE code IS NOT NULL ORDER BY name_key, place) m
  JOIN register.vendor known ON known.name_key = m.name_key AND known.code IS NULL
  ORDER BY m.code, m.place
) n
WHERE v.code IS NULL AND v.merged_into_id IS NULL AND v.name_key = n.name_key AND NOT EXISTS (SELECT FROM register.vendor o WHERE o.code = n.code);
INSERT INTO register.vendor (code, name)
SELECT DISTINCT ON (n.code) n.code, n.name FROM pg_temp.named_vendor n
WHERE n.code IS NOT NULL AND NOT EXISTS (SELECT FROM register.vendor v WHERE v.code = n.code)
ORDER BY n.code, n.place;
INSERT INTO register.vendor (name)
SELECT DISTINCT ON (n.name_key) n.name FROM pg_temp.named_vendor n
WHERE n.code IS NULL AND NOT EXISTS (SELECT FROM register.vendor v WHERE v.name_key = n.name_key)
ORDER BY n.name_key, n.place;

UPDATE pg_temp.named_vendor n SET vendor_id = v.id FROM register.vendor v WHERE v.code = n.code;
UPDATE pg_temp.named_vendor n SET vendor_id = v.id
FROM (
  SELECT name_key, min(survivor) AS id
  FROM (SELECT name_key, CASE WHEN merged_into_id IS NULL THEN id ELSE register.vendor_survivor(id) END AS survivor FROM register.vendor) s
  GROUP BY name_key HAVING count(DISTINCT survivor) = 1
) v
WHERE n.code IS NULL AND v.name_key = n.name_key;
CREATE TEMP TABLE untold ON COMMIT DROP AS
SELECT r.line, r.name FROM pg_temp.named_vendor n JOIN pg_temp.row_vendor r ON r.name = n.name AND r.code IS NULL
WHERE n.vendor_id IS NULL AND n.code IS NULL;
INSERT INTO pg_temp.rejected
SELECT line, 'vendors', format('several vendors are called %s: give the code of the one that is meant', name) FROM pg_temp.untold;
INSERT INTO pg_temp.rejected
SELECT DISTINCT r.line, 'vendors', format('code %s belongs to %s, which is kept as it is; the file says %s', n.code, v.name, n.name)
FROM pg_temp.named_vendor n JOIN register.vendor v ON v.id = n.vendor_id AND v.name_key <> n.name_key
JOIN pg_temp.row_vendor r ON r.name = n.name AND r.code = n.code
WHERE n.code IS NOT NULL;
INSERT INTO pg_temp.rejected
SELECT m.line, 'vendors', 'no vendor is named; the contract is registered without one'
FROM pg_temp.merged m JOIN pg_temp.gives g ON g.id = m.given AND g.vendors WHERE coalesce(cardinality(m.vendors), 0) = 0;

-- A vendor that was merged goes on as another.
UPDATE pg_temp.named_vendor n SET vendor_id = register.vendor_survivor(v.id)
FROM register.vendor v WHERE v.id = n.vendor_id AND v.merged_into_id IS NOT NULL;

-- Which links each contract should have; a row that names a vendor nobody can tell keeps the links it has.
CREATE TEMP TABLE told_vendor ON COMMIT DROP AS
SELECT r.line, r.contract_id, r.count, r.position, r.name, n.vendor_id
FROM pg_temp.row_vendor r JOIN pg_temp.named_vendor n ON n.name = r.name AND coalesce(n.code, '') = coalesce(r.code, '');
CREATE TEMP TABLE wanted_vendor ON COMMIT DROP AS
SELECT line, contract_id, vendor_id, 1 AS position FROM pg_temp.told_vendor WHERE count = 1 AND vendor_id IS NOT NULL
UNION ALL
SELECT line, contract_id, vendor_id, (row_number() OVER (PARTITION BY line ORDER BY min(position)))::integer
FROM pg_temp.told_vendor WHERE count > 1 AND line NOT IN (SELECT line FROM pg_temp.untold)
GROUP BY line, contract_id, vendor_id;
ANALYZE pg_temp.wanted_vendor;
