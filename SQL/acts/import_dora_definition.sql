-- Import of our definitions of the words of DORA, step 2: by the word.
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT d.id FROM register.dora_definition d WHERE d.word = s.word);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN pg_temp.put('dora_definition', entry, s.fields, jsonb_build_object('word', s.word, 'meaning', s.meaning));
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql RETURN ROW (s.word, s.meaning);
