-- A union and not one condition with OR: each way to name a vendor then has an index of its own.
CREATE FUNCTION facts.vendor_entry_called(which text) RETURNS TABLE (vendor_id bigint) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT placed.vendor_id FROM (
    SELECT DISTINCT found.vendor_id, rank() OVER (ORDER BY found.place) AS rank FROM (
      SELECT id AS vendor_id, 1 AS place FROM register.vendor WHERE code = which
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
COMMENT ON FUNCTION facts.vendor_entry_called(text) IS 'The entries that are meant by a code, else by # and a number, else by any of their names or identifiers, else by a number alone; merged ones too';

CREATE FUNCTION facts.vendor_called(which text) RETURNS TABLE (vendor_id bigint) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT DISTINCT register.vendor_survivor(e.vendor_id) FROM facts.vendor_entry_called(which) e;
END;
COMMENT ON FUNCTION facts.vendor_called(text) IS 'The vendors that are meant: for an entry that was merged, the one as which it goes on';

CREATE FUNCTION facts.vendor_named(part text) RETURNS TABLE (vendor_id bigint) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT id FROM register.vendor
  WHERE code = part OR position(register.name_key(part) IN name_key) > 0
    OR position(register.name_key(part) IN register.name_key(english_name)) > 0
    OR position(register.name_key(register.reading(part)) IN register.name_key(reading)) > 0
  UNION
  SELECT n.vendor_id FROM register.vendor_name n WHERE position(register.name_key(part) IN n.name_key) > 0;
END;
COMMENT ON FUNCTION facts.vendor_named(text) IS 'The vendors of which any name contains a text, or that have it as their code';

CREATE VIEW facts.vendor_name AS
  SELECT n.id AS name_id, n.vendor_id, v.name AS vendor, n.name, n.name_key, n.kind, n.language, n.from_on, n.until_on
  FROM register.vendor_name n JOIN register.vendor v ON v.id = n.vendor_id;
COMMENT ON VIEW facts.vendor_name IS 'The other names of vendors, with their legal names';

CREATE VIEW facts.vendor_contact AS
  SELECT c.id AS contact_id, '#' || c.id AS contact, v.name AS vendor, c.role, c.name, c.email, c.phone, c.language, c.until_on
  FROM register.vendor_contact c JOIN register.vendor v ON v.id = c.vendor_id;
COMMENT ON VIEW facts.vendor_contact IS 'Whom to reach at vendors';

CREATE FUNCTION facts.vendor_on(vendor bigint, day date) RETURNS bigint LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  WITH RECURSIVE way AS (
    SELECT v.id, v.merged_into_id, v.merged_on FROM register.vendor v WHERE v.id = vendor
    UNION ALL
    SELECT v.id, v.merged_into_id, v.merged_on FROM way JOIN register.vendor v ON v.id = way.merged_into_id WHERE way.merged_on <= day
  ) SELECT way.id FROM way WHERE facts.is_vendor(way.merged_on, day);
END;
COMMENT ON FUNCTION facts.vendor_on(bigint, date) IS 'The vendor that an entry was on the day: itself, or the one into which it had been merged';

CREATE VIEW facts.vendor_merger AS
  SELECT g.id AS gone_id, g.code, g.name, g.merged_into_id AS vendor_id, g.merged_on FROM register.vendor g WHERE g.merged_into_id IS NOT NULL;
COMMENT ON VIEW facts.vendor_merger IS 'Entries that were merged, and into which vendor';
