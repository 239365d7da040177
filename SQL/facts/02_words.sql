-- Lengths of time and instants in words.
CREATE FUNCTION facts.days_text(days integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN days || CASE days WHEN 1 THEN ' day' ELSE ' days' END;
COMMENT ON FUNCTION facts.days_text(integer) IS 'A number of days in words: 1 day, 3 days';

CREATE FUNCTION facts.hours_text(hours numeric) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN hours || CASE hours WHEN 1 THEN ' hour' ELSE ' hours' END;
COMMENT ON FUNCTION facts.hours_text(numeric) IS 'A number of hours in words: 1 hour, 6.5 hours';

CREATE FUNCTION facts.day_of(instant timestamptz) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
RETURN (instant AT TIME ZONE facts.zone())::date;
COMMENT ON FUNCTION facts.day_of(timestamptz) IS 'The day of an instant in the organisation''s zone';

CREATE FUNCTION facts.day_end(day date) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
RETURN (day + 1)::timestamp AT TIME ZONE facts.zone();
COMMENT ON FUNCTION facts.day_end(date) IS 'The instant at which a day is over in the organisation''s zone';

-- The offset as the zone had it then, because the session's own zone may be another.
CREATE FUNCTION facts.instant_text(instant timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
  SELECT to_char(w.local, CASE WHEN extract(second FROM w.local) = 0 THEN 'YYYY-MM-DD"T"HH24:MI' ELSE 'YYYY-MM-DD"T"HH24:MI:SS' END)
    || CASE WHEN w.local < w.universal THEN '-' ELSE '+' END
    || to_char(greatest(w.local, w.universal) - least(w.local, w.universal), 'HH24:MI')
  FROM (SELECT instant AT TIME ZONE facts.zone() AS local, instant AT TIME ZONE 'UTC' AS universal) w
);
COMMENT ON FUNCTION facts.instant_text(timestamptz) IS 'An instant in the organisation''s zone, as 2026-11-20T09:00+09:00; seconds only where there are any';

-- A clock that is put forward skips some times: they are no instants.
CREATE FUNCTION facts.instant_at(clock timestamp) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN (clock AT TIME ZONE facts.zone()) AT TIME ZONE facts.zone() = clock THEN clock AT TIME ZONE facts.zone() END;
COMMENT ON FUNCTION facts.instant_at(timestamp) IS 'The instant at which clocks of the organisation''s zone show a time; none when they skip it';

CREATE FUNCTION facts.second_text(instant timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN to_char(instant AT TIME ZONE facts.zone(), 'YYYY-MM-DD HH24:MI:SS');
COMMENT ON FUNCTION facts.second_text(timestamptz) IS 'An instant as clocks of the organisation''s zone show it, to the second';

CREATE FUNCTION facts.sorted_once(texts text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT string_agg(DISTINCT t.text, '; ') FROM unnest(texts) t (text));
COMMENT ON FUNCTION facts.sorted_once(text[]) IS 'Each of the texts once, sorted';

-- Most lists are of one: only the others are sorted. The planner writes this out where it is used.
CREATE FUNCTION facts.each_once(texts text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN cardinality(texts) > 1 THEN facts.sorted_once(texts) ELSE texts[1] END;
COMMENT ON FUNCTION facts.each_once(text[]) IS 'Each of the texts once, sorted, with semicolons between';
