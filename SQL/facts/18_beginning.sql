-- Whether a vendor was judged able before it began: when each contract, or the work under it, began, and what approved its vendor first.
CREATE FUNCTION facts.beginning(day date) RETURNS TABLE (
  contract_id bigint, vendor_id bigint, place integer, starts_on date, work_started_on date, began_on date, assessment_id bigint, approved_on date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH link AS MATERIALIZED (
    SELECT l.engagement_id, l.contract_id FROM register.engagement_contract l WHERE l.from_on IS NULL OR l.from_on <= day
  ), approval AS MATERIALIZED (
    -- Not by facts.assessment, which works out scores, and the tiers of all vendors, that nobody asks for here.
    SELECT a.assessment_id AS id, a.vendor_id, a.engagement_id, a.concluded_on
    FROM facts.owned_assessment(day) a
    WHERE a.started_on <= day AND a.concluded_on <= day AND a.outcome IN ('approve', 'approve_with_conditions')
  )
  SELECT l.contract_id, l.vendor_id, l.place, k.starts_on, w.starts_on, least(k.starts_on, w.starts_on),
    CASE WHEN e.concluded_on < coalesce(v.concluded_on, 'infinity') THEN e.id ELSE v.id END, least(v.concluded_on, e.concluded_on)
  FROM facts.contract_vendor(day) l
  JOIN register.contract k ON k.id = l.contract_id
  LEFT JOIN (
    SELECT f.contract_id, min(f.starts_on) AS starts_on
    FROM (
      -- Work begins under the first of its contracts; those after it only took it over.
      SELECT DISTINCT ON (l.engagement_id) l.contract_id, e.starts_on
      FROM link l
      JOIN register.engagement e ON e.id = l.engagement_id AND e.starts_on <= day
      JOIN register.contract k ON k.id = l.contract_id
      ORDER BY l.engagement_id, k.starts_on, l.contract_id
    ) f
    GROUP BY f.contract_id
  ) w ON w.contract_id = l.contract_id
  -- The whole vendor, or the work under this very contract.
  LEFT JOIN (
    SELECT DISTINCT ON (a.vendor_id) a.vendor_id, a.id, a.concluded_on FROM approval a WHERE a.engagement_id IS NULL
    ORDER BY a.vendor_id, a.concluded_on, a.id
  ) v ON v.vendor_id = l.vendor_id
  LEFT JOIN (
    SELECT DISTINCT ON (k.contract_id, a.vendor_id) k.contract_id, a.vendor_id, a.id, a.concluded_on
    FROM approval a JOIN link k ON k.engagement_id = a.engagement_id
    ORDER BY k.contract_id, a.vendor_id, a.concluded_on, a.id
  ) e ON e.contract_id = l.contract_id AND e.vendor_id = l.vendor_id
  -- What an amendment changes was begun before; an NDA is what makes an assessment possible.
  WHERE NOT facts.amends(k.kind, k.parent_id) AND k.kind <> 'nda';
END;
COMMENT ON FUNCTION facts.beginning(date) IS 'For each contract that work can begin under, and each vendor that it binds, the day on which it or the work under it began, and the first approval of the vendor or of that work; NDAs and amendments are none';
