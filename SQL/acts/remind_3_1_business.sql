-- $1 day. The days of the calendars that somebody works by. A table of its own, of which the server learns how many days a calendar has: else
-- it compares each step with all of them.
CREATE TEMPORARY TABLE business ON COMMIT DROP AS
SELECT b.* FROM facts.calendar_day($1::date - 1600, $1::date + 1600) b
WHERE b.calendar_id = ANY (ARRAY(SELECT c.id FROM register.calendar c WHERE c.name = ANY (ARRAY(SELECT DISTINCT d.calendar FROM pg_temp.deadline d))))
