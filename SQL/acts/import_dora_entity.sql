-- Import of entities of the group under DORA, step 2: by LEI. A parent may stand further down in the file.
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT e.id FROM register.dora_entity e WHERE e.lei = upper(normalize(s.lei, NFKC)));
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  IF upper(normalize(s.parent, NFKC)) = upper(normalize(s.lei, NFKC)) THEN
    RAISE EXCEPTION 'an entity is not its own parent: leave the parent empty';
  END IF;
  RETURN pg_temp.put('dora_entity', entry, s.fields, jsonb_build_object('lei', upper(normalize(s.lei, NFKC)), 'name', s.name,
      'country', upper(normalize(s.country, NFKC)), 'kind', s.kind, 'place_in_group', s.place_in_group,
      'parent_id', pg_temp.entity_meant(s.parent, 'P0002'), 'authority', s.authority, 'added_on', s.added_on, 'updated_on', s.updated_on,
      'removed_on', s.removed_on, 'assets_amount', s.assets_amount, 'assets_currency', s.assets_currency));
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql RETURN ROW (s.lei, s.name);
