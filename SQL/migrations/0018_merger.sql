-- A merger says that two entries are one company, and rewrites nothing else: what refers to the first still does, and facts
-- work out whose it is on a day. So the days before a merger stay as they were, and nothing final has to be moved.

CREATE FUNCTION register.company_entries(vendor bigint) RETURNS SETOF bigint LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
  WITH RECURSIVE entry AS (
    SELECT register.vendor_survivor(vendor) AS id
    UNION ALL SELECT v.id FROM entry JOIN register.vendor v ON v.merged_into_id = entry.id
  ) SELECT entry.id FROM entry;
END;
COMMENT ON FUNCTION register.company_entries(bigint) IS 'All entries of the company of which this is one: the vendor as which it goes on, and all that was merged into that';

CREATE FUNCTION register.same_company(one bigint, other bigint) RETURNS boolean LANGUAGE sql STABLE STRICT
RETURN one = other OR register.vendor_survivor(one) = register.vendor_survivor(other);
COMMENT ON FUNCTION register.same_company(bigint, bigint) IS 'Whether two entries are of one company';

DROP FUNCTION register.merge_vendor(bigint, bigint, date);
CREATE FUNCTION register.merge_vendor(gone bigint, kept bigint, day date) RETURNS TABLE (what text, rows bigint) LANGUAGE plpgsql AS $$
DECLARE reference record;
BEGIN
  -- Somebody answers for it: it is never undone.
  PERFORM register.acting_person();
  PERFORM FROM register.vendor WHERE id IN (gone, kept) ORDER BY id FOR UPDATE;
  UPDATE register.vendor SET merged_into_id = kept, merged_on = day WHERE id = gone;
  -- What nobody recorded of the one is known of the other.
  UPDATE register.vendor k SET english_name = coalesce(k.english_name, g.english_name), reading = coalesce(k.reading, g.reading),
    country = coalesce(k.country, g.country), website = coalesce(k.website, g.website), owner_id = coalesce(k.owner_id, nullif(g.owner_id, k.backup_owner_id))
  FROM register.vendor g
  WHERE k.id = kept AND g.id = gone
    AND (k.english_name IS NULL AND g.english_name IS NOT NULL OR k.reading IS NULL AND g.reading IS NOT NULL OR k.country IS NULL AND g.country IS NOT NULL
      OR k.website IS NULL AND g.website IS NOT NULL OR k.owner_id IS NULL AND nullif(g.owner_id, k.backup_owner_id) IS NOT NULL);
  FOR reference IN
    SELECT c.relname::text AS table_name, a.attname::text AS column_name
    FROM pg_constraint f
    JOIN pg_class c ON c.oid = f.conrelid
    JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
    -- Mergers, decisions, findings and stages are the entry's own history.
    WHERE f.contype = 'f' AND f.confrelid = 'register.vendor'::regclass AND c.relname NOT IN ('vendor_distinct', 'finding', 'vendor_stage') AND a.attname <> 'merged_into_id'
    ORDER BY c.relname, a.attnum
  LOOP
    what := reference.table_name;
    EXECUTE format('SELECT count(*) FROM register.%I WHERE %I = $1', reference.table_name, reference.column_name) INTO rows USING gone;
    IF rows > 0 THEN RETURN NEXT; END IF;
  END LOOP;
END $$;
COMMENT ON FUNCTION register.merge_vendor(bigint, bigint, date) IS 'Two entries of one company become one vendor from a day on: tells table by table how much comes along with the first';

-- Duties are kept apart for the company, whichever of its entries they were done for.
CREATE OR REPLACE FUNCTION register.refuse_involved(judged bigint, act text) RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
  judgement record;
  role text;
BEGIN
  SELECT a.assessor_id, a.started_by, coalesce(a.vendor_id, e.vendor_id) AS vendor_id INTO STRICT judgement FROM register.assessment a
  LEFT JOIN register.engagement e ON e.id = a.engagement_id WHERE a.id = judged;
  role := CASE WHEN judgement.assessor_id = register.acting_person() THEN 'is its assessor'
    WHEN register.same_person(judgement.started_by, register.actor()) THEN 'started it'
    -- By the log, so that an answer that somebody overwrote still was given.
    WHEN EXISTS (SELECT FROM audit.outbox o WHERE o.entity = 'answer' AND (o.image ->> 'assessment_id')::bigint = judged AND register.same_person(o.actor, register.actor())) THEN 'answered in it'
    ELSE (
      SELECT CASE WHEN bool_or(register.same_person(v.registered_by, register.actor())) THEN 'registered the vendor'
        WHEN bool_or(register.acting_person() IN (v.owner_id, v.backup_owner_id)) THEN 'answers for the vendor' END
      FROM register.vendor v WHERE v.id IN (SELECT register.company_entries(judgement.vendor_id))) END;
  IF role IS NOT NULL THEN
    RAISE EXCEPTION 'Assessment % cannot be % by %, who %', judged, act, register.actor(), role
      USING ERRCODE = '23514', HINT = 'Somebody else has to do it: two people look at every vendor';
  END IF;
END $$;
CREATE OR REPLACE FUNCTION register.judge_move() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moved record;
  earlier record;
  later record;
  reached text;
  registrar text;
BEGIN
  -- The vendor's row is held, so that two moves at the same time see each other.
  SELECT name INTO moved FROM register.vendor WHERE id = NEW.vendor_id FOR NO KEY UPDATE;
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
      SELECT v.registered_by INTO registrar FROM register.vendor v
      WHERE v.id IN (SELECT register.company_entries(NEW.vendor_id)) AND register.same_person(NEW.moved_by, v.registered_by) ORDER BY v.id LIMIT 1;
      IF FOUND THEN
        RAISE EXCEPTION '% was registered by %, who cannot approve it as well', moved.name, registrar
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

-- What names two things of one vendor may name them of two entries.
CREATE OR REPLACE FUNCTION register.refuse_foreign_replacement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM register.evidence e WHERE e.id = NEW.replaces_id AND NOT register.same_company(e.vendor_id, NEW.vendor_id)) THEN
    RAISE EXCEPTION 'Evidence % speaks of another vendor, so this cannot replace it', NEW.replaces_id
      USING ERRCODE = '23514', HINT = 'Nothing was changed: name evidence of the same vendor';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION register.refuse_foreign_engagement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM register.engagement e WHERE e.id = NEW.engagement_id AND NOT register.same_company(e.vendor_id, NEW.vendor_id)) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Engagement % is another vendor''s', NEW.engagement_id
    USING ERRCODE = '23514', HINT = 'Nothing was changed: name an engagement of the same vendor';
END $$;
CREATE OR REPLACE FUNCTION register.refuse_foreign_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE evidence_vendor bigint; engagement_vendor bigint;
BEGIN
  SELECT e.vendor_id INTO evidence_vendor FROM register.evidence e WHERE e.id = NEW.evidence_id;
  SELECT e.vendor_id INTO engagement_vendor FROM register.engagement e WHERE e.id = NEW.engagement_id;
  -- Where either is missing, the foreign key says so better.
  IF NOT register.same_company(evidence_vendor, engagement_vendor) THEN
    RAISE EXCEPTION 'Evidence % speaks of another vendor than that of engagement %', NEW.evidence_id, NEW.engagement_id
      USING ERRCODE = '23514', HINT = 'Nothing was changed: name an engagement of the same vendor';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION register.check_proof() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE proof register.evidence;
BEGIN
  SELECT * INTO proof FROM register.evidence WHERE id = NEW.proof_id;
  IF NOT register.same_company(proof.vendor_id, NEW.vendor_id) THEN
    RAISE EXCEPTION 'Evidence % speaks of another vendor, so it proves nothing here', proof.id
      USING ERRCODE = '23514', HINT = 'Nothing was changed: name evidence of the vendor whose work ends';
  ELSIF proof.kind NOT IN ('return_receipt', 'destruction_certificate', 'other') THEN
    RAISE EXCEPTION 'Evidence % is of kind %, which proves neither return nor destruction', proof.id, proof.kind
      USING ERRCODE = '23514', HINT = 'Nothing was changed: a proof is a return_receipt, a destruction_certificate or other';
  ELSIF NEW.closed_on IS NOT NULL AND NOT EXISTS (SELECT FROM register.evidence_reading r WHERE r.evidence_id = proof.id) THEN
    RAISE EXCEPTION 'Nobody has read the proof, evidence %', proof.id
      USING ERRCODE = '23514', HINT = format('Nothing was changed: read it and say so with "clause6 evidence read %s"', proof.id);
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION register.refuse_chain_circle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  above register.subcontractor := NEW;
BEGIN
  -- Two changes at once could close a circle that neither of them sees: one after the other, then.
  PERFORM pg_advisory_xact_lock('register.subcontractor'::regclass::oid::bigint);
  WHILE above.parent_id IS NOT NULL LOOP
    SELECT * INTO above FROM register.subcontractor WHERE id = above.parent_id;
    EXIT WHEN NOT FOUND;
    IF above.id = NEW.id THEN
      RAISE EXCEPTION '% would be its own subcontractor by way of those that use it', NEW.name
        USING ERRCODE = '23514', HINT = 'Nothing was changed: say who uses whom';
    END IF;
  END LOOP;
  IF register.same_company(above.vendor_id, NEW.subcontractor_vendor_id) THEN
    RAISE EXCEPTION '% would be a subcontractor of itself', NEW.name
      USING ERRCODE = '23514', HINT = 'Nothing was changed: the vendor at the top of the chain is that company';
  END IF;
  RETURN NULL;
END $$;

-- What is final stays as it is, without exception.
CREATE OR REPLACE FUNCTION register.guard_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE OR REPLACE FUNCTION register.guard_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op <> 'INSERT' AND OLD.completed_on IS NOT NULL THEN
    IF tg_op = 'UPDATE' AND (NEW.*) IS NOT DISTINCT FROM (OLD.*) THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Review % was completed on % and stays as it is', OLD.id, OLD.completed_on
      USING ERRCODE = '23514', HINT = 'Start another one: "clause6 review start VENDOR --because change"';
  ELSIF tg_op = 'DELETE' THEN
    RETURN OLD;
  ELSIF tg_op = 'INSERT' OR NEW.completed_on IS NOT NULL THEN
    NEW.reviewer_id := register.acting_person(coalesce(NEW.completed_on, NEW.started_on));
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION register.guard_review() IS 'Trigger: notes who acts as the reviewer, and keeps a completed review as it is';
CREATE OR REPLACE FUNCTION register.guard_review_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'INSERT' THEN
    NEW.moved_by := register.actor();
  ELSE
    RAISE EXCEPTION 'That % moved the due day % stays recorded', OLD.moved_by, OLD.due_on
      USING ERRCODE = '23514', HINT = 'Move it again: "clause6 review reschedule"';
  END IF;
  RETURN NEW;
END $$;
DROP FUNCTION register.is_moved_by_merger(jsonb, jsonb);
