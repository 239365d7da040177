CREATE FUNCTION facts.deadline(day date) RETURNS TABLE (
  due_on date, days_left integer, kind text, reference text, vendor text, tier text, owner text, owner_email text, why text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT d.due_on, d.due_on - day, d.kind, c.reference, c.vendor, c.tier, c.owner, c.owner_email, c.why
  FROM facts.contract(day) c
  CROSS JOIN LATERAL (
    SELECT 'contract_end' AS kind, c.last_day AS due_on
    -- What ends with another contract asks for nothing that the other does not ask for, and what only amended it, once
    -- over, for nothing at all.
    WHERE c.last_day IS NOT NULL AND c.ends_with IS NULL
      AND (facts.binds(c.state) OR (c.state = 'lapsed' AND facts.work_goes_on(c.work_ended_on, day) AND NOT facts.amends(c.kind, c.parent_id)))
    UNION ALL
    SELECT 'notice', c.notice_by WHERE c.state IN ('in_force', 'in_notice_window', 'auto_renewed') AND c.notice_by IS NOT NULL
  ) d;
END;
COMMENT ON FUNCTION facts.deadline(date) IS 'Days by which somebody must act: ends of contracts that nothing renews (overdue ones too, while work goes on) and last days for notice';
