CREATE FUNCTION facts.fence_condition(condition text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(regexp_replace(condition, '(\w+) IN (\w+)(?![\w.(])', 'audit.sees(''\2'', \1, (SELECT audit.units()))', 'g'),
  '(\w+) IN (audit\.\w+\(\w+\))', 'audit.sees(\2, \1, (SELECT audit.units()))', 'g');
COMMENT ON FUNCTION facts.fence_condition(text) IS 'A condition as SQL, in which "vendor_id IN vendor" says that the vendor can be seen';

-- Which rows of which table a login sees and changes that is limited to units. Policies are made from this list, and compared with it.
CREATE VIEW facts.unit_fence AS
  WITH told (entity, sight, adds, changes) AS (
    VALUES
      ('vendor', 'unit = ANY ((SELECT audit.units())::text[])', NULL, NULL),
      ('contract', 'id IN contract', NULL, NULL),
      -- A contract of others does not become one's own by adding a vendor of one's own to it.
      ('contract_vendor', 'vendor_id IN vendor', 'vendor_id IN vendor AND contract_id IN contract', NULL),
      ('vendor_distinct', 'vendor_id IN vendor AND other_id IN vendor', NULL, NULL),
      ('subcontractor', 'vendor_id IN vendor OR parent_id IN subcontractor', NULL, NULL),
      ('assessment', 'vendor_id IN vendor OR engagement_id IN engagement', NULL, NULL),
      ('engagement_contract', 'engagement_id IN engagement AND contract_id IN contract', NULL, NULL),
      ('dora_service', 'engagement_id IN engagement AND contract_id IN contract', NULL, NULL),
      ('dora_link', 'contract_id IN contract AND behind_id IN contract', NULL, NULL),
      -- A use is seen with its service.
      ('dora_use', 'EXISTS (SELECT FROM register.dora_service s WHERE s.id = dora_use.service_id)', NULL, NULL),
      ('evidence_engagement', 'evidence_id IN evidence AND engagement_id IN engagement', NULL, NULL),
      ('waiver', 'vendor_id IN vendor OR engagement_id IN engagement OR finding_id IN finding', NULL, NULL),
      -- The content of a file comes before what says of what it is the content.
      ('evidence_content', 'EXISTS (SELECT FROM register.evidence_file f WHERE f.sha256 = evidence_content.sha256)', 'true', 'whole'),
      ('import_run', 'tx = pg_current_xact_id_if_assigned() OR id IN import_run', NULL, NULL),
      -- Lists of payees are of the whole organisation's books.
      ('reference', 'false', 'whole', 'whole'),
      -- Checks and reminders are of the whole register: who is limited reads their part of what came of them.
      ('finding', 'id IN finding', 'whole', 'whole'),
      ('finding_event', 'finding_id IN finding', 'whole', 'whole'),
      ('reminder', 'id IN reminder', 'whole', 'whole'),
      ('calendar_entry', 'subject_id IN audit.deadline_entity(kind)', 'whole', 'whole'),
      ('reminder_act', 'subject_id IS NULL OR subject_id IN audit.deadline_entity(kind)', NULL, NULL),
      ('delivery', 'id IN delivery', 'whole', 'whole'),
      ('delivery_item', 'reminder_id IN reminder', 'whole', 'whole'),
      -- A mail names the vendors of all units that somebody answers for.
      ('delivery_message', 'false', 'whole', 'whole'),
      -- Somebody who is not registered may have to answer for a vendor.
      ('person', 'true', 'true', 'whole')
    UNION ALL
    SELECT o.entity, format('%s IN %s', b.field, b.parent), NULL, NULL
    FROM (VALUES
      ('vendor_id', 'vendor', 'vendor_name vendor_contact vendor_identifier vendor_stage engagement evidence incident offboarding review review_move
        review_schedule responsibility dora_provider'),
      ('contract_id', 'contract', 'term dora_contract dora_signature'),
      ('engagement_id', 'engagement', 'activation engagement_condition engagement_data engagement_place tier_override'),
      ('assessment_id', 'assessment', 'answer assessment_condition assessment_waiver'),
      ('evidence_id', 'evidence', 'evidence_file evidence_reading'),
      ('finding_id', 'finding', 'finding_act'),
      ('import_run_id', 'import_run', 'import_row import_undo')
    ) b (field, parent, entities), regexp_split_to_table(b.entities, '\s+') o (entity)
    UNION ALL
    -- What is everybody's is read by all, and changed by who sees all.
    SELECT o.entity, 'true', 'whole', 'whole'
    FROM regexp_split_to_table('calendar calendar_closure catalogue check_rule check_run condition criterion dora_branch dora_definition dora_entity
      dora_function erasure obligation questionnaire regime
      regime_choice reminder_policy reminder_run reminder_step requirement requirement_term rule_revision rule_setting term_kind unit_limit', '\s+') o (entity)
  )
  SELECT t.entity, facts.fence_condition(t.sight) AS sight,
    -- Of a past time, too, it is the unit of today that counts.
    facts.fence_condition(CASE t.entity WHEN 'vendor' THEN 'id IN vendor' ELSE t.sight END) AS past_sight,
    facts.fence_condition(coalesce(t.adds, t.sight)) AS adds, facts.fence_condition(coalesce(t.changes, t.adds, t.sight)) AS changes,
    facts.fence_condition(coalesce(t.changes, t.sight)) AS removes
  FROM told t;
COMMENT ON VIEW facts.unit_fence IS 'Which rows of each table a login that is limited to units sees, may add, may make of what it changes, and may remove, as SQL';

CREATE FUNCTION facts.or_sees_all(condition text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE condition WHEN 'true' THEN 'true' WHEN 'whole' THEN '(SELECT audit.refuse_limited())' ELSE
  -- Of what is not null the planner believes that it is nearly all, so that who sees all gets the plans of a register without fences.
  concat_ws(' OR ', '(SELECT nullif(audit.sees_all(), false)) IS NOT NULL', '(' || nullif(condition, 'false') || ')') END;
COMMENT ON FUNCTION facts.or_sees_all(text) IS 'A condition that binds only who is limited to units; asked once a statement';

-- One policy for each verb; what everybody may asks nothing.
CREATE VIEW facts.unit_policy AS
  WITH fenced AS (
    SELECT 'register' AS schema, f.entity, v.verb, v.allows, v.checks
    FROM facts.unit_fence f CROSS JOIN LATERAL (VALUES
      ('SELECT', f.sight, NULL), ('INSERT', NULL, f.adds), ('UPDATE', f.sight, f.changes), ('DELETE', f.removes, NULL)) v (verb, allows, checks)
    UNION ALL
    SELECT 'version', f.entity, 'SELECT', f.past_sight, NULL FROM facts.unit_fence f JOIN audit.version v ON v.entity = f.entity
    UNION ALL
    SELECT 'audit', l.entity, 'SELECT', 'facts.in_sight(entity, key)', NULL FROM (VALUES ('log'), ('outbox')) l (entity)
  )
  SELECT f.schema, f.entity, f.verb, 'clause6_unit_' || lower(f.verb) AS name,
    format('CREATE POLICY clause6_unit_%s ON %I.%I FOR %s', lower(f.verb), f.schema, f.entity, f.verb)
      || coalesce(' USING (' || facts.or_sees_all(f.allows) || ')', '') || coalesce(' WITH CHECK (' || facts.or_sees_all(f.checks) || ')', '') AS work
  FROM fenced f;
COMMENT ON VIEW facts.unit_policy IS 'The policies by which logins are limited to units, and how each is made';

CREATE FUNCTION facts.sight_body() RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT concat(E'BEGIN\n  CASE in_sight.entity\n', string_agg(format(E'  WHEN %L THEN RETURN %s;\n', f.entity, CASE WHEN f.sight IN ('true', 'false') THEN f.sight
      ELSE format('EXISTS (SELECT FROM register.%I r WHERE r.id = in_sight.key)', f.kept)
        || CASE WHEN v.entity IS NOT NULL THEN format(' OR EXISTS (SELECT FROM version.%I v WHERE v.id = in_sight.key)', f.kept) ELSE '' END END), '' ORDER BY f.entity),
    -- Entries that are about the log itself are nobody's secret.
    E'  ELSE RETURN in_sight.entity IN (''tree'', ''migration'');\n  END CASE;\nEND')
  -- Rows of a file are logged under the import that read them.
  FROM (SELECT u.entity, u.sight, CASE u.entity WHEN 'import_row' THEN 'import_run' ELSE u.entity END AS kept FROM facts.unit_fence u) f
  LEFT JOIN audit.version v ON v.entity = f.kept;
END;
COMMENT ON FUNCTION facts.sight_body() IS 'The body of facts.in_sight, which says whether a row can be seen';

CREATE FUNCTION facts.policy_hash(work text, policy oid) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT encode(sha256(convert_to(concat_ws(E'\n', work, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid),
    p.polcmd, p.polpermissive, p.polroles), 'UTF8')), 'hex')
  FROM pg_policy p WHERE p.oid = policy;
END;
COMMENT ON FUNCTION facts.policy_hash(text, oid) IS 'A hash of how a policy is made and of what PostgreSQL made of it; kept as its comment';

CREATE FUNCTION facts.has_limits() RETURNS boolean LANGUAGE sql STABLE
RETURN facts.has_roles() AND EXISTS (SELECT FROM register.unit_limit);
COMMENT ON FUNCTION facts.has_limits() IS 'Whether any login is limited to units: only then are there policies';
