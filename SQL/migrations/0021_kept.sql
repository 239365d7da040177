-- What was said, found or settled stays, whatever statement comes; and what is of one company does not become another's.

CREATE OR REPLACE FUNCTION register.guard_tier_override() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE other bigint;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.requested_by := register.actor();
    NEW.requested_by_id := register.acting_person(NEW.requested_on);
  ELSIF OLD.withdrawn_on IS NOT NULL THEN
    RAISE EXCEPTION 'Override % was withdrawn on % and stays so', OLD.id, OLD.withdrawn_on
      USING ERRCODE = '23514', HINT = 'Request a new one with "clause6 engagement override"';
  ELSIF (NEW.id, NEW.engagement_id, NEW.tier, NEW.reason, NEW.requested_on, NEW.requested_by, NEW.requested_by_id, NEW.starts_on, NEW.ends_on)
    IS DISTINCT FROM (OLD.id, OLD.engagement_id, OLD.tier, OLD.reason, OLD.requested_on, OLD.requested_by, OLD.requested_by_id, OLD.starts_on, OLD.ends_on) THEN
    RAISE EXCEPTION 'Override % stays as it was requested', OLD.id
      USING ERRCODE = '23514', HINT = 'Withdraw it, and request another';
  ELSIF OLD.approved_on IS NOT NULL
    AND (NEW.approved_on, NEW.approved_by, NEW.approved_by_id) IS DISTINCT FROM (OLD.approved_on, OLD.approved_by, OLD.approved_by_id) THEN
    RAISE EXCEPTION 'Override % was approved by % on %, and that stays', OLD.id, OLD.approved_by, OLD.approved_on
      USING ERRCODE = '23514', HINT = 'Withdraw it if it should count no more';
  END IF;
  IF NEW.approved_on IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.approved_on IS NULL) THEN
    NEW.approved_by := register.actor();
    NEW.approved_by_id := register.acting_person(NEW.approved_on);
    IF register.same_person(NEW.requested_by, register.actor()) AND NEW.approved_by_id <> NEW.requested_by_id THEN
      RAISE EXCEPTION 'Override % was asked for by %, so somebody else must approve it', NEW.id, NEW.requested_by
        USING ERRCODE = '23514', HINT = 'Say with --actor who approves';
    END IF;
    -- One at a time, so that no two that overlap are approved at once.
    PERFORM FROM register.engagement WHERE id = NEW.engagement_id FOR NO KEY UPDATE;
    SELECT o.id INTO other FROM register.tier_override o
    WHERE o.engagement_id = NEW.engagement_id AND o.id <> NEW.id AND o.approved_on IS NOT NULL
      AND o.starts_on <= NEW.ends_on AND least(o.ends_on, o.withdrawn_on - 1) >= greatest(NEW.starts_on, NEW.approved_on)
    ORDER BY o.id LIMIT 1;
    IF other IS NOT NULL THEN
      RAISE EXCEPTION 'Override % of the same engagement counts on some of the same days', other
        USING ERRCODE = '23514', HINT = 'Withdraw that one first, or request one that starts after it';
    END IF;
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION register.refuse_new_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What is recorded of one vendor does not become another''s (% %)', tg_table_name, OLD.id
    USING ERRCODE = '23514', HINT = 'Two entries of one company are merged: "clause6 vendor merge"';
END $$;
COMMENT ON FUNCTION register.refuse_new_owner() IS 'Trigger: keeps whose something is';
CREATE TRIGGER engagement_stays_its_vendors BEFORE UPDATE OF vendor_id ON register.engagement
  FOR EACH ROW WHEN (OLD.vendor_id IS NOT NULL AND NEW.vendor_id IS NOT NULL AND OLD.vendor_id <> NEW.vendor_id) EXECUTE FUNCTION register.refuse_new_owner();
ALTER TABLE register.engagement ENABLE ALWAYS TRIGGER engagement_stays_its_vendors;
CREATE TRIGGER evidence_stays_its_vendors BEFORE UPDATE OF vendor_id ON register.evidence
  FOR EACH ROW WHEN (OLD.vendor_id IS NOT NULL AND NEW.vendor_id IS NOT NULL AND OLD.vendor_id <> NEW.vendor_id) EXECUTE FUNCTION register.refuse_new_owner();
ALTER TABLE register.evidence ENABLE ALWAYS TRIGGER evidence_stays_its_vendors;
CREATE TRIGGER incident_stays_its_vendors BEFORE UPDATE OF vendor_id ON register.incident
  FOR EACH ROW WHEN (OLD.vendor_id IS NOT NULL AND NEW.vendor_id IS NOT NULL AND OLD.vendor_id <> NEW.vendor_id) EXECUTE FUNCTION register.refuse_new_owner();
ALTER TABLE register.incident ENABLE ALWAYS TRIGGER incident_stays_its_vendors;
CREATE TRIGGER offboarding_stays_its_vendors BEFORE UPDATE OF vendor_id ON register.offboarding
  FOR EACH ROW WHEN (OLD.vendor_id IS NOT NULL AND NEW.vendor_id IS NOT NULL AND OLD.vendor_id <> NEW.vendor_id) EXECUTE FUNCTION register.refuse_new_owner();
ALTER TABLE register.offboarding ENABLE ALWAYS TRIGGER offboarding_stays_its_vendors;
CREATE TRIGGER subcontractor_stays_its_vendors BEFORE UPDATE OF vendor_id ON register.subcontractor
  FOR EACH ROW WHEN (OLD.vendor_id IS NOT NULL AND NEW.vendor_id IS NOT NULL AND OLD.vendor_id <> NEW.vendor_id) EXECUTE FUNCTION register.refuse_new_owner();
ALTER TABLE register.subcontractor ENABLE ALWAYS TRIGGER subcontractor_stays_its_vendors;
CREATE TRIGGER evidence_reading_is_kept BEFORE DELETE ON register.evidence_reading FOR EACH ROW EXECUTE FUNCTION register.refuse_removal('Reading', 'What was found later is another reading: "clause6 evidence read"');
ALTER TABLE register.evidence_reading ENABLE ALWAYS TRIGGER evidence_reading_is_kept;
CREATE TRIGGER vendor_distinct_is_kept BEFORE DELETE ON register.vendor_distinct FOR EACH ROW EXECUTE FUNCTION register.refuse_removal('Decision', 'Two that turn out to be one are merged: "clause6 vendor merge"');
ALTER TABLE register.vendor_distinct ENABLE ALWAYS TRIGGER vendor_distinct_is_kept;
CREATE TRIGGER incident_is_kept BEFORE DELETE ON register.incident FOR EACH ROW EXECUTE FUNCTION register.refuse_removal('Incident', 'Close it with what happened: "clause6 incident close"');
ALTER TABLE register.incident ENABLE ALWAYS TRIGGER incident_is_kept;
CREATE TRIGGER offboarding_is_kept BEFORE DELETE ON register.offboarding FOR EACH ROW EXECUTE FUNCTION register.refuse_removal('Offboarding', 'Say in its note what was a mistake: "clause6 offboarding record --note"');
ALTER TABLE register.offboarding ENABLE ALWAYS TRIGGER offboarding_is_kept;
CREATE TRIGGER subcontractor_is_kept BEFORE DELETE ON register.subcontractor FOR EACH ROW EXECUTE FUNCTION register.refuse_removal('Subcontractor', 'Say when it ended: "clause6 subcontractor end"');
ALTER TABLE register.subcontractor ENABLE ALWAYS TRIGGER subcontractor_is_kept;
CREATE TRIGGER evidence_is_kept BEFORE DELETE ON register.evidence FOR EACH ROW EXECUTE FUNCTION register.refuse_removal('Evidence', 'Say in its note what was a mistake: "clause6 evidence edit --note"');
ALTER TABLE register.evidence ENABLE ALWAYS TRIGGER evidence_is_kept;

CREATE FUNCTION register.keep_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.*) IS NOT DISTINCT FROM (OLD.*) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'That vendors #% and #% are two was decided, and stays so', OLD.vendor_id, OLD.other_id
    USING ERRCODE = '23514', HINT = 'Two that turn out to be one are merged: "clause6 vendor merge"';
END $$;
COMMENT ON FUNCTION register.keep_decision() IS 'Trigger: that two vendors are two is decided once';
CREATE TRIGGER vendor_distinct_stays BEFORE UPDATE ON register.vendor_distinct FOR EACH ROW EXECUTE FUNCTION register.keep_decision();
ALTER TABLE register.vendor_distinct ENABLE ALWAYS TRIGGER vendor_distinct_stays;

-- Who consented first has consented: a later consent would hide that it came late.
CREATE FUNCTION register.keep_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% consented to % on %, and that stays', (SELECT p.name FROM register.person p WHERE p.id = OLD.consent_by_id), OLD.name, OLD.consent_given_on
    USING ERRCODE = '23514', HINT = 'Nothing was changed: end it and register it anew, if the work is another';
END $$;
COMMENT ON FUNCTION register.keep_consent() IS 'Trigger: keeps a consent that was given';
CREATE TRIGGER subcontractor_consent_stays BEFORE UPDATE ON register.subcontractor
  FOR EACH ROW WHEN (OLD.consent_given_on IS NOT NULL AND (OLD.consent_given_on, OLD.consent_by_id) IS DISTINCT FROM (NEW.consent_given_on, NEW.consent_by_id))
  EXECUTE FUNCTION register.keep_consent();
ALTER TABLE register.subcontractor ENABLE ALWAYS TRIGGER subcontractor_consent_stays;

CREATE FUNCTION register.keep_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.*) IS NOT DISTINCT FROM (OLD.*) OR NEW.closed_on IS NULL THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'The % % was closed on % and stays as it is', tg_table_name, OLD.id, OLD.closed_on
    USING ERRCODE = '23514', HINT = format('Nothing was changed: open it again first, with "clause6 %s --reopen"', tg_argv[0]);
END $$;
COMMENT ON FUNCTION register.keep_closed() IS 'Trigger: what is closed is opened again before it is changed';
CREATE TRIGGER incident_stays_closed BEFORE UPDATE ON register.incident FOR EACH ROW WHEN (OLD.closed_on IS NOT NULL) EXECUTE FUNCTION register.keep_closed('incident edit');
CREATE TRIGGER offboarding_stays_closed BEFORE UPDATE ON register.offboarding FOR EACH ROW WHEN (OLD.closed_on IS NOT NULL) EXECUTE FUNCTION register.keep_closed('offboarding record');
ALTER TABLE register.incident ENABLE ALWAYS TRIGGER incident_stays_closed;
ALTER TABLE register.offboarding ENABLE ALWAYS TRIGGER offboarding_stays_closed;

-- References and codes are found in whatever width and case.
CREATE INDEX vendor_by_code ON register.vendor (register.name_key(code));
CREATE INDEX contract_by_reference ON register.contract (register.name_key(reference));
COMMENT ON INDEX register.vendor_by_code IS 'Vendors of a code, in whatever width and case';
COMMENT ON INDEX register.contract_by_reference IS 'Contracts of a reference, in whatever width and case';

-- A due day that was moved can be moved back to where it was.
ALTER TABLE register.review_move DROP CONSTRAINT review_move_goes_elsewhere;
