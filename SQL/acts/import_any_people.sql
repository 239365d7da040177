-- Import: the people in named_person; those not yet registered are added.
CREATE TEMP TABLE called_person ON COMMIT DROP AS
SELECT called, min(line) AS line, CASE WHEN called LIKE '%@%' THEN split_part(called, '@', 1) ELSE called END AS name,
  CASE WHEN called LIKE '%@%' THEN called END AS email
FROM pg_temp.named_person GROUP BY called;
INSERT INTO pg_temp.rejected
SELECT n.line, n.field, b.sentence
FROM facts.broken_check('pg_temp.called_person', 'register.person') b
JOIN pg_temp.called_person c ON c.line = b.line JOIN pg_temp.named_person n ON n.called = c.called;
DELETE FROM pg_temp.called_person c USING pg_temp.named_person n, pg_temp.rejected r
WHERE n.called = c.called AND r.line = n.line AND r.field = n.field;
INSERT INTO register.person (name, email)
SELECT DISTINCT ON (lower(email), register.name_key(name)) name, email FROM pg_temp.called_person c
WHERE NOT EXISTS (
  SELECT FROM register.person p
  WHERE register.name_key(c.called) IN (register.name_key(p.email), register.name_key(p.login), register.name_key(p.name)))
ORDER BY lower(email), register.name_key(name), line;
UPDATE pg_temp.named_person n SET id = c.id
FROM (SELECT called, register.person_called(called) AS id FROM pg_temp.called_person) c WHERE c.called = n.called;
INSERT INTO pg_temp.rejected
SELECT n.line, n.field, format('several people are called %s: give the mail address of the one that is meant', n.called)
FROM pg_temp.named_person n JOIN pg_temp.called_person c ON c.called = n.called WHERE n.id IS NULL;
