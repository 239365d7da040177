-- A union and not one condition with OR: each way to name a vendor then has an index of its own.
CREATE FUNCTION facts.vendor_entry_called(which text) RETURNS TABLE (vendor_id bigint) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT placed.vendor_id FROM (
    SELECT DISTINCT found.vendor_id, rank() OVER (ORDER BY found.place) AS rank FROM (
      SELECT id AS vendor_id, 1 AS place FROM register.vendor WHERE code = which
      UNION ALL SELECT id, 2 FROM register.vendor WHERE register.name_key(code) = register.name_key(which)
      UNION ALL SELECT id, 2 FROM register.vendor WHERE id = CASE WHEN which ~ '^#[0-9]{1,18}$' THEN substr(which, 2)::bigint END
      UNION ALL SELECT id, 3 FROM register.vendor WHERE name_key = register.name_key(which)
      UNION ALL SELECT id, 3 FROM register.vendor WHERE register.name_key(english_name) = register.name_key(which)
      UNION ALL SELECT id, 3 FROM register.vendor WHERE register.name_key(reading) = register.name_key(register.reading(which))
      UNION ALL SELECT n.vendor_id, 3 FROM register.vendor_name n WHERE n.name_key = register.name_key(which)
      UNION ALL SELECT id, 3 FROM register.vendor_by_identifier(which) id
      UNION ALL SELECT id, 4 FROM register.vendor WHERE id = CASE WHEN which ~ '^[0-9]{1,18}$' THEN which::bigint END
    ) found
  ) placed
  WHERE placed.rank = 1;
END;
COMMENT ON FUNCTION facts.vendor_entry_called(text) IS 'The entries that are meant by a code, else by a code in another width or case or by # and a number, else by any of their names or identifiers, else by a number alone; merged ones too';

CREATE FUNCTION facts.vendor_called(which text, day date DEFAULT facts.as_of()) RETURNS TABLE (vendor_id bigint) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT DISTINCT facts.vendor_on(e.vendor_id, day) FROM facts.vendor_entry_called(which) e;
END;
COMMENT ON FUNCTION facts.vendor_called(text, date) IS 'The vendors of the day that are meant: for an entry that had been merged by then, the one as which it goes on';

CREATE FUNCTION facts.vendor_named(part text, day date) RETURNS TABLE (vendor_id bigint) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT facts.vendor_on(id, day) FROM register.vendor
  WHERE code = part OR position(register.name_key(part) IN name_key) > 0
    OR position(register.name_key(part) IN register.name_key(english_name)) > 0
    OR position(register.name_key(register.reading(part)) IN register.name_key(reading)) > 0
  UNION
  SELECT facts.vendor_on(n.vendor_id, day) FROM register.vendor_name n WHERE position(register.name_key(part) IN n.name_key) > 0;
END;
COMMENT ON FUNCTION facts.vendor_named(text, date) IS 'The vendors of the day of which any name contains a text, or that have it as their code';

CREATE FUNCTION facts.vendor_name(day date) RETURNS TABLE (
  name_id bigint, vendor_id bigint, vendor text, name text, name_key text, kind text, language text, from_on date, until_on date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT n.id, v.id, v.name, n.name, n.name_key, n.kind, n.language, n.from_on, n.until_on
  FROM register.vendor_name n
  LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = n.vendor_id
  JOIN register.vendor v ON v.id = facts.goes_on_as(m.vendor_id, n.vendor_id)
  UNION ALL
  SELECT NULL, v.id, v.name, g.name, g.name_key, 'merged', NULL, m.since, NULL
  FROM facts.merged_vendor(day) m JOIN register.vendor g ON g.id = m.entry_id JOIN register.vendor v ON v.id = m.vendor_id;
END;
COMMENT ON FUNCTION facts.vendor_name(date) IS 'The other names of the vendors of the day, with their legal names; the legal names of entries that were merged into them are of the kind merged';

CREATE FUNCTION facts.vendor_contact(day date) RETURNS TABLE (
  contact_id bigint, contact text, vendor_id bigint, vendor text, role text, name text, email text, phone text, language text, until_on date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.id, '#' || c.id, v.id, v.name, c.role, c.name, c.email, c.phone, c.language, c.until_on
  FROM register.vendor_contact c
  LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = c.vendor_id
  JOIN register.vendor v ON v.id = facts.goes_on_as(m.vendor_id, c.vendor_id);
END;
COMMENT ON FUNCTION facts.vendor_contact(date) IS 'Whom to reach at the vendors of the day, and until when';
