-- A vendor as people know it: under which names, in which group, through whom, and in which stage; and who registered it.

CREATE FUNCTION register.fill_actor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'INSERT' THEN
    RETURN jsonb_populate_record(NEW, jsonb_build_object(tg_argv[0], register.actor()));
  END IF;
  IF to_jsonb(NEW) -> tg_argv[0] IS DISTINCT FROM to_jsonb(OLD) -> tg_argv[0] THEN
    RAISE EXCEPTION 'What the register noted as % of a % cannot be changed', tg_argv[0], tg_table_name
      USING ERRCODE = '23514', HINT = 'Nothing was changed: a register remembers';
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION register.fill_actor() IS 'Trigger: fills the column that it is given with whoever acts, whatever the statement says, and refuses to change it later';

CREATE FUNCTION register.refuse_circle_of() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  reached bigint := (to_jsonb(NEW) ->> tg_argv[0])::bigint;
  passed bigint[] := '{}';
BEGIN
  -- A circle that does not lead back to this row is refused at the rows that it does lead back to.
  WHILE reached IS NOT NULL AND reached <> ALL (passed) LOOP
    IF reached = NEW.id THEN
      RAISE EXCEPTION USING MESSAGE = format(tg_argv[1], coalesce(to_jsonb(NEW) ->> 'name', to_jsonb(NEW) ->> 'reference')), ERRCODE = '23514', HINT = tg_argv[2];
    END IF;
    passed := passed || reached;
    EXECUTE format('SELECT %I FROM %I.%I WHERE id = $1', tg_argv[0], tg_table_schema, tg_table_name) INTO reached USING reached;
  END LOOP;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION register.refuse_circle_of() IS 'Trigger: refuses rows that lead back to themselves by the column it is given; the sentence and the way out are given too';

CREATE FUNCTION register.reading(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(translate(normalize($1, NFKC),
  'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖ',
  'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶ'));
COMMENT ON FUNCTION register.reading(text) IS 'A reading (カナ) as it is kept: half-width and ひらがな become full-width カタカナ, spaces around it go';

ALTER TABLE register.vendor
  ADD COLUMN reading text,
  ADD COLUMN parent_id bigint,
  ADD COLUMN backup_owner_id bigint,
  ADD COLUMN registered_by text;

-- Whoever wrote the vendor's first image registered it. An address without its scheme gets one; what is none is kept as a note.
UPDATE register.vendor v SET
  registered_by = coalesce((
    SELECT o.actor FROM audit.outbox o WHERE o.entity = 'vendor' AND o.key = v.id AND o.op = 'I' ORDER BY o.seq LIMIT 1), 'unknown'),
  website = CASE WHEN v.website ~ '^https?://\S+$' THEN v.website WHEN v.website ~ '^[^\s:/]+\.\S+$' THEN 'https://' || v.website END,
  note = CASE WHEN v.website ~ '^(https?://\S+|[^\s:/]+\.\S+)$' IS NOT FALSE THEN v.note ELSE concat_ws(E'\n', v.note, 'Home page: ' || v.website) END;

ALTER TABLE register.vendor
  ALTER COLUMN registered_by SET NOT NULL,
  ADD CONSTRAINT vendor_parent_is_known FOREIGN KEY (parent_id) REFERENCES register.vendor (id),
  ADD CONSTRAINT vendor_backup_owner_is_known FOREIGN KEY (backup_owner_id) REFERENCES register.person (id),
  ADD CONSTRAINT vendor_reading_is_katakana CHECK (reading ~ '^[ァ-ヺー・ ]*[ァ-ヺ][ァ-ヺー・ ]*$'),
  ADD CONSTRAINT vendor_is_not_its_own_parent CHECK (parent_id <> id),
  ADD CONSTRAINT vendor_backup_owner_is_another CHECK (backup_owner_id <> owner_id),
  ADD CONSTRAINT vendor_website_is_an_address CHECK (website ~ '^https?://\S+$');
CREATE INDEX vendor_parent ON register.vendor (parent_id);
CREATE INDEX vendor_backup_owner ON register.vendor (backup_owner_id);
CREATE INDEX vendor_english_name ON register.vendor (register.name_key(english_name));
CREATE INDEX vendor_reading ON register.vendor (register.name_key(reading));
COMMENT ON COLUMN register.vendor.reading IS 'How the legal name is read (カナ), in full-width カタカナ';
COMMENT ON COLUMN register.vendor.parent_id IS 'The company of the register that controls it';
COMMENT ON COLUMN register.vendor.backup_owner_id IS 'Who answers for the vendor when its owner cannot';
COMMENT ON COLUMN register.vendor.registered_by IS 'Who registered it; filled by the database and never changed, because nobody approves what they registered';
COMMENT ON CONSTRAINT vendor_parent_is_known ON register.vendor IS 'The parent must be a registered vendor.';
COMMENT ON CONSTRAINT vendor_backup_owner_is_known ON register.vendor IS 'The backup owner must be a person of the register.';
COMMENT ON CONSTRAINT vendor_reading_is_katakana ON register.vendor IS 'A reading is written in カタカナ, with long marks, middle dots and spaces only.';
COMMENT ON CONSTRAINT vendor_is_not_its_own_parent ON register.vendor IS 'A vendor cannot be its own parent.';
COMMENT ON CONSTRAINT vendor_backup_owner_is_another ON register.vendor IS 'The backup owner must be somebody other than the owner.';
COMMENT ON CONSTRAINT vendor_website_is_an_address ON register.vendor IS 'A home page begins with https:// or http:// and has no spaces.';
COMMENT ON INDEX register.vendor_parent IS 'Subsidiaries of a vendor';
COMMENT ON INDEX register.vendor_backup_owner IS 'Vendors that a person answers for in another''s place';
COMMENT ON INDEX register.vendor_english_name IS 'Vendors of an English name';
COMMENT ON INDEX register.vendor_reading IS 'Vendors of a reading';

CREATE TRIGGER vendor_registrar_is_noted BEFORE INSERT OR UPDATE OF registered_by ON register.vendor
  FOR EACH ROW EXECUTE FUNCTION register.fill_actor('registered_by');
CREATE TRIGGER vendor_group_has_no_circle AFTER INSERT OR UPDATE OF parent_id ON register.vendor
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION register.refuse_circle_of('parent_id',
    '%s would be its own parent by way of its parents', 'Nothing was changed: say which of them controls the other');
ALTER TABLE register.vendor ENABLE ALWAYS TRIGGER vendor_registrar_is_noted;

CREATE TABLE register.vendor_name (
  id bigint GENERATED BY DEFAULT AS IDENTITY,
  vendor_id bigint NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  language text,
  from_on date,
  until_on date,
  name_key text NOT NULL GENERATED ALWAYS AS (register.name_key(name)) STORED,
  CONSTRAINT vendor_name_pkey PRIMARY KEY (id),
  CONSTRAINT vendor_name_vendor_is_known FOREIGN KEY (vendor_id) REFERENCES register.vendor (id),
  CONSTRAINT vendor_name_kind_is_known CHECK (kind IN ('trading', 'former', 'abbreviation')),
  CONSTRAINT vendor_name_text_is_not_blank CHECK (register.name_key(name) <> ''),
  CONSTRAINT vendor_name_language_is_known CHECK (language IN ('en', 'ja', 'other')),
  CONSTRAINT vendor_name_ends_after_it_starts CHECK (until_on >= from_on),
  CONSTRAINT vendor_name_days_are_plausible CHECK (
    from_on BETWEEN '1900-01-01' AND '2199-12-31' IS NOT FALSE AND until_on BETWEEN '1900-01-01' AND '2199-12-31' IS NOT FALSE)
);
CREATE UNIQUE INDEX vendor_name_is_given_once ON register.vendor_name (vendor_id, kind, name_key, coalesce(from_on, '-infinity'::date));
CREATE INDEX vendor_name_by_key ON register.vendor_name (name_key);
COMMENT ON TABLE register.vendor_name IS 'What a vendor is or was called besides its legal, its English name and its reading';
COMMENT ON COLUMN register.vendor_name.id IS 'Number given by the register';
COMMENT ON COLUMN register.vendor_name.vendor_id IS 'The vendor';
COMMENT ON COLUMN register.vendor_name.kind IS 'trading (a name it does business under), former (an earlier legal name) or abbreviation';
COMMENT ON COLUMN register.vendor_name.name IS 'The name';
COMMENT ON COLUMN register.vendor_name.language IS 'en, ja or other';
COMMENT ON COLUMN register.vendor_name.from_on IS 'First day of the name; none when nobody knows';
COMMENT ON COLUMN register.vendor_name.until_on IS 'Last day of the name; none while it is used';
COMMENT ON COLUMN register.vendor_name.name_key IS 'The name as compared: width, case and spaces do not count';
COMMENT ON CONSTRAINT vendor_name_pkey ON register.vendor_name IS 'Each name has a number of its own.';
COMMENT ON CONSTRAINT vendor_name_vendor_is_known ON register.vendor_name IS 'The vendor must be registered.';
COMMENT ON CONSTRAINT vendor_name_kind_is_known ON register.vendor_name IS 'A name is trading, former or abbreviation.';
COMMENT ON CONSTRAINT vendor_name_text_is_not_blank ON register.vendor_name IS 'A name cannot be blank.';
COMMENT ON CONSTRAINT vendor_name_language_is_known ON register.vendor_name IS 'The language of a name is en, ja or other.';
COMMENT ON CONSTRAINT vendor_name_ends_after_it_starts ON register.vendor_name IS 'A name cannot end before it starts.';
COMMENT ON CONSTRAINT vendor_name_days_are_plausible ON register.vendor_name IS 'A day of a name lies between 1900-01-01 and 2199-12-31.';
COMMENT ON INDEX register.vendor_name_is_given_once IS 'The vendor already has this name of this kind from that day on.';
COMMENT ON INDEX register.vendor_name_by_key IS 'Vendors of a name';

CREATE TABLE register.vendor_contact (
  id bigint GENERATED BY DEFAULT AS IDENTITY,
  vendor_id bigint NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  email text,
  phone text,
  language text,
  until_on date,
  CONSTRAINT vendor_contact_pkey PRIMARY KEY (id),
  CONSTRAINT vendor_contact_vendor_is_known FOREIGN KEY (vendor_id) REFERENCES register.vendor (id),
  CONSTRAINT vendor_contact_name_is_not_blank CHECK (register.name_key(name) <> ''),
  CONSTRAINT vendor_contact_role_is_known CHECK (role IN ('account_manager', 'security', 'privacy', 'incident', 'legal', 'other')),
  CONSTRAINT vendor_contact_can_be_reached CHECK (email IS NOT NULL OR phone IS NOT NULL),
  CONSTRAINT vendor_contact_email_is_an_address CHECK (email ~ '^[^@\s<>]+@[^@\s<>]+$'),
  CONSTRAINT vendor_contact_phone_is_a_number CHECK (phone ~ '^\+?[0-9(][0-9 ().-]{3,}( ?(ext\.?|内線) ?[0-9]+)?$'),
  CONSTRAINT vendor_contact_language_is_offered CHECK (language IN ('en', 'ja')),
  CONSTRAINT vendor_contact_days_are_plausible CHECK (until_on BETWEEN '1900-01-01' AND '2199-12-31')
);
CREATE UNIQUE INDEX vendor_contact_is_named_once ON register.vendor_contact (vendor_id, role, register.name_key(name)) WHERE until_on IS NULL;
CREATE INDEX vendor_contact_vendor ON register.vendor_contact (vendor_id);
COMMENT ON TABLE register.vendor_contact IS 'Whom to reach at a vendor, and no more of them than that takes: these are personal data';
COMMENT ON COLUMN register.vendor_contact.id IS 'Number given by the register';
COMMENT ON COLUMN register.vendor_contact.vendor_id IS 'The vendor';
COMMENT ON COLUMN register.vendor_contact.name IS 'The person or the desk';
COMMENT ON COLUMN register.vendor_contact.role IS 'For what: account_manager, security, privacy, incident, legal or other';
COMMENT ON COLUMN register.vendor_contact.email IS 'Mail address';
COMMENT ON COLUMN register.vendor_contact.phone IS 'Telephone number';
COMMENT ON COLUMN register.vendor_contact.language IS 'In which language to write to them: en or ja';
COMMENT ON COLUMN register.vendor_contact.until_on IS 'Last day they could be reached there; none while they can';
COMMENT ON CONSTRAINT vendor_contact_pkey ON register.vendor_contact IS 'Each contact has a number of its own.';
COMMENT ON CONSTRAINT vendor_contact_vendor_is_known ON register.vendor_contact IS 'The vendor must be registered.';
COMMENT ON CONSTRAINT vendor_contact_name_is_not_blank ON register.vendor_contact IS 'A contact needs a name.';
COMMENT ON CONSTRAINT vendor_contact_role_is_known ON register.vendor_contact IS 'A contact is for account_manager, security, privacy, incident, legal or other.';
COMMENT ON CONSTRAINT vendor_contact_can_be_reached ON register.vendor_contact IS 'A contact needs a mail address or a telephone number.';
COMMENT ON CONSTRAINT vendor_contact_email_is_an_address ON register.vendor_contact IS 'A contact''s mail address has the form name@domain, without spaces.';
COMMENT ON CONSTRAINT vendor_contact_phone_is_a_number ON register.vendor_contact IS 'A telephone number is written in digits, such as +81 3-1234-5678, with ext. or 内線 for an extension.';
COMMENT ON CONSTRAINT vendor_contact_language_is_offered ON register.vendor_contact IS 'The language of a contact is en or ja.';
COMMENT ON CONSTRAINT vendor_contact_days_are_plausible ON register.vendor_contact IS 'A day of a contact lies between 1900-01-01 and 2199-12-31.';
COMMENT ON INDEX register.vendor_contact_is_named_once IS 'The vendor already has this contact in this role.';
COMMENT ON INDEX register.vendor_contact_vendor IS 'Contacts of a vendor';

-- The one table of allowed moves. To be active a vendor must have been approved, and who approves is not who registered it.
CREATE FUNCTION register.stages_after(stage text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE coalesce(stage, 'none')
  WHEN 'none' THEN ARRAY['proposed', 'under_assessment', 'suspended', 'exiting', 'ended']
  WHEN 'proposed' THEN ARRAY['under_assessment', 'ended']
  WHEN 'under_assessment' THEN ARRAY['approved', 'proposed', 'suspended', 'exiting', 'ended']
  WHEN 'approved' THEN ARRAY['active', 'under_assessment', 'suspended', 'ended']
  WHEN 'active' THEN ARRAY['under_assessment', 'suspended', 'exiting']
  WHEN 'suspended' THEN ARRAY['approved', 'under_assessment', 'exiting']
  WHEN 'exiting' THEN ARRAY['under_assessment', 'ended']
  WHEN 'ended' THEN ARRAY['proposed'] END;
COMMENT ON FUNCTION register.stages_after(text) IS 'To which stages a vendor can move from a stage; from none, to which its first';

CREATE TABLE register.vendor_stage (
  id bigint GENERATED BY DEFAULT AS IDENTITY,
  vendor_id bigint NOT NULL,
  stage text NOT NULL,
  from_on date NOT NULL,
  moved_by text NOT NULL,
  note text,
  withdrawn_by text,
  CONSTRAINT vendor_stage_pkey PRIMARY KEY (id),
  CONSTRAINT vendor_stage_vendor_is_known FOREIGN KEY (vendor_id) REFERENCES register.vendor (id),
  CONSTRAINT vendor_stage_is_known CHECK (
    stage IN ('proposed', 'under_assessment', 'approved', 'active', 'suspended', 'exiting', 'ended')),
  CONSTRAINT vendor_stage_days_are_plausible CHECK (from_on BETWEEN '1900-01-01' AND '2199-12-31')
);
CREATE UNIQUE INDEX vendor_stage_moves_once_a_day ON register.vendor_stage (vendor_id, from_on) WHERE withdrawn_by IS NULL;
CREATE INDEX vendor_stage_vendor ON register.vendor_stage (vendor_id);
COMMENT ON TABLE register.vendor_stage IS 'The moves of vendors from stage to stage; none is ever changed or removed, a mistake is withdrawn';
COMMENT ON COLUMN register.vendor_stage.id IS 'Number given by the register';
COMMENT ON COLUMN register.vendor_stage.vendor_id IS 'The vendor';
COMMENT ON COLUMN register.vendor_stage.stage IS 'proposed, under_assessment, approved, active, suspended, exiting or ended';
COMMENT ON COLUMN register.vendor_stage.from_on IS 'First day in the stage';
COMMENT ON COLUMN register.vendor_stage.moved_by IS 'Who moved it; filled by the database';
COMMENT ON COLUMN register.vendor_stage.note IS 'Anything else worth knowing; the reason of the move is in the log';
COMMENT ON COLUMN register.vendor_stage.withdrawn_by IS 'Who withdrew the move as a mistake, filled by the database; none while it stands';
COMMENT ON CONSTRAINT vendor_stage_pkey ON register.vendor_stage IS 'Each move has a number of its own.';
COMMENT ON CONSTRAINT vendor_stage_vendor_is_known ON register.vendor_stage IS 'The vendor must be registered.';
COMMENT ON CONSTRAINT vendor_stage_is_known ON register.vendor_stage IS 'A stage is proposed, under_assessment, approved, active, suspended, exiting or ended.';
COMMENT ON CONSTRAINT vendor_stage_days_are_plausible ON register.vendor_stage IS 'The day of a move lies between 1900-01-01 and 2199-12-31.';
COMMENT ON INDEX register.vendor_stage_moves_once_a_day IS 'The vendor already moves to a stage on that day.';
COMMENT ON INDEX register.vendor_stage_vendor IS 'Moves of a vendor';

CREATE FUNCTION register.note_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'INSERT' THEN
    NEW.moved_by := register.actor();
    NEW.withdrawn_by := NULL;
    RETURN NEW;
  END IF;
  IF tg_op = 'UPDATE' AND OLD.withdrawn_by IS NULL AND NEW.withdrawn_by IS NOT NULL
    AND to_jsonb(OLD) - 'withdrawn_by' = to_jsonb(NEW) - 'withdrawn_by' THEN
    NEW.withdrawn_by := register.actor();
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A recorded move of a vendor cannot be changed or removed'
    USING ERRCODE = '23514', HINT = 'Nothing was changed: withdraw the move with "clause6 vendor withdraw-move", and record the right one';
END $$;
COMMENT ON FUNCTION register.note_move() IS 'Trigger: notes who moves a vendor or withdraws a move; refuses every other change of a move';

-- After the constraints, so that theirs is the sentence that is read.
CREATE FUNCTION register.judge_move() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moved record;
  earlier record;
  later record;
  reached text;
BEGIN
  -- The vendor's row is held, so that two moves at the same time see each other.
  SELECT name, registered_by INTO moved FROM register.vendor WHERE id = NEW.vendor_id FOR NO KEY UPDATE;
  SELECT stage, from_on INTO earlier FROM register.vendor_stage
  WHERE vendor_id = NEW.vendor_id AND withdrawn_by IS NULL AND from_on < NEW.from_on ORDER BY from_on DESC LIMIT 1;
  SELECT stage, from_on INTO later FROM register.vendor_stage
  WHERE vendor_id = NEW.vendor_id AND withdrawn_by IS NULL AND from_on > NEW.from_on ORDER BY from_on LIMIT 1;
  IF tg_op = 'INSERT' THEN
    reached := NEW.stage;
    IF NEW.stage <> ALL (register.stages_after(earlier.stage)) THEN
      RAISE EXCEPTION '% cannot be % from % on: %', moved.name, NEW.stage, NEW.from_on,
        CASE WHEN earlier.stage IS NULL THEN 'no stage is recorded before, and the first is '
          ELSE format('it is %s since %s, and moves from there to ', earlier.stage, earlier.from_on) END
        || array_to_string(register.stages_after(earlier.stage), ', ')
        USING ERRCODE = '23514', HINT = 'Nothing was changed: record what came before first; "clause6 vendor stages" shows what is recorded';
    END IF;
    IF NEW.stage = 'approved' THEN
      PERFORM register.acting_person(NEW.from_on);
      IF register.same_person(NEW.moved_by, moved.registered_by) THEN
        RAISE EXCEPTION '% was registered by %, who cannot approve it as well', moved.name, moved.registered_by
          USING ERRCODE = '23514', HINT = 'Nothing was changed: somebody else must approve it';
      END IF;
    END IF;
  ELSE
    reached := earlier.stage;
  END IF;
  IF later.stage <> ALL (register.stages_after(reached)) THEN
    RAISE EXCEPTION '% is % from % on, which cannot follow %', moved.name, later.stage, later.from_on, coalesce(reached, 'no stage at all')
      USING ERRCODE = '23514', HINT = 'Nothing was changed: withdraw the later move first; "clause6 vendor stages" shows what is recorded';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION register.judge_move() IS 'Trigger: refuses a move that the stage before or the one after does not allow, and an approval by whoever registered the vendor';
CREATE TRIGGER vendor_stage_mover_is_noted BEFORE INSERT OR UPDATE OR DELETE ON register.vendor_stage
  FOR EACH ROW EXECUTE FUNCTION register.note_move();
CREATE TRIGGER vendor_stage_follows AFTER INSERT OR UPDATE ON register.vendor_stage
  FOR EACH ROW EXECUTE FUNCTION register.judge_move();
ALTER TABLE register.vendor_stage ENABLE ALWAYS TRIGGER vendor_stage_mover_is_noted, ENABLE ALWAYS TRIGGER vendor_stage_follows;

ALTER TABLE register.person
  ADD COLUMN away_from_on date,
  DROP CONSTRAINT person_days_are_plausible,
  ADD CONSTRAINT person_days_are_plausible CHECK (
    left_on BETWEEN '1900-01-01' AND '2199-12-31' IS NOT FALSE AND away_from_on BETWEEN '1900-01-01' AND '2199-12-31' IS NOT FALSE
    AND away_until_on BETWEEN '1900-01-01' AND '2199-12-31' IS NOT FALSE),
  ADD CONSTRAINT person_absence_has_an_end CHECK (away_from_on IS NULL OR (away_until_on >= away_from_on) IS TRUE);
COMMENT ON COLUMN register.person.away_from_on IS 'First day of their absence; none: they are away already';
COMMENT ON CONSTRAINT person_days_are_plausible ON register.person IS 'A day of a person lies between 1900-01-01 and 2199-12-31.';
COMMENT ON CONSTRAINT person_absence_has_an_end ON register.person IS 'An absence with a first day needs a last day that is not before it.';
CREATE TRIGGER person_managers_have_no_circle AFTER INSERT OR UPDATE OF manager_id ON register.person
  FOR EACH ROW WHEN (NEW.manager_id IS NOT NULL) EXECUTE FUNCTION register.refuse_circle_of('manager_id',
    '%s would be their own manager by way of their managers', 'Nothing was changed: say who reports to whom');

SELECT audit.track('register.vendor_name');
SELECT audit.track('register.vendor_contact');
SELECT audit.track('register.vendor_stage');
