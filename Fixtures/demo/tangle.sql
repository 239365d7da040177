-- Ties the vendors of the demo register to one another by chance: mergers, groups, contracts of several, frames, amendments, replacements, work under
-- contracts of others, subcontractors that are vendors, papers and proofs of others. tangle.seed tells how, tangle.acts how often; what the tables refuse is
-- left out. Guards and the log are off, so the register that comes out is for questions, and not for its history.
DO $$
DECLARE entity regclass;
BEGIN
  FOR entity IN SELECT oid FROM pg_class WHERE relnamespace = 'register'::regnamespace AND relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE %s DISABLE TRIGGER ALL', entity);
  END LOOP;
END $$;
SELECT setseed(current_setting('tangle.seed')::float8 / 1000);

CREATE FUNCTION pg_temp.some(entity text) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE found bigint;
BEGIN
  EXECUTE format('SELECT id FROM register.%I ORDER BY id OFFSET floor(random() * (SELECT count(*) FROM register.%I)) LIMIT 1', entity, entity) INTO found;
  RETURN found;
END $$;
CREATE FUNCTION pg_temp.day() RETURNS date LANGUAGE sql VOLATILE RETURN date '2024-06-01' + floor(random() * 1000)::integer;
CREATE FUNCTION pg_temp.maybe() RETURNS date LANGUAGE sql VOLATILE RETURN CASE WHEN random() < 0.5 THEN pg_temp.day() END;
CREATE FUNCTION pg_temp.one(things text[]) RETURNS text LANGUAGE sql VOLATILE RETURN things[1 + floor(random() * cardinality(things))::integer];
-- One row more, like another but for what is said.
CREATE FUNCTION pg_temp.copy(entity text, differs jsonb) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE columns text; next bigint;
BEGIN
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns FROM pg_attribute
  WHERE attrelid = format('register.%I', entity)::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
  EXECUTE format('SELECT max(id) + 1 FROM register.%I', entity) INTO next;
  EXECUTE format('INSERT INTO register.%1$I (%2$s) OVERRIDING SYSTEM VALUE
    SELECT %2$s FROM (SELECT (jsonb_populate_record(r, $1 || jsonb_build_object(''id'', $2))).* FROM register.%1$I r WHERE r.id = pg_temp.some(%1$L) LIMIT 1) c', entity, columns)
    USING differs, next;
END $$;

DO $$
DECLARE
  ties text[] := ARRAY[
    $t$UPDATE register.vendor v SET merged_into_id = m.id, merged_on = pg_temp.day() FROM (SELECT pg_temp.some('vendor') AS id) m, (SELECT pg_temp.some('vendor') AS id) o
      WHERE v.id = o.id AND m.id < v.id$t$,
    $t$UPDATE register.vendor v SET parent_id = m.id FROM (SELECT pg_temp.some('vendor') AS id) m, (SELECT pg_temp.some('vendor') AS id) o WHERE v.id = o.id AND m.id < v.id$t$,
    $t$UPDATE register.contract c SET parent_id = m.id FROM (SELECT pg_temp.some('contract') AS id) m, (SELECT pg_temp.some('contract') AS id) o WHERE c.id = o.id AND m.id < c.id$t$,
    $t$UPDATE register.contract c SET parent_id = m.id, kind = pg_temp.one('{amendment,memorandum}'), new_ends_on = pg_temp.maybe() FROM (SELECT pg_temp.some('contract') AS id) m,
      (SELECT pg_temp.some('contract') AS id) o WHERE c.id = o.id AND m.id < c.id$t$,
    $t$UPDATE register.contract c SET supersedes_id = m.id FROM (SELECT pg_temp.some('contract') AS id) m, (SELECT pg_temp.some('contract') AS id) o WHERE c.id = o.id AND m.id < c.id$t$,
    $t$UPDATE register.contract c SET kind = pg_temp.one('{master,nda,statement_of_work,dpa,other}') FROM (SELECT pg_temp.some('contract') AS id) o WHERE c.id = o.id$t$,
    $t$UPDATE register.contract c SET ends_on = NULL, open_ended = false, auto_renews = false, renewal_months = NULL, notice_months = NULL, notice_days = NULL, notice_given_on = NULL
      FROM (SELECT pg_temp.some('contract') AS id) o WHERE c.id = o.id$t$,
    $t$UPDATE register.contract c SET ends_on = pg_temp.day(), open_ended = false FROM (SELECT pg_temp.some('contract') AS id) o WHERE c.id = o.id$t$,
    $t$UPDATE register.contract c SET terminated_on = pg_temp.maybe(), work_ended_on = pg_temp.maybe() FROM (SELECT pg_temp.some('contract') AS id) o WHERE c.id = o.id$t$,
    $t$UPDATE register.contract_vendor l SET vendor_id = pg_temp.some('vendor') FROM (SELECT pg_temp.some('contract_vendor') AS id) o WHERE l.id = o.id$t$,
    $t$INSERT INTO register.contract_vendor (contract_id, vendor_id, position) SELECT pg_temp.some('contract'), pg_temp.some('vendor'), 1 + floor(random() * 4)::integer$t$,
    $t$INSERT INTO register.contract_vendor (contract_id, vendor_id, position) SELECT pg_temp.some('contract'), pg_temp.some('vendor'), 2 + floor(random() * 4)::integer$t$,
    $t$DELETE FROM register.contract_vendor l USING (SELECT pg_temp.some('contract_vendor') AS id) o WHERE l.id = o.id$t$,
    $t$INSERT INTO register.engagement_contract (engagement_id, contract_id, from_on, until_on) SELECT pg_temp.some('engagement'), pg_temp.some('contract'), pg_temp.maybe(), NULL$t$,
    $t$INSERT INTO register.engagement_contract (engagement_id, contract_id, from_on, until_on) SELECT pg_temp.some('engagement'), pg_temp.some('contract'), NULL, pg_temp.maybe()$t$,
    $t$UPDATE register.engagement_contract l SET from_on = pg_temp.maybe() FROM (SELECT pg_temp.some('engagement_contract') AS id) o WHERE l.id = o.id$t$,
    $t$UPDATE register.engagement_contract l SET contract_id = pg_temp.some('contract') FROM (SELECT pg_temp.some('engagement_contract') AS id) o WHERE l.id = o.id$t$,
    $t$DELETE FROM register.engagement_contract l USING (SELECT pg_temp.some('engagement_contract') AS id) o WHERE l.id = o.id$t$,
    $t$UPDATE register.engagement e SET vendor_id = pg_temp.some('vendor') FROM (SELECT pg_temp.some('engagement') AS id) o WHERE e.id = o.id$t$,
    $t$UPDATE register.engagement e SET starts_on = pg_temp.maybe(), ends_on = NULL FROM (SELECT pg_temp.some('engagement') AS id) o WHERE e.id = o.id$t$,
    $t$UPDATE register.engagement e SET access = 'privileged', critical = true, critical_why = 'w', data_subjects = 9999999 FROM (SELECT pg_temp.some('engagement') AS id) o WHERE e.id = o.id$t$,
    $t$UPDATE register.subcontractor s SET subcontractor_vendor_id = pg_temp.some('vendor') FROM (SELECT pg_temp.some('subcontractor') AS id) o WHERE s.id = o.id$t$,
    $t$UPDATE register.subcontractor s SET vendor_id = NULL, engagement_id = NULL, parent_id = m.id FROM (SELECT pg_temp.some('subcontractor') AS id) m,
      (SELECT pg_temp.some('subcontractor') AS id) o WHERE s.id = o.id AND m.id < s.id$t$,
    $t$UPDATE register.subcontractor s SET engagement_id = pg_temp.some('engagement') FROM (SELECT pg_temp.some('subcontractor') AS id) o WHERE s.id = o.id AND s.parent_id IS NULL$t$,
    $t$SELECT pg_temp.copy('subcontractor', jsonb_build_object('vendor_id', pg_temp.some('vendor'), 'parent_id', NULL, 'engagement_id', NULL,
      'subcontractor_vendor_id', pg_temp.some('vendor'), 'name', 'Sub ' || random()))$t$,
    $t$UPDATE register.offboarding f SET proof_id = pg_temp.some('evidence') FROM (SELECT pg_temp.some('offboarding') AS id) o WHERE f.id = o.id$t$,
    $t$SELECT pg_temp.copy('offboarding', jsonb_build_object('vendor_id', pg_temp.some('vendor'), 'engagement_id', NULL, 'ended_on', pg_temp.day()))$t$,
    $t$SELECT pg_temp.copy('offboarding', jsonb_build_object('vendor_id', pg_temp.some('vendor'), 'engagement_id', pg_temp.some('engagement'), 'ended_on', pg_temp.day()))$t$,
    $t$UPDATE register.evidence e SET replaces_id = m.id FROM (SELECT pg_temp.some('evidence') AS id) m, (SELECT pg_temp.some('evidence') AS id) o WHERE e.id = o.id AND m.id < e.id$t$,
    $t$UPDATE register.evidence e SET vendor_id = pg_temp.some('vendor') FROM (SELECT pg_temp.some('evidence') AS id) o WHERE e.id = o.id$t$,
    $t$INSERT INTO register.evidence_engagement (evidence_id, engagement_id) SELECT pg_temp.some('evidence'), pg_temp.some('engagement')$t$,
    $t$SELECT pg_temp.copy('incident', jsonb_build_object('vendor_id', pg_temp.some('vendor'), 'engagement_id', pg_temp.some('engagement'), 'title', 'I ' || random()))$t$,
    $t$UPDATE register.assessment a SET vendor_id = NULL, engagement_id = pg_temp.some('engagement') FROM (SELECT pg_temp.some('assessment') AS id) o WHERE a.id = o.id$t$,
    $t$UPDATE register.assessment a SET engagement_id = NULL, vendor_id = pg_temp.some('vendor') FROM (SELECT pg_temp.some('assessment') AS id) o WHERE a.id = o.id$t$,
    $t$UPDATE register.finding f SET vendor_id = pg_temp.some('vendor') FROM (SELECT pg_temp.some('finding') AS id) o WHERE f.id = o.id$t$,
    $t$SELECT pg_temp.copy('waiver', jsonb_build_object('engagement_id', NULL, 'vendor_id', v.vendor_id, 'finding_id', NULL, 'rule', v.rule, 'starts_on', v.day, 'ends_on', v.day + 150,
      'requested_on', v.day, 'approved_on', v.day, 'rejected_on', NULL, 'withdrawn_on', NULL))
      FROM (SELECT f.vendor_id, f.rule, pg_temp.day() AS day FROM register.finding f WHERE f.id = (SELECT pg_temp.some('finding'))) v$t$,
    $t$SELECT pg_temp.copy('waiver', jsonb_build_object('engagement_id', NULL, 'vendor_id', NULL, 'finding_id', v.id, 'rule', v.rule, 'starts_on', v.day, 'ends_on', v.day + 150,
      'requested_on', v.day, 'approved_on', v.day, 'rejected_on', NULL, 'withdrawn_on', NULL))
      FROM (SELECT f.id, f.rule, pg_temp.day() AS day FROM register.finding f WHERE f.id = (SELECT pg_temp.some('finding'))) v$t$,
    $t$SELECT pg_temp.copy('review', jsonb_build_object('vendor_id', pg_temp.some('vendor'), 'due_on', pg_temp.day()))$t$,
    $t$UPDATE register.term t SET status = pg_temp.one('{present,missing}'), figure = NULL, figure_unit = NULL, from_on = pg_temp.maybe() FROM (SELECT pg_temp.some('term') AS id) o WHERE t.id = o.id$t$,
    $t$UPDATE register.term t SET contract_id = pg_temp.some('contract') FROM (SELECT pg_temp.some('term') AS id) o WHERE t.id = o.id$t$];
  tie text;
BEGIN
  FOR act IN 1 .. current_setting('tangle.acts')::integer LOOP
    tie := ties[1 + floor(random() * cardinality(ties))::integer];
    BEGIN
      EXECUTE tie;
    EXCEPTION WHEN integrity_constraint_violation OR raise_exception THEN
      -- The next seed ties others.
    END;
  END LOOP;
  -- Nobody controls itself, not by way of mergers either: whoever controls has a lower number than all that the other was or is.
  UPDATE register.vendor v SET parent_id = NULL WHERE parent_id >= register.vendor_survivor(id);
END $$;
