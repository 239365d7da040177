-- Incidents as they were known on a day: what came after it had not happened yet.
CREATE FUNCTION facts.incident(day date) RETURNS TABLE (
  incident_id bigint, vendor_id bigint, vendor text, engagement_id bigint, engagement text, title text, severity text, state text,
  occurred_at timestamptz, noticed_at timestamptz, told_at timestamptz, hours_to_tell numeric, contract_limit_hours integer,
  notice_state text, notice_why text, our_duty text, our_duty_due_at timestamptz, our_duty_done_at timestamptz, duty_state text, duty_due_on date,
  data_subjects bigint, cause text, prevention text, closed_on date, owner text, owner_email text, note text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT i.id, v.id, v.name, i.engagement_id, e.title, i.title, i.severity,
    CASE WHEN i.closed_on <= day THEN 'closed' ELSE 'open' END,
    k.occurred_at, k.noticed_at, k.told_at, h.hours, i.contract_limit_hours, n.state,
    CASE
      WHEN n.state = 'in_time' THEN format('told %s after it was noticed; the contract allows %s', facts.hours_text(h.hours), i.contract_limit_hours)
      WHEN n.state = 'late' AND k.told_at IS NOT NULL THEN format('told %s after it was noticed; the contract allows %s: %s late',
        facts.hours_text(h.hours), i.contract_limit_hours, facts.hours_text(h.hours - i.contract_limit_hours))
      WHEN n.state = 'late' THEN format('not told to us; the contract allowed until %s', facts.instant_text(h.limit_at))
      WHEN n.state = 'due' THEN format('not told to us yet; the contract allows until %s', facts.instant_text(h.limit_at))
      ELSE concat_ws('; ', 'told ' || facts.hours_text(h.hours) || ' after it was noticed',
        CASE WHEN k.noticed_at IS NULL THEN 'when the vendor noticed is not recorded' END,
        CASE WHEN i.contract_limit_hours IS NULL THEN 'the limit of the contract is not recorded' END) END,
    i.our_duty, i.our_duty_due_at, k.our_duty_done_at,
    CASE WHEN i.our_duty IS NULL THEN NULL
      WHEN k.our_duty_done_at > i.our_duty_due_at THEN 'done_late'
      WHEN k.our_duty_done_at IS NOT NULL THEN 'done'
      WHEN facts.day_of(i.our_duty_due_at) < day THEN 'overdue'
      ELSE 'due' END,
    facts.day_of(i.our_duty_due_at),
    i.data_subjects, i.cause, i.prevention, CASE WHEN i.closed_on <= day THEN i.closed_on END, p.name, p.email, i.note
  FROM register.incident i
  LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = i.vendor_id
  JOIN register.vendor v ON v.id = facts.goes_on_as(m.vendor_id, i.vendor_id)
  LEFT JOIN register.engagement e ON e.id = i.engagement_id
  LEFT JOIN register.person p ON p.id = coalesce(e.owner_id, v.owner_id)
  CROSS JOIN LATERAL (
    SELECT CASE WHEN i.occurred_at < facts.day_end(day) THEN i.occurred_at END AS occurred_at,
      CASE WHEN i.noticed_at < facts.day_end(day) THEN i.noticed_at END AS noticed_at,
      CASE WHEN i.told_at < facts.day_end(day) THEN i.told_at END AS told_at,
      CASE WHEN i.our_duty_done_at < facts.day_end(day) THEN i.our_duty_done_at END AS our_duty_done_at
    OFFSET 0
  ) k
  CROSS JOIN LATERAL (
    SELECT trim_scale(round(extract(epoch FROM k.told_at - k.noticed_at) / 3600, 2)) AS hours, k.noticed_at + i.contract_limit_hours * interval '1 hour' AS limit_at
    OFFSET 0
  ) h
  CROSS JOIN LATERAL (
    SELECT CASE WHEN h.limit_at IS NULL THEN 'unknown'
      WHEN k.told_at <= h.limit_at THEN 'in_time'
      WHEN k.told_at > h.limit_at OR h.limit_at < facts.day_end(day - 1) THEN 'late'
      ELSE 'due' END AS state
    OFFSET 0
  ) n
  WHERE coalesce(k.occurred_at, k.noticed_at, k.told_at) IS NOT NULL;
END;
COMMENT ON FUNCTION facts.incident(date) IS 'Incidents known by the end of the day: whether the vendor told us in time (in_time, late, due, unknown), with the arithmetic; whether we did our duty (done, done_late, due, overdue)';
