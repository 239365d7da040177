-- The closed days of calendar $1 from $2 until $3 are those named, and no others. What stays as it is is not touched.
WITH said AS (
  SELECT s.closed_on, s.name, nullif(s.name_ja, '') AS name_ja FROM unnest($4::date[], $5::text[], $6::text[]) s (closed_on, name, name_ja)
), gone AS (
  DELETE FROM register.calendar_closure x
  WHERE x.calendar_id = $1::bigint AND x.closed_on BETWEEN $2::date AND $3::date AND NOT EXISTS (SELECT FROM said s WHERE s.closed_on = x.closed_on)
)
INSERT INTO register.calendar_closure AS x (calendar_id, closed_on, name, name_ja)
SELECT $1::bigint, s.closed_on, s.name, s.name_ja FROM said s ORDER BY s.closed_on
ON CONFLICT (calendar_id, closed_on) DO UPDATE SET name = excluded.name, name_ja = excluded.name_ja
  WHERE (x.name, x.name_ja) IS DISTINCT FROM (excluded.name, excluded.name_ja)
