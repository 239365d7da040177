-- Days on which somebody works. Of a day that a calendar does not cover nothing is said: NULL, never a guess.

CREATE FUNCTION facts.default_calendar() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT c.name FROM register.calendar c WHERE c.is_default);
COMMENT ON FUNCTION facts.default_calendar() IS 'The organisation''s calendar';

-- With a range, since a calendar without holidays is known for two hundred years.
CREATE FUNCTION facts.calendar_day(from_on date, until_on date) RETURNS TABLE (
  calendar_id bigint, calendar text, day date, is_business boolean, ordinal bigint, previous_on date, next_on date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT d.calendar_id, d.calendar, d.day, d.is_business, count(*) FILTER (WHERE d.is_business) OVER up,
    max(d.day) FILTER (WHERE d.is_business) OVER up, min(d.day) FILTER (WHERE d.is_business) OVER down
  FROM (
    SELECT c.id AS calendar_id, c.name AS calendar, s.day::date AS day,
      extract(isodow FROM s.day)::integer <> ALL (c.weekend_days) AND x.id IS NULL AS is_business
    FROM register.calendar c
    CROSS JOIN LATERAL generate_series(greatest(c.covers_from_on, from_on)::timestamp, least(c.covers_until_on, until_on)::timestamp, interval '1 day') s (day)
    LEFT JOIN register.calendar_closure x ON x.calendar_id = c.id AND x.closed_on = s.day::date
  ) d
  WINDOW up AS (PARTITION BY d.calendar_id ORDER BY d.day), down AS (PARTITION BY d.calendar_id ORDER BY d.day DESC);
END;
COMMENT ON FUNCTION facts.calendar_day(date, date) IS 'Each day of a range that a calendar covers: whether it is a business day, how many of them the range has until then, and the one on or before and on or after it, where the range has one';

CREATE FUNCTION facts.is_business_day(calendar text, day date) RETURNS boolean LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN (
  SELECT extract(isodow FROM day)::integer <> ALL (c.weekend_days)
    AND NOT EXISTS (SELECT FROM register.calendar_closure x WHERE x.calendar_id = c.id AND x.closed_on = day)
  FROM register.calendar c WHERE c.name = calendar AND day BETWEEN c.covers_from_on AND c.covers_until_on);
COMMENT ON FUNCTION facts.is_business_day(text, date) IS 'Whether a calendar is open on a day; none when it does not cover the day';

CREATE FUNCTION facts.closed_because(calendar text, day date, language text DEFAULT 'en') RETURNS text LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN (
  SELECT coalesce(
    (SELECT facts.in_language(language, x.name, x.name_ja) FROM register.calendar_closure x WHERE x.calendar_id = c.id AND x.closed_on = day),
    CASE WHEN extract(isodow FROM day)::integer = ANY (c.weekend_days) THEN
      facts.in_language(language, to_char(day, 'FMDay'), substr('月火水木金土日', extract(isodow FROM day)::integer, 1) || '曜日') END)
  FROM register.calendar c WHERE c.name = calendar AND day BETWEEN c.covers_from_on AND c.covers_until_on);
COMMENT ON FUNCTION facts.closed_because(text, date, text) IS 'Why a calendar is closed on a day: what the day is called, else which day of the week it is; none when it is open, or does not cover the day';

-- Walks from day to day: a table of all days would have to be kept, and state is derived.
CREATE FUNCTION facts.business_day(calendar text, day date, steps integer) RETURNS date LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
  known register.calendar;
  stride CONSTANT integer := CASE WHEN steps > 0 THEN 1 ELSE -1 END;
  rest integer := abs(steps);
  reached date := day;
BEGIN
  SELECT c.* INTO known FROM register.calendar c WHERE c.name = calendar;
  IF NOT coalesce(day BETWEEN known.covers_from_on AND known.covers_until_on, false) THEN RETURN NULL; END IF;
  IF rest > 0 THEN reached := reached + stride; END IF;
  WHILE reached BETWEEN known.covers_from_on AND known.covers_until_on LOOP
    IF extract(isodow FROM reached)::integer <> ALL (known.weekend_days)
      AND NOT EXISTS (SELECT FROM register.calendar_closure x WHERE x.calendar_id = known.id AND x.closed_on = reached) THEN
      rest := rest - 1;
      IF rest <= 0 THEN RETURN reached; END IF;
    END IF;
    reached := reached + stride;
  END LOOP;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION facts.business_day(text, date, integer) IS 'So many business days after a day, or before it when they are negative; for 0 the day itself, else the last one before it; none when the calendar does not cover the days in between';

CREATE FUNCTION facts.business_day_on_or_before(calendar text, day date) RETURNS date LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN facts.business_day(calendar, day, 0);
COMMENT ON FUNCTION facts.business_day_on_or_before(text, date) IS 'The day itself when a calendar is open on it, else the last business day before it';

CREATE FUNCTION facts.business_day_on_or_after(calendar text, day date) RETURNS date LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN CASE WHEN facts.is_business_day(calendar, day) THEN day ELSE facts.business_day(calendar, day, 1) END;
COMMENT ON FUNCTION facts.business_day_on_or_after(text, date) IS 'The day itself when a calendar is open on it, else the first business day after it';

CREATE FUNCTION facts.business_day_in_month(calendar text, day date) RETURNS date LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN CASE WHEN date_trunc('month', facts.business_day_on_or_after(calendar, day)) = date_trunc('month', day)
  THEN facts.business_day_on_or_after(calendar, day) ELSE facts.business_day_on_or_before(calendar, day) END;
COMMENT ON FUNCTION facts.business_day_in_month(text, date) IS 'The first business day on or after a day, but the last one before it where that is in the next month (modified following)';

-- In a gap of summer time the instant is that of the clock before it was put forward; of two that a clock shows it is the second.
CREATE FUNCTION facts.local_instant(day date, "time" time, zone text) RETURNS timestamptz LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN (day + "time") AT TIME ZONE zone;
COMMENT ON FUNCTION facts.local_instant(date, time, text) IS 'The instant at which the clocks of a zone show a time of a day';
