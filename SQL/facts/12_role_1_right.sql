-- Who may what: the one list from which rights are granted, and against which they are looked at.
CREATE VIEW facts.role_right AS
  WITH role (name, reads_register) AS (VALUES
    ('clause6_procurement', true), ('clause6_reviewer', true), ('clause6_scheduler', true), ('clause6_sealer', false), ('clause6_auditor', false),
    -- Whose rights views and reports have. It owns no table, so that the policies go for what is asked through it.
    ('clause6_reader', true)
  ), given (role, schema, verbs, objects) AS (VALUES
    ('clause6_procurement', 'register', 'INSERT UPDATE', 'vendor vendor_name vendor_contact vendor_identifier vendor_stage vendor_distinct
      contract contract_vendor term engagement engagement_condition engagement_contract engagement_data engagement_place activation
      person reference subcontractor responsibility incident offboarding calendar calendar_closure reminder_act erasure
      dora_entity dora_branch dora_function dora_provider dora_contract dora_signature dora_link dora_service dora_use dora_definition'),
    ('clause6_procurement', 'register', 'DELETE', 'contract_vendor term engagement_condition engagement_contract engagement_data engagement_place
      reference responsibility calendar_closure dora_entity dora_branch dora_function dora_provider dora_contract dora_signature dora_link dora_service dora_use dora_definition'),
    -- Who requests decides nothing, and what a file said stays. To hold a run still while it is undone takes UPDATE; its guard refuses it.
    ('clause6_procurement', 'register', 'INSERT', 'waiver tier_override import_run import_row import_undo'),
    ('clause6_procurement', 'register', 'UPDATE', 'import_run'),
    ('clause6_reviewer', 'register', 'INSERT UPDATE', 'assessment assessment_condition assessment_waiver answer evidence evidence_file
      evidence_reading review review_move review_schedule vendor_stage waiver tier_override regime_choice rule_setting incident offboarding
      reminder_act reminder_policy reminder_step erasure'),
    ('clause6_reviewer', 'register', 'INSERT', 'evidence_content evidence_engagement questionnaire criterion finding_act person
      import_run import_row import_undo'),
    ('clause6_reviewer', 'register', 'UPDATE', 'import_run'),
    ('clause6_reviewer', 'register', 'DELETE', 'evidence_engagement rule_setting reminder_step'),
    -- Checks that meet wait by a lock on the table of runs, which takes UPDATE; its guard refuses it.
    ('clause6_scheduler', 'register', 'INSERT UPDATE', 'check_run finding reminder reminder_run delivery delivery_item calendar_entry'),
    ('clause6_scheduler', 'register', 'INSERT', 'check_rule rule_revision finding_event delivery_message'),
    -- Erasing is approving it.
    ('clause6_reviewer', 'audit', 'EXECUTE', 'erase(bigint)'),
    ('clause6_sealer', 'audit', 'SELECT', 'log'),
    ('clause6_sealer', 'audit', 'SELECT INSERT', 'checkpoint subtree'),
    ('clause6_sealer', 'audit', 'EXECUTE', 'seal()'),
    ('clause6_auditor', 'audit', 'SELECT', 'log checkpoint subtree version'),
    ('clause6_auditor', 'facts', 'SELECT', 'history_entry history_guard former_log role_right role_breach'),
    ('clause6_reader', 'audit', 'SELECT', 'log outbox checkpoint subtree version'),
    ('clause6_sealer', 'facts', 'SELECT', 'former_log'),
    ('clause6_procurement', 'audit', 'EXECUTE', 'newest_seq()'),
    ('clause6_reviewer', 'audit', 'EXECUTE', 'newest_seq()'),
    ('clause6_rules', 'audit', 'EXECUTE', 'known_size()')
  ), fence (name) AS (VALUES ('units()'), ('sees_all()'), ('refuse_limited()'), ('sees(text, bigint, text[])'), ('deadline_entity(text)')
  )
  SELECT g.role, g.schema, o.name AS object, v.verb
  FROM given g, regexp_split_to_table(g.objects, '\s+') o (name), regexp_split_to_table(g.verbs, ' ') v (verb)
  UNION ALL
  -- Whether the program fits the schema, and how far the log is sealed, is asked by all.
  SELECT r.name, 'audit', o.name, 'SELECT' FROM role r, (VALUES ('rebuild'), ('migration'), ('tree')) o (name)
  UNION ALL
  SELECT r.name, 'audit', o.name, o.verb FROM role r, (VALUES ('entry', 'SELECT'), ('known_size()', 'EXECUTE')) o (name, verb)
  WHERE r.name <> 'clause6_sealer'
  UNION ALL
  -- A policy asks as whoever reads.
  SELECT r.name, 'audit', f.name, 'EXECUTE' FROM (SELECT name FROM role UNION ALL SELECT 'clause6_rules') r, fence f
  UNION ALL
  SELECT 'clause6_reader', 'version', v.entity, 'SELECT' FROM audit.version v
  UNION ALL
  -- What is in the files of evidence is the reviewers' business.
  SELECT r.name, 'register', c.relname::text, 'SELECT' FROM role r
  JOIN pg_class c ON c.relnamespace = 'register'::regnamespace AND c.relkind IN ('r', 'p')
  WHERE r.reads_register AND (c.relname <> 'evidence_content' OR r.name IN ('clause6_reviewer', 'clause6_reader'));
COMMENT ON VIEW facts.role_right IS 'Which role may do what with which table or function of the register and its log; what is not here it may not';

CREATE FUNCTION facts.has_roles() RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT FROM pg_namespace n WHERE n.nspname = 'audit' AND n.nspowner = to_regrole('clause6_owner'));
COMMENT ON FUNCTION facts.has_roles() IS 'Whether roles were made in this database: they are of the whole server, and other registers may be on it';

-- Who is limited to units is limited in views and reports, too: those belong to somebody for whom the policies go.
CREATE FUNCTION facts.owner_of(schema text, kind text, object text) RETURNS text LANGUAGE sql STABLE
RETURN CASE WHEN to_regrole('clause6_reader') IS NOT NULL AND (
    kind = 'v' AND schema IN ('facts', 'part', 'part_facts', 'snapshot', 'known', 'known_facts', 'audit')
    OR kind = 'f' AND schema IN ('reports', 'known_reports') OR schema = 'facts' AND object = 'in_sight(text, bigint)')
  THEN 'clause6_reader' ELSE 'clause6_owner' END;
COMMENT ON FUNCTION facts.owner_of(text, text, text) IS 'Which role a table (r), view (v), function (f) or schema (n) of the program belongs to';

CREATE FUNCTION facts.our_roles() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY['clause6_owner', 'clause6_reader', 'clause6_procurement', 'clause6_reviewer', 'clause6_scheduler', 'clause6_sealer', 'clause6_auditor'];
COMMENT ON FUNCTION facts.our_roles() IS 'The roles that are made, of which people''s logins are granted some';

CREATE FUNCTION facts.our_schemas() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY['register', 'audit', 'version', 'facts', 'part', 'part_facts', 'snapshot', 'reports', 'known', 'known_facts', 'known_reports'];
COMMENT ON FUNCTION facts.our_schemas() IS 'The schemas of the program';
