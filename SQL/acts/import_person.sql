-- Import of people, step 2: by mail address, else login, else name. A name that has an address of its own is another person's than one with a
-- different address.
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE found bigint[] := ARRAY(SELECT k.id FROM pg_temp.person_key k WHERE k.key = register.name_key(s.email) AND k.place = 1);
BEGIN
  IF cardinality(found) = 0 THEN
    found := ARRAY(
      SELECT p.id FROM pg_temp.person_key k JOIN register.person p ON p.id = k.id
      WHERE k.key = register.name_key(s.login) AND k.place = 2 AND num_nonnulls(p.email, s.email) < 2);
  END IF;
  IF cardinality(found) = 0 THEN
    found := ARRAY(
      SELECT p.id FROM pg_temp.person_key k JOIN register.person p ON p.id = k.id
      WHERE k.key = register.name_key(s.name) AND k.place = 3 AND num_nonnulls(p.email, s.email) < 2 AND num_nonnulls(p.login, s.login) < 2);
  END IF;
  IF cardinality(found) > 1 THEN
    RAISE EXCEPTION 'several people are called %: give the mail address of the one that is meant', s.name;
  END IF;
  RETURN found[1];
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE taken bigint := pg_temp.put('person', entry, s.fields, jsonb_build_object('name', s.name, 'email', s.email, 'login', s.login,
  'zone', s.zone, 'calendar', s.calendar, 'language', s.language, 'away_from_on', s.away_from_on, 'away_until_on', s.away_until_on,
  'left_on', s.left_on));
BEGIN
  PERFORM pg_temp.note_person(taken);
  RETURN taken;
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql RETURN ROW (coalesce(s.email, s.login, s.name), s.name);
