-- Import row by row, last step: what differs is what the sheet said before and says now, in its words.
INSERT INTO pg_temp.difference
SELECT m.line, n.key, m.was ->> n.key, n.value
FROM pg_temp.merged m JOIN pg_temp.staged s ON s.line = m.line
CROSS JOIN LATERAL jsonb_each_text(pg_temp.sheet(m.id, s)) n
WHERE NOT m.is_new AND n.key NOT IN ('id', 'place') AND n.value IS DISTINCT FROM m.was ->> n.key;
UPDATE pg_temp.merged m SET key = n.key, title = n.title
FROM pg_temp.staged s CROSS JOIN LATERAL pg_temp.shown(s) n (key, title)
WHERE s.line = m.line AND m.is_new AND m.line IN (SELECT x.line FROM pg_temp.merged x WHERE x.is_new ORDER BY x.line LIMIT 10)
  OR s.line = m.line AND m.line IN (SELECT d.line FROM pg_temp.difference d);
