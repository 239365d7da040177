CREATE FUNCTION reports.incidents(
  as_of date DEFAULT facts.as_of(), first_on date DEFAULT NULL, last_on date DEFAULT NULL, vendor text DEFAULT NULL, severity text DEFAULT NULL,
  only_late boolean DEFAULT NULL
) RETURNS TABLE (
  incident text, vendor text, title text, severity text, occurred_at text, noticed_at text, told_at text, limit_hours integer, hours_taken numeric,
  notice_state text, our_duty text, duty_due_at text, duty_done_at text, duty_state text, closed_on date, prevention text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT '#' || i.incident_id, i.vendor, i.title, i.severity, facts.instant_text(i.occurred_at), facts.instant_text(i.noticed_at),
    facts.instant_text(i.told_at), i.contract_limit_hours, i.hours_to_tell, i.notice_state, i.our_duty, facts.instant_text(i.our_duty_due_at),
    facts.instant_text(i.our_duty_done_at), i.duty_state, i.closed_on, i.prevention
  FROM facts.incident(as_of) i
  -- It counts on the day on which it occurred, where that is known.
  CROSS JOIN LATERAL (SELECT coalesce(i.occurred_at, i.noticed_at, i.told_at) AS at OFFSET 0) b
  WHERE (first_on IS NULL OR b.at >= facts.day_end(first_on - 1)) AND (last_on IS NULL OR b.at < facts.day_end(last_on))
    AND (incidents.vendor IS NULL OR i.vendor_id IN (SELECT f.vendor_id FROM facts.vendor_called(incidents.vendor, as_of) f))
    AND (incidents.severity IS NULL OR i.severity = incidents.severity)
    AND (only_late IS NULL OR only_late = (i.notice_state = 'late' OR coalesce(i.duty_state IN ('done_late', 'overdue'), false)))
  ORDER BY b.at, i.incident_id;
END;
COMMENT ON FUNCTION reports.incidents(date, date, date, text, text, boolean)
  IS 'Which incidents happened at our vendors, were we told in time, and did we do our duty in time?
question-ja: 委託先でどのような事故が起き、契約の定める時間内に報告を受け、当社は期限までに義務を果たしたか？
title-ja: 事故一覧
filter vendor: the vendor, by code or name
filter severity (critical, high, medium, low): only that severity
filter only_late: only those that we were told of too late or of which our duty was not done in time, or only the others
chart: count severity by notice_state';
