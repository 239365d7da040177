-- Late in the order of files: it gathers what the other facts say is due.
CREATE FUNCTION facts.deadline(day date) RETURNS TABLE (
  due_on date, days_left integer, kind text, reference text, vendor text, tier text, owner text, owner_email text, why text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- Worked out once, and not once for each kind.
  WITH vendor_tier AS MATERIALIZED (SELECT * FROM facts.vendor_tier(day)), cadence AS MATERIALIZED (SELECT vendor_id FROM facts.cadence(day))
  SELECT d.due_on, d.due_on - day, d.kind, c.reference, c.vendor, c.tier, c.owner, c.owner_email, d.why
  FROM facts.contract(day) c
  CROSS JOIN LATERAL (
    SELECT 'contract_end' AS kind, c.last_day AS due_on, c.why
    -- What ends with another contract asks for nothing that the other does not ask for, and what only amended it, once
    -- over, for nothing at all.
    WHERE c.last_day IS NOT NULL AND c.ends_with IS NULL
      AND (facts.binds(c.state) OR (c.state = 'lapsed' AND facts.work_goes_on(c.work_ended_on, day) AND NOT facts.amends(c.kind, c.parent_id)))
    UNION ALL
    SELECT 'notice', facts.notice_act_by(c.notice_by, c.delivery_days, c.calendar),
      facts.notice_act_why(c.period_ends_on, c.notice_months, c.notice_days, c.delivery_days, c.calendar)
    WHERE c.state IN ('in_force', 'in_notice_window', 'auto_renewed') AND c.notice_by IS NOT NULL
  ) d
  UNION ALL
  SELECT e.valid_until_on, e.days_left, 'evidence_end', 'evidence #' || e.evidence_id, e.vendor, e.tier, e.owner, e.owner_email,
    concat_ws(' ', e.kind, e.number) || ' ' || e.why
  FROM facts.evidence(day) e
  WHERE e.state IN ('valid', 'expired') AND e.valid_until_on IS NOT NULL AND e.replaced_by_id IS NULL
    -- Of work that is over nobody needs new evidence.
    AND NOT EXISTS (SELECT FROM facts.offboarding(day) o WHERE o.vendor_id = e.vendor_id AND o.engagement_id IS NULL AND o.ended_on < day)
    AND NOT EXISTS (SELECT FROM facts.stage(day) s WHERE s.vendor_id = e.vendor_id AND s.stage = 'ended')
    AND (e.engagement_ids = '{}' OR EXISTS (
      SELECT FROM register.engagement g WHERE g.id = ANY (e.engagement_ids) AND (g.ends_on IS NULL OR g.ends_on >= day)))
  UNION ALL
  SELECT i.duty_due_on, i.duty_due_on - day, 'incident_duty', 'incident #' || i.incident_id, i.vendor, t.tier, i.owner, i.owner_email,
    format('%s, due by %s: %s', i.our_duty, facts.instant_text(i.our_duty_due_at), i.title)
  FROM facts.incident(day) i
  LEFT JOIN vendor_tier t ON t.vendor_id = i.vendor_id
  WHERE i.duty_state IN ('due', 'overdue') AND i.duty_due_on IS NOT NULL
  UNION ALL
  SELECT d.due_on, d.due_on - day, d.kind, 'offboarding #' || o.offboarding_id, o.vendor, t.tier, o.owner, o.owner_email, d.why
  FROM facts.offboarding(day) o
  LEFT JOIN vendor_tier t ON t.vendor_id = o.vendor_id
  CROSS JOIN LATERAL (
    SELECT 'data_return' AS kind, o.data_due_on AS due_on, format('return or destruction of the data; work ended on %s', o.ended_on) AS why
    WHERE o.data_state IN ('due', 'overdue')
    UNION ALL
    SELECT 'access_removal', o.ended_on, format('removal of access; work ended on %s', o.ended_on) WHERE o.access_state IN ('due', 'overdue')
  ) d
  WHERE o.state <> 'closed'
  UNION ALL
  SELECT r.due_on, r.due_on - day, 'review', coalesce(r.code, '#' || r.vendor_id), r.vendor, r.tier, r.owner, r.owner_email,
    concat_ws('; ', r.decided_by, 'moved: ' || r.moved_because)
  FROM facts.review_agenda(day) r
  WHERE r.due_on IS NOT NULL
  UNION ALL
  SELECT r.due_on, r.due_on - day, 'review', 'review #' || r.review_id, r.vendor, t.tier, r.reviewer, r.reviewer_email,
    format('asked for because of %s', r.cause)
  FROM facts.review(day) r
  LEFT JOIN vendor_tier t ON t.vendor_id = r.vendor_id
  WHERE r.cause <> 'schedule' AND r.state IN ('open', 'overdue')
  UNION ALL
  SELECT a.valid_until_on, a.valid_until_on - day, 'assessment_end', 'assessment #' || a.assessment_id, a.vendor, a.tier, p.name, p.email, a.why
  FROM facts.assessment(day) a
  JOIN register.vendor v ON v.id = a.vendor_id
  LEFT JOIN register.person p ON p.id = v.owner_id
  WHERE a.state IN ('approved', 'approved_with_conditions', 'expired')
    -- Of a vendor that nobody uses nothing is asked.
    AND EXISTS (SELECT FROM cadence c WHERE c.vendor_id = a.vendor_id)
  UNION ALL
  SELECT c.due_on, c.due_on - day, 'condition', 'assessment #' || a.assessment_id, a.vendor, a.tier, p.name, p.email, format('condition %s: %s', c.number, c.text)
  FROM facts.assessment_condition(day) c
  JOIN facts.assessment(day) a ON a.assessment_id = c.assessment_id AND a.state = 'approved_with_conditions'
  JOIN register.vendor v ON v.id = a.vendor_id
  LEFT JOIN register.person p ON p.id = v.owner_id
  WHERE c.state <> 'met'
  UNION ALL
  SELECT w.ends_on, w.ends_on - day, 'waiver_end', 'waiver #' || w.waiver_id, w.vendor, t.tier, p.name, p.email,
    CASE WHEN w.engagement_id IS NOT NULL THEN format('%s of %s; the gate is shut from the next day on', w.rule, w.engagement)
      ELSE format('%s (%s); what is found counts again from the next day on', w.rule, w.covers) END
  FROM facts.waiver(day) w
  LEFT JOIN register.vendor v ON v.id = w.vendor_id
  LEFT JOIN register.person p ON p.id = v.owner_id
  LEFT JOIN vendor_tier t ON t.vendor_id = w.vendor_id
  WHERE w.state = 'in_force';
END;
COMMENT ON FUNCTION facts.deadline(date) IS 'Days by which somebody must act: ends of contracts that nothing renews (overdue ones too, while work goes on), business days by which to give notice, ends of evidence, duties after incidents, what is due after work ended, reviews, conditions and ends of approvals, and ends of waivers';
