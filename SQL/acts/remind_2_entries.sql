-- $1 day, $2 instant. Calendars hear of a moved day by a higher number. Only of what comes within a year or so: nobody looks further.
INSERT INTO register.calendar_entry AS e (kind, subject_id, cycle, due_on, shown, changed_at)
SELECT d.kind, d.subject_id, d.cycle, d.due_on, concat_ws(' · ', d.reference, d.vendor), $2::timestamptz
FROM pg_temp.deadline d
LEFT JOIN register.calendar_entry k ON k.kind = d.kind AND k.subject_id = d.subject_id AND k.cycle = d.cycle
WHERE d.due_on BETWEEN $1::date - 40 AND $1::date + 400
  AND (k.id IS NULL OR (k.due_on, k.shown) IS DISTINCT FROM (d.due_on, concat_ws(' · ', d.reference, d.vendor)))
ORDER BY d.kind, d.subject_id, d.cycle
ON CONFLICT (kind, subject_id, cycle) DO UPDATE SET due_on = excluded.due_on, shown = excluded.shown, sequence = e.sequence + 1, changed_at = excluded.changed_at
WHERE (e.due_on, e.shown) IS DISTINCT FROM (excluded.due_on, excluded.shown)
