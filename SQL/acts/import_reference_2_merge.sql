-- Import of a list that others keep, step 2: by the number in the list, else by name.
ANALYZE pg_temp.staged;
INSERT INTO pg_temp.rejected
SELECT s.line, NULL, format('line %s is about the same', s.first)
FROM (SELECT line, min(line) OVER (PARTITION BY coalesce('#' || code, register.name_key(name))) AS first FROM pg_temp.staged) s WHERE s.line > s.first;
CREATE TEMP TABLE merged ON COMMIT DROP AS
SELECT s.line, r.id IS NULL AS is_new, coalesce(r.id, nextval(pg_get_serial_sequence('register.reference', 'id'))) AS id,
  current_setting('clause6.source') AS source,
  coalesce(CASE WHEN 'kind' = ANY (s.fields) THEN s.kind ELSE r.kind END, 'other') AS kind, s.name, coalesce(s.code, r.code) AS code,
  CASE WHEN 'number' = ANY (s.fields) THEN s.number ELSE r.number END AS number,
  CASE WHEN 'company' = ANY (s.fields) THEN s.company ELSE r.company END AS company,
  CASE WHEN 'unit' = ANY (s.fields) THEN s.unit ELSE r.unit END AS unit,
  CASE WHEN 'amount' = ANY (s.fields) THEN s.amount ELSE r.amount END AS amount,
  CASE WHEN 'currency' = ANY (s.fields) THEN s.currency ELSE r.currency END AS currency,
  CASE WHEN 'last_on' = ANY (s.fields) THEN s.last_on ELSE r.last_on END AS last_on,
  -- What a person said here outlives a list that does not say it.
  coalesce(s.no_vendor_because, r.no_vendor_because) AS no_vendor_because,
  CASE WHEN 'note' = ANY (s.fields) THEN s.note ELSE r.note END AS note
FROM pg_temp.staged s
LEFT JOIN register.reference r ON r.source = current_setting('clause6.source') AND coalesce('#' || r.code, r.name_key) = coalesce('#' || s.code, register.name_key(s.name))
WHERE s.line NOT IN (SELECT line FROM pg_temp.rejected);
CREATE UNIQUE INDEX ON pg_temp.merged (line);
ANALYZE pg_temp.merged;
