-- Import row by row, step 1: what the steps of each noun use. The tables are gone with the transaction, the functions with the session.

-- What others signed is written down as theirs; each such row is proven at the end by the row of the file.
SET LOCAL clause6.transcribes = 'on';

CREATE TEMP TABLE merged (
  line integer PRIMARY KEY, id bigint NOT NULL, is_new boolean NOT NULL, key text, title text, was jsonb) ON COMMIT DROP;
CREATE INDEX ON pg_temp.merged (id);

-- Everything that people and vendors are called, so that a word is found by an index. As register.person_called and facts.vendor_called have it.
CREATE TEMP TABLE person_key ON COMMIT DROP AS
SELECT p.id, w.place, register.name_key(w.word) AS key FROM register.person p
CROSS JOIN LATERAL (VALUES (1, p.email), (2, p.login), (3, p.name)) w (place, word) WHERE w.word IS NOT NULL;
CREATE INDEX ON pg_temp.person_key (key);
CREATE INDEX ON pg_temp.person_key (id);
CREATE TEMP TABLE vendor_key ON COMMIT DROP AS
SELECT DISTINCT CASE WHEN v.merged_into_id IS NULL THEN v.id ELSE register.vendor_survivor(v.id) END AS id, w.place, w.key FROM register.vendor v
CROSS JOIN LATERAL (
  SELECT 1 AS place, register.name_key(v.code) AS key UNION ALL SELECT 2, v.name_key UNION ALL SELECT 2, register.name_key(v.english_name)
  UNION ALL SELECT 2, register.name_key(v.reading) UNION ALL SELECT 2, n.name_key FROM register.vendor_name n WHERE n.vendor_id = v.id
) w WHERE w.key IS NOT NULL;
CREATE INDEX ON pg_temp.vendor_key (key);
ANALYZE pg_temp.person_key;
ANALYZE pg_temp.vendor_key;

-- Somebody not yet registered is added, as with other imports.
CREATE OR REPLACE FUNCTION pg_temp.person_meant(called text) RETURNS bigint LANGUAGE plpgsql STRICT AS $$
DECLARE
  word text := register.name_key(called);
  found bigint[] := ARRAY(
    SELECT DISTINCT k.id FROM pg_temp.person_key k
    WHERE k.key = word AND k.place = (SELECT min(o.place) FROM pg_temp.person_key o WHERE o.key = word));
BEGIN
  IF cardinality(found) > 1 THEN
    RAISE EXCEPTION 'several people are called %: give the mail address of the one that is meant', called;
  ELSIF cardinality(found) = 0 THEN
    INSERT INTO register.person (name, email)
    VALUES (CASE WHEN called LIKE '%@%' THEN split_part(called, '@', 1) ELSE called END, CASE WHEN called LIKE '%@%' THEN called END)
    RETURNING ARRAY[id] INTO found;
    PERFORM pg_temp.note_person(found[1]);
  END IF;
  RETURN found[1];
END $$;
CREATE OR REPLACE FUNCTION pg_temp.note_person(person bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM pg_temp.person_key WHERE id = person;
  INSERT INTO pg_temp.person_key
  SELECT p.id, w.place, register.name_key(w.word) FROM register.person p
  CROSS JOIN LATERAL (VALUES (1, p.email), (2, p.login), (3, p.name)) w (place, word) WHERE p.id = person AND w.word IS NOT NULL;
END $$;

CREATE OR REPLACE FUNCTION pg_temp.vendor_meant(called text) RETURNS bigint LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  words text[] := ARRAY[register.name_key(called), register.name_key(register.reading(called))];
  found bigint[] := ARRAY(
    SELECT DISTINCT k.id FROM pg_temp.vendor_key k
    WHERE k.key = ANY (words) AND k.place = (SELECT min(o.place) FROM pg_temp.vendor_key o WHERE o.key = ANY (words)));
BEGIN
  -- Numbers of others, and our own.
  IF cardinality(found) = 0 AND called ~ '^#?[0-9A-Za-z -]+$' AND called ~ '[0-9]' THEN
    found := ARRAY(SELECT v.vendor_id FROM facts.vendor_called(called) v);
  END IF;
  IF cardinality(found) = 0 THEN
    RAISE EXCEPTION 'no vendor % is registered: import or add it first', called;
  ELSIF cardinality(found) > 1 THEN
    RAISE EXCEPTION 'several vendors are called %: give the code of the one that is meant', called;
  END IF;
  RETURN found[1];
END $$;

-- All entries of the company, as an array, so that an index finds what is theirs. Most have one.
CREATE OR REPLACE FUNCTION pg_temp.entries(vendor bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE STRICT AS $$
BEGIN
  IF EXISTS (SELECT FROM register.vendor v WHERE v.merged_into_id = vendor) THEN
    RETURN ARRAY(SELECT register.company_entries(vendor));
  END IF;
  RETURN ARRAY[vendor];
END $$;
CREATE OR REPLACE FUNCTION pg_temp.company(called text) RETURNS bigint[] LANGUAGE plpgsql STABLE STRICT AS $$
BEGIN
  RETURN pg_temp.entries(pg_temp.vendor_meant(called));
END $$;

CREATE OR REPLACE FUNCTION pg_temp.engagement_meant(vendor bigint, called text) RETURNS bigint LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE found bigint[] := ARRAY(
  SELECT e.id FROM register.engagement e
  WHERE e.vendor_id = ANY (pg_temp.entries(vendor)) AND register.name_key(e.title) = register.name_key(called) ORDER BY e.title = called DESC, e.id);
BEGIN
  IF cardinality(found) = 0 THEN
    RAISE EXCEPTION 'the vendor has no engagement "%": import or add it first', called;
  END IF;
  RETURN found[1];
END $$;

CREATE OR REPLACE FUNCTION pg_temp.contract_meant(called text) RETURNS bigint LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE found bigint[] := ARRAY(
  SELECT c.id FROM register.contract c WHERE register.name_key(c.reference) = register.name_key(called) ORDER BY c.reference = called DESC);
BEGIN
  IF cardinality(found) = 0 THEN
    RAISE EXCEPTION 'no contract % is registered: import or add it first', called;
  END IF;
  RETURN found[1];
END $$;

-- An entity of ours under DORA. One that may stand further down in the file is waited for.
CREATE OR REPLACE FUNCTION pg_temp.entity_meant(called text, missing text DEFAULT 'P0001') RETURNS bigint LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE found bigint := (SELECT e.id FROM register.dora_entity e WHERE e.lei = upper(normalize(called, NFKC)));
BEGIN
  IF found IS NULL THEN
    RAISE EXCEPTION 'no entity % is listed: import dora_entity first', called USING ERRCODE = missing;
  END IF;
  RETURN found;
END $$;

-- A service under DORA; none where it is not listed.
CREATE OR REPLACE FUNCTION pg_temp.service_meant(contract text, vendor text, engagement text, kind text) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT d.id FROM register.dora_service d
    WHERE d.contract_id = pg_temp.contract_meant(contract) AND d.kind = service_meant.kind
      AND d.engagement_id = pg_temp.engagement_meant(pg_temp.vendor_meant(vendor), engagement));
END $$;

-- Adds a row to a table, or changes those columns of an entry that differ. What the row of the file does not give stays as it is registered,
-- and what is new and empty has its default. Columns that name another entry are given by the field without _id.
CREATE OR REPLACE FUNCTION pg_temp.put(target text, entry bigint, given text[], wanted jsonb) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  was jsonb;
  typed jsonb;
  columns text;
BEGIN
  SELECT string_agg(format('%I', w.key), ', ') INTO columns FROM jsonb_each(wanted) w
  WHERE (given IS NULL OR w.key = ANY (given) OR regexp_replace(w.key, '_id$', '') = ANY (given)) AND (entry IS NOT NULL OR w.value <> 'null');
  IF entry IS NULL THEN
    EXECUTE format('INSERT INTO register.%1$I (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::register.%1$I, $1) RETURNING id', target, columns)
    USING wanted INTO entry;
    RETURN entry;
  END IF;
  EXECUTE format('SELECT to_jsonb(t), to_jsonb(w) FROM register.%1$I t, jsonb_populate_record(NULL::register.%1$I, $1) w WHERE t.id = $2', target)
  USING wanted, entry INTO was, typed;
  SELECT string_agg(format('%I', w.key), ', ') INTO columns FROM jsonb_object_keys(wanted) w (key)
  WHERE (given IS NULL OR w.key = ANY (given) OR regexp_replace(w.key, '_id$', '') = ANY (given)) AND typed -> w.key IS DISTINCT FROM was -> w.key;
  IF columns IS NOT NULL THEN
    EXECUTE format('UPDATE register.%1$I SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(NULL::register.%1$I, $1)) WHERE id = $2', target, columns)
    USING wanted, entry;
  END IF;
  RETURN entry;
END $$;

-- What stands before the days behind a word, and the days: "dpa 2026-04-01/.." .
CREATE OR REPLACE FUNCTION pg_temp.with_window(line text, OUT word text, OUT from_on date, OUT until_on date) LANGUAGE plpgsql AS $$
DECLARE parts text[] := regexp_match(line, '^(.*?)\s+(\d{4}-\d\d-\d\d|\.\.)/(\d{4}-\d\d-\d\d|\.\.)$');
BEGIN
  word := coalesce(parts[1], line);
  from_on := nullif(parts[2], '..')::date;
  until_on := nullif(parts[3], '..')::date;
END $$;

-- Those of most nouns are the row itself.
CREATE OR REPLACE FUNCTION pg_temp.rows_of(line integer) RETURNS SETOF integer LANGUAGE sql RETURN line;
CREATE OR REPLACE FUNCTION pg_temp.finish(line integer) RETURNS void LANGUAGE sql RETURN NULL;
