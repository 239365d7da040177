-- What keeps an assessment honest: who may decide, what rules out, and that nothing decided is altered afterwards.

-- Here and not in facts, because an approval is refused by it.
CREATE FUNCTION register.standing(day date) RETURNS TABLE (
  assessment_id bigint, criterion_id bigint, standing text, points integer, knocked_out boolean, holds_until_on date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT a.id, c.id,
    CASE WHEN r.id IS NULL THEN 'blank' WHEN r.not_applicable_because IS NOT NULL THEN 'not_applicable' WHEN r.evidence_valid_until_on < day THEN 'evidence_expired'
      WHEN coalesce(r.score, v.implied) IS NULL THEN 'not_judged' ELSE 'judged' END,
    CASE WHEN r.evidence_valid_until_on < day THEN least(v.points, 1) ELSE v.points END,
    k.outright OR (k.later AND r.evidence_valid_until_on < day),
    CASE WHEN k.outright THEN coalesce(w.ends_on, '-infinity') WHEN k.later THEN greatest(r.evidence_valid_until_on, w.ends_on) ELSE 'infinity' END
  FROM register.assessment a
  JOIN register.criterion c ON c.questionnaire_id = a.questionnaire_id
  LEFT JOIN register.answer r ON r.assessment_id = a.id AND r.criterion_id = c.id AND r.answered_on <= day
  LEFT JOIN (
    SELECT w.assessment_id, w.criterion_id, max(w.ends_on) AS ends_on FROM register.assessment_waiver w WHERE w.waived_on <= day GROUP BY 1, 2
  ) w ON w.assessment_id = a.id AND w.criterion_id = c.id
  CROSS JOIN LATERAL (
    SELECT i.implied, CASE WHEN r.id IS NULL THEN CASE WHEN c.required THEN 0 END WHEN r.not_applicable_because IS NULL THEN coalesce(r.score, i.implied, 1) END AS points
    FROM (SELECT CASE c.kind WHEN 'yes_no' THEN CASE WHEN r.value = coalesce(c.knock_out_when, 'no') THEN 0 ELSE 4 END
      WHEN 'choice' THEN (jsonb_path_query_first(c.choices, '$[*] ? (@.key == $value).score', jsonb_build_object('value', r.value)))::integer END AS implied) i
  ) v
  CROSS JOIN LATERAL (
    SELECT c.knock_out_when IS NOT NULL AND CASE WHEN r.id IS NULL THEN c.required WHEN r.not_applicable_because IS NOT NULL THEN false
        WHEN c.kind = 'score' THEN v.points <= c.knock_out_when::integer ELSE r.value = c.knock_out_when END AS outright,
      c.kind = 'score' AND coalesce(least(v.points, 1) <= c.knock_out_when::integer AND r.evidence_valid_until_on IS NOT NULL, false) AS later
  ) k;
END;
COMMENT ON FUNCTION register.standing(date) IS 'For each criterion of each assessment how its answer stands on the day: what it is worth (none when it does not count), whether it rules the vendor out if nobody waives it, and the last day on which it does not stand in the way of an approval';

CREATE FUNCTION register.refuse_involved(judged bigint, act text) RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
  judgement record;
  role text;
BEGIN
  SELECT a.*, v.owner_id, v.backup_owner_id, v.registered_by INTO STRICT judgement FROM register.assessment a
  LEFT JOIN register.engagement e ON e.id = a.engagement_id JOIN register.vendor v ON v.id = coalesce(a.vendor_id, e.vendor_id) WHERE a.id = judged;
  role := CASE WHEN judgement.assessor_id = register.acting_person() THEN 'is its assessor'
    WHEN register.same_person(judgement.started_by, register.actor()) THEN 'started it'
    -- By the log, so that an answer that somebody overwrote still was given.
    WHEN EXISTS (SELECT FROM audit.outbox o WHERE o.entity = 'answer' AND (o.image ->> 'assessment_id')::bigint = judged AND register.same_person(o.actor, register.actor())) THEN 'answered in it'
    WHEN register.same_person(judgement.registered_by, register.actor()) THEN 'registered the vendor'
    WHEN register.acting_person() IN (judgement.owner_id, judgement.backup_owner_id) THEN 'answers for the vendor' END;
  IF role IS NOT NULL THEN
    RAISE EXCEPTION 'Assessment % cannot be % by %, who %', judged, act, register.actor(), role
      USING ERRCODE = '23514', HINT = 'Somebody else has to do it: two people look at every vendor';
  END IF;
END $$;
COMMENT ON FUNCTION register.refuse_involved(bigint, text) IS 'Refuses an actor who registered the vendor, answers for it, or took part in its assessment';

CREATE FUNCTION register.guard_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  standing_in_the_way text;
  rules text;
BEGIN
  IF tg_op = 'INSERT' THEN
    IF NEW.outcome IS NOT NULL THEN
      RAISE EXCEPTION 'An assessment is started first and concluded by somebody else' USING ERRCODE = '23514', HINT = 'Use "clause6 assessment start"';
    END IF;
    NEW.started_by := register.actor();
    NEW.assessor_id := coalesce(NEW.assessor_id, register.acting_person(NEW.started_on));
    RETURN NEW;
  END IF;
  IF OLD.outcome IS NOT NULL AND tg_op = 'UPDATE' AND register.is_moved_by_merger(to_jsonb(OLD), to_jsonb(NEW)) THEN
    RETURN NEW;
  ELSIF OLD.outcome IS NOT NULL THEN
    RAISE EXCEPTION 'Assessment % was concluded on % and cannot be changed', OLD.id, OLD.concluded_on USING ERRCODE = '23514', HINT = 'Start a new one: it supersedes this one';
  ELSIF tg_op = 'DELETE' THEN
    RETURN OLD;
  ELSIF (NEW.id, NEW.engagement_id, NEW.questionnaire_id, NEW.started_on, NEW.started_by) IS DISTINCT FROM (OLD.id, OLD.engagement_id, OLD.questionnaire_id, OLD.started_on, OLD.started_by)
    OR NEW.vendor_id IS DISTINCT FROM OLD.vendor_id AND NOT register.is_moved_by_merger(to_jsonb(OLD), to_jsonb(NEW))
    OR NEW.assessor_id <> OLD.assessor_id AND NEW.outcome IS NOT NULL THEN
    RAISE EXCEPTION 'What assessment % is, who started it and when cannot be changed', OLD.id USING ERRCODE = '23514', HINT = 'Conclude it and start another';
  ELSIF NEW.outcome IS NULL THEN
    RETURN NEW;
  END IF;
  NEW.concluded_by_id := register.acting_person(NEW.concluded_on);
  PERFORM register.refuse_involved(OLD.id, 'concluded');
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
COMMENT ON FUNCTION register.guard_assessment() IS 'Trigger: an assessment is started by one and concluded by another, not approved against a knock-out, and never changed afterwards';
CREATE TRIGGER assessment_is_guarded BEFORE INSERT OR UPDATE OR DELETE ON register.assessment FOR EACH ROW EXECUTE FUNCTION register.guard_assessment();
ALTER TABLE register.assessment ENABLE ALWAYS TRIGGER assessment_is_guarded;

CREATE FUNCTION register.guard_answer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  judged bigint := CASE WHEN tg_op = 'DELETE' THEN OLD.assessment_id ELSE NEW.assessment_id END;
  asked record;
  fits boolean;
  wanted text;
BEGIN
  -- Shared, so that nobody concludes it meanwhile.
  IF (SELECT a.outcome FROM register.assessment a WHERE a.id = judged FOR SHARE) IS NOT NULL OR (tg_op = 'UPDATE' AND OLD.assessment_id <> judged) THEN
    RAISE EXCEPTION 'Assessment % is concluded, and what was answered in it cannot be changed', judged USING ERRCODE = '23514', HINT = 'Start a new assessment: it supersedes this one';
  ELSIF tg_op = 'DELETE' THEN
    RETURN OLD;
  END IF;
  SELECT * INTO asked FROM register.criterion c WHERE c.id = NEW.criterion_id;
  NEW.text_en := asked.text_en;
  NEW.text_ja := asked.text_ja;
  NEW.answered_by := register.actor();
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
COMMENT ON FUNCTION register.guard_answer() IS 'Trigger: an answer fits its criterion, keeps the wording it was asked in, says who gave it, and is never changed once the assessment is concluded';
CREATE TRIGGER answer_is_guarded BEFORE INSERT OR UPDATE OR DELETE ON register.answer FOR EACH ROW EXECUTE FUNCTION register.guard_answer();
ALTER TABLE register.answer ENABLE ALWAYS TRIGGER answer_is_guarded;

CREATE FUNCTION register.guard_condition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'UPDATE' THEN
    IF (NEW.id, NEW.assessment_id, NEW.position, NEW.text, NEW.due_on) IS NOT DISTINCT FROM (OLD.id, OLD.assessment_id, OLD.position, OLD.text, OLD.due_on) AND OLD.met_on IS NULL THEN
      IF NEW.met_on IS NOT NULL THEN
        NEW.met_by_id := register.acting_person(NEW.met_on);
      END IF;
      RETURN NEW;
    END IF;
  ELSIF (SELECT a.outcome FROM register.assessment a WHERE a.id = coalesce(NEW.assessment_id, OLD.assessment_id) FOR UPDATE) IS NULL THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  RAISE EXCEPTION 'The conditions of an approval cannot be changed: one can be met, once' USING ERRCODE = '23514', HINT = 'Start a new assessment to decide anew';
END $$;
COMMENT ON FUNCTION register.guard_condition() IS 'Trigger: conditions are set with the decision and can only be met';
CREATE TRIGGER assessment_condition_is_guarded BEFORE INSERT OR UPDATE OR DELETE ON register.assessment_condition FOR EACH ROW EXECUTE FUNCTION register.guard_condition();
ALTER TABLE register.assessment_condition ENABLE ALWAYS TRIGGER assessment_condition_is_guarded;

CREATE FUNCTION register.match_conditions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE decided record;
BEGIN
  SELECT a.id, a.outcome, a.concluded_on, (SELECT count(*) FROM register.assessment_condition c WHERE c.assessment_id = a.id) AS conditions,
    (SELECT min(c.due_on) FROM register.assessment_condition c WHERE c.assessment_id = a.id) AS first_due_on INTO decided
  FROM register.assessment a WHERE a.id = CASE tg_table_name WHEN 'assessment' THEN NEW.id ELSE (to_jsonb(NEW) ->> 'assessment_id')::bigint END;
  IF (decided.conditions > 0) <> (coalesce(decided.outcome, '') = 'approve_with_conditions') OR decided.first_due_on < decided.concluded_on THEN
    RAISE EXCEPTION 'An approval with conditions has at least one, due on the day of the decision or later, and nothing else has any (assessment %)', decided.id
      USING ERRCODE = '23514', HINT = 'Give each as "what must be done;2026-12-31"';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION register.match_conditions() IS 'Trigger, at the end of a transaction: an approval with conditions has some, and nothing else has any';
CREATE CONSTRAINT TRIGGER assessment_has_its_conditions AFTER INSERT OR UPDATE ON register.assessment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register.match_conditions();
CREATE CONSTRAINT TRIGGER assessment_condition_is_of_an_approval AFTER INSERT ON register.assessment_condition DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register.match_conditions();

CREATE FUNCTION register.guard_waiver() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'DELETE' AND (SELECT a.outcome FROM register.assessment a WHERE a.id = OLD.assessment_id) IS NULL THEN
    RETURN OLD;
  ELSIF tg_op = 'DELETE' OR (tg_op = 'UPDATE' AND (NEW.ends_on > OLD.ends_on OR to_jsonb(NEW) - 'ends_on' <> to_jsonb(OLD) - 'ends_on')) THEN
    RAISE EXCEPTION 'A waiver can be cut short, and not be changed otherwise' USING ERRCODE = '23514', HINT = 'Waive it anew until a later day';
  ELSIF NOT EXISTS (SELECT FROM register.criterion c WHERE c.id = NEW.criterion_id AND c.knock_out_when IS NOT NULL) THEN
    RAISE EXCEPTION 'Only a criterion that rules a vendor out can be waived' USING ERRCODE = '23514', HINT = '"clause6 questionnaire show" says which do';
  END IF;
  PERFORM register.refuse_involved(NEW.assessment_id, 'waived');
  IF tg_op = 'INSERT' THEN
    NEW.waived_by_id := register.acting_person(NEW.waived_on);
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION register.guard_waiver() IS 'Trigger: a waiver is of a knock-out, by somebody who took no part in the assessment, and can only be cut short';
CREATE TRIGGER assessment_waiver_is_guarded BEFORE INSERT OR UPDATE OR DELETE ON register.assessment_waiver FOR EACH ROW EXECUTE FUNCTION register.guard_waiver();
ALTER TABLE register.assessment_waiver ENABLE ALWAYS TRIGGER assessment_waiver_is_guarded;

CREATE FUNCTION register.count_criteria() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE asked bigint := CASE tg_table_name WHEN 'questionnaire' THEN NEW.id ELSE (to_jsonb(NEW) ->> 'questionnaire_id')::bigint END;
BEGIN
  IF (SELECT q.criteria FROM register.questionnaire q WHERE q.id = asked) <> (SELECT count(*) FROM register.criterion c WHERE c.questionnaire_id = asked) THEN
    RAISE EXCEPTION 'Questionnaire % has another number of criteria than it says: a version never changes', asked USING ERRCODE = '23514', HINT = 'Record a new version';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION register.count_criteria() IS 'Trigger, at the end of a transaction: a questionnaire has all its criteria from the start and never gets another';
CREATE CONSTRAINT TRIGGER questionnaire_has_its_criteria AFTER INSERT ON register.questionnaire DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register.count_criteria();
CREATE CONSTRAINT TRIGGER criterion_is_counted AFTER INSERT ON register.criterion DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register.count_criteria();
