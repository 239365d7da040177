-- What people have said about reminders, as it counts on a day.
CREATE FUNCTION facts.reminder_act(day date) RETURNS TABLE (
  act_id bigint, state text, what text, kind text, subject_id bigint, person_id bigint, person text, acted_on date, until_on date,
  acted_by_id bigint, acted_by text, reason text, withdrawn_on date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT a.id, CASE WHEN a.withdrawn_on <= day THEN 'withdrawn' WHEN a.until_on < day THEN 'ended' ELSE 'in_force' END,
    a.what, a.kind, a.subject_id, p.id, p.name, a.acted_on, a.until_on, a.acted_by_id, w.name, a.reason,
    CASE WHEN a.withdrawn_on <= day THEN a.withdrawn_on END
  FROM register.reminder_act a
  JOIN register.person w ON w.id = a.acted_by_id
  LEFT JOIN register.person p ON p.id = a.person_id
  WHERE a.acted_on <= day;
END;
COMMENT ON FUNCTION facts.reminder_act(date) IS 'What people had done about reminders by the day: in_force, ended or withdrawn';

CREATE FUNCTION facts.handed_over(day date) RETURNS TABLE (kind text, subject_id bigint, person_id bigint) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT DISTINCT ON (a.kind, a.subject_id) a.kind, a.subject_id, a.person_id
  FROM facts.reminder_act(day) a WHERE a.what = 'handed_over' AND a.state = 'in_force'
  ORDER BY a.kind, a.subject_id, a.act_id DESC;
END;
COMMENT ON FUNCTION facts.handed_over(date) IS 'To whom a deadline was handed over last';

-- SMTP's answers begin with their code.
CREATE FUNCTION facts.answer_text(code integer, reply text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN starts_with(reply, code::text) THEN reply ELSE nullif(concat_ws(' ', nullif(code, 0), reply), '') END;
COMMENT ON FUNCTION facts.answer_text(integer, text) IS 'What the other side answered, with its code';
