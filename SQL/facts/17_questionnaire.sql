CREATE FUNCTION facts.questionnaire() RETURNS TABLE (
  questionnaire_id bigint, key text, version text, title_en text, title_ja text, criteria integer, scored bigint, weight bigint, knock_outs bigint,
  languages text[], newest boolean, assessments bigint, source text, sha256 text, recorded_at timestamptz, actor text, reason text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT q.id, q.key, q.version, q.title_en, q.title_ja, q.criteria, c.scored, c.weight, c.knock_outs, c.languages,
    q.id = max(q.id) OVER (PARTITION BY q.key), coalesce(a.count, 0), q.source, q.sha256, q.recorded_at, q.actor, q.reason
  FROM register.questionnaire q
  JOIN (
    SELECT questionnaire_id, count(*) FILTER (WHERE weight > 0) AS scored, sum(weight) AS weight, count(knock_out_when) AS knock_outs,
      array_remove(ARRAY[CASE WHEN count(text_en) > 0 THEN 'en' END, CASE WHEN count(text_ja) > 0 THEN 'ja' END], NULL) AS languages
    FROM register.criterion GROUP BY questionnaire_id
  ) c ON c.questionnaire_id = q.id
  LEFT JOIN (SELECT questionnaire_id, count(*) FROM register.assessment GROUP BY questionnaire_id) a ON a.questionnaire_id = q.id;
END;
COMMENT ON FUNCTION facts.questionnaire() IS 'The questionnaires with how much they ask, in which languages, and how often they were used';

-- Written line by line and not as one json value, so that people can read and edit it.
CREATE FUNCTION facts.questionnaire_document(questionnaire bigint) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT format(E'{\n"clause6": "questionnaire/1",\n"title_en": %s,\n"title_ja": %s,\n"source": %s,\n"criteria": [\n%s\n]\n}',
    coalesce(to_json(q.title_en)::text, 'null'), coalesce(to_json(q.title_ja)::text, 'null'), coalesce(to_json(q.source)::text, 'null'),
    (SELECT string_agg(json_strip_nulls(json_build_object('key', c.key, 'group_en', c.group_en, 'group_ja', c.group_ja, 'text_en', c.text_en, 'text_ja', c.text_ja,
        'kind', c.kind, 'choices', c.choices, 'weight', c.weight, 'required', c.required, 'knock_out_when', c.knock_out_when, 'knock_out_en', c.knock_out_en,
        'knock_out_ja', c.knock_out_ja, 'evidence_needed', c.evidence_needed, 'guidance', c.guidance))::text, E',\n' ORDER BY c.position)
      FROM register.criterion c WHERE c.questionnaire_id = q.id))
  FROM register.questionnaire q WHERE q.id = questionnaire;
END;
COMMENT ON FUNCTION facts.questionnaire_document(bigint) IS 'A questionnaire as JSON that can be imported again, one criterion a line';
