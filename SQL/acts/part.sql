-- Makes the schema part: each table of the register, and of it only what can matter to the vendors that a session asks about
-- (acts/part_scope.sql works out which rows that are). Where nobody asked about some, part is the whole register.

-- Said to be immutable, so that a plan holds the very numbers: it is then made for so many rows, finds the index, and looks numbers up in a hash.
-- And where none are set the condition is gone before anything is planned. Whoever sets them discards the plans that the session has kept.
CREATE FUNCTION part.ids(what text) RETURNS bigint[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN RETURN nullif(current_setting('clause6.part_' || what, true), '')::bigint[]; END $$;
COMMENT ON FUNCTION part.ids(text) IS 'The numbers of the vendors, contracts … that are looked at; none where all are';

-- A table of vendors, contracts or what belongs to them has a row for each way to it; all other tables stand under whole, and a new one nowhere.
CREATE VIEW part.listed AS
  SELECT o.entity, b.field, b.set
  FROM (VALUES
    -- Vendors that contracts and work in sight name, with who controls them and what they were merged with.
    ('id', 'vendor', 'vendor'), ('vendor_id', 'vendor', 'vendor_stage'), ('id', 'offboarding', 'offboarding'),
    -- What is only ever asked of the vendors themselves.
    ('vendor_id', 'company', 'vendor_name vendor_contact vendor_identifier responsibility review review_move review_schedule incident finding'),
    ('id', 'contract', 'contract'), ('contract_id', 'contract', 'contract_vendor engagement_contract term'),
    ('id', 'engagement', 'engagement'),
    ('engagement_id', 'engagement', 'activation engagement_condition engagement_data engagement_place tier_override'),
    ('id', 'assessment', 'assessment'), ('assessment_id', 'assessment', 'answer assessment_condition assessment_waiver'),
    ('id', 'evidence', 'evidence'), ('evidence_id', 'evidence', 'evidence_engagement evidence_file evidence_reading'),
    ('id', 'subcontractor', 'subcontractor'), ('id', 'waiver', 'waiver'), ('finding_id', 'finding', 'finding_act finding_event'),
    -- Few rows, the program's own words, or nothing that a rule for one vendor asks for.
    (NULL, NULL, 'calendar calendar_closure calendar_entry catalogue check_rule check_run condition criterion delivery delivery_item delivery_message
      dora_branch dora_contract dora_definition dora_entity dora_function dora_link dora_provider dora_service dora_signature dora_use erasure
      evidence_content import_row import_run import_undo obligation person questionnaire reference regime regime_choice reminder reminder_act
      reminder_policy reminder_run reminder_step requirement requirement_term rule_revision rule_setting term_kind unit_limit vendor_distinct')
  ) b (field, set, entities), regexp_split_to_table(b.entities, '\s+') o (entity);
COMMENT ON VIEW part.listed IS 'By which column, and by which numbers, the rows of each table of the register are left out; none where they stay';

DO $$
DECLARE
  piece record;
BEGIN
  FOR piece IN
    SELECT coalesce(c.relname, l.entity) AS entity, c.oid IS NULL AS is_gone, l.entity IS NULL AS is_new, l.field, l.set
    FROM (SELECT oid, relname::text FROM pg_class WHERE relnamespace = 'register'::regnamespace AND relkind IN ('r', 'p')) c
    FULL JOIN part.listed l ON l.entity = c.relname
  LOOP
    IF piece.is_new THEN
      RAISE EXCEPTION 'Nobody said which rows of register.% matter to a check of some vendors', piece.entity
        USING HINT = 'Add it to the list in SQL/acts/part.sql';
    ELSIF piece.is_gone THEN
      RAISE EXCEPTION 'SQL/acts/part.sql lists register.%, which is no table', piece.entity;
    END IF;
    EXECUTE format('CREATE VIEW part.%1$I AS SELECT * FROM register.%1$I', piece.entity)
      || CASE WHEN piece.field IS NULL THEN ''
        ELSE format(' WHERE part.ids(%2$L) IS NULL OR %1$I = ANY (part.ids(%2$L))', piece.field, piece.set) END;
    EXECUTE format('COMMENT ON VIEW part.%I IS %L', piece.entity, CASE WHEN piece.field IS NULL THEN 'register.' || piece.entity
      ELSE 'Rows of register.' || piece.entity || ' that can matter to the vendors looked at' END);
  END LOOP;
END $$;
