-- What lists, rules and reports say of a contract.
CREATE FUNCTION facts.contract(day date) RETURNS TABLE (
  contract_id bigint, reference text, title text, kind text, vendor_id bigint, vendor text, vendors text[], vendor_ids bigint[], engagements text[], tier text,
  state text, since date, why text, signed_on date, starts_on date, ends_on date, open_ended boolean,
  auto_renews boolean, renewal_months integer, notice_months integer, notice_days integer, decision_days integer,
  renewals integer, period_ends_on date, notice_by date, decide_by date,
  last_day date, notice_given_on date, terminated_on date, work_ended_on date, supersedes text,
  value_amount numeric, value_currency text, owner text, owner_email text, note text,
  parent_id bigint, parent text, new_ends_on date, moved_by text, ends_with text, our_party text, governing_law text,
  delivery_days integer, remind_days integer[], calendar text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.id, c.reference, c.title, c.kind, v.ids[1], v.names[1], coalesce(v.names, '{}'), coalesce(v.ids, '{}'), coalesce(e.titles, '{}'),
    -- Its vendor's only where it has none of its own. Where nobody recorded one, medium: neither forgotten nor first.
    coalesce(t.tier, (SELECT w.tier FROM facts.vendor_tier(day) w WHERE w.vendor_id = v.ids[1]), 'medium'),
    s.state, s.since, s.why, c.signed_on, c.starts_on, s.ends_on, c.open_ended AND s.ends_on IS NULL,
    c.auto_renews, c.renewal_months, c.notice_months, c.notice_days, c.decision_days,
    s.renewals, s.period_ends_on, s.notice_by, s.decide_by,
    s.last_day, c.notice_given_on, c.terminated_on, c.work_ended_on,
    -- Looked up, not joined: most have none, and what is hashed by a key that most lack falls into one part that no splitting makes smaller.
    (SELECT o.reference FROM register.contract o WHERE o.id = c.supersedes_id),
    c.value_amount, c.value_currency, p.name, p.email, c.note,
    c.parent_id, (SELECT a.reference FROM register.contract a WHERE a.id = c.parent_id), c.new_ends_on, s.moved_by, s.ends_with, c.our_party, c.governing_law,
    c.delivery_days, c.remind_days, coalesce(p.calendar, k.name)
  FROM register.contract c
  JOIN facts.contract_state(day) s ON s.contract_id = c.id
  LEFT JOIN (
    -- By the contract's own number, of which the planner knows how many there are: else it takes all contracts for two hundred.
    -- In order here once: to have each list ordered by itself takes a sort for each contract.
    SELECT n.contract_id, array_agg(n.name) AS names, array_agg(n.vendor_id) AS ids
    FROM (
      SELECT k.id AS contract_id, vendor.name, vendor.id AS vendor_id
      FROM register.contract k
      JOIN facts.contract_vendor(day) l ON l.contract_id = k.id
      JOIN register.vendor ON vendor.id = l.vendor_id
      ORDER BY k.id, l.place, vendor.id
    ) n
    GROUP BY n.contract_id
  ) v ON v.contract_id = c.id
  LEFT JOIN (
    SELECT n.contract_id, array_agg(n.title) AS titles
    FROM (
      SELECT l.contract_id, engagement.title
      FROM facts.engagement_contract(day) l JOIN register.engagement ON engagement.id = l.engagement_id
      ORDER BY l.contract_id, engagement.id
    ) n
    GROUP BY n.contract_id
  ) e ON e.contract_id = c.id
  LEFT JOIN facts.contract_tier(day) t ON t.contract_id = c.id
  LEFT JOIN register.person p ON p.id = c.owner_id
  LEFT JOIN register.calendar k ON k.is_default;
END;
COMMENT ON FUNCTION facts.contract(date) IS 'Contracts with vendors, tier and owner, what stands above them, and their state and end on the day';

CREATE FUNCTION facts.binds(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN state IN ('in_force', 'in_notice_window', 'notice_missed', 'auto_renewed', 'end_unknown');
COMMENT ON FUNCTION facts.binds(text) IS 'Whether a contract in this state binds its vendor, as far as is known';
