-- Vendors that may be one company twice. A person decides; until then nothing happens to them.

CREATE FUNCTION facts.known_name(day date) RETURNS TABLE (vendor_id bigint, name text) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT coalesce(m.vendor_id, v.id), n.name
  FROM register.vendor v
  LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = v.id
  CROSS JOIN LATERAL (VALUES (v.name), (v.english_name)) n (name)
  WHERE n.name IS NOT NULL
  UNION ALL
  -- Too many companies have the same three letters.
  SELECT coalesce(m.vendor_id, n.vendor_id), n.name
  FROM register.vendor_name n LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = n.vendor_id
  WHERE n.kind <> 'abbreviation';
END;
COMMENT ON FUNCTION facts.known_name(date) IS 'What each vendor of the day is or was called, but for abbreviations';

CREATE FUNCTION facts.scheme_title(scheme text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE scheme WHEN 'lei' THEN 'LEI' WHEN 'jp_corporate_number' THEN '法人番号' WHEN 'eu_vat' THEN 'VAT number' WHEN 'duns' THEN 'D-U-N-S number' WHEN 'abn' THEN 'ABN' END;
COMMENT ON FUNCTION facts.scheme_title(text) IS 'A scheme of identifiers as people call it';

CREATE FUNCTION facts.vendor_identifier(day date) RETURNS TABLE (vendor_id bigint, scheme text, value text, from_on date, until_on date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT coalesce(m.vendor_id, i.vendor_id), i.scheme, i.value, i.from_on, i.until_on
  FROM register.vendor_identifier i LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = i.vendor_id
  WHERE (i.from_on IS NULL OR i.from_on <= day) AND (i.until_on IS NULL OR i.until_on >= day);
END;
COMMENT ON FUNCTION facts.vendor_identifier(date) IS 'Identifiers that are the vendors'' own on the day';

CREATE FUNCTION facts.vendor_number(day date) RETURNS TABLE (
  vendor_id bigint, vendor text, scheme text, title text, value text, from_on date, until_on date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- What two entries of one company both have is said once.
  SELECT DISTINCT v.id, v.name, i.scheme, facts.scheme_title(i.scheme), i.value, i.from_on, i.until_on
  FROM register.vendor_identifier i
  LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = i.vendor_id
  JOIN register.vendor v ON v.id = facts.goes_on_as(m.vendor_id, i.vendor_id);
END;
COMMENT ON FUNCTION facts.vendor_number(date) IS 'The identifiers of the vendors of the day, those that ended too';

-- A company has one number of each of these schemes: who has another one is another company, whatever it is called.
CREATE FUNCTION facts.has_other_number(vendor bigint, other bigint, day date) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT EXISTS (
    SELECT FROM register.vendor_identifier one JOIN register.vendor_identifier another ON another.scheme = one.scheme
    WHERE one.vendor_id IN (SELECT e.entry_id FROM facts.entry_of(vendor, day) e) AND another.vendor_id IN (SELECT e.entry_id FROM facts.entry_of(other, day) e)
      AND one.scheme IN ('lei', 'jp_corporate_number', 'abn')
      AND (one.from_on IS NULL OR one.from_on <= day) AND (one.until_on IS NULL OR one.until_on >= day)
      AND (another.from_on IS NULL OR another.from_on <= day) AND (another.until_on IS NULL OR another.until_on >= day)
    GROUP BY one.scheme HAVING NOT bool_or(one.value = another.value));
END;
COMMENT ON FUNCTION facts.has_other_number(bigint, bigint, date) IS 'Whether two vendors have an LEI, 法人番号 or ABN each, and not the same';

-- Whoever was told apart from a vendor that was merged is told apart from the one as which it goes on.
CREATE FUNCTION facts.told_apart(day date) RETURNS TABLE (vendor_id bigint, other_id bigint) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT least(a.id, b.id), greatest(a.id, b.id)
  FROM register.vendor_distinct d
  CROSS JOIN LATERAL facts.vendor_on(d.vendor_id, day) a (id)
  CROSS JOIN LATERAL facts.vendor_on(d.other_id, day) b (id);
END;
COMMENT ON FUNCTION facts.told_apart(date) IS 'Vendors of the day of which a person decided that they are two, the lower number first';

-- Every name is cut into keys, and only names with a key in common are compared; a key that a hundred names share tells
-- nothing and is left out, so the work grows with the register and not with its square.
-- OFFSET 0 keeps the planner from making pairs, or asking about them, before they are found.
CREATE FUNCTION facts.vendor_likeness(day date) RETURNS TABLE (vendor_id bigint, other_id bigint, score numeric, reason text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH called AS MATERIALIZED (
    SELECT v.vendor_id, c.words, replace(c.words, ' ', '') AS joined, c.bare, c.core
    FROM facts.known_name(day) v CROSS JOIN LATERAL facts.name_core(v.name) c
  ), core AS MATERIALIZED (
    SELECT row_number() OVER () AS id, c.core FROM (SELECT DISTINCT called.core FROM called) c
  ), key AS MATERIALIZED (
    SELECT array_agg(c.id) AS ids, array_agg(k.rest) AS rests FROM core c CROSS JOIN LATERAL facts.name_keys(c.core) k
    GROUP BY k.key HAVING count(*) BETWEEN 2 AND 100
  ), neighbour AS (
    SELECT DISTINCT one.id, other.id AS other_id
    FROM key CROSS JOIN LATERAL unnest(key.ids, key.rests) one (id, rest) CROSS JOIN LATERAL unnest(key.ids, key.rests) other (id, rest)
    WHERE one.id < other.id AND facts.may_be_misspelled(one.rest, other.rest)
  ), pair AS MATERIALIZED (
    SELECT n.core, n.other_core FROM (
      SELECT one.core, other.core AS other_core FROM neighbour n JOIN core one ON one.id = n.id JOIN core other ON other.id = n.other_id OFFSET 0
    ) n WHERE facts.name_likeness(n.core, n.other_core) > 0
    UNION ALL SELECT core.core, core.core FROM core
    UNION ALL SELECT one.core, other.core FROM called one JOIN called other ON other.joined = one.joined AND other.core <> one.core
  )
  SELECT DISTINCT ON (p.vendor_id, p.other_id) p.vendor_id, p.other_id, m.score, m.reason
  FROM (
    SELECT least(one.vendor_id, other.vendor_id) AS vendor_id, greatest(one.vendor_id, other.vendor_id) AS other_id,
      one.words, one.bare, one.core, other.words AS other_words, other.bare AS other_bare, other.core AS other_core
    FROM (SELECT called.*, pair.other_core FROM pair JOIN called ON called.core = pair.core OFFSET 0) one
    JOIN called other ON other.core = one.other_core AND other.vendor_id <> one.vendor_id
    OFFSET 0
  ) p
  CROSS JOIN LATERAL facts.name_match(p.words, p.bare, p.core, p.other_words, p.other_bare, p.other_core) m
  ORDER BY p.vendor_id, p.other_id, m.score DESC, m.reason
  OFFSET 0;
END;
COMMENT ON FUNCTION facts.vendor_likeness(date) IS 'Vendors of the day whose names are alike, how much, and in what; the lower number first';

CREATE FUNCTION facts.vendor_duplicate(day date) RETURNS TABLE (vendor_id bigint, other_id bigint, score numeric, reason text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH alike AS MATERIALIZED (
    SELECT l.vendor_id, l.other_id, l.score, l.reason FROM facts.vendor_likeness(day) l
  ), number AS MATERIALIZED (
    SELECT i.vendor_id, i.scheme, i.value FROM facts.vendor_identifier(day) i WHERE i.scheme IN ('lei', 'jp_corporate_number', 'abn')
  ), another_company AS (
    -- All pairs at once, as facts.has_other_number has it of one.
    SELECT l.vendor_id, l.other_id FROM alike l JOIN number one ON one.vendor_id = l.vendor_id
    JOIN number another ON another.vendor_id = l.other_id AND another.scheme = one.scheme
    GROUP BY l.vendor_id, l.other_id, one.scheme HAVING NOT bool_or(one.value = another.value)
  )
  SELECT DISTINCT ON (d.vendor_id, d.other_id) d.vendor_id, d.other_id, d.score, d.reason
  FROM (
    SELECT one.vendor_id, another.vendor_id AS other_id, 1.0 AS score, 1 AS place,
      format('both have the %s %s', facts.scheme_title(one.scheme), one.value) AS reason
    FROM facts.vendor_identifier(day) one
    JOIN facts.vendor_identifier(day) another ON (another.scheme, another.value) = (one.scheme, one.value) AND another.vendor_id > one.vendor_id
    UNION ALL
    SELECT l.vendor_id, l.other_id, l.score, 2, l.reason FROM alike l
    WHERE NOT EXISTS (SELECT FROM another_company c WHERE (c.vendor_id, c.other_id) = (l.vendor_id, l.other_id))
  ) d
  WHERE NOT EXISTS (SELECT FROM facts.told_apart(day) t WHERE (t.vendor_id, t.other_id) = (d.vendor_id, d.other_id))
  ORDER BY d.vendor_id, d.other_id, d.score DESC, d.place, d.reason;
END;
COMMENT ON FUNCTION facts.vendor_duplicate(date) IS 'Vendors of the day that may be one company twice, with the reason; those that a person told apart are left out';

-- For one vendor the others need not be compared with each other: only with it, and only where half a word agrees.
CREATE FUNCTION facts.vendor_like(vendor bigint, day date) RETURNS TABLE (other_id bigint, score numeric, reason text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH mine AS MATERIALIZED (
    SELECT c.words, c.bare, c.core FROM facts.known_name(day) v CROSS JOIN LATERAL facts.name_core(v.name) c WHERE v.vendor_id = vendor
  ), piece AS (
    SELECT string_agg(p.piece, '|') AS pattern
    FROM mine CROSS JOIN LATERAL (SELECT max(length(w)) AS longest FROM string_to_table(mine.core, ' ') w) l
    CROSS JOIN LATERAL string_to_table(mine.core || ' ' || mine.bare, ' ') word
    CROSS JOIN LATERAL (VALUES (left(word, (length(word) + 1) / 2)), (right(word, length(word) / 2))) p (piece)
    WHERE p.piece <> '' AND (length(word) >= 4 OR length(word) = l.longest)
  )
  SELECT DISTINCT ON (f.other_id) f.other_id, f.score, f.reason
  FROM (
    SELECT v.vendor_id AS other_id, m.score, 2 AS place, m.reason
    FROM facts.known_name(day) v
    CROSS JOIN LATERAL facts.name_core(v.name) c
    CROSS JOIN mine
    CROSS JOIN LATERAL facts.name_match(mine.words, mine.bare, mine.core, c.words, c.bare, c.core) m
    WHERE v.vendor_id <> vendor AND facts.usual_characters(v.name) ~ (SELECT piece.pattern FROM piece)
      AND m.score > 0 AND NOT facts.has_other_number(vendor, v.vendor_id, day)
    UNION ALL
    SELECT another.vendor_id, 1.0, 1, format('both have the %s %s', facts.scheme_title(one.scheme), one.value)
    FROM facts.vendor_identifier(day) one
    JOIN facts.vendor_identifier(day) another ON (another.scheme, another.value) = (one.scheme, one.value) AND another.vendor_id <> one.vendor_id
    WHERE one.vendor_id = vendor
  ) f
  WHERE NOT EXISTS (SELECT FROM facts.told_apart(day) t WHERE (t.vendor_id, t.other_id) = (least(vendor, f.other_id), greatest(vendor, f.other_id)))
  ORDER BY f.other_id, f.score DESC, f.place, f.reason;
END;
COMMENT ON FUNCTION facts.vendor_like(bigint, date) IS 'Vendors that may be the same company as this one, as facts.vendor_duplicate has them';

CREATE FUNCTION facts.vendor_duplicate_listed(day date) RETURNS TABLE (
  score numeric, vendor text, name text, other text, other_name text, reason text, vendor_id bigint, other_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT d.score, coalesce(v.code, '#' || v.id), v.name, coalesce(o.code, '#' || o.id), o.name, d.reason, d.vendor_id, d.other_id
  FROM facts.vendor_duplicate(day) d JOIN register.vendor v ON v.id = d.vendor_id JOIN register.vendor o ON o.id = d.other_id;
END;
COMMENT ON FUNCTION facts.vendor_duplicate_listed(date) IS 'Vendors that may be one company twice, with their codes and names';

CREATE FUNCTION facts.vendor_like_listed(vendor bigint, day date) RETURNS TABLE (score numeric, other text, other_name text, reason text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT l.score, coalesce(o.code, '#' || o.id), o.name, l.reason FROM facts.vendor_like(vendor, day) l JOIN register.vendor o ON o.id = l.other_id;
END;
COMMENT ON FUNCTION facts.vendor_like_listed(bigint, date) IS 'Vendors that may be the same company as this one, with their codes and names';

CREATE VIEW facts.vendor_distinct AS
  SELECT d.id AS decision_id, coalesce(v.code, '#' || v.id) AS vendor, v.name, coalesce(o.code, '#' || o.id) AS other, o.name AS other_name,
    p.name AS decided_by, d.vendor_id, d.other_id
  FROM register.vendor_distinct d
  JOIN register.vendor v ON v.id = d.vendor_id
  JOIN register.vendor o ON o.id = d.other_id
  JOIN register.person p ON p.id = d.decided_by_id;
COMMENT ON VIEW facts.vendor_distinct IS 'Vendors that look alike and that a person told apart';
