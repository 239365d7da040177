-- Two entries that turned out to be one company. Nothing that refers to an entry is rewritten: whose it is on a day is
-- worked out, so the days before a merger stay as they were, and those from it on show one vendor.
CREATE FUNCTION facts.is_vendor(merged_on date, day date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN merged_on IS NULL OR merged_on > day;
COMMENT ON FUNCTION facts.is_vendor(date, date) IS 'Whether an entry is a vendor of its own on the day, and not merged into another';

-- The way ends: a merger never changes, and nothing is merged into an entry that was merged away.
CREATE FUNCTION facts.vendor_way(entry bigint, day date, OUT vendor_id bigint, OUT since date) LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE step record;
BEGIN
  vendor_id := entry;
  LOOP
    SELECT v.merged_into_id, v.merged_on INTO step FROM register.vendor v WHERE v.id = vendor_id AND v.merged_on <= day;
    EXIT WHEN NOT FOUND;
    vendor_id := step.merged_into_id;
    since := greatest(since, step.merged_on);
  END LOOP;
END $$;
COMMENT ON FUNCTION facts.vendor_way(bigint, date) IS 'The vendor that an entry is on the day, and since when: itself, or the one into which it had been merged';

CREATE FUNCTION facts.vendor_on(entry bigint, day date) RETURNS bigint LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN (SELECT w.vendor_id FROM facts.vendor_way(entry, day) w);
COMMENT ON FUNCTION facts.vendor_on(bigint, date) IS 'The vendor that an entry is on the day: itself, or the one into which it had been merged';

-- The few that were merged, to be joined to the many that were not.
CREATE FUNCTION facts.merged_vendor(day date) RETURNS TABLE (entry_id bigint, vendor_id bigint, since date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT v.id, w.vendor_id, w.since FROM register.vendor v CROSS JOIN LATERAL facts.vendor_way(v.id, day) w
  WHERE v.merged_into_id IS NOT NULL AND v.merged_on <= day;
END;
COMMENT ON FUNCTION facts.merged_vendor(date) IS 'The entries that are no vendors of their own on the day, with the vendor that each is, and since when';

-- No coalesce: where rows are fenced by unit PostgreSQL takes it for something that might tell what it was called with, and finds no index.
CREATE FUNCTION facts.goes_on_as(merged_into bigint, entry bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN merged_into IS NULL THEN entry ELSE merged_into END;
COMMENT ON FUNCTION facts.goes_on_as(bigint, bigint) IS 'The vendor that an entry is: the one into which it had been merged, else itself';

-- The two parts of a union, and not one join with what was merged, so that of one vendor's rows only those are read.
CREATE FUNCTION facts.contract_vendor(day date) RETURNS TABLE (contract_id bigint, vendor_id bigint, place integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT l.contract_id, l.vendor_id, l.position FROM register.contract_vendor l
  WHERE NOT EXISTS (SELECT FROM register.vendor g WHERE g.id = l.vendor_id AND g.merged_into_id IS NOT NULL AND g.merged_on <= day)
  UNION ALL
  SELECT l.contract_id, m.vendor_id, l.position
  FROM facts.merged_vendor(day) m JOIN register.contract_vendor l ON l.vendor_id = m.entry_id
  -- A contract that names a company twice binds it once.
  WHERE NOT EXISTS (
    SELECT FROM register.contract_vendor k
    WHERE k.contract_id = l.contract_id AND k.id <> l.id AND facts.vendor_on(k.vendor_id, day) = m.vendor_id
      AND (k.vendor_id = m.vendor_id OR (k.position, k.id) < (l.position, l.id)));
END;
COMMENT ON FUNCTION facts.contract_vendor(date) IS 'Which vendors of the day each contract binds, in their order';

CREATE FUNCTION facts.engagement_vendor(day date) RETURNS TABLE (
  engagement_id bigint, vendor_id bigint, starts_on date, ends_on date, stated_tier text, access text, critical boolean, critical_why text, data_subjects bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT e.id, e.vendor_id, e.starts_on, e.ends_on, e.tier, e.access, e.critical, e.critical_why, e.data_subjects FROM register.engagement e
  WHERE NOT EXISTS (SELECT FROM register.vendor g WHERE g.id = e.vendor_id AND g.merged_into_id IS NOT NULL AND g.merged_on <= day)
  UNION ALL
  SELECT e.id, m.vendor_id, e.starts_on, e.ends_on, e.tier, e.access, e.critical, e.critical_why, e.data_subjects
  FROM facts.merged_vendor(day) m JOIN register.engagement e ON e.vendor_id = m.entry_id;
END;
COMMENT ON FUNCTION facts.engagement_vendor(date) IS 'Of which vendor of the day each engagement is a use, from when until when, and what is recorded of its weight';

CREATE FUNCTION facts.entry_of(vendor bigint, day date) RETURNS TABLE (entry_id bigint) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT vendor UNION ALL SELECT m.entry_id FROM facts.merged_vendor(day) m WHERE m.vendor_id = vendor;
END;
COMMENT ON FUNCTION facts.entry_of(bigint, date) IS 'The entries that a vendor is on the day: its own, and those that had been merged into it';

CREATE FUNCTION facts.stands_behind(from_on date, until_on date, day date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (from_on IS NULL OR from_on <= day) AND (until_on IS NULL OR until_on >= day);
COMMENT ON FUNCTION facts.stands_behind(date, date, date) IS 'Whether a contract stands behind work on the day, by the first and the last day of the link';

CREATE FUNCTION facts.engagement_contract(day date) RETURNS TABLE (engagement_id bigint, contract_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT l.engagement_id, l.contract_id FROM register.engagement_contract l WHERE facts.stands_behind(l.from_on, l.until_on, day);
END;
COMMENT ON FUNCTION facts.engagement_contract(date) IS 'Which contracts stand behind which work on the day';

CREATE FUNCTION facts.vendor_parent(day date) RETURNS TABLE (vendor_id bigint, parent_id bigint) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- Its own goes before that of an entry that was merged into it; a subsidiary that turned out to be its parent is none.
  SELECT DISTINCT ON (coalesce(c.vendor_id, v.id)) coalesce(c.vendor_id, v.id), coalesce(p.vendor_id, v.parent_id)
  FROM register.vendor v
  LEFT JOIN facts.merged_vendor(day) c ON c.entry_id = v.id
  LEFT JOIN facts.merged_vendor(day) p ON p.entry_id = v.parent_id
  WHERE v.parent_id IS NOT NULL AND coalesce(c.vendor_id, v.id) <> coalesce(p.vendor_id, v.parent_id)
  ORDER BY coalesce(c.vendor_id, v.id), c.entry_id IS NOT NULL, v.id;
END;
COMMENT ON FUNCTION facts.vendor_parent(date) IS 'The company that controls each vendor of the day that somebody controls';

CREATE FUNCTION facts.group_head(vendor bigint, day date) RETURNS bigint LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
  head bigint := facts.vendor_on(vendor, day);
  above bigint;
BEGIN
  LOOP
    SELECT p.parent_id INTO above FROM facts.vendor_parent(day) p WHERE p.vendor_id = head;
    EXIT WHEN NOT FOUND;
    head := above;
  END LOOP;
  RETURN head;
END $$;
COMMENT ON FUNCTION facts.group_head(bigint, date) IS 'The company at the top of a vendor''s group on the day: itself, where nobody controls it';

-- Most contracts name the very entry the work is of, and to see that is quick.
CREATE FUNCTION facts.binds_group(contract bigint, entry bigint, day date) RETURNS boolean LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF EXISTS (SELECT FROM register.contract_vendor l WHERE l.contract_id = contract AND l.vendor_id = entry)
    OR NOT EXISTS (SELECT FROM register.contract_vendor l WHERE l.contract_id = contract) THEN
    RETURN true;
  END IF;
  RETURN EXISTS (SELECT FROM facts.contract_vendor(day) l WHERE l.contract_id = contract AND facts.group_head(l.vendor_id, day) = facts.group_head(entry, day));
END $$;
COMMENT ON FUNCTION facts.binds_group(bigint, bigint, date) IS 'Whether a contract names the vendor of an entry, or a company of its group on the day, or nobody at all';

CREATE VIEW facts.vendor_merger AS
  SELECT g.id AS gone_id, g.code, g.name, g.merged_into_id AS vendor_id, g.merged_on FROM register.vendor g WHERE g.merged_into_id IS NOT NULL;
COMMENT ON VIEW facts.vendor_merger IS 'Entries that were merged, and into which vendor';
