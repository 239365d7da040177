CREATE FUNCTION facts.calendar(day date) RETURNS TABLE (
  calendar_id bigint, name text, title text, title_ja text, weekend text, covers_from_on date, covers_until_on date, days_left integer,
  closures bigint, people bigint, is_default boolean, source text, published_on date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.id, c.name, c.title, c.title_ja,
    (SELECT string_agg((ARRAY['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])[w.n], ' ' ORDER BY w.n) FROM unnest(c.weekend_days) w (n)),
    c.covers_from_on, c.covers_until_on, greatest(c.covers_until_on - day, 0),
    (SELECT count(*) FROM register.calendar_closure x WHERE x.calendar_id = c.id),
    (SELECT count(*) FROM register.person p WHERE p.calendar = c.name AND NOT facts.has_left(p.left_on, day)),
    c.is_default, c.source, c.published_on
  FROM register.calendar c;
END;
COMMENT ON FUNCTION facts.calendar(date) IS 'Calendars with the days that they cover, how many more they are from the day on, and how many people work by each then';

CREATE FUNCTION facts.calendar_document(calendar bigint) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
  SELECT concat_ws(E'\n', 'name: ' || to_json(c.name), 'title: ' || to_json(c.title), 'title_ja: ' || to_json(c.title_ja),
    'source: ' || to_json(c.source), 'published_on: ' || c.published_on,
    format('weekend: [%s]', (
      SELECT string_agg((ARRAY['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])[w.n], ', ' ORDER BY w.n) FROM unnest(c.weekend_days) w (n))),
    format('covers: %s/%s', c.covers_from_on, c.covers_until_on),
    'closed:' || coalesce((
      SELECT string_agg(format(E'\n  %s: %s', x.closed_on, CASE WHEN x.name_ja IS NULL THEN to_json(x.name)::text
        ELSE format('{name: %s, name_ja: %s}', to_json(x.name), to_json(x.name_ja)) END), '' ORDER BY x.closed_on)
      FROM register.calendar_closure x WHERE x.calendar_id = c.id AND x.closed_on BETWEEN c.covers_from_on AND c.covers_until_on), ' {}'))
  FROM register.calendar c WHERE c.id = calendar);
COMMENT ON FUNCTION facts.calendar_document(bigint) IS 'A calendar as YAML that "calendar load" reads';
