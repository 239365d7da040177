-- Arithmetic of renewals and notice, on days alone.

-- A period that begins on a day its last month lacks ends with that month: from 29 February for a year, on 28 February.
-- Counted from the day after the end, so that 28 February 2025 renewed by three years ends on 29 February 2028.
CREATE FUNCTION facts.period_end(ends_on date, renewal_months integer, renewals integer) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN renewals = 0 THEN ends_on
  ELSE (ends_on + 1 + make_interval(months => renewals * renewal_months))::date
    - CASE WHEN extract(day FROM ends_on + 1 + make_interval(months => renewals * renewal_months)) < extract(day FROM ends_on + 1) THEN 0 ELSE 1 END END;
COMMENT ON FUNCTION facts.period_end(date, integer, integer) IS 'Last day of a contract after so many renewals';

CREATE FUNCTION facts.notice_by(period_ends_on date, notice_months integer, notice_days integer) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN notice_months IS NOT NULL OR notice_days IS NOT NULL
  THEN ((period_ends_on - make_interval(months => coalesce(notice_months, 0)))::date - coalesce(notice_days, 0)) END;
COMMENT ON FUNCTION facts.notice_by(date, integer, integer) IS 'Last day on which notice not to renew can be given: months are taken off first (31 May less three months is 28 February), then days; none when no notice period is recorded';

-- By date_part, since extract counts in numeric, which takes several times as long.
CREATE FUNCTION facts.months_between(first date, later date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ((date_part('year', later) - date_part('year', first)) * 12
  + date_part('month', later) - date_part('month', first))::integer;
COMMENT ON FUNCTION facts.months_between(date, date) IS 'Calendar months between the months of two days; days within the month do not count';

-- The month of the day tells the number of renewals but for one, and the day itself decides that one.
CREATE FUNCTION facts.renewals(ends_on date, renewal_months integer, day date) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN day <= ends_on THEN 0
  WHEN facts.period_end(ends_on, renewal_months, facts.months_between(ends_on + 1, day) / renewal_months) >= day
    THEN facts.months_between(ends_on + 1, day) / renewal_months
  ELSE facts.months_between(ends_on + 1, day) / renewal_months + 1 END;
COMMENT ON FUNCTION facts.renewals(date, integer, date) IS 'How often a contract had renewed itself by a day; none when the length of a renewal is not recorded';

-- Notice ends the first period whose last day for notice had not passed; late notice ends the next one.
CREATE FUNCTION facts.notice_ends(ends_on date, renewal_months integer, notice_months integer, notice_days integer, notice_given_on date)
RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
  SELECT min(e.ends) FROM generate_series(0, CASE WHEN renewal_months IS NULL THEN 0 ELSE
      greatest(0, facts.months_between(ends_on, notice_given_on)
        + coalesce(notice_months, 0) + coalesce(notice_days, 0) / 28) / renewal_months + 2 END) AS k
    CROSS JOIN LATERAL (SELECT facts.period_end(ends_on, renewal_months, k) AS ends) e
  WHERE coalesce(facts.notice_by(e.ends, notice_months, notice_days), e.ends) >= notice_given_on);
COMMENT ON FUNCTION facts.notice_ends(date, integer, integer, integer, date) IS 'Last day of a contract that renews itself after notice was given; none when the notice came too late for the last period that is known';
