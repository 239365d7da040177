-- The gate before work begins, one row a leg. The register cannot ask it (facts stand above it), so the act of
-- activating does, and whether an engagement is active is derived from it every day anew: a row written behind its
-- back opens nothing, and what expires later shuts the gate again.
CREATE FUNCTION facts.engagement_gate(day date) RETURNS TABLE (
  engagement_id bigint, leg text, place integer, is_met boolean, is_open boolean, why text, way_out text, waiver_id bigint, waived_until date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT g.engagement_id, g.leg, g.place, g.is_met, g.is_met OR w.id IS NOT NULL,
    CASE WHEN g.is_met OR w.id IS NULL THEN g.why ELSE format('%s; waived until %s (waiver %s)', g.why, w.ends_on, w.id) END,
    g.way_out, w.id, w.ends_on
  FROM (
    SELECT e.engagement_id, 'assessment' AS leg, 1 AS place, coalesce(a.is_met, false) AS is_met,
      coalesce(a.why, 'nobody assessed the vendor') AS why, format('clause6 assessment start "%s"', coalesce(v.code, v.name)) AS way_out
    FROM facts.engagement_vendor(day) e
    JOIN register.vendor v ON v.id = e.vendor_id
    LEFT JOIN (
      -- A rejection that nothing superseded stands against every approval, of the engagement or of the whole vendor.
      SELECT DISTINCT ON (e.engagement_id) e.engagement_id, a.state IN ('approved', 'approved_with_conditions') AS is_met,
        CASE a.state
          WHEN 'approved' THEN format('assessment %s approved it on %s, until %s', a.assessment_id, a.concluded_on, a.valid_until_on)
          WHEN 'approved_with_conditions' THEN format('assessment %s approved it with conditions on %s, until %s', a.assessment_id, a.concluded_on, a.valid_until_on)
          WHEN 'expired' THEN format('assessment %s was valid until %s', a.assessment_id, a.valid_until_on)
          WHEN 'rejected' THEN format('assessment %s rejected it on %s', a.assessment_id, a.concluded_on)
          ELSE format('assessment %s is %s', a.assessment_id, a.state) END AS why
      FROM facts.engagement_vendor(day) e
      JOIN facts.assessment(day) a ON a.vendor_id = e.vendor_id AND (a.engagement_id IS NULL OR a.engagement_id = e.engagement_id)
      ORDER BY e.engagement_id, array_position(ARRAY['rejected', 'approved', 'approved_with_conditions', 'expired', 'open'], a.state),
        a.concluded_on DESC, a.assessment_id DESC
    ) a ON a.engagement_id = e.engagement_id
    UNION ALL
    SELECT e.id, 'contract', 2, coalesce(c.is_met, false), coalesce(c.why, 'no contract stands behind it'),
      format('clause6 engagement link %s CONTRACT', e.id)
    FROM register.engagement e
    LEFT JOIN (
      SELECT DISTINCT ON (l.engagement_id) l.engagement_id, b.is_met,
        format('contract %s: %s', k.reference,
          CASE WHEN NOT n.is_bound THEN 'binds neither the vendor nor a company of its group'
            WHEN k.signed_on > day AND facts.binds(s.state) THEN format('signed only on %s', k.signed_on) ELSE s.why END) AS why
      FROM facts.engagement_contract(day) l
      JOIN register.contract k ON k.id = l.contract_id
      JOIN facts.contract_state(day) s ON s.contract_id = k.id
      JOIN register.engagement used ON used.id = l.engagement_id
      CROSS JOIN LATERAL (SELECT facts.binds_group(k.id, used.vendor_id, day) AS is_bound OFFSET 0) n
      CROSS JOIN LATERAL (
        -- One whose end nobody knows binds as far as is known, and that is not enough to begin.
        SELECT n.is_bound AND facts.binds(s.state) AND s.state <> 'end_unknown' AND coalesce(k.signed_on, day) <= day AS is_met OFFSET 0
      ) b
      ORDER BY l.engagement_id, b.is_met DESC, s.since DESC NULLS LAST, k.id
    ) c ON c.engagement_id = e.id
    UNION ALL
    SELECT e.id, 'terms', 3, t.lacking IS NULL,
      CASE WHEN t.required IS NULL THEN 'no mandatory requirement applies'
        WHEN t.lacking IS NULL THEN format('all mandatory requirements are met: %s', t.required)
        ELSE format('of %s mandatory requirements these are not met: %s', t.required, t.lacking) END,
      format('clause6 engagement coverage %s --gaps', e.id)
    FROM register.engagement e
    LEFT JOIN (
      SELECT r.engagement_id, count(*) AS required,
        string_agg(format('%s %s (%s)', r.regime, r.ref, r.state), ', ' ORDER BY r.regime_place, r.place) FILTER (WHERE r.gap) AS lacking
      FROM facts.engagement_coverage(day) r WHERE r.strength = 'mandatory' GROUP BY r.engagement_id
    ) t ON t.engagement_id = e.id
  ) g
  LEFT JOIN LATERAL (
    SELECT w.id, w.ends_on FROM register.waiver w
    WHERE w.engagement_id = g.engagement_id AND w.rule = 'gate-' || g.leg AND day BETWEEN w.starts_on AND w.ends_on
      AND w.approved_on <= day AND (w.withdrawn_on IS NULL OR w.withdrawn_on > day)
    ORDER BY w.ends_on DESC, w.id LIMIT 1
  ) w ON NOT g.is_met;
END;
COMMENT ON FUNCTION facts.engagement_gate(date) IS 'For each engagement each leg of the gate: an approved assessment, a contract in force, its mandatory terms; whether it is met, waived, and why';

CREATE FUNCTION facts.engagement_state(day date) RETURNS TABLE (
  engagement_id bigint, state text, since date, why text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT e.id, s.state,
    CASE s.state WHEN 'ended' THEN e.ends_on + 1 WHEN 'unapproved' THEN e.starts_on WHEN 'active' THEN greatest(e.starts_on, a.activated_on) END,
    CASE s.state WHEN 'ended' THEN format('ended on %s', e.ends_on)
      WHEN 'unapproved' THEN 'work goes on, and the gate was never opened for it'
      WHEN 'shut' THEN format('work goes on, and the gate has shut: %s', g.shut)
      WHEN 'active' THEN CASE WHEN g.waived IS NULL THEN 'the gate is open' ELSE format('the gate is open by waiver: %s', g.waived) END
      ELSE CASE WHEN e.starts_on > day THEN format('starts on %s', e.starts_on) WHEN a.activated_on > day THEN format('may begin on %s', a.activated_on)
        ELSE 'no start is recorded, and the gate was not opened' END END
  FROM register.engagement e
  LEFT JOIN (
    SELECT engagement_id, coalesce(min(activated_on) FILTER (WHERE activated_on <= day), min(activated_on)) AS activated_on
    FROM register.activation GROUP BY engagement_id
  ) a ON a.engagement_id = e.id
  LEFT JOIN (
    SELECT engagement_id, bool_and(is_open) AS is_open, string_agg(why, '; ' ORDER BY place) FILTER (WHERE NOT is_open) AS shut,
      string_agg(why, '; ' ORDER BY place) FILTER (WHERE NOT is_met AND is_open) AS waived
    FROM facts.engagement_gate(day) GROUP BY engagement_id
  ) g ON g.engagement_id = e.id
  CROSS JOIN LATERAL (
    SELECT CASE
      WHEN e.ends_on < day THEN 'ended'
      WHEN e.starts_on > day THEN 'planned'
      WHEN a.activated_on <= day THEN CASE WHEN g.is_open THEN 'active' ELSE 'shut' END
      WHEN e.starts_on <= day THEN 'unapproved'
      ELSE 'planned' END AS state
    OFFSET 0
  ) s;
END;
COMMENT ON FUNCTION facts.engagement_state(date) IS 'For each engagement whether it is planned, active, unapproved (work began without the gate), shut (the gate shut again) or ended';

CREATE FUNCTION facts.engagement_sheet(day date) RETURNS TABLE (
  engagement_id bigint, vendor_id bigint, vendor text, title text, state text, state_since date, state_why text, purpose text, description text,
  tier text, source text, score integer, why text, missing text[], stated_tier text, data text[], data_subjects bigint, access text,
  critical boolean, critical_why text, places text[], conditions text[], starts_on date, ends_on date, contracts text[], owner text, owner_email text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT e.engagement_id, e.vendor_id, e.vendor, e.title, s.state, s.since, s.why, e.purpose, e.description,
    e.tier, e.source, e.score, e.why, e.missing, e.stated_tier, e.data, e.data_subjects, e.access,
    e.critical, e.critical_why, e.places, e.conditions, e.starts_on, e.ends_on, e.contracts, e.owner, e.owner_email
  FROM facts.engagement(day) e JOIN facts.engagement_state(day) s ON s.engagement_id = e.engagement_id;
END;
COMMENT ON FUNCTION facts.engagement_sheet(date) IS 'All that is shown of one engagement: what is entrusted, its tier, and whether the gate is open for it on the day';
