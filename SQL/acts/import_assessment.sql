-- Import of assessments, step 2: one row an answer, and all rows of an assessment together. It is started, answered and concluded as
-- anybody would do it here, under the names that the file has; who may not decide here may not have decided there.

-- Of several of one day a file without numbers means the first.
CREATE TEMP TABLE same ON COMMIT DROP AS
SELECT s.line, min(s.line) OVER (PARTITION BY register.name_key(s.vendor), register.name_key(s.engagement), s.questionnaire, s.version, s.started_on, coalesce(s.number, 1)) AS first
FROM pg_temp.staged s;
CREATE UNIQUE INDEX ON pg_temp.same (line);
CREATE INDEX ON pg_temp.same (first);
ANALYZE pg_temp.same;
CREATE OR REPLACE FUNCTION pg_temp.rows_of(line integer) RETURNS SETOF integer LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY SELECT o.line FROM pg_temp.same o WHERE o.first = (SELECT x.first FROM pg_temp.same x WHERE x.line = rows_of.line) ORDER BY o.line;
END $$;

CREATE OR REPLACE FUNCTION pg_temp.asked(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE found bigint := (SELECT q.id FROM register.questionnaire q WHERE q.key = s.questionnaire AND q.version = s.version);
BEGIN
  IF found IS NULL THEN
    RAISE EXCEPTION 'no questionnaire % of version % is registered: "clause6 questionnaire import" brings it', s.questionnaire, s.version;
  END IF;
  RETURN found;
END $$;
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  vendor bigint := pg_temp.vendor_meant(s.vendor);
  engagement bigint := pg_temp.engagement_meant(vendor, s.engagement);
BEGIN
  RETURN (
    SELECT a.id FROM register.assessment a
    WHERE a.questionnaire_id = pg_temp.asked(s) AND a.started_on = s.started_on
      AND CASE WHEN engagement IS NULL THEN a.vendor_id = ANY (pg_temp.company(s.vendor)) ELSE a.engagement_id = engagement END
    ORDER BY a.id OFFSET coalesce(s.number, 1)::bigint - 1 LIMIT 1);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.sheet(entry bigint, s pg_temp.staged) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT to_jsonb(v) FROM facts.sheet_assessment v WHERE v.id = entry AND v.criterion IS NOT DISTINCT FROM s.criterion);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  taken bigint := entry;
  asked bigint := pg_temp.asked(s);
  criterion bigint := (SELECT c.id FROM register.criterion c WHERE c.questionnaire_id = asked AND c.key = s.criterion);
  answer bigint := (SELECT r.id FROM register.answer r WHERE r.assessment_id = entry AND r.criterion_id = criterion);
  engagement bigint := pg_temp.engagement_meant(pg_temp.vendor_meant(s.vendor), s.engagement);
BEGIN
  IF taken IS NULL THEN
    taken := pg_temp.put('assessment', NULL, NULL, jsonb_build_object('vendor_id', CASE WHEN engagement IS NULL THEN pg_temp.vendor_meant(s.vendor) END,
      'engagement_id', engagement, 'questionnaire_id', asked, 'started_on', s.started_on, 'started_by', coalesce(s.started_by, s.assessor),
      'assessor_id', pg_temp.person_meant(s.assessor), 'note', s.note));
  END IF;
  IF s.criterion IS NULL THEN RETURN taken; END IF;
  IF criterion IS NULL THEN
    RAISE EXCEPTION '% % asks no "%"', s.questionnaire, s.version, s.criterion;
  ELSIF EXISTS (SELECT FROM pg_temp.merged m JOIN pg_temp.staged o ON o.line = m.line WHERE m.id = taken AND o.line <> s.line AND o.criterion = s.criterion) THEN
    RAISE EXCEPTION '% is answered in an earlier row', s.criterion;
  END IF;
  IF num_nonnulls(s.value, s.score, s.not_applicable_because) > 0 THEN
    PERFORM pg_temp.put('answer', answer, CASE WHEN answer IS NOT NULL THEN s.fields END,
      jsonb_build_object('assessment_id', taken, 'criterion_id', criterion, 'questionnaire_id', asked, 'value', s.value, 'score', s.score,
        'not_applicable_because', s.not_applicable_because, 'comment', s.comment, 'evidence', s.evidence,
        'evidence_valid_until_on', s.evidence_valid_until_on, 'answered_on', coalesce(s.answered_on, s.started_on),
        'answered_by', coalesce(s.answered_by, s.assessor)));
  END IF;
  PERFORM pg_temp.waive(taken, criterion, asked, w) FROM unnest(s.waivers) w;
  RETURN taken;
END $$;

-- "2026-04-01/2026-09-30 by SOMEBODY: why"
CREATE OR REPLACE FUNCTION pg_temp.waive(assessment bigint, criterion bigint, asked bigint, line text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  said text[] := regexp_match(line, '^(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d) by (.+?): (.+)$');
  entry bigint;
BEGIN
  IF said IS NULL THEN
    RAISE EXCEPTION 'waiver "%" is not like "2026-04-01/2026-09-30 by sato@example.jp: why"', line;
  END IF;
  entry := (
    SELECT w.id FROM register.assessment_waiver w
    WHERE w.assessment_id = waive.assessment AND w.criterion_id = criterion AND w.waived_on = said[1]::date AND w.waived_by_id = pg_temp.person_meant(said[3])
    ORDER BY w.id LIMIT 1);
  PERFORM pg_temp.put('assessment_waiver', entry, NULL, jsonb_build_object('assessment_id', assessment, 'criterion_id', criterion,
    'questionnaire_id', asked, 'waived_on', said[1], 'ends_on', said[2], 'waived_by_id', pg_temp.person_meant(said[3]), 'reason', said[4]));
END $$;

-- "2026-12-31 what must be done [met 2026-11-01 by SOMEBODY: how]"
CREATE OR REPLACE FUNCTION pg_temp.condition(assessment bigint, place bigint, line text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE said text[] := regexp_match(line, '^(\d{4}-\d\d-\d\d) (.+?)(?: \[met (\d{4}-\d\d-\d\d) by (.+?)(?:: (.+))?\])?$');
BEGIN
  IF said IS NULL THEN
    RAISE EXCEPTION 'condition "%" is not like "2026-12-31 what must be done"', line;
  END IF;
  PERFORM pg_temp.put('assessment_condition', (SELECT c.id FROM register.assessment_condition c WHERE c.assessment_id = condition.assessment AND c.position = place),
    NULL, jsonb_build_object('assessment_id', assessment, 'position', place, 'due_on', said[1], 'text', said[2], 'met_on', said[3],
      'met_by_id', pg_temp.person_meant(said[4]), 'note', said[5]));
END $$;

-- When all its rows are taken an assessment is concluded as the first of them says; the others must not say otherwise.
CREATE OR REPLACE FUNCTION pg_temp.finish(line integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  s pg_temp.staged;
  taken bigint := (SELECT m.id FROM pg_temp.merged m WHERE m.line = finish.line);
BEGIN
  SELECT t.* INTO s FROM pg_temp.staged t WHERE t.line = finish.line;
  IF EXISTS (
    SELECT FROM pg_temp.staged o
    WHERE o.line IN (SELECT pg_temp.rows_of(s.line)) AND (o.assessor, o.concluded_on, o.concluded_by, o.outcome, o.tier, o.valid_until_on, o.note, o.conditions)
      IS DISTINCT FROM (s.assessor, s.concluded_on, s.concluded_by, s.outcome, s.tier, s.valid_until_on, s.note, s.conditions)) THEN
    RAISE EXCEPTION 'the rows of this assessment do not say the same of who assessed it, its outcome, days or conditions';
  END IF;
  PERFORM pg_temp.condition(taken, c.place, c.line) FROM unnest(s.conditions) WITH ORDINALITY c (line, place);
  PERFORM pg_temp.put('assessment', taken, s.fields, jsonb_build_object('assessor_id', pg_temp.person_meant(s.assessor), 'concluded_on', s.concluded_on,
    'concluded_by_id', pg_temp.person_meant(s.concluded_by), 'outcome', s.outcome, 'tier', s.tier, 'valid_until_on', s.valid_until_on, 'note', s.note));
  SET CONSTRAINTS register.assessment_has_its_conditions, register.assessment_condition_is_of_an_approval IMMEDIATE;
  SET CONSTRAINTS register.assessment_has_its_conditions, register.assessment_condition_is_of_an_approval DEFERRED;
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql
RETURN ROW (s.vendor, concat_ws(' ', s.questionnaire, s.version, s.started_on, s.criterion));
