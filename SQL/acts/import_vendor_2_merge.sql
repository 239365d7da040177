-- Import of vendors, step 2: which vendor each row is about, and what it would be.
ANALYZE pg_temp.staged;

-- The numbers that others gave the vendors.
CREATE TEMP TABLE numbered ON COMMIT DROP AS
SELECT s.line, n.field, n.scheme, register.identifier_value(n.scheme, n.number) AS value
FROM pg_temp.staged s
CROSS JOIN LATERAL (VALUES ('lei', 'lei', s.lei), ('corporate_number', 'jp_corporate_number', s.corporate_number),
  ('eu_vat', 'eu_vat', s.eu_vat), ('duns', 'duns', s.duns), ('abn', 'abn', s.abn)) n (field, scheme, number)
WHERE n.number IS NOT NULL;
INSERT INTO pg_temp.rejected
SELECT n.line, n.field, b.sentence FROM pg_temp.numbered n
JOIN facts.broken_check('pg_temp.numbered', 'register.vendor_identifier') b ON b.line = n.line AND b.rule LIKE 'vendor_identifier_' || n.field || '_%';
DELETE FROM pg_temp.numbered n USING pg_temp.rejected r WHERE r.line = n.line AND r.field = n.field;

-- By code, else by number, else by name. A name that has a code of its own is another company's than one with a different code.
CREATE TEMP TABLE matched ON COMMIT DROP AS
SELECT s.line, coalesce(c.id, i.id, n.id) AS entry, c.id IS NULL AND i.id IS NULL AND n.ids > 1 AS is_unclear
FROM pg_temp.staged s
LEFT JOIN register.vendor c ON c.code = s.code
LEFT JOIN LATERAL (
  SELECT CASE WHEN count(DISTINCT register.vendor_survivor(v.id)) = 1 THEN min(v.id) END AS id
  FROM pg_temp.numbered x JOIN register.vendor_identifier k ON k.scheme = x.scheme AND k.value = x.value
  JOIN register.vendor v ON v.id = k.vendor_id
  WHERE x.line = s.line AND c.id IS NULL AND (s.code IS NULL OR v.code IS NULL)
) i ON true
LEFT JOIN LATERAL (
  SELECT CASE WHEN count(DISTINCT register.vendor_survivor(v.id)) = 1 THEN min(v.id) END AS id, count(DISTINCT register.vendor_survivor(v.id)) AS ids
  FROM register.vendor v
  WHERE v.name_key = register.name_key(s.name) AND c.id IS NULL AND (s.code IS NULL OR v.code IS NULL)
) n ON true;

INSERT INTO pg_temp.rejected
SELECT s.line, NULL, format('several vendors are called %s: give the code of the one that is meant', s.name)
FROM pg_temp.staged s JOIN pg_temp.matched m ON m.line = s.line WHERE m.is_unclear;
-- One row a vendor, whether the register has it or the file brings it: a name without a code is that of the one row that has a code.
CREATE TEMP TABLE coded ON COMMIT DROP AS
SELECT register.name_key(name) AS name_key, min(code) AS code, count(DISTINCT code) AS codes
FROM pg_temp.staged WHERE code IS NOT NULL GROUP BY 1;
INSERT INTO pg_temp.rejected
SELECT s.line, NULL, format('several vendors are called %s: give the code of the one that is meant', s.name)
FROM pg_temp.staged s JOIN pg_temp.matched m ON m.line = s.line JOIN pg_temp.coded c ON c.name_key = register.name_key(s.name)
WHERE s.code IS NULL AND m.entry IS NULL AND NOT m.is_unclear AND c.codes > 1;
INSERT INTO pg_temp.rejected
SELECT r.line, NULL, format('line %s is about the same vendor', r.first)
FROM (
  SELECT s.line, min(s.line) OVER (PARTITION BY coalesce(
    '#' || coalesce(register.vendor_survivor(m.entry), register.vendor_survivor(o.id)), 'code ' || coalesce(s.code, c.code),
    'name ' || register.name_key(s.name))) AS first
  FROM pg_temp.staged s JOIN pg_temp.matched m ON m.line = s.line
  LEFT JOIN pg_temp.coded c ON s.code IS NULL AND c.name_key = register.name_key(s.name) AND c.codes = 1
  -- That row may be about a vendor of the register whose code or name it changes.
  LEFT JOIN register.vendor o ON o.code = c.code
  WHERE NOT EXISTS (SELECT FROM pg_temp.rejected x WHERE x.line = s.line AND x.field IS NULL)
) r WHERE r.line > r.first;

CREATE TEMP TABLE merged ON COMMIT DROP AS
SELECT s.line, v.id IS NULL AS is_new, coalesce(v.id, nextval(pg_get_serial_sequence('register.vendor', 'id'))) AS id,
  -- What was merged goes on under the code and the name of the other.
  CASE WHEN v.id IS DISTINCT FROM m.entry THEN v.code ELSE coalesce(s.code, v.code) END AS code,
  CASE WHEN v.id IS DISTINCT FROM m.entry THEN v.name ELSE coalesce(s.name, v.name) END AS name,
  CASE WHEN 'english_name' = ANY (s.fields) THEN s.english_name ELSE v.english_name END AS english_name,
  CASE WHEN 'reading' = ANY (s.fields) THEN register.reading(s.reading) ELSE v.reading END AS reading,
  CASE WHEN 'country' = ANY (s.fields) THEN upper(normalize(s.country, NFKC)) ELSE v.country END AS country,
  CASE WHEN 'website' = ANY (s.fields) THEN regexp_replace(s.website, '^(?=[^\s:/]+\.\S+$)', 'https://') ELSE v.website END AS website,
  v.owner_id, v.backup_owner_id, v.parent_id,
  CASE WHEN 'unit' = ANY (s.fields) THEN s.unit ELSE v.unit END AS unit,
  CASE WHEN 'note' = ANY (s.fields) THEN s.note ELSE v.note END AS note
FROM pg_temp.staged s
JOIN pg_temp.matched m ON m.line = s.line
LEFT JOIN register.vendor v ON v.id = register.vendor_survivor(m.entry)
WHERE NOT EXISTS (SELECT FROM pg_temp.rejected r WHERE r.line = s.line AND r.field IS NULL);
INSERT INTO pg_temp.rejected
SELECT m.line, 'name', format('%s was merged into %s, which keeps its name', s.name, m.name)
FROM pg_temp.merged m JOIN pg_temp.staged s ON s.line = m.line JOIN pg_temp.matched x ON x.line = m.line
WHERE x.entry <> m.id AND register.name_key(s.name) <> register.name_key(m.name);
CREATE UNIQUE INDEX ON pg_temp.merged (line);
CREATE INDEX ON pg_temp.merged (code);
CREATE INDEX ON pg_temp.merged (register.name_key(name));
ANALYZE pg_temp.merged;

-- People whom rows name: by mail address, login or name.
CREATE TEMP TABLE named_person ON COMMIT DROP AS
SELECT s.line, p.field, p.called, NULL::bigint AS id FROM pg_temp.staged s JOIN pg_temp.merged m ON m.line = s.line
CROSS JOIN LATERAL (VALUES ('owner', s.owner), ('backup_owner', s.backup_owner)) p (field, called) WHERE p.called IS NOT NULL;
