-- What a contract is on a day. This is the one definition of "lapsed"; rules and reports only add scope and wording.
--
-- Steps, one LATERAL each: the renewal period that the day lies in, the last day if notice was given, the days around
-- notice, the state. A set of all contracts and not a function of one, so that the planner sees through it.
--
-- OFFSET 0 keeps the planner from writing a step's expression out wherever a later step uses it: each is then computed
-- once a contract and not some seventy times.
CREATE FUNCTION facts.contract_state(day date) RETURNS TABLE (
  contract_id bigint, state text, since date, why text,
  renewals integer, period_ends_on date, notice_by date, decide_by date, last_day date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.id, s.state, s.since, s.why, p.renewals, p.period_ends_on, n.notice_by, n.decide_by,
    e.final_day
  FROM register.contract c
  LEFT JOIN (
    SELECT DISTINCT ON (r.supersedes_id) r.supersedes_id, r.reference, r.starts_on
    FROM register.contract r
    WHERE r.supersedes_id IS NOT NULL AND r.starts_on <= day
    ORDER BY r.supersedes_id, r.starts_on, r.id
  ) successor ON successor.supersedes_id = c.id
  CROSS JOIN LATERAL (
    SELECT CASE WHEN c.ends_on IS NULL OR NOT c.auto_renews THEN 0 ELSE facts.renewals(c.ends_on, c.renewal_months, day) END AS renewals
    OFFSET 0
  ) r
  CROSS JOIN LATERAL (
    -- Notice ends the first period whose last day for notice had not passed; late notice ends the next one.
    -- Before the day on which it was given, nobody could know of it.
    SELECT CASE WHEN c.auto_renews AND c.notice_given_on <= day AND c.ends_on IS NOT NULL THEN (
      SELECT min(e.ends) FROM generate_series(0, CASE WHEN c.renewal_months IS NULL THEN 0 ELSE
          greatest(0, facts.months_between(c.ends_on, c.notice_given_on)
            + coalesce(c.notice_months, 0) + coalesce(c.notice_days, 0) / 28) / c.renewal_months + 2 END) AS k
        CROSS JOIN LATERAL (SELECT facts.period_end(c.ends_on, c.renewal_months, k) AS ends) e
      WHERE coalesce(facts.notice_by(e.ends, c.notice_months, c.notice_days), e.ends) >= c.notice_given_on
    ) END AS final_day
    OFFSET 0
  ) f
  CROSS JOIN LATERAL (
    -- A termination after the end comes too late to be one.
    SELECT CASE WHEN c.terminated_on <= coalesce(n.natural_end, 'infinity') THEN c.terminated_on END AS terminated_on,
      least(n.natural_end, c.terminated_on) AS final_day
    FROM (SELECT CASE WHEN c.auto_renews THEN f.final_day ELSE c.ends_on END AS natural_end) n
    OFFSET 0
  ) e
  CROSS JOIN LATERAL (
    SELECT r.renewals, least(facts.period_end(c.ends_on, c.renewal_months, r.renewals), e.final_day) AS period_ends_on,
      CASE WHEN r.renewals = 0 THEN c.starts_on ELSE facts.period_end(c.ends_on, c.renewal_months, r.renewals - 1) + 1 END AS starts_on
    OFFSET 0
  ) p
  CROSS JOIN LATERAL (
    SELECT CASE WHEN c.auto_renews AND e.final_day IS NULL
      THEN facts.notice_by(p.period_ends_on, c.notice_months, c.notice_days) END AS notice_by
    OFFSET 0
  ) n0
  CROSS JOIN LATERAL (SELECT n0.notice_by, n0.notice_by - c.decision_days AS decide_by) n
  CROSS JOIN LATERAL (
    SELECT CASE
      WHEN day > e.terminated_on THEN 'terminated'
      WHEN successor.reference IS NOT NULL THEN 'superseded'
      WHEN day < c.starts_on THEN 'not_started'
      WHEN day > e.final_day THEN 'lapsed'
      WHEN c.ends_on IS NULL THEN CASE WHEN c.open_ended OR e.terminated_on IS NOT NULL THEN 'in_force' ELSE 'end_unknown' END
      WHEN day BETWEEN n.decide_by AND n.notice_by THEN 'in_notice_window'
      WHEN day > n.notice_by AND day <= p.period_ends_on THEN 'notice_missed'
      WHEN NOT c.auto_renews OR day <= c.ends_on THEN 'in_force'
      ELSE 'auto_renewed' END AS state
    OFFSET 0
  ) w
  CROSS JOIN LATERAL (
    SELECT w.state,
      CASE w.state
        WHEN 'terminated' THEN e.terminated_on + 1
        WHEN 'superseded' THEN successor.starts_on
        WHEN 'lapsed' THEN e.final_day + 1
        WHEN 'in_notice_window' THEN greatest(n.decide_by, p.starts_on)
        WHEN 'notice_missed' THEN greatest(n.notice_by + 1, p.starts_on)
        WHEN 'auto_renewed' THEN coalesce(p.starts_on, c.ends_on + 1)
        WHEN 'not_started' THEN NULL
        ELSE c.starts_on END AS since,
      CASE w.state
        WHEN 'terminated' THEN format('terminated: %s was its last day in force', e.terminated_on)
        WHEN 'superseded' THEN format('replaced by %s from %s on', successor.reference, successor.starts_on)
        WHEN 'not_started' THEN format('starts on %s', c.starts_on)
        WHEN 'end_unknown' THEN 'no end is recorded, and it is not said to be open-ended'
        WHEN 'lapsed' THEN CASE WHEN f.final_day IS NULL THEN format('ended on %s', c.ends_on)
          ELSE format('ended on %s: notice not to renew was given on %s', f.final_day, c.notice_given_on) END
        WHEN 'in_notice_window' THEN format('renews by itself on %s unless notice is given by %s (%s)',
          p.period_ends_on + 1, n.notice_by, facts.notice_arithmetic(p.period_ends_on, c.notice_months, c.notice_days, c.decision_days))
        WHEN 'notice_missed' THEN format('the last day for notice was %s (%s): renews by itself on %s',
          n.notice_by, facts.notice_arithmetic(p.period_ends_on, c.notice_months, c.notice_days, c.decision_days), p.period_ends_on + 1)
        WHEN 'auto_renewed' THEN CASE
          WHEN e.terminated_on IS NOT NULL THEN format('renewed itself after %s; terminated early, on %s', c.ends_on, e.terminated_on)
          WHEN f.final_day IS NOT NULL THEN format('renewed itself after %s; notice given on %s ends it on %s', c.ends_on, c.notice_given_on, f.final_day)
          WHEN c.renewal_months IS NULL THEN format('renewed itself after %s, for how long is not recorded', c.ends_on)
          ELSE format('renewed itself after %s, now until %s', c.ends_on, p.period_ends_on) END
        ELSE CASE WHEN e.terminated_on IS NOT NULL THEN format('runs until %s, when it is terminated early', e.terminated_on)
          WHEN c.open_ended THEN 'open-ended'
          WHEN f.final_day IS NOT NULL THEN format('runs until %s: notice not to renew was given on %s', f.final_day, c.notice_given_on)
          WHEN n.notice_by IS NOT NULL THEN format('runs until %s; notice not to renew by %s', c.ends_on, n.notice_by)
          ELSE format('runs until %s', c.ends_on) END END AS why
  ) s;
END;
COMMENT ON FUNCTION facts.contract_state(date) IS 'For each contract its state on the day, why, and since when; the renewal period the day lies in; the last day for notice and the day by which to decide; the last day in force where that is settled';
