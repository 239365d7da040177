-- Import of engagements, step 2: by vendor and title. Kinds of data and places are those of the row; conditions and contracts that it does not
-- name stay.
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (
    SELECT e.id FROM register.engagement e
    WHERE e.vendor_id = ANY (pg_temp.company(s.vendor)) AND register.name_key(e.title) = register.name_key(s.title)
    ORDER BY e.title = s.title DESC, e.id LIMIT 1);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  taken bigint;
  named record;
BEGIN
  taken := pg_temp.put('engagement', entry, s.fields, jsonb_build_object('title', s.title, 'purpose', s.purpose, 'description', s.description,
      'tier', s.tier, 'critical', s.critical, 'critical_why', s.critical_why, 'data_subjects', s.data_subjects, 'access', s.access,
      'starts_on', s.starts_on, 'ends_on', s.ends_on, 'owner_id', pg_temp.person_meant(s.owner),
      'public_purpose', s.public_purpose, 'public_purpose_ja', s.public_purpose_ja, 'public_fields', s.public_fields)
    || CASE WHEN entry IS NULL THEN jsonb_build_object('vendor_id', pg_temp.vendor_meant(s.vendor)) ELSE '{}' END);
  IF 'data' = ANY (s.fields) THEN
    DELETE FROM register.engagement_data d WHERE d.engagement_id = taken AND d.data_class <> ALL (coalesce(s.data, '{}'));
    INSERT INTO register.engagement_data (engagement_id, data_class)
    SELECT DISTINCT taken, w FROM unnest(s.data) w
    WHERE NOT EXISTS (SELECT FROM register.engagement_data d WHERE d.engagement_id = taken AND d.data_class = w);
  END IF;
  PERFORM pg_temp.place(taken, p.what, p.lines) FROM (
    VALUES ('processing', s.processing), ('storage', s.storage), ('access_from', s.access_from)) p (what, lines) WHERE p.what = ANY (s.fields);
  FOR named IN
    SELECT w.*, c.id FROM unnest(s.conditions) l (line) CROSS JOIN LATERAL pg_temp.with_window(l.line) w
    LEFT JOIN register.engagement_condition c
      ON c.engagement_id = taken AND c.condition_key = w.word AND c.from_on IS NOT DISTINCT FROM w.from_on
  LOOP
    PERFORM pg_temp.put('engagement_condition', named.id, NULL, jsonb_build_object('engagement_id', taken, 'condition_key', named.word,
      'from_on', named.from_on, 'until_on', named.until_on));
  END LOOP;
  FOR named IN
    SELECT w.*, m.contract, l.id FROM unnest(s.contracts) n (line) CROSS JOIN LATERAL pg_temp.with_window(n.line) w
    CROSS JOIN LATERAL (SELECT pg_temp.contract_meant(w.word) AS contract) m
    LEFT JOIN register.engagement_contract l
      ON l.engagement_id = taken AND l.contract_id = m.contract AND l.from_on IS NOT DISTINCT FROM w.from_on
  LOOP
    PERFORM pg_temp.put('engagement_contract', named.id, NULL, jsonb_build_object('engagement_id', taken, 'contract_id', named.contract,
      'from_on', named.from_on, 'until_on', named.until_on));
  END LOOP;
  RETURN taken;
END $$;
-- A country, and what is said of it behind a colon.
CREATE OR REPLACE FUNCTION pg_temp.place(engagement bigint, kind text, lines text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE named record;
BEGIN
  DELETE FROM register.engagement_place p
  WHERE p.engagement_id = engagement AND p.what = kind AND p.country NOT IN (SELECT split_part(l, ': ', 1) FROM unnest(lines) l);
  FOR named IN
    SELECT w.country, substr(w.line, length(w.country) + 3) AS note, p.id
    FROM (SELECT DISTINCT ON (split_part(l, ': ', 1)) split_part(l, ': ', 1) AS country, l AS line FROM unnest(lines) l) w
    LEFT JOIN register.engagement_place p ON p.engagement_id = engagement AND p.what = kind AND p.country = w.country
  LOOP
    PERFORM pg_temp.put('engagement_place', named.id, NULL, jsonb_build_object('engagement_id', engagement, 'country', named.country,
      'what', kind, 'note', nullif(named.note, '')));
  END LOOP;
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql RETURN ROW (s.vendor, s.title);
-- So that each row is judged by itself.
SET CONSTRAINTS register.engagement_contract_binds_its_vendor IMMEDIATE;
