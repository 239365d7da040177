-- Sheets of what people signed for: who did it is a word in them.
CREATE VIEW facts.sheet_review AS
  SELECT r.id, ARRAY[v.word, r.due_on::text, r.started_on::text, facts.sort_word(r.id)] AS place,
    v.word AS vendor, r.cause, r.due_on, r.started_on, r.completed_on, p.word AS reviewer,
    r.outcome, r.note
  FROM register.review r
  JOIN facts.vendor_word v ON v.vendor_id = r.vendor_id
  LEFT JOIN facts.person_word p ON p.person_id = r.reviewer_id;
COMMENT ON VIEW facts.sheet_review IS 'Reviews, as they are exported and imported';

CREATE VIEW facts.sheet_subcontractor AS
  SELECT s.id, ARRAY[v.word, e.title] || c.path || ARRAY[coalesce(s.from_on::text, ''), facts.sort_word(s.id)] AS place,
    v.word AS vendor, e.title AS engagement, nullif(array_to_string(trim_array(c.path, 1), E'\n'), '') AS under, s.name,
    o.word AS same_as, s.country, s.service, array_to_string(s.data, E'\n') AS data,
    s.receives_personal_data, s.is_published, s.consent_given_on, p.word AS consent_by, s.consent_article,
    s.flow_down, s.flow_down_checked_on, s.from_on, s.until_on, s.note
  FROM register.subcontractor s
  CROSS JOIN LATERAL facts.subcontractor_chain(s.id) c
  JOIN facts.vendor_word v ON v.vendor_id = c.vendor_id
  LEFT JOIN register.engagement e ON e.id = c.engagement_id
  LEFT JOIN facts.vendor_word o ON o.vendor_id = s.subcontractor_vendor_id
  LEFT JOIN facts.person_word p ON p.person_id = s.consent_by_id;
COMMENT ON VIEW facts.sheet_subcontractor IS 'Subcontractors, as they are exported and imported: those above one from the vendor''s own down';

CREATE VIEW facts.sheet_responsibility AS
  SELECT r.id, ARRAY[v.word, r.standard] || facts.requirement_key(r.requirement) || ARRAY[r.requirement, coalesce(r.agreed_on::text, ''), facts.sort_word(r.id)]
      AS place,
    v.word AS vendor, r.standard, r.requirement, r.held_by, r.how, r.source, r.agreed_on, r.note
  FROM register.responsibility r JOIN facts.vendor_word v ON v.vendor_id = r.vendor_id;
COMMENT ON VIEW facts.sheet_responsibility IS 'Who meets which requirement, as it is exported and imported';

CREATE VIEW facts.sheet_evidence AS
  SELECT e.id, ARRAY[v.word, facts.sort_word(e.id)] AS place,
    v.word AS vendor, e.kind, e.issuer, e.number, e.scope, e.issued_on, e.valid_from_on, e.valid_until_on,
    trim_scale(e.amount) AS amount, e.currency,
    (SELECT facts.evidence_word(o.kind, o.issuer, o.number, o.valid_from_on, o.issued_on) FROM register.evidence o WHERE o.id = e.replaces_id) AS replaces,
    (SELECT string_agg(g.title, E'\n' ORDER BY g.title COLLATE "C") FROM register.evidence_engagement l JOIN register.engagement g ON g.id = l.engagement_id
      WHERE l.evidence_id = e.id) AS engagements,
    e.note
  FROM register.evidence e JOIN facts.vendor_word v ON v.vendor_id = e.vendor_id;
COMMENT ON VIEW facts.sheet_evidence IS 'What is known of evidence, as it is exported and imported; the files themselves are in "evidence export"';

-- One row an answer; an assessment that has none yet is one row without a criterion.
CREATE VIEW facts.sheet_assessment AS
  SELECT a.id, ARRAY[v.word, e.title, q.key, q.version, a.started_on::text, to_char(a.number, 'FM0000'),
      to_char(c.position, 'FM0000')] AS place,
    v.word AS vendor, e.title AS engagement, q.key AS questionnaire, q.version,
    a.started_on, a.number::numeric AS number, a.started_by, p.word AS assessor,
    a.concluded_on, b.word AS concluded_by, a.outcome, a.tier, a.valid_until_on, a.note,
    (SELECT string_agg(replace(d.due_on || ' ' || d.text, E'\n', ' ')
        || coalesce(' [met ' || d.met_on || ' by ' || m.word || coalesce(': ' || replace(d.note, E'\n', ' '), '') || ']', ''), E'\n' ORDER BY d.position)
      FROM register.assessment_condition d LEFT JOIN facts.person_word m ON m.person_id = d.met_by_id WHERE d.assessment_id = a.id) AS conditions,
    c.key AS criterion, r.value, r.score, r.not_applicable_because, r.comment, r.evidence, r.evidence_valid_until_on, r.answered_on, r.answered_by,
    (SELECT string_agg(w.waived_on || '/' || w.ends_on || ' by ' || b.word || ': ' || replace(w.reason, E'\n', ' '), E'\n' ORDER BY w.id)
      FROM register.assessment_waiver w JOIN facts.person_word b ON b.person_id = w.waived_by_id WHERE w.assessment_id = a.id AND w.criterion_id = c.id) AS waivers
  FROM (
    -- Those of one day are told apart by a number.
    SELECT a.*, (
      SELECT count(*) FROM register.assessment o
      WHERE o.questionnaire_id = a.questionnaire_id AND o.started_on = a.started_on AND o.id <= a.id
        AND (o.vendor_id = a.vendor_id OR o.engagement_id = a.engagement_id)) AS number
    FROM register.assessment a
  ) a
  JOIN register.questionnaire q ON q.id = a.questionnaire_id
  LEFT JOIN register.engagement e ON e.id = a.engagement_id
  JOIN facts.vendor_word v ON v.vendor_id = coalesce(a.vendor_id, e.vendor_id)
  LEFT JOIN facts.person_word p ON p.person_id = a.assessor_id
  LEFT JOIN facts.person_word b ON b.person_id = a.concluded_by_id
  LEFT JOIN (
    SELECT assessment_id, criterion_id FROM register.answer UNION SELECT assessment_id, criterion_id FROM register.assessment_waiver
  ) said ON said.assessment_id = a.id
  LEFT JOIN register.criterion c ON c.id = said.criterion_id
  LEFT JOIN register.answer r ON r.assessment_id = a.id AND r.criterion_id = c.id;
COMMENT ON VIEW facts.sheet_assessment IS 'Assessments with their answers, as they are exported and imported: one row an answer';
