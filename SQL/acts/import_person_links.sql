-- Import of people, last step: managers and backups, who may stand further down in the file, or be each other's.
DO $$
DECLARE
  s record;
  said text; rule text; relation text;
BEGIN
  FOR s IN
    SELECT t.line, t.fields, m.id, f.field, f.called FROM pg_temp.staged t JOIN pg_temp.merged m ON m.line = t.line
    CROSS JOIN LATERAL (VALUES ('manager', t.manager), ('backup', t.backup)) f (field, called)
    WHERE f.field = ANY (t.fields) ORDER BY t.line
  LOOP
    BEGIN
      PERFORM pg_temp.put('person', s.id, NULL, jsonb_build_object(s.field || '_id', pg_temp.person_meant(s.called)));
    EXCEPTION WHEN integrity_constraint_violation OR raise_exception THEN
      GET STACKED DIAGNOSTICS said = MESSAGE_TEXT, rule = CONSTRAINT_NAME, relation = TABLE_NAME;
      INSERT INTO pg_temp.rejected VALUES (s.line, s.field, coalesce(facts.sentence_of(relation, nullif(rule, '')), said));
    END;
  END LOOP;
END $$;
