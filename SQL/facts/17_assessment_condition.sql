CREATE FUNCTION facts.assessment_condition(day date) RETURNS TABLE (
  condition_id bigint, assessment_id bigint, number integer, text text, due_on date, state text, met_on date, met_by text, note text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.id, c.assessment_id, c.position, c.text, c.due_on, CASE WHEN m.met_on IS NOT NULL THEN 'met' WHEN c.due_on < day THEN 'overdue' ELSE 'open' END,
    m.met_on, CASE WHEN m.met_on IS NOT NULL THEN p.name END, CASE WHEN m.met_on IS NOT NULL THEN c.note END
  FROM register.assessment_condition c
  JOIN register.assessment a ON a.id = c.assessment_id AND a.concluded_on <= day
  LEFT JOIN register.person p ON p.id = c.met_by_id
  CROSS JOIN LATERAL (SELECT CASE WHEN c.met_on <= day THEN c.met_on END AS met_on) m;
END;
COMMENT ON FUNCTION facts.assessment_condition(date) IS 'What approvals ask for, and whether it is open, overdue or met on the day; due on a day means until its end';
