CREATE FUNCTION facts.is_away(away_from_on date, away_until_on date, day date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(away_until_on >= day AND (away_from_on IS NULL OR away_from_on <= day), false);
COMMENT ON FUNCTION facts.is_away(date, date, date) IS 'Whether an absence covers the day; its first and last day do';

CREATE FUNCTION facts.has_left(left_on date, day date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(left_on < day, false);
COMMENT ON FUNCTION facts.has_left(date, date) IS 'Whether somebody''s last day in the organisation is over on the day';

CREATE FUNCTION facts.acting(day date) RETURNS TABLE (person_id bigint, acting_id bigint) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH RECURSIVE person AS (
    SELECT id, backup_id, NOT facts.is_away(away_from_on, away_until_on, day) AND NOT facts.has_left(left_on, day) AS is_there
    FROM register.person
  ), line (person_id, reached_id, is_there, passed) AS (
    SELECT id, id, is_there, ARRAY[id] FROM person
    UNION ALL
    SELECT l.person_id, b.id, b.is_there, l.passed || b.id
    FROM line l
    JOIN person absent ON absent.id = l.reached_id
    JOIN person b ON b.id = absent.backup_id
    -- Two who stand in for each other and are both away end the search.
    WHERE NOT l.is_there AND b.id <> ALL (l.passed)
  )
  SELECT l.person_id, l.reached_id FROM line l WHERE l.is_there;
END;
COMMENT ON FUNCTION facts.acting(date) IS 'Who acts for each person on the day: they themselves, else the first along their backups who is there; no row when nobody is';

CREATE FUNCTION facts.person(day date) RETURNS TABLE (
  person_id bigint, name text, email text, login text, language text, zone text, calendar text, manager text, backup text,
  is_away boolean, away_from_on date, away_until_on date, has_left boolean, left_on date, acts text, acts_email text,
  vendors bigint, engagements bigint, contracts bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT p.id, p.name, p.email, p.login, p.language, p.zone, p.calendar, manager.name, backup.name,
    facts.is_away(p.away_from_on, p.away_until_on, day), p.away_from_on, p.away_until_on, facts.has_left(p.left_on, day), p.left_on,
    acting.name, acting.email, coalesce(v.count, 0), coalesce(e.count, 0), coalesce(c.count, 0)
  FROM register.person p
  LEFT JOIN register.person manager ON manager.id = p.manager_id
  LEFT JOIN register.person backup ON backup.id = p.backup_id
  LEFT JOIN facts.acting(day) a ON a.person_id = p.id
  LEFT JOIN register.person acting ON acting.id = a.acting_id
  LEFT JOIN (SELECT owner_id, count(*) FROM register.vendor WHERE facts.is_vendor(merged_on, day) GROUP BY owner_id) v ON v.owner_id = p.id
  LEFT JOIN (SELECT owner_id, count(*) FROM register.engagement GROUP BY owner_id) e ON e.owner_id = p.id
  LEFT JOIN (SELECT owner_id, count(*) FROM register.contract GROUP BY owner_id) c ON c.owner_id = p.id;
END;
COMMENT ON FUNCTION facts.person(date) IS 'People, whether they are away or have left on the day, who then acts for them, and how much they answer for';

CREATE VIEW facts.duty AS
  SELECT owner_id AS person_id, 'owner' AS duty, 'vendor' AS of, coalesce(code, '#' || id) AS reference, name AS title
  FROM register.vendor WHERE owner_id IS NOT NULL AND merged_into_id IS NULL
  UNION ALL
  SELECT backup_owner_id, 'backup owner', 'vendor', coalesce(code, '#' || id), name
  FROM register.vendor WHERE backup_owner_id IS NOT NULL AND merged_into_id IS NULL
  UNION ALL
  SELECT e.owner_id, 'owner', 'engagement', '#' || e.id, v.name || ': ' || e.title
  FROM register.engagement e JOIN register.vendor v ON v.id = e.vendor_id WHERE e.owner_id IS NOT NULL
  UNION ALL
  SELECT owner_id, 'owner', 'contract', reference, title FROM register.contract WHERE owner_id IS NOT NULL
  UNION ALL
  SELECT manager_id, 'manager', 'person', '#' || id, name FROM register.person WHERE manager_id IS NOT NULL
  UNION ALL
  SELECT backup_id, 'backup', 'person', '#' || id, name FROM register.person WHERE backup_id IS NOT NULL;
COMMENT ON VIEW facts.duty IS 'What each person answers for, and for whom they act';

-- By the catalogue, so that no table with an owner is ever forgotten when somebody leaves.
CREATE FUNCTION facts.owned_table() RETURNS TABLE (name text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT c.relname::text
  FROM pg_constraint f
  JOIN pg_class c ON c.oid = f.conrelid
  JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
  WHERE f.contype = 'f' AND f.confrelid = 'register.person'::regclass AND a.attname = 'owner_id';
END;
COMMENT ON FUNCTION facts.owned_table() IS 'Tables of which each row can have an owner';
