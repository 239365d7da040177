-- Functions whose body PostgreSQL keeps as it was written: how it writes out the others may differ from one version of it to the next.
CREATE VIEW facts.guard_function AS
  SELECT format('%s.%s(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS name,
    encode(sha256(convert_to(pg_get_functiondef(p.oid), 'UTF8')), 'hex') AS sha256
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE p.prokind = 'f' AND p.prosqlbody IS NULL AND n.nspname IN ('audit', 'register');
COMMENT ON VIEW facts.guard_function IS 'The functions that write and guard the log and the register, each with the hash of its definition';

CREATE VIEW facts.history_body AS
  WITH said AS (
    SELECT f.key AS name, f.value AS sha256
    FROM (
      SELECT e.image FROM audit.entry e WHERE e.entity = 'migration' AND e.op = 'S' AND e.image -> 'functions' IS NOT NULL ORDER BY e.seq DESC LIMIT 1
    ) newest CROSS JOIN LATERAL json_each_text(newest.image -> 'functions') f
  )
  SELECT coalesce(s.name, g.name) AS name, CASE
    WHEN g.name IS NULL THEN 'is a guard that is gone'
    WHEN s.name IS NULL THEN 'was made by no migration'
    WHEN g.sha256 <> s.sha256 THEN 'does something else than the migration made it do' END AS flaw
  FROM said s FULL JOIN facts.guard_function g ON g.name = s.name;
COMMENT ON VIEW facts.history_body IS 'Each function that guards, and whether it still is what the newest migration said of it in the log';
