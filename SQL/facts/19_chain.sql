-- What is known of one subcontractor on a day, wherever it stands.
CREATE FUNCTION facts.subcontractor(day date) RETURNS TABLE (
  subcontractor_id bigint, name text, country text, service text, rank integer, vendor_id bigint, vendor text,
  used_by text, engagement_id bigint, engagement text, same_as_vendor_id bigint, same_as text, state text, data text[],
  receives_personal_data boolean, is_published boolean, consent_state text, consent_given_on date, consent_by text, consent_article text,
  flow_down text, flow_down_checked_on date, from_on date, until_on date, note text, line_from_on date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- Circles are refused when they are recorded, so every line ends at a vendor; DORA counts that vendor as rank 1.
  WITH RECURSIVE line AS (
    SELECT s.id, v.id AS vendor_id, s.engagement_id, 2 AS rank, v.name AS used_by, s.from_on, s.until_on
    FROM register.subcontractor s
    LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = s.vendor_id
    JOIN register.vendor v ON v.id = facts.goes_on_as(m.vendor_id, s.vendor_id)
    UNION ALL
    SELECT s.id, l.vendor_id, l.engagement_id, l.rank + 1, a.name, greatest(l.from_on, s.from_on), least(l.until_on, s.until_on)
    FROM line l JOIN register.subcontractor a ON a.id = l.id JOIN register.subcontractor s ON s.parent_id = l.id
  )
  SELECT s.id, s.name, s.country, s.service, l.rank, l.vendor_id, v.name, l.used_by, l.engagement_id, e.title, c.id, c.name,
    -- Whoever stands below one that has ended has ended with it.
    CASE WHEN day > l.until_on THEN 'ended' WHEN day < l.from_on THEN 'not_started' ELSE 'active' END,
    -- Personal data that is handled is received, whether or not somebody said so.
    s.data, coalesce(s.receives_personal_data, CASE WHEN s.data && ARRAY['personal', 'sensitive', 'my_number'] THEN true END), s.is_published,
    CASE WHEN s.consent_given_on <= day THEN CASE WHEN s.consent_given_on > s.from_on THEN 'late' ELSE 'given' END ELSE 'missing' END,
    CASE WHEN s.consent_given_on <= day THEN s.consent_given_on END, CASE WHEN s.consent_given_on <= day THEN p.name END, s.consent_article,
    CASE WHEN s.flow_down_checked_on <= day THEN s.flow_down ELSE 'unknown' END,
    CASE WHEN s.flow_down_checked_on <= day THEN s.flow_down_checked_on END,
    -- Nobody works before the one that passes the work on to it.
    s.from_on, s.until_on, s.note, l.from_on
  FROM line l
  JOIN register.subcontractor s ON s.id = l.id
  JOIN register.vendor v ON v.id = l.vendor_id
  LEFT JOIN register.engagement e ON e.id = l.engagement_id
  LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = s.subcontractor_vendor_id
  LEFT JOIN register.vendor c ON c.id = coalesce(m.vendor_id, s.subcontractor_vendor_id)
  LEFT JOIN register.person p ON p.id = s.consent_by_id;
END;
COMMENT ON FUNCTION facts.subcontractor(date) IS 'Subcontractors with the vendor at the top of their line, their rank in it (the vendor is 1), whether consent was given (given, late, missing) and terms were passed down by the day, and since when all of their line works';

-- A subcontractor that is itself a vendor of ours brings along the subcontractors that it uses for all it does, and not
-- those of one engagement of ours. A company that stands in its own line is named once more, marked, and not followed,
-- so that every line ends.
CREATE FUNCTION facts.chain(day date) RETURNS TABLE (
  vendor_id bigint, vendor text, engagement_id bigint, engagement text, rank integer, path text[], path_ids bigint[], subcontractor_id bigint,
  name text, country text, service text, data text[], receives_personal_data boolean, consent_state text, flow_down text,
  through text, is_circular boolean, place bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH RECURSIVE used AS (
    SELECT s.id, s.name, s.parent_id, s.engagement_id, coalesce(m.vendor_id, s.vendor_id) AS vendor_id, coalesce(n.vendor_id, s.subcontractor_vendor_id) AS company_id
    FROM register.subcontractor s
    LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = s.vendor_id
    LEFT JOIN facts.merged_vendor(day) n ON n.entry_id = s.subcontractor_vendor_id
    WHERE (s.from_on IS NULL OR s.from_on <= day) AND (s.until_on IS NULL OR s.until_on >= day)
      -- One that turned out to be the company that uses it is none.
      AND (s.vendor_id IS NULL OR s.subcontractor_vendor_id IS NULL OR coalesce(m.vendor_id, s.vendor_id) <> coalesce(n.vendor_id, s.subcontractor_vendor_id))
  ), user_of AS (
    -- By whom each is used, as one thing to join by: what stands above it, or the company for all it does.
    SELECT 'line' AS what, s.parent_id AS id, s.id AS used_id FROM used s WHERE s.parent_id IS NOT NULL
    UNION ALL
    SELECT 'company', s.vendor_id, s.id FROM used s WHERE s.engagement_id IS NULL
  ), chain AS (
    SELECT s.vendor_id, s.engagement_id, 2 AS rank, ARRAY[s.name] AS path, ARRAY[s.id] AS path_ids, ARRAY[ROW(s.name, s.id)] AS steps, s.id, s.company_id,
      ARRAY[s.vendor_id, s.company_id] AS visited, NULL::bigint AS through_id, coalesce(s.company_id = s.vendor_id, false) AS is_circular
    FROM used s WHERE s.vendor_id IS NOT NULL
    UNION ALL
    SELECT c.vendor_id, c.engagement_id, c.rank + 1, c.path || s.name, c.path_ids || s.id, c.steps || ROW(s.name, s.id), s.id, s.company_id,
      c.visited || s.company_id, CASE WHEN s.parent_id IS NULL THEN c.company_id ELSE c.through_id END,
      coalesce(s.company_id = ANY (c.visited), false)
    FROM chain c
    CROSS JOIN LATERAL (VALUES ('line', c.id), ('company', c.company_id)) by (what, id)
    JOIN user_of u ON u.what = by.what AND u.id = by.id
    JOIN used s ON s.id = u.used_id
    WHERE NOT c.is_circular
  )
  SELECT c.vendor_id, v.name, c.engagement_id, e.title, c.rank, v.name || c.path, c.path_ids, c.id, f.name, f.country, f.service, f.data,
    f.receives_personal_data, f.consent_state, f.flow_down, t.name, c.is_circular,
    -- By name, and by number where two that stand side by side have one name: each stands above those it uses.
    row_number() OVER (PARTITION BY c.vendor_id ORDER BY c.steps)
  FROM chain c
  JOIN facts.subcontractor(day) f ON f.subcontractor_id = c.id
  JOIN register.vendor v ON v.id = c.vendor_id
  LEFT JOIN register.engagement e ON e.id = c.engagement_id
  LEFT JOIN register.vendor t ON t.id = c.through_id;
END;
COMMENT ON FUNCTION facts.chain(date) IS 'Who stands behind each vendor on the day, at any depth: rank (the vendor itself is 1), the path from the vendor down, through whose own entry in the register it is known, and its place in the tree';
