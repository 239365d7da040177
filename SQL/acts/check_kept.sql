-- $1 findings by their numbers. What the register has kept of them.
SELECT f.id, f.subject, o.as_of AS found_on, f.since, f.due_on, f.reopened
FROM unnest($1::bigint[]) n
JOIN register.finding f ON f.id = n
JOIN register.check_run o ON o.id = f.opened_check_id
