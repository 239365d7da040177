CREATE FUNCTION facts.contract_sheet(day date) RETURNS TABLE (
  contract_id bigint, reference text, title text, kind text, parent text, vendors text[], our_party text, engagements text[], tier text,
  state text, since date, why text, signed_on date, starts_on date, ends_on date, moved_by text, ends_with text, open_ended boolean,
  new_ends_on date, auto_renews boolean, renewal_months integer, notice_months integer, notice_days integer, decision_days integer,
  delivery_days integer, period_ends_on date, notice_by date, decide_by date, notice text, act_by date, act_why text, remind_days integer[], last_day date, notice_given_on date, terminated_on date,
  work_ended_on date, supersedes text, replaced_by text[], secrecy text, secrecy_until text, secrecy_why text,
  governing_law text, value_amount numeric, value_currency text, owner text, owner_email text, note text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.contract_id, c.reference, c.title, c.kind, c.parent, c.vendors, c.our_party, c.engagements, c.tier,
    c.state, c.since, c.why, c.signed_on, c.starts_on, c.ends_on, c.moved_by, c.ends_with, c.open_ended,
    c.new_ends_on, c.auto_renews, c.renewal_months, c.notice_months, c.notice_days, c.decision_days,
    c.delivery_days, c.period_ends_on, c.notice_by, c.decide_by,
    CASE WHEN c.notice_by IS NOT NULL THEN CASE WHEN c.state = 'notice_missed' THEN 'missed: ' ELSE '' END
      || facts.notice_arithmetic(c.period_ends_on, c.notice_months, c.notice_days, c.decision_days) END,
    facts.notice_act_by(c.notice_by, c.delivery_days, c.calendar),
    CASE WHEN c.notice_by IS NOT NULL THEN facts.notice_act_why(c.period_ends_on, c.notice_months, c.notice_days, c.delivery_days, c.calendar) END,
    c.remind_days,
    c.last_day, c.notice_given_on, c.terminated_on, c.work_ended_on, c.supersedes,
    array(SELECT r.reference FROM register.contract r WHERE r.supersedes_id = c.contract_id ORDER BY r.starts_on, r.id),
    s.secrecy_state, CASE WHEN s.secrecy_until = 'infinity' THEN 'for ever' ELSE s.secrecy_until::text END, s.why,
    c.governing_law, c.value_amount, c.value_currency, c.owner, c.owner_email, c.note
  FROM facts.contract(day) c
  LEFT JOIN facts.secrecy(day) s ON s.contract_id = c.contract_id;
END;
COMMENT ON FUNCTION facts.contract_sheet(date) IS 'All that is known of each contract on the day: what "contract show" prints';
