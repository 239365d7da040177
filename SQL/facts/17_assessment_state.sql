-- What an assessment is on a day. Its arithmetic is in 17_assessment_score.sql, its conditions in 17_assessment_condition.sql.
CREATE FUNCTION facts.assessment_word(outcome text, successor_id bigint, valid_until_on date, day date) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN outcome IS NULL THEN 'open' WHEN successor_id IS NOT NULL THEN 'superseded' WHEN outcome = 'reject' THEN 'rejected'
  WHEN valid_until_on < day THEN 'expired' WHEN outcome = 'approve' THEN 'approved' ELSE 'approved_with_conditions' END;
COMMENT ON FUNCTION facts.assessment_word(text, bigint, date, date) IS 'The state of an assessment on the day, by its outcome, what superseded it, and until when it is valid';

CREATE FUNCTION facts.decided_assessment(day date) RETURNS TABLE (
  assessment_id bigint, vendor_id bigint, engagement_id bigint, questionnaire text, version text, started_on date, started_by text, assessor_id bigint,
  concluded_on date, concluded_by_id bigint, outcome text, valid_until_on date, tier text, note text, successor_id bigint, succeeded_on date, superseded_on date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- The next decision about the same thing by the same questionnaire, in whichever version.
  SELECT j.assessment_id, j.vendor_id, j.engagement_id, j.key, j.version, j.started_on, j.started_by, j.assessor_id,
    j.concluded_on, j.concluded_by_id, j.outcome, j.valid_until_on, j.tier, j.note, lead(j.assessment_id) OVER later, lead(j.concluded_on) OVER later,
    CASE WHEN lead(j.assessment_id) OVER later IS NOT NULL THEN greatest(lead(j.concluded_on) OVER later, j.merged_on, lead(j.merged_on) OVER later) END
  FROM (
    SELECT a.assessment_id, a.vendor_id, CASE WHEN a.engagement_id IS NULL THEN a.vendor_id END AS whole_vendor_id, a.engagement_id, q.key, q.version,
      a.started_on, a.started_by, a.assessor_id, a.note, a.merged_on,
      CASE WHEN a.concluded_on <= day THEN a.concluded_on END AS concluded_on, CASE WHEN a.concluded_on <= day THEN a.concluded_by_id END AS concluded_by_id,
      CASE WHEN a.concluded_on <= day THEN a.outcome END AS outcome, CASE WHEN a.concluded_on <= day THEN a.valid_until_on END AS valid_until_on,
      CASE WHEN a.concluded_on <= day THEN a.tier END AS tier
    FROM facts.owned_assessment(day) a JOIN register.questionnaire q ON q.id = a.questionnaire_id
    WHERE a.started_on <= day
  ) j
  WINDOW later AS (PARTITION BY j.whole_vendor_id, j.engagement_id, j.key COLLATE "C", j.concluded_on IS NULL ORDER BY j.concluded_on, j.assessment_id);
END;
COMMENT ON FUNCTION facts.decided_assessment(date) IS 'The assessments started by the day with what had been decided by then, and what superseded that';

-- For whoever asks for approvals alone: of the criteria only those that rule a vendor out are looked at, and no score is worked out.
CREATE FUNCTION facts.assessment_standing(day date) RETURNS TABLE (assessment_id bigint, vendor_id bigint, engagement_id bigint, state text, valid_until_on date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT j.assessment_id, j.vendor_id, j.engagement_id, facts.assessment_word(j.outcome, j.successor_id, h.valid_until_on, day), h.valid_until_on
  FROM facts.decided_assessment(day) j
  LEFT JOIN (
    SELECT s.assessment_id, min(s.holds_until_on) AS holds_until_on
    FROM register.standing(day) s JOIN register.criterion c ON c.id = s.criterion_id AND c.knock_out_when IS NOT NULL
    GROUP BY s.assessment_id
  ) s ON s.assessment_id = j.assessment_id
  CROSS JOIN LATERAL (SELECT CASE WHEN j.valid_until_on IS NOT NULL THEN least(j.valid_until_on, s.holds_until_on) END AS valid_until_on) h;
END;
COMMENT ON FUNCTION facts.assessment_standing(date) IS 'The assessments started by the day, each with its state, as facts.assessment has it, and how long an approval is valid';

-- The words of an approval, since whoever asks for what ends soon has no need of the scores of all assessments.
CREATE FUNCTION facts.approval_why(state text, concluded_on date, concluded_by text, granted_until_on date, valid_until_on date, knocked_out text[], ending text)
RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE
  WHEN state <> 'expired' THEN format('approved on %s by %s, valid until %s', concluded_on, concluded_by, valid_until_on)
    || coalesce(', when the waiver or evidence for ' || ending || ' ends', '')
  WHEN valid_until_on = granted_until_on THEN format('the approval of %s was valid until %s', concluded_on, granted_until_on)
  ELSE format('%s %s the vendor out, which nobody waives after %s', array_to_string(knocked_out, ', '),
    CASE cardinality(knocked_out) WHEN 1 THEN 'rules' ELSE 'rule' END, valid_until_on) END;
COMMENT ON FUNCTION facts.approval_why(text, date, text, date, date, text[], text)
  IS 'Since when and until when an approval is valid, or why no longer: by the day it was granted until, the criteria that rule the vendor out, and those whose waiver or evidence ends on its last day';

CREATE FUNCTION facts.lifted_until(assessment_id bigint, until date, day date) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
  SELECT string_agg(a.key, ', ' ORDER BY a.place) FROM facts.assessment_answer(day) a
  WHERE a.assessment_id = lifted_until.assessment_id AND a.holds_until_on = until);
COMMENT ON FUNCTION facts.lifted_until(bigint, date, date) IS 'The criteria of an assessment that rule its vendor out from the day after this one on';

CREATE FUNCTION facts.assessment(day date) RETURNS TABLE (
  assessment_id bigint, vendor_id bigint, vendor text, engagement_id bigint, engagement text, questionnaire text, version text,
  state text, since date, why text, outcome text, started_on date, started_by text, assessor text, concluded_on date, concluded_by text, valid_until_on date,
  tier text, score numeric, band text, residual text, arithmetic text, knocked_out text[], waived text[], conditions_open bigint, conditions_overdue bigint, next_condition_due_on date, note text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH placed AS MATERIALIZED (
    SELECT d.* FROM facts.decided_assessment(day) d
  ), engagement_tier AS MATERIALIZED (
    -- Of what is decided the tier of then counts.
    SELECT t.engagement_id, t.tier FROM facts.engagement_tier(day) t
    WHERE t.engagement_id = ANY (ARRAY(SELECT o.engagement_id FROM placed o WHERE o.concluded_on IS NULL AND o.engagement_id IS NOT NULL))
  ), vendor_tier AS MATERIALIZED (
    SELECT t.vendor_id, t.tier FROM facts.vendor_tier(day) t
    WHERE t.vendor_id = ANY (ARRAY(SELECT o.vendor_id FROM placed o WHERE o.concluded_on IS NULL AND o.engagement_id IS NULL))
  ), judged AS (
    -- Where nobody recorded a tier, medium: neither forgotten nor first.
    SELECT p.*, CASE WHEN p.concluded_on IS NOT NULL THEN p.tier ELSE coalesce(e.tier, v.tier, 'medium') END AS inherent
    FROM placed p
    LEFT JOIN engagement_tier e ON p.concluded_on IS NULL AND e.engagement_id = p.engagement_id
    LEFT JOIN vendor_tier v ON p.concluded_on IS NULL AND p.engagement_id IS NULL AND v.vendor_id = p.vendor_id
  )
  SELECT j.assessment_id, j.vendor_id, v.name, j.engagement_id, e.title, j.questionnaire, j.version, w.state,
    CASE w.state WHEN 'open' THEN j.started_on WHEN 'superseded' THEN j.superseded_on WHEN 'expired' THEN h.valid_until_on + 1 ELSE j.concluded_on END,
    CASE w.state
      WHEN 'open' THEN format('started on %s, %s of %s criteria answered', j.started_on, s.answered, s.criteria)
      WHEN 'superseded' THEN format('decided anew on %s by assessment %s', j.succeeded_on, j.successor_id)
      WHEN 'rejected' THEN format('rejected on %s by %s', j.concluded_on, d.name)
      ELSE facts.approval_why(w.state, j.concluded_on, d.name, j.valid_until_on, h.valid_until_on, s.knocked_out,
        CASE WHEN h.valid_until_on < j.valid_until_on AND w.state <> 'expired' THEN facts.lifted_until(j.assessment_id, h.valid_until_on, day) END) END,
    j.outcome, j.started_on, j.started_by, p.name, j.concluded_on, d.name, h.valid_until_on,
    j.inherent, s.score, s.band, r.residual,
    CASE WHEN s.possible = 0 THEN 'nothing that is answered counts' ELSE format('%s of %s points are %s %%: %s', s.earned, s.possible, s.score, s.band) END
      || CASE WHEN s.knocked_out <> '{}' THEN format('; %s %s the vendor out, so tier %s becomes %s', array_to_string(s.knocked_out, ', '), o.rule, j.inherent, r.residual)
        WHEN r.residual = j.inherent THEN format('; tier %s stays', j.inherent) ELSE format('; tier %s becomes %s', j.inherent, r.residual) END,
    s.knocked_out, s.waived,
    coalesce(c.open, 0), coalesce(c.overdue, 0), c.next_due_on, j.note
  FROM judged j
  JOIN facts.assessment_score(day) s ON s.assessment_id = j.assessment_id
  JOIN register.vendor v ON v.id = j.vendor_id
  LEFT JOIN register.engagement e ON e.id = j.engagement_id
  JOIN register.person p ON p.id = j.assessor_id
  LEFT JOIN register.person d ON d.id = j.concluded_by_id
  CROSS JOIN LATERAL (SELECT CASE WHEN j.valid_until_on IS NOT NULL THEN least(j.valid_until_on, s.holds_until_on) END AS valid_until_on) h
  CROSS JOIN LATERAL (
    SELECT facts.assessment_word(j.outcome, j.successor_id, h.valid_until_on, day) AS state
  ) w
  CROSS JOIN LATERAL (SELECT CASE cardinality(s.knocked_out) WHEN 1 THEN 'rules' ELSE 'rule' END AS rule) o
  CROSS JOIN LATERAL (SELECT CASE WHEN s.knocked_out <> '{}' THEN 'critical' ELSE facts.residual_tier(j.inherent, s.band) END AS residual) r
  LEFT JOIN (
    SELECT c.assessment_id, count(*) FILTER (WHERE c.state <> 'met') AS open, count(*) FILTER (WHERE c.state = 'overdue') AS overdue,
      min(c.due_on) FILTER (WHERE c.state <> 'met') AS next_due_on
    FROM facts.assessment_condition(day) c GROUP BY c.assessment_id
  ) c ON c.assessment_id = j.assessment_id AND w.state = 'approved_with_conditions';
END;
COMMENT ON FUNCTION facts.assessment(date) IS 'The assessments started by the day, each with its state, why and since when: open, approved, approved_with_conditions, rejected, expired or superseded; how long an approval is valid, its score, the tier before and after it, and its open conditions';
