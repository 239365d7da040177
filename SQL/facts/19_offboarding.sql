-- What is still to be done after work ended.
CREATE FUNCTION facts.offboarding(day date) RETURNS TABLE (
  offboarding_id bigint, vendor_id bigint, vendor text, engagement_id bigint, engagement text, state text, open_legs text[], ended_on date,
  data_state text, data text, data_due_on date, data_done_on date, proof_state text, proof_id bigint, proof text,
  access_state text, access_removed_on date, access_removed_by text, secrecy_state text, secrecy_until_on date,
  closed_on date, owner text, owner_email text, note text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT o.id, v.id, v.name, o.engagement_id, e.title,
    CASE WHEN o.closed_on <= day THEN 'closed' WHEN d.state = 'overdue' OR a.state = 'overdue' THEN 'overdue' ELSE 'open' END,
    array_remove(ARRAY[
      CASE d.state WHEN 'overdue' THEN format('data: was due on %s', o.data_due_on) WHEN 'due' THEN format('data: due on %s', o.data_due_on)
        WHEN 'no_due_day' THEN 'data: due day not recorded' END,
      CASE r.state WHEN 'lacking' THEN 'proof: lacking' WHEN 'unread' THEN format('proof: nobody has read evidence %s', o.proof_id) END,
      CASE a.state WHEN 'overdue' THEN format('access: work ended on %s', o.ended_on) WHEN 'due' THEN format('access: ends on %s', o.ended_on) END
    ], NULL),
    o.ended_on, d.state, d.data, o.data_due_on, d.done_on, r.state, x.evidence_id, nullif(concat_ws(' ', x.kind, x.number), ''),
    a.state, a.removed_on, CASE WHEN a.removed_on IS NOT NULL THEN w.name END,
    CASE WHEN o.secrecy_open_ended THEN 'no_end' WHEN o.secrecy_until_on IS NULL THEN 'unknown' WHEN o.secrecy_until_on >= day THEN 'runs' ELSE 'over' END,
    o.secrecy_until_on, CASE WHEN o.closed_on <= day THEN o.closed_on END, p.name, p.email, o.note
  FROM register.offboarding o
  LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = o.vendor_id
  JOIN register.vendor v ON v.id = facts.goes_on_as(m.vendor_id, o.vendor_id)
  LEFT JOIN register.engagement e ON e.id = o.engagement_id
  LEFT JOIN register.person p ON p.id = coalesce(e.owner_id, v.owner_id)
  LEFT JOIN register.person w ON w.id = o.access_removed_by_id
  LEFT JOIN facts.evidence(day) x ON x.evidence_id = o.proof_id AND coalesce(x.issued_on, x.valid_from_on, day) <= day
  CROSS JOIN LATERAL (
    SELECT CASE WHEN o.data_done_on <= day THEN CASE WHEN o.data_done_on > o.data_due_on THEN 'settled_late' ELSE 'settled' END WHEN o.data_due_on IS NULL THEN 'no_due_day'
      WHEN o.data_due_on < day THEN 'overdue' ELSE 'due' END AS state,
      CASE WHEN o.data_done_on <= day THEN o.data END AS data, CASE WHEN o.data_done_on <= day THEN o.data_done_on END AS done_on
    OFFSET 0
  ) d
  CROSS JOIN LATERAL (
    SELECT CASE WHEN d.data = 'none_held' THEN 'not_needed' WHEN x.evidence_id IS NULL THEN 'lacking'
      WHEN x.read_on IS NULL THEN 'unread' ELSE 'read' END AS state
    OFFSET 0
  ) r
  CROSS JOIN LATERAL (
    SELECT CASE WHEN o.access_removed_on <= day THEN 'removed' WHEN o.ended_on < day THEN 'overdue' ELSE 'due' END AS state,
      CASE WHEN o.access_removed_on <= day THEN o.access_removed_on END AS removed_on
    OFFSET 0
  ) a;
END;
COMMENT ON FUNCTION facts.offboarding(date) IS 'Offboardings with each leg on the day (data, proof, access, secrecy), and what still keeps them open';
