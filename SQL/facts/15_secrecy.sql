-- Whether the duty of secrecy that a contract brought still runs: one of the three senses of "lapsed".
--
-- It outlives the contract by the figure of the confidentiality term, counted from the last day on which the contract
-- bound, in the version in force on that day. Amendments have no row: they change the secrecy of the contract they amend.
CREATE FUNCTION facts.secrecy(day date) RETURNS TABLE (
  contract_id bigint, secrecy_state text, secrecy_until date, survives_months numeric, source_contract_id bigint, why text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT v.contract_id, w.secrecy_state, u.secrecy_until, v.figure, v.source_contract_id,
    CASE
      WHEN w.secrecy_state = 'not_started' THEN v.why
      WHEN v.status IS NULL THEN 'nobody recorded whether the contract has a confidentiality term'
      WHEN w.secrecy_state = 'none' THEN 'the contract has no confidentiality term'
      WHEN v.ended_on IS NULL THEN concat('runs with the contract; ', CASE
        WHEN v.figure IS NULL THEN 'for how long it goes on after the end is not recorded'
        WHEN v.figure = 'infinity' THEN 'goes on for ever after the end' ELSE format('goes on for %s after the end', facts.figure_text(v.figure, 'months', 'en')) END)
      WHEN v.figure IS NULL THEN format('%s was the last day of the contract, and for how long secrecy goes on is not recorded', v.ended_on)
      WHEN v.figure = 'infinity' THEN format('%s was the last day of the contract; secrecy goes on for ever', v.ended_on)
      ELSE format('%s plus %s is %s', v.ended_on, facts.figure_text(v.figure, 'months', 'en'), u.secrecy_until) END
  FROM (
    -- The version in force on the day, or on the last day on which the contract bound.
    SELECT DISTINCT ON (s.contract_id) s.contract_id, s.state, s.why, s.last_day, s.ended_on, t.status, t.figure, t.source_contract_id
    FROM (
      SELECT s.contract_id, s.state, s.why, s.last_day,
        -- What replaced it may have come when it was over already.
        CASE WHEN s.state IN ('lapsed', 'terminated', 'superseded') THEN least(s.since - 1, s.last_day) END AS ended_on
      FROM facts.contract_state(day) s
      JOIN register.contract c ON c.id = s.contract_id
      WHERE NOT facts.amends(c.kind, c.parent_id)
    ) s
    LEFT JOIN facts.term_version() t ON t.contract_id = s.contract_id AND t.term_key = 'confidentiality'
      AND (t.from_on IS NULL OR t.from_on <= coalesce(s.ended_on, day))
      AND (t.until_on IS NULL OR t.until_on >= coalesce(s.ended_on, day))
    ORDER BY s.contract_id, t.from_on DESC NULLS LAST, t.source_contract_id <> t.contract_id DESC, t.source_contract_id DESC,
      t.recorded_from_on DESC NULLS LAST
  ) v
  CROSS JOIN LATERAL (
    -- As a renewal of so many months is counted: from 28 February for a month, until 31 March.
    SELECT CASE WHEN v.figure = 'infinity' THEN 'infinity'
      ELSE facts.period_end(coalesce(v.ended_on, v.last_day), v.figure::integer, 1) END AS secrecy_until
    OFFSET 0
  ) u
  CROSS JOIN LATERAL (
    SELECT CASE
      WHEN v.state = 'not_started' THEN 'not_started'
      WHEN v.status IS NULL THEN 'unknown'
      WHEN v.status IN ('missing', 'not_applicable') THEN 'none'
      WHEN v.ended_on IS NULL THEN 'runs'
      WHEN v.figure IS NULL THEN 'unknown'
      WHEN day <= u.secrecy_until THEN 'survives'
      ELSE 'over' END AS secrecy_state
    OFFSET 0
  ) w;
END;
COMMENT ON FUNCTION facts.secrecy(date) IS 'For each contract whether its duty of secrecy runs on the day: not_started, runs (with the contract), survives (after its end), over, none (no such term) or unknown; its last day, infinity when it goes on for ever; and why';
