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
