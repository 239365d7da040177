-- What a contract is on a day. This is the one definition of "lapsed"; rules and reports only add scope and wording.
--
-- Steps: the contract with whose end it ends (h, mostly itself), the end in force (m, when an amendment moved it), the
-- renewal period that the day lies in, the last day if notice was given, the days around notice, the state. A set of all
-- contracts and not a function of one, so that the planner sees through it.
--
-- OFFSET 0 keeps the planner from writing a step's expression out wherever a later step uses it: each is then computed
-- once a contract and not some seventy times. Steps without it only give names to what costs less than a step. All in one
-- LATERAL: of several the planner remembers what each came to for which contract, and to look that up takes twice as long
-- as to work it out.
CREATE FUNCTION facts.contract_state(day date) RETURNS TABLE (
  contract_id bigint, state text, since date, why text,
  renewals integer, period_ends_on date, notice_by date, decide_by date, last_day date,
  ends_on date, moved_by text, ends_with text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.id, s.state, s.since, s.why, s.renewals, s.period_ends_on, s.notice_by, s.decide_by,
    -- What is terminated by itself has an end of its own.
    s.final_day, CASE WHEN NOT s.is_dependent THEN s.ends_on END, s.moved_by, CASE WHEN s.terminated_on = c.terminated_on THEN NULL ELSE s.ends_with END
  FROM register.contract c
  -- None for a contract that has an end of its own, which most have; and only for the few others is it looked up.
  LEFT JOIN (
    SELECT k.id AS contract_id, a.id, a.reference, a.ends_on, a.open_ended, a.auto_renews, a.renewal_months, a.notice_months, a.notice_days,
      a.notice_given_on, a.terminated_on
    FROM register.contract k JOIN register.contract a ON a.id = facts.ends_with(k.id, day) AND a.id <> k.id
    WHERE k.parent_id IS NOT NULL AND k.ends_on IS NULL AND NOT k.open_ended
  ) h ON h.contract_id = c.id
  LEFT JOIN facts.moved_end(day) m ON m.contract_id = CASE WHEN h.id IS NULL THEN c.id ELSE h.id END
  LEFT JOIN (
    SELECT DISTINCT ON (r.supersedes_id) r.supersedes_id, r.reference, r.starts_on
    FROM register.contract r
    WHERE r.supersedes_id IS NOT NULL AND r.starts_on <= day
    ORDER BY r.supersedes_id, r.starts_on, r.id
  ) own_successor ON own_successor.supersedes_id = c.id
  CROSS JOIN LATERAL (
    WITH paper AS (
      -- Its own days, or those of the contract with which it ends.
      SELECT h.id IS NOT NULL AS is_dependent, h.reference AS ends_with,
        CASE WHEN h.id IS NULL THEN c.ends_on ELSE h.ends_on END AS paper_ends_on,
        CASE WHEN h.id IS NULL THEN c.open_ended ELSE h.open_ended END AS paper_open_ended,
        CASE WHEN h.id IS NULL THEN c.auto_renews ELSE h.auto_renews END AS auto_renews,
        CASE WHEN h.id IS NULL THEN c.renewal_months ELSE h.renewal_months END AS renewal_months,
        CASE WHEN h.id IS NULL THEN c.notice_months ELSE h.notice_months END AS notice_months,
        CASE WHEN h.id IS NULL THEN c.notice_days ELSE h.notice_days END AS notice_days,
        CASE WHEN h.id IS NULL THEN c.notice_given_on ELSE h.notice_given_on END AS paper_notice_given_on,
        CASE WHEN h.id IS NULL THEN own_successor.reference ELSE coalesce(own_successor.reference, (
          SELECT r.reference FROM register.contract r WHERE r.supersedes_id = h.id AND r.starts_on <= day
          ORDER BY r.starts_on, r.id LIMIT 1)) END AS successor,
        CASE WHEN h.id IS NULL THEN own_successor.starts_on ELSE coalesce(own_successor.starts_on, (
          SELECT min(r.starts_on) FROM register.contract r WHERE r.supersedes_id = h.id AND r.starts_on <= day)) END AS succeeded_on
    ), in_force AS (
      SELECT a.is_dependent, a.ends_with, a.auto_renews, a.renewal_months, a.notice_months, a.notice_days, a.successor, a.succeeded_on,
        coalesce(m.ends_on, a.paper_ends_on) AS ends_on, a.paper_open_ended AND m.ends_on IS NULL AS open_ended,
        CASE WHEN h.id IS NULL THEN m.reference END AS moved_by,
        least(c.terminated_on, h.terminated_on) AS terminated_early_on,
        -- Notice that was given before the end was moved was about the end before.
        CASE WHEN a.auto_renews AND a.paper_notice_given_on <= day AND a.paper_notice_given_on >= coalesce(m.from_on, '-infinity')
          THEN a.paper_notice_given_on END AS notice_given_on,
        -- Over before an amendment made it go on: then it is in force since that amendment.
        CASE WHEN m.from_on IS NOT NULL AND m.from_on - 1 > CASE
            WHEN NOT a.auto_renews THEN coalesce(m.prior_ends_on, a.paper_ends_on)
            WHEN a.paper_notice_given_on < m.from_on AND a.paper_notice_given_on >= coalesce(m.prior_from_on, '-infinity')
              THEN facts.notice_ends(coalesce(m.prior_ends_on, a.paper_ends_on), a.renewal_months, a.notice_months, a.notice_days, a.paper_notice_given_on)
            END
          THEN greatest(c.starts_on, m.from_on) ELSE c.starts_on END AS starts_on
      FROM paper a
      OFFSET 0
    ), renewed AS (
      SELECT i.*, CASE WHEN i.ends_on IS NULL OR NOT i.auto_renews THEN 0 ELSE facts.renewals(i.ends_on, i.renewal_months, day) END AS renewals,
        -- Before the day on which notice was given, nobody could know of it.
        CASE WHEN i.notice_given_on IS NOT NULL AND i.ends_on IS NOT NULL
          THEN facts.notice_ends(i.ends_on, i.renewal_months, i.notice_months, i.notice_days, i.notice_given_on) END AS given_up_on
      FROM in_force i
      OFFSET 0
    ), ended AS (
      -- A termination after the end comes too late to be one.
      SELECT r.*, CASE WHEN r.terminated_early_on <= coalesce(n.natural_end, 'infinity') THEN r.terminated_early_on END AS terminated_on,
        least(n.natural_end, r.terminated_early_on) AS final_day
      FROM renewed r
      CROSS JOIN LATERAL (SELECT CASE WHEN r.auto_renews THEN r.given_up_on ELSE r.ends_on END AS natural_end) n
    ), period AS (
      SELECT e.*, least(facts.period_end(e.ends_on, e.renewal_months, e.renewals), e.final_day) AS period_ends_on,
        CASE WHEN e.renewals = 0 THEN e.starts_on ELSE facts.period_end(e.ends_on, e.renewal_months, e.renewals - 1) + 1 END AS period_starts_on
      FROM ended e
      OFFSET 0
    ), noticed AS (
      SELECT p.*, CASE WHEN p.auto_renews AND p.final_day IS NULL AND NOT p.is_dependent
        THEN facts.notice_by(p.period_ends_on, p.notice_months, p.notice_days) END AS notice_by
      FROM period p
      OFFSET 0
    ), decided AS (
      SELECT n.*, n.notice_by - c.decision_days AS decide_by FROM noticed n
    ), judged AS (
      SELECT n.*, CASE
        WHEN day > n.terminated_on THEN 'terminated'
        WHEN n.successor IS NOT NULL THEN 'superseded'
        WHEN day < c.starts_on THEN 'not_started'
        WHEN day > n.final_day THEN 'lapsed'
        WHEN n.is_dependent THEN 'in_force'
        WHEN n.ends_on IS NULL THEN CASE WHEN n.open_ended OR n.terminated_on IS NOT NULL THEN 'in_force' ELSE 'end_unknown' END
        WHEN day BETWEEN n.decide_by AND n.notice_by THEN 'in_notice_window'
        WHEN day > n.notice_by AND day <= n.period_ends_on THEN 'notice_missed'
        WHEN NOT n.auto_renews OR day <= n.ends_on THEN 'in_force'
        ELSE 'auto_renewed' END AS state
      FROM decided n
      OFFSET 0
    )
    SELECT w.state, w.renewals, w.period_ends_on, w.notice_by, w.decide_by, w.final_day, w.is_dependent, w.ends_on, w.moved_by, w.ends_with, w.terminated_on,
      CASE w.state
        WHEN 'terminated' THEN w.terminated_on + 1
        WHEN 'superseded' THEN w.succeeded_on
        WHEN 'lapsed' THEN w.final_day + 1
        WHEN 'in_notice_window' THEN greatest(w.decide_by, w.period_starts_on, m.from_on)
        WHEN 'notice_missed' THEN greatest(w.notice_by + 1, w.period_starts_on, m.from_on)
        WHEN 'auto_renewed' THEN coalesce(w.period_starts_on, w.ends_on + 1)
        WHEN 'not_started' THEN NULL
        ELSE w.starts_on END AS since,
      CASE w.state
        WHEN 'terminated' THEN format('terminated%s: %s was its last day in force',
          CASE WHEN w.terminated_on IS DISTINCT FROM c.terminated_on THEN ' with ' || w.ends_with END, w.terminated_on)
        WHEN 'superseded' THEN CASE WHEN w.successor IS DISTINCT FROM own_successor.reference
          THEN format('ended with %s, which was replaced by %s from %s on', w.ends_with, w.successor, w.succeeded_on)
          ELSE format('replaced by %s from %s on', w.successor, w.succeeded_on) END
        WHEN 'not_started' THEN format('starts on %s', c.starts_on)
        WHEN 'end_unknown' THEN 'no end is recorded, and it is not said to be open-ended'
        WHEN 'lapsed' THEN CASE WHEN w.is_dependent THEN format('ended on %s, with %s', w.final_day, w.ends_with)
          WHEN w.given_up_on IS NULL THEN format('ended on %s', w.ends_on)
          ELSE format('ended on %s: notice not to renew was given on %s', w.given_up_on, w.notice_given_on) END
        WHEN 'in_notice_window' THEN format('renews by itself on %s unless notice is given by %s (%s)',
          w.period_ends_on + 1, w.notice_by, facts.notice_arithmetic(w.period_ends_on, w.notice_months, w.notice_days, c.decision_days))
        WHEN 'notice_missed' THEN format('the last day for notice was %s (%s): renews by itself on %s',
          w.notice_by, facts.notice_arithmetic(w.period_ends_on, w.notice_months, w.notice_days, c.decision_days), w.period_ends_on + 1)
        WHEN 'auto_renewed' THEN CASE
          WHEN w.terminated_on IS NOT NULL THEN format('renewed itself after %s; terminated early, on %s', w.ends_on, w.terminated_on)
          WHEN w.given_up_on IS NOT NULL THEN format('renewed itself after %s; notice given on %s ends it on %s', w.ends_on, w.notice_given_on, w.given_up_on)
          WHEN w.renewal_months IS NULL THEN format('renewed itself after %s, for how long is not recorded', w.ends_on)
          ELSE format('renewed itself after %s, now until %s', w.ends_on, w.period_ends_on) END
        ELSE CASE WHEN w.terminated_on IS NOT NULL THEN format('runs until %s, when it is terminated early', w.terminated_on)
          WHEN w.is_dependent THEN format('runs as long as %s', w.ends_with)
          WHEN w.open_ended THEN 'open-ended'
          WHEN w.given_up_on IS NOT NULL THEN format('runs until %s: notice not to renew was given on %s', w.given_up_on, w.notice_given_on)
          WHEN w.notice_by IS NOT NULL THEN format('runs until %s; notice not to renew by %s', w.ends_on, w.notice_by)
          ELSE format('runs until %s', w.ends_on) END END
      || CASE WHEN w.moved_by IS NOT NULL AND w.terminated_on IS NULL AND w.state NOT IN ('superseded', 'not_started')
        THEN format(' (end moved by %s)', w.moved_by) ELSE '' END AS why
    FROM judged w
  ) s;
END;
COMMENT ON FUNCTION facts.contract_state(date) IS 'For each contract its state on the day, why, and since when; the renewal period the day lies in; the last day for notice and the day by which to decide; the last day in force where that is settled; the end of the paper as amended by then and what moved it; the contract with which it ends when it has no end of its own';
