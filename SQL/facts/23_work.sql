CREATE FUNCTION facts.work(day date) RETURNS TABLE (engagement_id bigint, vendor_id bigint, days daterange) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- An offboarding ends what had begun by then, whether or not the engagement names an end.
  SELECT e.engagement_id, e.vendor_id, daterange(e.starts_on, least(e.ends_on, min(o.ended_on)), '[]') AS days
  FROM facts.engagement_vendor(day) e
  LEFT JOIN facts.offboarding(day) o ON o.vendor_id = e.vendor_id
    AND coalesce(o.engagement_id, e.engagement_id) = e.engagement_id AND coalesce(e.starts_on <= o.ended_on, true)
  WHERE NOT EXISTS (SELECT FROM facts.stage(day) s WHERE s.vendor_id = e.vendor_id AND s.stage = 'ended')
  GROUP BY e.engagement_id, e.vendor_id, e.starts_on, e.ends_on;
END;
COMMENT ON FUNCTION facts.work(date) IS 'The days on which work on each engagement is, was or will be done, mergers and offboarding counted; none for vendors that ended. A start or an end that nobody recorded is open';

CREATE FUNCTION facts.vendor_end(day date) RETURNS TABLE (vendor_id bigint, ended_on date) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT g.vendor_id, max(g.ended_on)
  FROM (
    SELECT s.vendor_id, 'infinity'::date AS ended_on FROM facts.stage(day) s WHERE s.stage = 'ended'
    UNION ALL
    SELECT o.vendor_id, o.ended_on FROM facts.offboarding(day) o WHERE o.engagement_id IS NULL AND o.ended_on < day
  ) g
  GROUP BY g.vendor_id;
END;
COMMENT ON FUNCTION facts.vendor_end(date) IS 'The vendors that were left, with the last day of their work: of what had begun by then nothing more is asked; infinity for a vendor whose stage is ended, since nothing can begin after it';

CREATE FUNCTION facts.contract_user(day date) RETURNS TABLE (contract_id bigint, vendor_id bigint) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT DISTINCT ON (l.contract_id) l.contract_id, l.vendor_id
  FROM facts.contract_vendor(day) l
  JOIN register.contract k ON k.id = l.contract_id
  -- What was left before the contract began says nothing of it.
  WHERE NOT EXISTS (SELECT FROM facts.vendor_end(day) g WHERE g.vendor_id = l.vendor_id AND (k.starts_on IS NULL OR k.starts_on <= g.ended_on))
  ORDER BY l.contract_id, l.place, l.vendor_id;
END;
COMMENT ON FUNCTION facts.contract_user(date) IS 'Of the vendors that a contract names the first that has not been left since it began; none where all have been';
