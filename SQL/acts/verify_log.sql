-- Tables of the register that are neither logged nor append-only, and triggers that were switched off.
SELECT c.relname AS table, NULL::text AS id,
  CASE WHEN count(t.oid) = 0 THEN 'has neither log nor guard' ELSE 'has a trigger that does not always fire: ' || string_agg(t.tgname, ', ') END AS problem
FROM pg_class c
LEFT JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal
WHERE c.relnamespace = 'register'::regnamespace AND c.relkind = 'r'
  -- Data of the program, not of its users.
  AND c.relname <> 'term_kind'
  AND (t.oid IS NULL OR t.tgenabled <> 'A')
GROUP BY c.relname
ORDER BY c.relname
