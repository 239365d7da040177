-- Of whom an auditor draws a sample: whoever worked for the organisation, or was bound by a contract, on some day of the period.
CREATE FUNCTION facts.vendor_in_period(first_on date, last_on date) RETURNS TABLE (vendor_id bigint, called text, name text) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH used AS MATERIALIZED (
    SELECT e.vendor_id FROM facts.engagement_vendor(last_on) e
    WHERE coalesce(e.starts_on, '-infinity') <= last_on AND coalesce(e.ends_on, 'infinity') >= first_on
    UNION
    SELECT l.vendor_id
    FROM facts.contract_vendor(last_on) l
    JOIN facts.contract_state(last_on) s ON s.contract_id = l.contract_id
    WHERE s.state <> 'not_started' AND (facts.binds(s.state) OR s.since > first_on)
  ), gone AS MATERIALIZED (
    -- Who was left before the period was not used in it, whatever nobody ended. An infinite day is none that is known.
    SELECT g.vendor_id FROM facts.vendor_end(last_on) g WHERE g.ended_on < first_on
  )
  SELECT v.id, coalesce(v.code, '#' || v.id), v.name
  FROM used u
  JOIN register.vendor v ON v.id = u.vendor_id
  WHERE u.vendor_id NOT IN (SELECT g.vendor_id FROM gone g);
END;
COMMENT ON FUNCTION facts.vendor_in_period(date, date) IS 'The vendors that worked or were bound by a contract on some day of a period, by what is known of its last day, each with what it is called by: its code, else # and its number';
