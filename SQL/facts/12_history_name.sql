CREATE VIEW facts.former_log AS
  SELECT e.image ->> 'was' AS origin, (e.image ->> 'leaves')::bigint AS leaves, e.at AS renamed_at, e.reason
  FROM audit.entry e WHERE e.entity = 'tree' AND e.op = 'S';
COMMENT ON VIEW facts.former_log IS 'Names that the log had before, and how many leaves it has in common with the log of that name';
