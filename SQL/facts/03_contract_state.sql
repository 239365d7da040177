-- What a contract is on a day. This is the one definition of "lapsed"; rules and reports only add scope and wording.
--
-- Steps, one LATERAL each: the contract with whose end it ends (h, mostly itself), the end in force (m, when an amendment
-- moved it), the renewal period that the day lies in, the last day if notice was given, the days around notice, the
-- state. A set of all contracts and not a function of one, so that the planner sees through it.
--
-- OFFSET 0 keeps the planner from writing a step's expression out wherever a later step uses it: each is then computed
-- once a contract and not some seventy times.
CREATE FUNCTION facts.contract_state(day date) RETURNS TABLE (
  contract_id bigint, state text, since date, why text,
  renewals integer, period_ends_on date, notice_by date, decide_by date, last_day date,
  ends_on date, moved_by text, ends_with text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.id, s.state, s.since, s.why, p.renewals, p.period_ends_on, n.notice_by, n.decide_by,
    -- What is terminated by itself has an end of its own.
    e.final_day, CASE WHEN NOT i.is_dependent THEN i.ends_on END, i.moved_by, CASE WHEN e.terminated_on = c.terminated_on THEN NULL ELSE i.ends_with END
  FROM register.contract c
  CROSS JOIN LATERAL (
    SELECT CASE WHEN c.parent_id IS NOT NULL AND c.ends_on IS NULL AND NOT c.open_ended THEN facts.ends_with(c.id, day) END AS id
    OFFSET 0
  ) g
  -- None for a contract that has an end of its own, which most have.
  LEFT JOIN register.contract h ON h.id = g.id AND h.id <> c.id
  LEFT JOIN facts.moved_end(day) m ON m.contract_id = coalesce(g.id, c.id)
  LEFT JOIN (
    SELECT DISTINCT ON (r.supersedes_id) r.supersedes_id, r.reference, r.starts_on
    FROM register.contract r
    WHERE r.supersedes_id IS NOT NULL AND r.starts_on <= day
    ORDER BY r.supersedes_id, r.starts_on, r.id
  ) own_successor ON own_successor.supersedes_id = c.id
  CROSS JOIN LATERAL (
    -- The days of the paper: its own, or those of the contract with which it ends.
    SELECT CASE WHEN h.id IS NULL THEN c.ends_on ELSE h.ends_on END AS ends_on,
      CASE WHEN h.id IS NULL THEN c.open_ended ELSE h.open_ended END AS open_ended,
      CASE WHEN h.id IS NULL THEN c.auto_renews ELSE h.auto_renews END AS auto_renews,
      CASE WHEN h.id IS NULL THEN c.renewal_months ELSE h.renewal_months END AS renewal_months,
      CASE WHEN h.id IS NULL THEN c.notice_months ELSE h.notice_months END AS notice_months,
      CASE WHEN h.id IS NULL THEN c.notice_days ELSE h.notice_days END AS notice_days,
      CASE WHEN h.id IS NULL THEN c.notice_given_on ELSE h.notice_given_on END AS notice_given_on,
      CASE WHEN h.id IS NULL THEN own_successor.reference ELSE coalesce(own_successor.reference, (
        SELECT r.reference FROM register.contract r WHERE r.supersedes_id = h.id AND r.starts_on <= day
        ORDER BY r.starts_on, r.id LIMIT 1)) END AS successor,
      CASE WHEN h.id IS NULL THEN own_successor.starts_on ELSE coalesce(own_successor.starts_on, (
        SELECT min(r.starts_on) FROM register.contract r WHERE r.supersedes_id = h.id AND r.starts_on <= day)) END AS succeeded_on
    OFFSET 0
  ) a
  CROSS JOIN LATERAL (
    SELECT h.id IS NOT NULL AS is_dependent, h.reference AS ends_with,
      coalesce(m.ends_on, a.ends_on) AS ends_on, a.open_ended AND m.ends_on IS NULL AS open_ended,
      CASE WHEN h.id IS NULL THEN m.reference END AS moved_by,
      least(c.terminated_on, h.terminated_on) AS terminated_on,
      -- Notice that was given before the end was moved was about the end before.
      CASE WHEN a.auto_renews AND a.notice_given_on <= day AND a.notice_given_on >= coalesce(m.from_on, '-infinity')
        THEN a.notice_given_on END AS notice_given_on,
      -- Over before an amendment made it go on: then it is in force since that amendment.
      CASE WHEN m.from_on IS NOT NULL AND m.from_on - 1 > CASE
          WHEN NOT a.auto_renews THEN coalesce(m.prior_ends_on, a.ends_on)
          WHEN a.notice_given_on < m.from_on AND a.notice_given_on >= coalesce(m.prior_from_on, '-infinity')
            THEN facts.notice_ends(coalesce(m.prior_ends_on, a.ends_on), a.renewal_months, a.notice_months, a.notice_days, a.notice_given_on)
          END
        THEN greatest(c.starts_on, m.from_on) ELSE c.starts_on END AS starts_on
    OFFSET 0
  ) i
  CROSS JOIN LATERAL (
    SELECT CASE WHEN i.ends_on IS NULL OR NOT a.auto_renews THEN 0 ELSE facts.renewals(i.ends_on, a.renewal_months, day) END AS renewals
    OFFSET 0
  ) r
  CROSS JOIN LATERAL (
    -- Before the day on which notice was given, nobody could know of it.
    SELECT CASE WHEN i.notice_given_on IS NOT NULL AND i.ends_on IS NOT NULL
      THEN facts.notice_ends(i.ends_on, a.renewal_months, a.notice_months, a.notice_days, i.notice_given_on) END AS final_day
    OFFSET 0
  ) f
  CROSS JOIN LATERAL (
    -- A termination after the end comes too late to be one.
    SELECT CASE WHEN i.terminated_on <= coalesce(n.natural_end, 'infinity') THEN i.terminated_on END AS terminated_on,
      least(n.natural_end, i.terminated_on) AS final_day
    FROM (SELECT CASE WHEN a.auto_renews THEN f.final_day ELSE i.ends_on END AS natural_end) n
    OFFSET 0
  ) e
  CROSS JOIN LATERAL (
    SELECT r.renewals, least(facts.period_end(i.ends_on, a.renewal_months, r.renewals), e.final_day) AS period_ends_on,
      CASE WHEN r.renewals = 0 THEN i.starts_on ELSE facts.period_end(i.ends_on, a.renewal_months, r.renewals - 1) + 1 END AS starts_on
    OFFSET 0
  ) p
  CROSS JOIN LATERAL (
    SELECT CASE WHEN a.auto_renews AND e.final_day IS NULL AND NOT i.is_dependent
      THEN facts.notice_by(p.period_ends_on, a.notice_months, a.notice_days) END AS notice_by
    OFFSET 0
  ) n0
  CROSS JOIN LATERAL (SELECT n0.notice_by, n0.notice_by - c.decision_days AS decide_by) n
  CROSS JOIN LATERAL (
    SELECT CASE
      WHEN day > e.terminated_on THEN 'terminated'
      WHEN a.successor IS NOT NULL THEN 'superseded'
      WHEN day < c.starts_on THEN 'not_started'
      WHEN day > e.final_day THEN 'lapsed'
      WHEN i.is_dependent THEN 'in_force'
      WHEN i.ends_on IS NULL THEN CASE WHEN i.open_ended OR e.terminated_on IS NOT NULL THEN 'in_force' ELSE 'end_unknown' END
      WHEN day BETWEEN n.decide_by AND n.notice_by THEN 'in_notice_window'
      WHEN day > n.notice_by AND day <= p.period_ends_on THEN 'notice_missed'
      WHEN NOT a.auto_renews OR day <= i.ends_on THEN 'in_force'
      ELSE 'auto_renewed' END AS state
    OFFSET 0
  ) w
  CROSS JOIN LATERAL (
    SELECT w.state,
      CASE w.state
        WHEN 'terminated' THEN e.terminated_on + 1
        WHEN 'superseded' THEN a.succeeded_on
        WHEN 'lapsed' THEN e.final_day + 1
        WHEN 'in_notice_window' THEN greatest(n.decide_by, p.starts_on, m.from_on)
        WHEN 'notice_missed' THEN greatest(n.notice_by + 1, p.starts_on, m.from_on)
        WHEN 'auto_renewed' THEN coalesce(p.starts_on, i.ends_on + 1)
        WHEN 'not_started' THEN NULL
        ELSE i.starts_on END AS since,
      CASE w.state
        WHEN 'terminated' THEN format('terminated%s: %s was its last day in force',
          CASE WHEN e.terminated_on IS DISTINCT FROM c.terminated_on THEN ' with ' || i.ends_with END, e.terminated_on)
        WHEN 'superseded' THEN CASE WHEN a.successor IS DISTINCT FROM own_successor.reference
          THEN format('ended with %s, which was replaced by %s from %s on', i.ends_with, a.successor, a.succeeded_on)
          ELSE format('replaced by %s from %s on', a.successor, a.succeeded_on) END
        WHEN 'not_started' THEN format('starts on %s', c.starts_on)
        WHEN 'end_unknown' THEN 'no end is recorded, and it is not said to be open-ended'
        WHEN 'lapsed' THEN CASE WHEN i.is_dependent THEN format('ended on %s, with %s', e.final_day, i.ends_with)
          WHEN f.final_day IS NULL THEN format('ended on %s', i.ends_on)
          ELSE format('ended on %s: notice not to renew was given on %s', f.final_day, i.notice_given_on) END
        WHEN 'in_notice_window' THEN format('renews by itself on %s unless notice is given by %s (%s)',
          p.period_ends_on + 1, n.notice_by, facts.notice_arithmetic(p.period_ends_on, a.notice_months, a.notice_days, c.decision_days))
        WHEN 'notice_missed' THEN format('the last day for notice was %s (%s): renews by itself on %s',
          n.notice_by, facts.notice_arithmetic(p.period_ends_on, a.notice_months, a.notice_days, c.decision_days), p.period_ends_on + 1)
        WHEN 'auto_renewed' THEN CASE
          WHEN e.terminated_on IS NOT NULL THEN format('renewed itself after %s; terminated early, on %s', i.ends_on, e.terminated_on)
          WHEN f.final_day IS NOT NULL THEN format('renewed itself after %s; notice given on %s ends it on %s', i.ends_on, i.notice_given_on, f.final_day)
          WHEN a.renewal_months IS NULL THEN format('renewed itself after %s, for how long is not recorded', i.ends_on)
          ELSE format('renewed itself after %s, now until %s', i.ends_on, p.period_ends_on) END
        ELSE CASE WHEN e.terminated_on IS NOT NULL THEN format('runs until %s, when it is terminated early', e.terminated_on)
          WHEN i.is_dependent THEN format('runs as long as %s', i.ends_with)
          WHEN i.open_ended THEN 'open-ended'
          WHEN f.final_day IS NOT NULL THEN format('runs until %s: notice not to renew was given on %s', f.final_day, i.notice_given_on)
          WHEN n.notice_by IS NOT NULL THEN format('runs until %s; notice not to renew by %s', i.ends_on, n.notice_by)
          ELSE format('runs until %s', i.ends_on) END END
      || CASE WHEN i.moved_by IS NOT NULL AND e.terminated_on IS NULL AND w.state NOT IN ('superseded', 'not_started')
        THEN format(' (end moved by %s)', i.moved_by) ELSE '' END AS why
  ) s;
END;
COMMENT ON FUNCTION facts.contract_state(date) IS 'For each contract its state on the day, why, and since when; the renewal period the day lies in; the last day for notice and the day by which to decide; the last day in force where that is settled; the end of the paper as amended by then and what moved it; the contract with which it ends when it has no end of its own';
