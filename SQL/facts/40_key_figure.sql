-- Key figures of one period, for the report that compares two.

CREATE FUNCTION facts.period_first(first_on date, last_on date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(first_on, (last_on - interval '1 month')::date + 1);
COMMENT ON FUNCTION facts.period_first(date, date) IS 'The first day of a period: the one that is named, else that of the month up to its last day';

-- As many months before it where it is of whole months, else as many days.
CREATE FUNCTION facts.first_before(first_on date, last_on date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (first_on + make_interval(months => facts.months_between(first_on, last_on + 1)))::date = last_on + 1
  THEN (first_on - make_interval(months => facts.months_between(first_on, last_on + 1)))::date
  ELSE first_on - (last_on + 1 - first_on) END;
COMMENT ON FUNCTION facts.first_before(date, date) IS 'The first day of the period of the same length that ends on the day before one begins';

-- A statement of its own, which another process can work out: two periods share nothing. That is also what the cost says, and why it is not
-- written out where it is called.
CREATE FUNCTION facts.key_figure(first_on date, last_on date, recorded_by date) RETURNS TABLE (key text, value numeric)
LANGUAGE sql STABLE PARALLEL SAFE COST 1000000000 SET max_parallel_workers_per_gather = 0
BEGIN ATOMIC
  WITH use AS MATERIALIZED (
    SELECT count(*) AS vendors, count(*) FILTER (WHERE d.known_tier = 'critical') AS critical,
      count(*) FILTER (WHERE o.id IS NULL OR facts.has_left(o.left_on, key_figure.last_on)) AS without_owner,
      count(a.vendor_id) AS approved, sum(e.valid) AS valid, sum(e.asked) AS asked, count(*) FILTER (WHERE d.state = 'overdue') AS overdue,
      -- Nobody has begun it.
      count(*) FILTER (WHERE d.state = 'overdue' AND d.open_review_id IS NULL AND d.due_on BETWEEN key_figure.first_on AND key_figure.last_on) AS not_begun
    FROM facts.review_due(key_figure.last_on) d
    JOIN register.vendor v ON v.id = d.vendor_id
    LEFT JOIN register.person o ON o.id = v.owner_id
    LEFT JOIN (
      SELECT a.vendor_id FROM facts.assessment_standing(key_figure.last_on) a
      WHERE a.state IN ('approved', 'approved_with_conditions') GROUP BY a.vendor_id
    ) a ON a.vendor_id = d.vendor_id
    LEFT JOIN (
      SELECT e.vendor_id, count(*) AS asked, count(*) FILTER (WHERE e.state <> 'expired') AS valid
      FROM facts.evidence(key_figure.last_on) e WHERE e.replaced_by_id IS NULL AND e.state <> 'not_yet_valid' GROUP BY e.vendor_id
    ) e ON e.vendor_id = d.vendor_id
  ), paper AS MATERIALIZED (
    SELECT count(*) FILTER (WHERE facts.binds(s.state)) AS in_force,
      count(*) FILTER (WHERE s.state = 'lapsed' AND facts.work_goes_on(c.work_ended_on, key_figure.last_on)) AS lapsed,
      count(*) FILTER (WHERE s.state = 'notice_missed') AS missed,
      count(*) FILTER (WHERE facts.binds(s.state) AND NOT facts.amends(c.kind, c.parent_id)) AS asked,
      count(t.contract_id) FILTER (WHERE facts.binds(s.state) AND NOT facts.amends(c.kind, c.parent_id)) AS secret
    FROM facts.contract_state(key_figure.last_on) s
    JOIN register.contract c ON c.id = s.contract_id
    LEFT JOIN (
      SELECT t.contract_id FROM facts.term(key_figure.last_on) t WHERE t.term_key = 'confidentiality' AND t.status IN ('present', 'weak')
    ) t ON t.contract_id = s.contract_id
  ), review AS MATERIALIZED (
    SELECT count(*) AS due, count(*) FILTER (WHERE s.state = 'on_time') AS on_time
    FROM facts.reviewed_vendor(key_figure.last_on) r
    CROSS JOIN LATERAL (SELECT facts.review_word(r.due_on, r.completed_on, key_figure.last_on) AS state) s
    WHERE r.cause = 'schedule' AND s.state <> 'open' AND r.due_on BETWEEN key_figure.first_on AND key_figure.last_on
  ), checked AS MATERIALIZED (
    -- Before the first check nobody knows what a check would have found.
    SELECT 1 WHERE EXISTS (SELECT FROM register.check_run c WHERE c.as_of <= key_figure.last_on)
  ), finding AS MATERIALIZED (
    SELECT s.severity, key_figure.last_on - c.as_of AS age
    FROM checked CROSS JOIN facts.finding_standing(key_figure.last_on) s
    JOIN register.finding f ON f.id = s.finding_id JOIN register.check_run c ON c.id = f.opened_check_id WHERE s.is_open
  )
  SELECT 'vendors_in_use', u.vendors::numeric FROM use u
  UNION ALL SELECT 'vendors_critical', u.critical FROM use u
  UNION ALL SELECT 'vendors_without_owner', u.without_owner FROM use u
  UNION ALL SELECT 'contracts_in_force', p.in_force FROM paper p
  UNION ALL SELECT 'contracts_lapsed', p.lapsed FROM paper p
  UNION ALL SELECT 'notices_missed', p.missed FROM paper p
  UNION ALL SELECT 'confidentiality_recorded', round(100.0 * p.secret / nullif(p.asked, 0), 1) FROM paper p
  UNION ALL SELECT 'assessments_current', round(100.0 * u.approved / nullif(u.vendors, 0), 1) FROM use u
  UNION ALL SELECT 'evidence_current', round(100.0 * u.valid / u.asked, 1) FROM use u
  UNION ALL SELECT 'reviews_overdue', u.overdue FROM use u
  UNION ALL SELECT 'reviews_on_time', round(100.0 * r.on_time / nullif(r.due + u.not_begun, 0), 1) FROM use u CROSS JOIN review r
  UNION ALL SELECT 'findings_' || s.severity, (SELECT count(*) FROM finding f WHERE f.severity = s.severity)
  FROM checked CROSS JOIN unnest(ARRAY['critical', 'high', 'medium', 'low', 'info']) s (severity)
  UNION ALL SELECT 'findings_mean_age', round(avg(f.age), 1) FROM finding f
  UNION ALL SELECT 'waivers_in_force', count(*) FROM facts.waiver(key_figure.last_on) w WHERE w.state = 'in_force'
  UNION ALL SELECT 'incidents_told_late', count(*) FROM facts.incident(key_figure.recorded_by) i
  WHERE facts.day_of(coalesce(i.occurred_at, i.noticed_at, i.told_at)) BETWEEN key_figure.first_on AND key_figure.last_on AND i.notice_state = 'late'
  UNION ALL SELECT 'offboardings_open', count(*) FROM facts.offboarding(key_figure.last_on) o
  WHERE o.state <> 'closed' AND o.ended_on <= key_figure.last_on;
END;
COMMENT ON FUNCTION facts.key_figure(date, date, date)
  IS 'The key figures of a period, each as reports.kpis defines it: most are those of its last day; late reports of incidents are those recorded by a day of their own';
