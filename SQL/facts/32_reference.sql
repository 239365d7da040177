-- Entries of others' lists, and which vendor of the register each is: by code, else by number, else by name.
CREATE FUNCTION facts.reference(day date) RETURNS TABLE (
  reference_id bigint, source text, kind text, name text, code text, company text, unit text, amount numeric, currency text, last_on date,
  state text, vendor_id bigint, vendor text, why text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH coded AS (
    SELECT r.id, v.id AS entry_id, 'code' AS by, 1 AS place FROM register.reference r JOIN register.vendor v ON register.name_key(v.code) = register.name_key(r.code)
  ), numbered AS (
    SELECT r.id, n.entry_id, 'number' AS by, 2 AS place
    FROM register.reference r CROSS JOIN LATERAL register.vendor_by_identifier(r.number) n (entry_id) WHERE r.number IS NOT NULL
  ), called AS MATERIALIZED (
    SELECT v.vendor_id, register.name_key(v.name) AS name_key, c.words, c.bare, c.core
    FROM facts.known_name(day) v CROSS JOIN LATERAL facts.name_core(v.name) c
  ), named AS (
    SELECT r.id, c.vendor_id AS entry_id, 'name' AS by, 3 AS place FROM register.reference r JOIN called c ON c.name_key = register.name_key(coalesce(r.company, r.name))
  ), met AS MATERIALIZED (
    SELECT DISTINCT ON (m.id) m.id, facts.vendor_on(m.entry_id, day) AS vendor_id, m.by
    FROM (SELECT * FROM coded UNION ALL SELECT * FROM numbered UNION ALL SELECT * FROM named) m
    ORDER BY m.id, m.place, m.entry_id
  ), likely AS MATERIALIZED (
    SELECT DISTINCT ON (r.id) r.id, c.vendor_id, m.reason
    FROM register.reference r
    CROSS JOIN LATERAL facts.name_core(coalesce(r.company, r.name)) w
    JOIN called c ON c.core = w.core
    CROSS JOIN LATERAL facts.name_match(w.words, w.bare, w.core, c.words, c.bare, c.core) m
    WHERE r.id NOT IN (SELECT met.id FROM met)
    ORDER BY r.id, m.score DESC, c.vendor_id
  )
  SELECT r.id, r.source, r.kind, r.name, r.code, r.company, r.unit, r.amount, r.currency, r.last_on,
    CASE WHEN m.vendor_id IS NOT NULL THEN 'registered' WHEN r.no_vendor_because IS NOT NULL THEN 'dismissed' WHEN l.vendor_id IS NOT NULL THEN 'likely' ELSE 'unknown' END,
    v.id, v.name,
    CASE WHEN m.vendor_id IS NOT NULL THEN 'by ' || m.by ELSE coalesce(r.no_vendor_because, l.reason) END
  FROM register.reference r
  LEFT JOIN met m ON m.id = r.id
  LEFT JOIN likely l ON l.id = r.id
  LEFT JOIN register.vendor v ON v.id = coalesce(m.vendor_id, CASE WHEN r.no_vendor_because IS NULL THEN l.vendor_id END);
END;
COMMENT ON FUNCTION facts.reference(date) IS 'Entries of others'' lists: registered (as which vendor, and by what), dismissed (why), likely (as a vendor whose name is alike) or unknown';
