-- Import of vendors, last step: numbers and trading names. Those that the file does not name stay; of one scheme the latest number goes on.
INSERT INTO pg_temp.difference
SELECT m.line, n.field, (
    SELECT string_agg(i.value, '; ' ORDER BY i.value) FROM register.vendor_identifier i
    WHERE i.vendor_id IN (SELECT register.company_entries(m.id)) AND i.scheme = n.scheme AND i.until_on IS NULL), n.value
FROM pg_temp.numbered n JOIN pg_temp.merged m ON m.line = n.line
WHERE NOT EXISTS (
  SELECT FROM register.vendor_identifier i
  WHERE i.vendor_id IN (SELECT register.company_entries(m.id)) AND i.scheme = n.scheme AND i.value = n.value);
UPDATE register.vendor_identifier i SET until_on = facts.as_of() - 1
FROM pg_temp.numbered n JOIN pg_temp.merged m ON m.line = n.line JOIN pg_temp.difference d ON d.line = n.line AND d.field = n.field
WHERE i.vendor_id IN (SELECT register.company_entries(m.id)) AND i.scheme = n.scheme AND i.until_on IS NULL
  AND i.from_on <= facts.as_of() - 1 IS NOT FALSE;
INSERT INTO register.vendor_identifier (vendor_id, scheme, value)
SELECT m.id, n.scheme, n.value
FROM pg_temp.numbered n JOIN pg_temp.merged m ON m.line = n.line JOIN pg_temp.difference d ON d.line = n.line AND d.field = n.field
ORDER BY n.line, n.scheme;

CREATE TEMP TABLE traded ON COMMIT DROP AS
SELECT DISTINCT ON (m.line, register.name_key(t.name)) m.line, m.id, t.name
FROM pg_temp.staged s JOIN pg_temp.merged m ON m.line = s.line CROSS JOIN LATERAL unnest(s.trading_names) t (name)
WHERE register.name_key(t.name) <> '' AND NOT EXISTS (
  SELECT FROM register.vendor_name k
  WHERE k.vendor_id IN (SELECT register.company_entries(m.id)) AND k.kind = 'trading' AND k.name_key = register.name_key(t.name))
ORDER BY m.line, register.name_key(t.name);
INSERT INTO pg_temp.difference SELECT line, 'trading_names', NULL, string_agg(name, '; ' ORDER BY name) FROM pg_temp.traded GROUP BY line;
INSERT INTO register.vendor_name (vendor_id, kind, name) SELECT id, 'trading', name FROM pg_temp.traded ORDER BY line, name;
-- What is new has no differences.
DELETE FROM pg_temp.difference d USING pg_temp.merged m WHERE m.line = d.line AND m.is_new;
