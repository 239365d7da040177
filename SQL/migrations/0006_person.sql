-- People as reminders and approvals need them, and who an actor is: duties are kept apart by person, not by spelling.

ALTER TABLE register.person
  ADD COLUMN login text,
  ADD COLUMN zone text,
  ADD COLUMN calendar text,
  ADD COLUMN language text,
  ADD COLUMN manager_id bigint,
  ADD COLUMN backup_id bigint,
  ADD COLUMN away_until_on date,
  ADD CONSTRAINT person_manager_is_known FOREIGN KEY (manager_id) REFERENCES register.person (id),
  ADD CONSTRAINT person_backup_is_known FOREIGN KEY (backup_id) REFERENCES register.person (id),
  ADD CONSTRAINT person_login_is_one_word CHECK (login ~ '^[^@\s]+$'),
  ADD CONSTRAINT person_zone_is_a_place CHECK (zone = 'UTC' OR zone ~ '^[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+)+$'),
  ADD CONSTRAINT person_calendar_is_one_word CHECK (calendar ~ '^[A-Za-z0-9_-]+$'),
  ADD CONSTRAINT person_language_is_offered CHECK (language IN ('en', 'ja')),
  ADD CONSTRAINT person_is_not_their_own_manager CHECK (manager_id <> id),
  ADD CONSTRAINT person_is_not_their_own_backup CHECK (backup_id <> id),
  ADD CONSTRAINT person_days_are_plausible CHECK (
    left_on BETWEEN '1900-01-01' AND '2199-12-31' IS NOT FALSE AND away_until_on BETWEEN '1900-01-01' AND '2199-12-31' IS NOT FALSE);
CREATE UNIQUE INDEX person_login_is_free ON register.person (lower(login));
CREATE INDEX person_manager ON register.person (manager_id);
CREATE INDEX person_backup ON register.person (backup_id);
COMMENT ON COLUMN register.person.login IS 'The name under which they make changes, when it is neither their name nor their mail address';
COMMENT ON COLUMN register.person.zone IS 'Their time zone, such as Asia/Tokyo; none: the organisation''s';
COMMENT ON COLUMN register.person.calendar IS 'The calendar of their working days, such as JP';
COMMENT ON COLUMN register.person.language IS 'The language of mails to them: en or ja';
COMMENT ON COLUMN register.person.manager_id IS 'To whom matters go that they leave undone';
COMMENT ON COLUMN register.person.backup_id IS 'Who acts while they are away';
COMMENT ON COLUMN register.person.away_until_on IS 'Last day of their absence; none when they are there';
COMMENT ON CONSTRAINT person_manager_is_known ON register.person IS 'The manager must be a person of the register.';
COMMENT ON CONSTRAINT person_backup_is_known ON register.person IS 'The backup must be a person of the register.';
COMMENT ON CONSTRAINT person_login_is_one_word ON register.person IS 'A login is one word without @: a mail address is recorded as such.';
COMMENT ON CONSTRAINT person_zone_is_a_place ON register.person IS 'A zone is written as Asia/Tokyo or UTC.';
COMMENT ON CONSTRAINT person_calendar_is_one_word ON register.person IS 'A calendar is one word, such as JP or JP-GOV.';
COMMENT ON CONSTRAINT person_language_is_offered ON register.person IS 'A language is en or ja.';
COMMENT ON CONSTRAINT person_is_not_their_own_manager ON register.person IS 'A person cannot be their own manager.';
COMMENT ON CONSTRAINT person_is_not_their_own_backup ON register.person IS 'A person cannot be their own backup.';
COMMENT ON CONSTRAINT person_days_are_plausible ON register.person IS 'A day of a person lies between 1900-01-01 and 2199-12-31.';
COMMENT ON INDEX register.person_login_is_free IS 'Another person already acts under this login.';
COMMENT ON INDEX register.person_manager IS 'Whom a person manages';
COMMENT ON INDEX register.person_backup IS 'For whom a person acts';

CREATE FUNCTION register.actor() RETURNS text LANGUAGE sql STABLE
RETURN coalesce(nullif(current_setting('clause6.actor', true), ''), session_user);
COMMENT ON FUNCTION register.actor() IS 'For whom this session says it acts, else its login: what the log records as actor';

-- A name that two people share tells nobody, so it finds neither.
CREATE FUNCTION register.person_called(called text) RETURNS bigint LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
  SELECT CASE WHEN count(*) = 1 THEN min(found.id) END
  FROM (
    SELECT p.id, rank() OVER (ORDER BY CASE register.name_key(called)
      WHEN register.name_key(p.email) THEN 1 WHEN register.name_key(p.login) THEN 2 ELSE 3 END) AS place
    FROM register.person p
    WHERE register.name_key(called) IN (register.name_key(p.email), register.name_key(p.login), register.name_key(p.name))
  ) found WHERE found.place = 1;
END;
COMMENT ON FUNCTION register.person_called(text) IS 'The person with this mail address, login or name; none when nobody or several have it';

-- By the log and not by the table: a login that was changed since still was theirs.
CREATE FUNCTION register.person_ever_called(called text) RETURNS SETOF bigint LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
  SELECT DISTINCT o.key FROM audit.outbox o
  WHERE o.entity = 'person' AND register.name_key(called) IN (
    register.name_key(o.image ->> 'email'), register.name_key(o.image ->> 'login'), register.name_key(o.image ->> 'name'));
END;
COMMENT ON FUNCTION register.person_ever_called(text) IS 'Everybody who ever had this mail address, login or name';

CREATE FUNCTION register.same_person(one text, other text) RETURNS boolean LANGUAGE sql STABLE STRICT
RETURN register.name_key(one) = register.name_key(other)
  OR EXISTS (SELECT FROM register.person_ever_called(one) a JOIN register.person_ever_called(other) b ON a = b);
COMMENT ON FUNCTION register.same_person(text, text) IS 'Whether two actors are, or may be, one person, however they are or were written: duties that must be kept apart ask this';

CREATE FUNCTION register.acting_person(day date DEFAULT NULL) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  acting bigint := register.person_called(register.actor());
  last_day date;
BEGIN
  IF acting IS NULL AND EXISTS (SELECT FROM register.person p WHERE register.name_key(p.name) = register.name_key(register.actor())) THEN
    RAISE EXCEPTION 'Several people are called %, and this act needs one who answers for it', register.actor()
      USING ERRCODE = '23514', HINT = 'Act under the mail address or login: "clause6 person list" shows them';
  ELSIF acting IS NULL THEN
    RAISE EXCEPTION '% is nobody that the register knows, and this act needs a person who answers for it', register.actor()
      USING ERRCODE = '23514', HINT = 'Register them with "clause6 person add", or say with --actor who acts';
  END IF;
  SELECT left_on INTO last_day FROM register.person WHERE id = acting;
  IF last_day < day THEN
    RAISE EXCEPTION '% left on %, and cannot answer for what is done on %', register.actor(), last_day, day
      USING ERRCODE = '23514', HINT = 'Say with --actor who acts';
  END IF;
  RETURN acting;
END $$;
COMMENT ON FUNCTION register.acting_person(date) IS 'The person of the register who acts; refuses an actor that it does not know, and one who had left by the day of the act';
