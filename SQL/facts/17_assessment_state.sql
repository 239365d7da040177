-- What an assessment is on a day. Its arithmetic is in 17_assessment_score.sql, its conditions in 17_assessment_condition.sql.
CREATE FUNCTION facts.assessment(day date) RETURNS TABLE (
  assessment_id bigint, vendor_id bigint, vendor text, engagement_id bigint, engagement text, questionnaire text, version text,
  state text, since date, why text, outcome text, started_on date, started_by text, assessor text, concluded_on date, concluded_by text, valid_until_on date,
  tier text, score numeric, band text, residual text, arithmetic text, knocked_out text[], waived text[], conditions_open bigint, conditions_overdue bigint, next_condition_due_on date, note text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH judged AS MATERIALIZED (
    SELECT a.id, CASE WHEN a.engagement_id IS NULL THEN s.vendor_id END AS whole_vendor_id, a.engagement_id, q.key, q.version, a.started_on, a.started_by, a.assessor_id, a.note,
      CASE WHEN a.concluded_on <= day THEN a.concluded_on END AS concluded_on, CASE WHEN a.concluded_on <= day THEN a.concluded_by_id END AS concluded_by_id,
      CASE WHEN a.concluded_on <= day THEN a.outcome END AS outcome, CASE WHEN a.concluded_on <= day THEN a.valid_until_on END AS valid_until_on,
      CASE WHEN a.concluded_on <= day THEN a.tier ELSE s.tier END AS tier, s.vendor_id, s.merged_on
    FROM register.assessment a
    JOIN register.questionnaire q ON q.id = a.questionnaire_id
    JOIN facts.assessment_subject(day) s ON s.assessment_id = a.id
    WHERE a.started_on <= day
  ), placed AS (
    -- The next decision about the same thing by the same questionnaire, in whichever version.
    SELECT j.*, lead(j.id) OVER later AS successor_id, lead(j.concluded_on) OVER later AS succeeded_on,
      greatest(lead(j.concluded_on) OVER later, j.merged_on, lead(j.merged_on) OVER later) AS superseded_on
    FROM judged j
    WINDOW later AS (PARTITION BY j.whole_vendor_id, j.engagement_id, j.key, j.concluded_on IS NULL ORDER BY j.concluded_on, j.id)
  )
  SELECT j.id, j.vendor_id, v.name, j.engagement_id, e.title, j.key, j.version, w.state,
    CASE w.state WHEN 'open' THEN j.started_on WHEN 'superseded' THEN j.superseded_on WHEN 'expired' THEN h.valid_until_on + 1 ELSE j.concluded_on END,
    CASE w.state
      WHEN 'open' THEN format('started on %s, %s of %s criteria answered', j.started_on, s.answered, s.criteria)
      WHEN 'superseded' THEN format('decided anew on %s by assessment %s', j.succeeded_on, j.successor_id)
      WHEN 'rejected' THEN format('rejected on %s by %s', j.concluded_on, d.name)
      WHEN 'expired' THEN CASE WHEN h.valid_until_on = j.valid_until_on THEN format('the approval of %s was valid until %s', j.concluded_on, j.valid_until_on)
        ELSE format('%s %s the vendor out, which nobody waives after %s', array_to_string(s.knocked_out, ', '), o.rule, h.valid_until_on) END
      ELSE format('approved on %s by %s, valid until %s', j.concluded_on, d.name, h.valid_until_on)
        || CASE WHEN h.valid_until_on < j.valid_until_on THEN format(', when the waiver or evidence for %s ends', array_to_string(s.held_by, ', ')) ELSE '' END END,
    j.outcome, j.started_on, j.started_by, p.name, j.concluded_on, d.name, h.valid_until_on,
    j.tier, s.score, s.band, r.residual,
    CASE WHEN s.possible = 0 THEN 'nothing that is answered counts' ELSE format('%s of %s points are %s %%: %s', s.earned, s.possible, s.score, s.band) END
      || CASE WHEN s.knocked_out <> '{}' THEN format('; %s %s the vendor out, so tier %s becomes %s', array_to_string(s.knocked_out, ', '), o.rule, j.tier, r.residual)
        WHEN r.residual = j.tier THEN format('; tier %s stays', j.tier) ELSE format('; tier %s becomes %s', j.tier, r.residual) END,
    s.knocked_out, s.waived,
    coalesce(c.open, 0), coalesce(c.overdue, 0), c.next_due_on, j.note
  FROM placed j
  JOIN facts.assessment_score(day) s ON s.assessment_id = j.id
  JOIN register.vendor v ON v.id = j.vendor_id
  LEFT JOIN register.engagement e ON e.id = j.engagement_id
  JOIN register.person p ON p.id = j.assessor_id
  LEFT JOIN register.person d ON d.id = j.concluded_by_id
  CROSS JOIN LATERAL (SELECT CASE WHEN j.valid_until_on IS NOT NULL THEN least(j.valid_until_on, s.holds_until_on) END AS valid_until_on) h
  CROSS JOIN LATERAL (
    SELECT CASE WHEN j.outcome IS NULL THEN 'open' WHEN j.successor_id IS NOT NULL THEN 'superseded' WHEN j.outcome = 'reject' THEN 'rejected'
      WHEN h.valid_until_on < day THEN 'expired' WHEN j.outcome = 'approve' THEN 'approved' ELSE 'approved_with_conditions' END AS state
  ) w
  CROSS JOIN LATERAL (SELECT CASE cardinality(s.knocked_out) WHEN 1 THEN 'rules' ELSE 'rule' END AS rule) o
  CROSS JOIN LATERAL (SELECT CASE WHEN s.knocked_out <> '{}' THEN 'critical' ELSE facts.residual_tier(j.tier, s.band) END AS residual) r
  LEFT JOIN (
    SELECT c.assessment_id, count(*) FILTER (WHERE c.state <> 'met') AS open, count(*) FILTER (WHERE c.state = 'overdue') AS overdue,
      min(c.due_on) FILTER (WHERE c.state <> 'met') AS next_due_on
    FROM facts.assessment_condition(day) c GROUP BY c.assessment_id
  ) c ON c.assessment_id = j.id AND w.state = 'approved_with_conditions';
END;
COMMENT ON FUNCTION facts.assessment(date) IS 'The assessments started by the day, each with its state, why and since when: open, approved, approved_with_conditions, rejected, expired or superseded; how long an approval is valid, its score, the tier before and after it, and its open conditions';
