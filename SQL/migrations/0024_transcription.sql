-- What others did before there was this register is written down from files: who did it is whom the file names, and who wrote it
-- down is whoever imports, with the row as it stood. Nobody else can name another for what is signed.

CREATE FUNCTION register.is_transcribing() RETURNS boolean LANGUAGE sql STABLE
RETURN coalesce(current_setting('clause6.transcribes', true), '') = 'on';
COMMENT ON FUNCTION register.is_transcribing() IS 'Whether this transaction writes down from a file what others did: clause6.transcribes, which an import sets, and for which each row is proven at its end';

CREATE FUNCTION register.signer(named bigint, day date) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE gone record;
BEGIN
  IF named IS NULL OR NOT register.is_transcribing() THEN
    RETURN register.acting_person(day);
  END IF;
  SELECT p.name, p.left_on INTO gone FROM register.person p WHERE p.id = named AND p.left_on < day;
  IF gone IS NOT NULL THEN
    RAISE EXCEPTION '% left on %, and cannot answer for what is done on %', gone.name, gone.left_on, day
      USING ERRCODE = '23514', HINT = 'Say who did it';
  END IF;
  RETURN named;
END $$;
COMMENT ON FUNCTION register.signer(bigint, date) IS 'Who signs: always who acts, unless a file is written down that names another';

CREATE FUNCTION register.signing_actor(named text) RETURNS text LANGUAGE sql STABLE
RETURN CASE WHEN register.is_transcribing() THEN coalesce(named, register.actor()) ELSE register.actor() END;
COMMENT ON FUNCTION register.signing_actor(text) IS 'Under which name something is recorded: that of the actor, unless a file is written down that names another';

-- At the end of the transaction, when the import has noted its rows.
CREATE FUNCTION register.prove_transcription() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  whole text := tg_argv[0];
  noted bigint := (to_jsonb(NEW) ->> tg_argv[1])::bigint;
BEGIN
  IF NOT EXISTS (
    SELECT FROM register.import_row r JOIN register.import_run i ON i.id = r.import_run_id
    WHERE r.entity = whole AND r.key = noted AND i.tx = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'Who signed this % is whom a file names, and no row of a file is noted for it', whole
      USING ERRCODE = '23514', HINT = 'Nothing was changed: only an import writes down what others did';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION register.prove_transcription() IS 'Trigger, at the end of a transaction: what is written down from a file has the row of the file beside it; the table and the column of its number are given';
CREATE CONSTRAINT TRIGGER review_is_of_a_file AFTER INSERT OR UPDATE ON register.review DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (register.is_transcribing()) EXECUTE FUNCTION register.prove_transcription('review', 'id');
ALTER TABLE register.review ENABLE ALWAYS TRIGGER review_is_of_a_file;
CREATE CONSTRAINT TRIGGER subcontractor_is_of_a_file AFTER INSERT OR UPDATE ON register.subcontractor DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (register.is_transcribing()) EXECUTE FUNCTION register.prove_transcription('subcontractor', 'id');
ALTER TABLE register.subcontractor ENABLE ALWAYS TRIGGER subcontractor_is_of_a_file;
CREATE CONSTRAINT TRIGGER assessment_is_of_a_file AFTER INSERT OR UPDATE ON register.assessment DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (register.is_transcribing()) EXECUTE FUNCTION register.prove_transcription('assessment', 'id');
ALTER TABLE register.assessment ENABLE ALWAYS TRIGGER assessment_is_of_a_file;
CREATE CONSTRAINT TRIGGER answer_is_of_a_file AFTER INSERT OR UPDATE ON register.answer DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (register.is_transcribing()) EXECUTE FUNCTION register.prove_transcription('assessment', 'assessment_id');
ALTER TABLE register.answer ENABLE ALWAYS TRIGGER answer_is_of_a_file;
CREATE CONSTRAINT TRIGGER assessment_condition_is_of_a_file AFTER INSERT OR UPDATE ON register.assessment_condition DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (register.is_transcribing()) EXECUTE FUNCTION register.prove_transcription('assessment', 'assessment_id');
ALTER TABLE register.assessment_condition ENABLE ALWAYS TRIGGER assessment_condition_is_of_a_file;
CREATE CONSTRAINT TRIGGER assessment_waiver_is_of_a_file AFTER INSERT OR UPDATE ON register.assessment_waiver DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (register.is_transcribing()) EXECUTE FUNCTION register.prove_transcription('assessment', 'assessment_id');
ALTER TABLE register.assessment_waiver ENABLE ALWAYS TRIGGER assessment_waiver_is_of_a_file;

-- The duties that are kept apart hold for whom a file names as they do for who acts; and nobody who answers for a vendor writes down
-- that others approved of it.
CREATE FUNCTION register.refuse_involved(judged bigint, act text, named bigint) RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
  judgement record;
  duty record;
  signer text := (SELECT p.name FROM register.person p WHERE p.id = named);
  role text;
BEGIN
  SELECT a.assessor_id, a.started_by, coalesce(a.vendor_id, e.vendor_id) AS vendor_id INTO STRICT judgement FROM register.assessment a
  LEFT JOIN register.engagement e ON e.id = a.engagement_id WHERE a.id = judged;
  SELECT bool_or(register.person_called(v.registered_by) = named) AS registered, bool_or(named IN (v.owner_id, v.backup_owner_id)) AS answers,
    bool_or(register.same_person(v.registered_by, register.actor())) AS importer_registered,
    bool_or(register.person_called(register.actor()) IN (v.owner_id, v.backup_owner_id)) AS importer_answers INTO duty
  FROM register.vendor v WHERE v.id IN (SELECT register.company_entries(judgement.vendor_id));
  role := CASE WHEN judgement.assessor_id = named THEN 'is its assessor'
    WHEN register.person_called(judgement.started_by) = named THEN 'started it'
    WHEN EXISTS (SELECT FROM register.answer r WHERE r.assessment_id = judged AND register.person_called(r.answered_by) = named) THEN 'answered in it'
    WHEN duty.registered THEN 'registered the vendor'
    WHEN duty.answers THEN 'answers for the vendor' END;
  IF role IS NULL THEN
    signer := register.actor();
    role := CASE WHEN duty.importer_registered THEN 'registered the vendor' WHEN duty.importer_answers THEN 'answers for the vendor' END;
    act := 'written down as ' || act;
  END IF;
  IF role IS NOT NULL THEN
    RAISE EXCEPTION 'This assessment cannot be % by %, who %', act, signer, role
      USING ERRCODE = '23514', HINT = 'Somebody else has to do it: two people look at every vendor';
  END IF;
END $$;
COMMENT ON FUNCTION register.refuse_involved(bigint, text, bigint) IS 'Refuses that a file names somebody for a decision who could not have made it here, and an importer who registered the vendor or answers for it';

CREATE OR REPLACE FUNCTION register.guard_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  standing_in_the_way text;
  rules text;
BEGIN
  IF tg_op = 'DELETE' AND register.is_undone(tg_table_name, OLD.id) THEN
    RETURN OLD;
  END IF;
  IF tg_op = 'INSERT' THEN
    IF NEW.outcome IS NOT NULL THEN
      RAISE EXCEPTION 'An assessment is started first and concluded by somebody else' USING ERRCODE = '23514', HINT = 'Use "clause6 assessment start"';
    END IF;
    NEW.started_by := register.signing_actor(NEW.started_by);
    NEW.assessor_id := coalesce(NEW.assessor_id, register.acting_person(NEW.started_on));
    RETURN NEW;
  END IF;
  IF OLD.outcome IS NOT NULL THEN
    RAISE EXCEPTION 'Assessment % was concluded on % and cannot be changed', OLD.id, OLD.concluded_on USING ERRCODE = '23514', HINT = 'Start a new one: it supersedes this one';
  ELSIF tg_op = 'DELETE' THEN
    RETURN OLD;
  ELSIF (NEW.id, NEW.vendor_id, NEW.engagement_id, NEW.questionnaire_id, NEW.started_on, NEW.started_by)
    IS DISTINCT FROM (OLD.id, OLD.vendor_id, OLD.engagement_id, OLD.questionnaire_id, OLD.started_on, OLD.started_by)
    OR NEW.assessor_id <> OLD.assessor_id AND NEW.outcome IS NOT NULL THEN
    RAISE EXCEPTION 'What assessment % is, who started it and when cannot be changed', OLD.id USING ERRCODE = '23514', HINT = 'Conclude it and start another';
  ELSIF NEW.outcome IS NULL THEN
    RETURN NEW;
  END IF;
  NEW.concluded_by_id := register.signer(NEW.concluded_by_id, NEW.concluded_on);
  IF register.is_transcribing() THEN
    PERFORM register.refuse_involved(OLD.id, 'concluded', NEW.concluded_by_id);
  ELSE
    PERFORM register.refuse_involved(OLD.id, 'concluded');
  END IF;
  IF EXISTS (SELECT FROM register.answer r WHERE r.assessment_id = OLD.id AND r.answered_on > NEW.concluded_on) THEN
    RAISE EXCEPTION 'Assessment % has answers from after %, so it cannot be concluded on that day', OLD.id, NEW.concluded_on USING ERRCODE = '23514', HINT = 'Name a later day';
  END IF;
  SELECT string_agg(c.key, ', ' ORDER BY c.position), CASE count(*) WHEN 1 THEN 'rules' ELSE 'rule' END INTO standing_in_the_way, rules FROM register.standing(NEW.concluded_on) s
  JOIN register.criterion c ON c.id = s.criterion_id WHERE s.assessment_id = OLD.id AND s.holds_until_on < NEW.concluded_on;
  IF NEW.outcome <> 'reject' AND standing_in_the_way IS NOT NULL THEN
    RAISE EXCEPTION 'Assessment % cannot be approved: % % the vendor out, as an unanswered gate does', OLD.id, standing_in_the_way, rules
      USING ERRCODE = '23514', HINT = 'Reject it, or have somebody answer for it until a day: "clause6 assessment waive"';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION register.guard_answer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  judged bigint := CASE WHEN tg_op = 'DELETE' THEN OLD.assessment_id ELSE NEW.assessment_id END;
  asked record;
  fits boolean;
  wanted text;
BEGIN
  IF tg_op = 'DELETE' AND register.is_undone(tg_table_name, OLD.id) THEN
    RETURN OLD;
  END IF;
  -- Shared, so that nobody concludes it meanwhile.
  IF (SELECT a.outcome FROM register.assessment a WHERE a.id = judged FOR SHARE) IS NOT NULL OR (tg_op = 'UPDATE' AND OLD.assessment_id <> judged) THEN
    RAISE EXCEPTION 'Assessment % is concluded, and what was answered in it cannot be changed', judged USING ERRCODE = '23514', HINT = 'Start a new assessment: it supersedes this one';
  ELSIF tg_op = 'DELETE' THEN
    RETURN OLD;
  END IF;
  SELECT * INTO asked FROM register.criterion c WHERE c.id = NEW.criterion_id;
  NEW.text_en := asked.text_en;
  NEW.text_ja := asked.text_ja;
  NEW.answered_by := register.signing_actor(NEW.answered_by);
  fits := CASE asked.kind WHEN 'score' THEN NEW.score IS NOT NULL AND NEW.value IS NULL
    WHEN 'yes_no' THEN coalesce(NEW.value IN ('yes', 'no'), false) WHEN 'text' THEN NEW.value IS NOT NULL
    ELSE NEW.value IS NOT NULL AND (asked.kind = 'choices' OR position(',' IN NEW.value) = 0)
      AND NOT EXISTS (SELECT FROM unnest(string_to_array(NEW.value, ',')) chosen WHERE NOT asked.choices @> jsonb_build_array(jsonb_build_object('key', chosen))) END;
  IF NEW.not_applicable_because IS NULL AND NOT fits THEN
    wanted := CASE asked.kind WHEN 'score' THEN 'a score from 0 to 4' WHEN 'yes_no' THEN 'yes or no' WHEN 'text' THEN 'a text'
      ELSE CASE asked.kind WHEN 'choices' THEN 'some of ' ELSE 'one of ' END || (
        SELECT string_agg(k.choice ->> 'key', ', ' ORDER BY k.place) FROM jsonb_array_elements(asked.choices) WITH ORDINALITY k (choice, place)) END;
    RAISE EXCEPTION '% is answered by %, not by "%"', asked.key, wanted, coalesce(NEW.value, NEW.score::text, '')
      USING ERRCODE = '23514', HINT = '"clause6 questionnaire show" has the criteria';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION register.guard_condition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'DELETE' AND register.is_undone(tg_table_name, OLD.id) THEN
    RETURN OLD;
  END IF;
  IF tg_op = 'UPDATE' THEN
    IF (NEW.id, NEW.assessment_id, NEW.position, NEW.text, NEW.due_on) IS NOT DISTINCT FROM (OLD.id, OLD.assessment_id, OLD.position, OLD.text, OLD.due_on) AND OLD.met_on IS NULL THEN
      IF NEW.met_on IS NOT NULL THEN
        NEW.met_by_id := register.signer(NEW.met_by_id, NEW.met_on);
      END IF;
      RETURN NEW;
    END IF;
  ELSIF (SELECT a.outcome FROM register.assessment a WHERE a.id = coalesce(NEW.assessment_id, OLD.assessment_id) FOR UPDATE) IS NULL THEN
    -- Met before the decision it is part of is what files tell of decisions of the past.
    IF tg_op = 'INSERT' AND NEW.met_on IS NOT NULL THEN
      NEW.met_by_id := register.signer(NEW.met_by_id, NEW.met_on);
    END IF;
    RETURN coalesce(NEW, OLD);
  END IF;
  RAISE EXCEPTION 'The conditions of an approval cannot be changed: one can be met, once' USING ERRCODE = '23514', HINT = 'Start a new assessment to decide anew';
END $$;

CREATE OR REPLACE FUNCTION register.guard_waiver() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'DELETE' AND register.is_undone(tg_table_name, OLD.id) THEN
    RETURN OLD;
  END IF;
  IF tg_op = 'DELETE' AND (SELECT a.outcome FROM register.assessment a WHERE a.id = OLD.assessment_id) IS NULL THEN
    RETURN OLD;
  ELSIF tg_op = 'DELETE' OR (tg_op = 'UPDATE' AND (NEW.ends_on > OLD.ends_on OR to_jsonb(NEW) - 'ends_on' <> to_jsonb(OLD) - 'ends_on')) THEN
    RAISE EXCEPTION 'A waiver can be cut short, and not be changed otherwise' USING ERRCODE = '23514', HINT = 'Waive it anew until a later day';
  ELSIF NOT EXISTS (SELECT FROM register.criterion c WHERE c.id = NEW.criterion_id AND c.knock_out_when IS NOT NULL) THEN
    RAISE EXCEPTION 'Only a criterion that rules a vendor out can be waived' USING ERRCODE = '23514', HINT = '"clause6 questionnaire show" says which do';
  END IF;
  IF tg_op = 'INSERT' THEN
    NEW.waived_by_id := register.signer(NEW.waived_by_id, NEW.waived_on);
  END IF;
  IF register.is_transcribing() THEN
    PERFORM register.refuse_involved(NEW.assessment_id, 'waived', NEW.waived_by_id);
  ELSE
    PERFORM register.refuse_involved(NEW.assessment_id, 'waived');
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION register.guard_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'DELETE' AND register.is_undone(tg_table_name, OLD.id) THEN
    RETURN OLD;
  END IF;
  IF tg_op <> 'INSERT' AND OLD.completed_on IS NOT NULL THEN
    IF tg_op = 'UPDATE' AND (NEW.*) IS NOT DISTINCT FROM (OLD.*) THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Review % was completed on % and stays as it is', OLD.id, OLD.completed_on
      USING ERRCODE = '23514', HINT = 'Start another one: "clause6 review start VENDOR --because change"';
  ELSIF tg_op = 'DELETE' THEN
    RETURN OLD;
  ELSIF tg_op = 'INSERT' OR NEW.completed_on IS NOT NULL THEN
    NEW.reviewer_id := register.signer(NEW.reviewer_id, coalesce(NEW.completed_on, NEW.started_on));
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION register.sign_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.consent_by_id := CASE WHEN NEW.consent_given_on IS NOT NULL THEN register.signer(NEW.consent_by_id, NEW.consent_given_on) END;
  RETURN NEW;
END $$;

-- What an import added by mistake goes again when the import is undone, also what stays otherwise: the log keeps both.
CREATE FUNCTION register.is_undone(entity text, entry bigint) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (
  SELECT FROM register.import_run r
  WHERE r.id = nullif(current_setting('clause6.undoes', true), '')::bigint AND r.tx = (
    SELECT o.tx FROM audit.outbox o WHERE o.entity = is_undone.entity AND o.key = is_undone.entry ORDER BY o.seq LIMIT 1));
COMMENT ON FUNCTION register.is_undone(text, bigint) IS 'Whether this transaction undoes the import that added a row, by the log: clause6.undoes, which an undo sets, and which is proven at its end';

CREATE FUNCTION register.prove_undo() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM register.import_undo u WHERE u.import_run_id = current_setting('clause6.undoes')::bigint) THEN
    RAISE EXCEPTION '% % stays recorded', initcap(replace(tg_table_name, '_', ' ')), OLD.id
      USING ERRCODE = '23514', HINT = 'Only the undo of the import that added it takes it away: "clause6 import undo"';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION register.prove_undo() IS 'Trigger, at the end of a transaction: what was taken away as the undo of an import is noted as one';
CREATE CONSTRAINT TRIGGER review_is_undone AFTER DELETE ON register.review DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (coalesce(current_setting('clause6.undoes', true), '') <> '') EXECUTE FUNCTION register.prove_undo();
ALTER TABLE register.review ENABLE ALWAYS TRIGGER review_is_undone;
CREATE CONSTRAINT TRIGGER assessment_is_undone AFTER DELETE ON register.assessment DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (coalesce(current_setting('clause6.undoes', true), '') <> '') EXECUTE FUNCTION register.prove_undo();
ALTER TABLE register.assessment ENABLE ALWAYS TRIGGER assessment_is_undone;
CREATE CONSTRAINT TRIGGER answer_is_undone AFTER DELETE ON register.answer DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (coalesce(current_setting('clause6.undoes', true), '') <> '') EXECUTE FUNCTION register.prove_undo();
ALTER TABLE register.answer ENABLE ALWAYS TRIGGER answer_is_undone;
CREATE CONSTRAINT TRIGGER assessment_condition_is_undone AFTER DELETE ON register.assessment_condition DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (coalesce(current_setting('clause6.undoes', true), '') <> '') EXECUTE FUNCTION register.prove_undo();
ALTER TABLE register.assessment_condition ENABLE ALWAYS TRIGGER assessment_condition_is_undone;
CREATE CONSTRAINT TRIGGER assessment_waiver_is_undone AFTER DELETE ON register.assessment_waiver DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (coalesce(current_setting('clause6.undoes', true), '') <> '') EXECUTE FUNCTION register.prove_undo();
ALTER TABLE register.assessment_waiver ENABLE ALWAYS TRIGGER assessment_waiver_is_undone;
CREATE CONSTRAINT TRIGGER evidence_is_undone AFTER DELETE ON register.evidence DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (coalesce(current_setting('clause6.undoes', true), '') <> '') EXECUTE FUNCTION register.prove_undo();
ALTER TABLE register.evidence ENABLE ALWAYS TRIGGER evidence_is_undone;
CREATE CONSTRAINT TRIGGER subcontractor_is_undone AFTER DELETE ON register.subcontractor DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (coalesce(current_setting('clause6.undoes', true), '') <> '') EXECUTE FUNCTION register.prove_undo();
ALTER TABLE register.subcontractor ENABLE ALWAYS TRIGGER subcontractor_is_undone;
CREATE OR REPLACE FUNCTION register.refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF register.is_undone(tg_table_name, OLD.id) THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% % stays recorded', tg_argv[0], OLD.id USING ERRCODE = '23514', HINT = tg_argv[1];
END $$;
