CREATE FUNCTION facts.calendar_uid(kind text, subject_id bigint, cycle bigint) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT format('%s.%s.%s@%s', kind, subject_id, cycle, instance) FROM register.reminder_policy);
COMMENT ON FUNCTION facts.calendar_uid(text, bigint, bigint) IS 'What calendars know a deadline by, however its day moves';

CREATE FUNCTION facts.calendar_item(day date) RETURNS TABLE (
  kind text, reference text, vendor text, tier text, due_on date, days_left integer, why text, audience text, owner text, instead text,
  uid text, sequence integer, changed_at bigint, owner_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT d.kind, d.reference, d.vendor, d.tier, d.due_on, d.days_left, d.why, 'owner', NULL::text, NULL::text,
    facts.calendar_uid(d.kind, d.subject_id, d.cycle), coalesce(e.sequence, 0),
    -- What no scheduler has noted yet changes once a day at most.
    extract(epoch FROM coalesce(e.changed_at, facts.day_end(day - 1)))::bigint, d.owner_id
  FROM facts.deadline(day) d
  LEFT JOIN register.calendar_entry e ON e.kind = d.kind AND e.subject_id = d.subject_id AND e.cycle = d.cycle;
END;
COMMENT ON FUNCTION facts.calendar_item(date) IS 'Deadlines as calendars show them, each with what its entry is known by and how often it has changed';
