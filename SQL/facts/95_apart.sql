-- What reports have worked out side by side: each of these by a process of its own where the server has one, for they share nothing. That is
-- what their cost says, and why none is written out where it is called. Whoever asks sets parallel_setup_cost and parallel_tuple_cost to 0, and has
-- tables read by one process (min_parallel_table_scan_size, min_parallel_index_scan_size).

CREATE FUNCTION facts.contract_apart(day date) RETURNS TABLE (
  contract_id bigint, reference text, vendors text, vendor_ids bigint[], tier text, state text, owner text, owner_email text
) LANGUAGE sql STABLE PARALLEL SAFE COST 1000000000 ROWS 100000 SET max_parallel_workers_per_gather = 0
BEGIN ATOMIC
  SELECT c.contract_id, c.reference, array_to_string(c.vendors, '; '), c.vendor_ids, c.tier, c.state, c.owner, c.owner_email
  FROM facts.contract(day) c WHERE facts.binds(c.state);
END;
COMMENT ON FUNCTION facts.contract_apart(date) IS 'The contracts that bind on the day, for a report that has other facts worked out beside them';

CREATE FUNCTION facts.coverage_matrix_apart(day date) RETURNS TABLE (
  contract_id bigint, catalogue text, regime text, regime_place integer, checked text, requirements bigint,
  met bigint, not_applicable bigint, weak bigint, missing bigint, unrecorded bigint, mandatory_gaps bigint
) LANGUAGE sql STABLE PARALLEL SAFE COST 1000000000 ROWS 100000 SET max_parallel_workers_per_gather = 0
BEGIN ATOMIC
  SELECT m.* FROM facts.coverage_matrix(day, true) m;
END;
COMMENT ON FUNCTION facts.coverage_matrix_apart(date) IS 'The coverage of contracts that bind, for a report that has other facts worked out beside it';

CREATE FUNCTION facts.contract_deadline_apart(day date, until date) RETURNS TABLE (
  kind text, subject text, subject_id bigint, cycle bigint, due_on date, reference text, vendor_id bigint, tier text, owner_id bigint, why text,
  why_ja text
) LANGUAGE sql STABLE PARALLEL SAFE COST 1000000000 SET max_parallel_workers_per_gather = 0
BEGIN ATOMIC
  SELECT d.* FROM facts.contract_deadline(day, until) d;
END;
COMMENT ON FUNCTION facts.contract_deadline_apart(date, date) IS 'What contracts say is due by a second day, for a report that has other facts worked out beside it';

CREATE FUNCTION facts.other_deadline_apart(day date, until date) RETURNS TABLE (
  kind text, subject text, subject_id bigint, cycle bigint, due_on date, reference text, vendor_id bigint, tier text, owner_id bigint, why text,
  why_ja text
) LANGUAGE sql STABLE PARALLEL SAFE COST 1000000000 SET max_parallel_workers_per_gather = 0
BEGIN ATOMIC
  SELECT d.* FROM facts.other_deadline(day, until) d;
END;
COMMENT ON FUNCTION facts.other_deadline_apart(date, date) IS 'What facts other than contracts and findings say is due by a second day, for a report that has other facts worked out beside it';

-- In force to the end of what is for the work; of general papers only where nothing is. No day where one of them has none.
CREATE FUNCTION facts.register_paper(day date) RETURNS TABLE (
  engagement_id bigint, vendor_id bigint, contracts text[], in_force_to date, confidentiality text
) LANGUAGE sql STABLE PARALLEL SAFE COST 1000000000 ROWS 100000 SET max_parallel_workers_per_gather = 0
BEGIN ATOMIC
  WITH paper AS MATERIALIZED (
    SELECT p.engagement_id, p.vendor_id, p.is_for_it, k.reference, b.period_ends_on, facts.term_rank(t.status) AS rank
    FROM facts.paper(day) p
    JOIN facts.binding_paper(day) b ON b.contract_id = p.contract_id
    JOIN register.contract k ON k.id = p.contract_id
    LEFT JOIN facts.term(day) t ON t.contract_id = p.contract_id AND t.term_key = 'confidentiality'
  )
  -- Most stand under one paper: only where there are several is anything sorted.
  SELECT p.engagement_id, p.vendor_id,
    CASE WHEN count(*) > 1 THEN (SELECT array_agg(DISTINCT r.reference ORDER BY r.reference) FROM unnest(array_agg(p.reference)) r (reference))
      ELSE array_agg(p.reference) END,
    CASE
      WHEN bool_or(p.is_for_it) THEN CASE WHEN NOT bool_or(p.is_for_it AND p.period_ends_on IS NULL) THEN max(p.period_ends_on) FILTER (WHERE p.is_for_it) END
      WHEN NOT bool_or(p.period_ends_on IS NULL) THEN max(p.period_ends_on) END,
    (ARRAY['present', 'weak', 'missing', 'not_applicable', 'unrecorded'])[min(p.rank)]
  FROM paper p
  GROUP BY p.engagement_id, p.vendor_id;
END;
COMMENT ON FUNCTION facts.register_paper(date) IS 'For each engagement, and for each vendor by its general papers, the papers that bind on the day: which they are, until when, and what they say of confidentiality';

CREATE FUNCTION facts.register_engagement(day date) RETURNS TABLE (
  engagement_id bigint, vendor_id bigint, tier text, classes text[], goes_on boolean, is_planned boolean
) LANGUAGE sql STABLE PARALLEL SAFE COST 1000000000 ROWS 100000 SET max_parallel_workers_per_gather = 0
BEGIN ATOMIC
  WITH work AS MATERIALIZED (
    SELECT w.engagement_id, w.days @> day AS goes_on, lower(w.days) > day AS is_planned FROM facts.work(day) w
  ), tier AS MATERIALIZED (
    SELECT j.engagement_id, j.vendor_id, j.tier FROM facts.judged_engagement(day) j
  )
  SELECT t.engagement_id, t.vendor_id, t.tier, coalesce(d.classes, '{}'), w.goes_on, coalesce(w.is_planned, false)
  FROM tier t
  LEFT JOIN work w ON w.engagement_id = t.engagement_id
  LEFT JOIN (
    SELECT k.engagement_id, array_agg(k.data_class) AS classes
    FROM (SELECT k.engagement_id, k.data_class FROM register.engagement_data k ORDER BY k.engagement_id, k.data_class) k
    GROUP BY k.engagement_id
  ) d ON d.engagement_id = t.engagement_id;
END;
COMMENT ON FUNCTION facts.register_engagement(date) IS 'Each engagement with its vendor, its tier, what is entrusted to it, and whether it goes on on the day or is to begin after it';

CREATE FUNCTION facts.register_review(day date) RETURNS TABLE (vendor_id bigint, due_on date, completed_on date)
LANGUAGE sql STABLE PARALLEL SAFE COST 1000000000 ROWS 100000 SET max_parallel_workers_per_gather = 0
BEGIN ATOMIC
  WITH due AS MATERIALIZED (
    SELECT d.vendor_id, d.due_on FROM facts.review_due(day) d
  ), reviewed AS MATERIALIZED (
    SELECT r.vendor_id, max(r.completed_on) AS completed_on FROM facts.reviewed_vendor(day) r GROUP BY r.vendor_id
  )
  SELECT coalesce(d.vendor_id, r.vendor_id), d.due_on, r.completed_on FROM due d FULL JOIN reviewed r ON r.vendor_id = d.vendor_id;
END;
COMMENT ON FUNCTION facts.register_review(date) IS 'For each vendor the day of its next review, where it is in use, and that of the last one that was completed';
