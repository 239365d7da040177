-- Waivers stand for as long as their days say; nothing has to run for one to end.
CREATE FUNCTION facts.waiver(day date) RETURNS TABLE (
  waiver_id bigint, state text, rule text, engagement_id bigint, engagement text, finding_id bigint, vendor_id bigint, vendor text,
  starts_on date, ends_on date, requested_on date, requested_by text, approved_by text, approved_on date,
  rejected_by text, rejected_on date, withdrawn_on date, reason text, covers text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT w.id,
    CASE WHEN w.withdrawn_on <= day THEN 'withdrawn' WHEN w.rejected_on <= day THEN 'rejected' WHEN w.ends_on < day THEN 'ended'
      WHEN w.approved_on IS NULL OR w.approved_on > day THEN 'requested'
      WHEN w.starts_on > day THEN 'approved' ELSE 'in_force' END,
    w.rule, w.engagement_id, e.title, w.finding_id, v.id, v.name, w.starts_on, w.ends_on, w.requested_on, w.requested_by,
    CASE WHEN w.approved_on <= day THEN p.name END, CASE WHEN w.approved_on <= day THEN w.approved_on END,
    CASE WHEN w.rejected_on <= day THEN r.name END, CASE WHEN w.rejected_on <= day THEN w.rejected_on END,
    CASE WHEN w.withdrawn_on <= day THEN w.withdrawn_on END, w.reason,
    CASE WHEN w.engagement_id IS NOT NULL THEN e.title WHEN w.finding_id IS NOT NULL THEN 'finding ' || w.finding_id ELSE 'all of the vendor' END
  FROM register.waiver w
  LEFT JOIN register.engagement e ON e.id = w.engagement_id
  LEFT JOIN facts.engagement_vendor(day) o ON o.engagement_id = w.engagement_id
  LEFT JOIN register.finding f ON f.id = w.finding_id
  LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = coalesce(w.vendor_id, f.vendor_id)
  LEFT JOIN register.vendor v ON v.id = coalesce(o.vendor_id, m.vendor_id, w.vendor_id, f.vendor_id)
  LEFT JOIN register.person p ON p.id = w.approved_by_id
  LEFT JOIN register.person r ON r.id = w.rejected_by_id
  WHERE w.requested_on <= day;
END;
COMMENT ON FUNCTION facts.waiver(date) IS 'Waivers that had been asked for by the day: requested, approved (it starts later), in_force, ended, rejected or withdrawn; of the gate, of one finding, or of all that a rule finds of a vendor';

-- One row for what is waived: the waiver that lasts longest, and when one ended last, so that an end is not silent.
CREATE FUNCTION facts.rule_waiver(day date) RETURNS TABLE (rule text, vendor_id bigint, finding_id bigint, waiver_id bigint, ends_on date, ended_on date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT w.rule, CASE WHEN w.finding_id IS NULL THEN w.vendor_id END, w.finding_id,
    (array_agg(w.waiver_id ORDER BY w.ends_on DESC, w.waiver_id) FILTER (WHERE w.state = 'in_force'))[1],
    max(w.ends_on) FILTER (WHERE w.state = 'in_force'), max(w.ends_on) FILTER (WHERE w.state = 'ended')
  FROM facts.waiver(day) w
  WHERE w.engagement_id IS NULL AND w.approved_on IS NOT NULL AND w.state IN ('in_force', 'ended')
  GROUP BY w.rule, w.finding_id, CASE WHEN w.finding_id IS NULL THEN w.vendor_id END;
END;
COMMENT ON FUNCTION facts.rule_waiver(date) IS 'What of the findings is, or was, waived by the day: a finding, or all that a rule finds of a vendor';
