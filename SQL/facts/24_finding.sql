-- Findings are stored as checks left them; whether somebody saw to one, or it is waived, follows from the acts, the waivers and the day.

CREATE FUNCTION facts.finding_standing(day date)
RETURNS TABLE (finding_id bigint, is_open boolean, severity text, resolved_on date, reopened integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT f.id, z.resolved_on IS NULL, CASE WHEN c.as_of <= day THEN f.severity ELSE coalesce(e.severity, f.severity) END, z.resolved_on,
    CASE WHEN c.as_of <= day OR f.reopened = 0 THEN f.reopened ELSE (
      SELECT count(*) FROM register.finding_event h JOIN register.check_run r ON r.id = h.check_run_id
      WHERE h.finding_id = f.id AND h.what = 'reopened' AND r.as_of <= day)::integer END
  FROM register.finding f
  JOIN register.check_run c ON c.id = f.changed_check_id
  -- Only of what has changed since the day its past is looked up.
  LEFT JOIN LATERAL (
    SELECT h.what, h.severity, r.as_of FROM register.finding_event h JOIN register.check_run r ON r.id = h.check_run_id AND r.as_of <= day
    WHERE c.as_of > day AND h.finding_id = f.id ORDER BY h.id DESC LIMIT 1) e ON true
  CROSS JOIN LATERAL (
    -- The check that resolves a finding is the last to change it.
    SELECT CASE WHEN c.as_of > day THEN CASE WHEN e.what = 'resolved' THEN e.as_of END WHEN f.resolved_check_id IS NOT NULL THEN c.as_of END AS resolved_on
  ) z
  WHERE c.as_of <= day OR e.what IS NOT NULL;
END;
COMMENT ON FUNCTION facts.finding_standing(date) IS 'The findings that checks up to the day had made, each open or resolved, with its severity then, the day on which it was last resolved, and how often it had come back';

CREATE FUNCTION facts.finding_acknowledgement(day date) RETURNS TABLE (finding_id bigint, acknowledged_by text, acknowledged_on date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT DISTINCT ON (a.finding_id) a.finding_id, p.name, a.acted_on
  FROM register.finding_act a JOIN register.person p ON p.id = a.acted_by_id
  WHERE a.what = 'acknowledged' AND a.acted_on <= day
    -- What came back or grew worse since then nobody has seen.
    AND NOT EXISTS (
      SELECT FROM register.finding_event e JOIN register.check_run c ON c.id = e.check_run_id
      WHERE e.finding_id = a.finding_id AND e.what IN ('reopened', 'worsened') AND c.as_of <= day AND c.checked_at > a.acted_at)
  ORDER BY a.finding_id, a.id DESC;
END;
COMMENT ON FUNCTION facts.finding_acknowledgement(date) IS 'Findings that somebody has acknowledged, and that have not come back or grown worse since';

CREATE FUNCTION facts.finding_assignee(day date) RETURNS TABLE (finding_id bigint, assignee_id bigint, assignee text, assigned_on date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT l.finding_id, p.id, p.name, l.acted_on
  FROM (
    SELECT DISTINCT ON (a.finding_id) a.finding_id, a.assignee_id, a.acted_on FROM register.finding_act a
    WHERE a.what = 'assigned' AND a.acted_on <= day ORDER BY a.finding_id, a.id DESC) l
  -- Who has left sees to nothing any more.
  JOIN register.person p ON p.id = l.assignee_id AND NOT facts.has_left(p.left_on, day);
END;
COMMENT ON FUNCTION facts.finding_assignee(date) IS 'Who is to see to a finding, where somebody is who has not left';

-- What the register calls a subject; of things without a name their number.
CREATE FUNCTION facts.finding_reference() RETURNS TABLE (finding_id bigint, reference text) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT f.id, CASE f.subject WHEN 'contract' THEN c.reference WHEN 'vendor' THEN coalesce(v.code, v.name) WHEN 'engagement' THEN e.title
    WHEN 'person' THEN p.name WHEN 'subcontractor' THEN s.name WHEN 'incident' THEN i.title WHEN 'reference' THEN r.name WHEN 'calendar' THEN k.name
    ELSE replace(f.subject, '_', ' ') || ' ' || f.subject_id END
  FROM register.finding f
  LEFT JOIN register.contract c ON f.subject = 'contract' AND c.id = f.subject_id
  LEFT JOIN register.vendor v ON f.subject = 'vendor' AND v.id = f.subject_id
  LEFT JOIN register.engagement e ON f.subject = 'engagement' AND e.id = f.subject_id
  LEFT JOIN register.person p ON f.subject = 'person' AND p.id = f.subject_id
  LEFT JOIN register.subcontractor s ON f.subject = 'subcontractor' AND s.id = f.subject_id
  LEFT JOIN register.incident i ON f.subject = 'incident' AND i.id = f.subject_id
  LEFT JOIN register.reference r ON f.subject = 'reference' AND r.id = f.subject_id
  LEFT JOIN register.calendar k ON f.subject = 'calendar' AND k.id = f.subject_id;
END;
COMMENT ON FUNCTION facts.finding_reference() IS 'What the subject of each finding is called';

CREATE FUNCTION facts.finding(day date) RETURNS TABLE (
  finding_id bigint, rule text, state text, severity text, since date, due_on date, subject text, subject_id bigint, key text, reference text,
  vendor text, vendor_id bigint, reason text, reason_ja text, evidence jsonb, reopened integer, title text, version integer,
  opened_on date, resolved_on date, acknowledged_by text, acknowledged_on date, assignee text, assignee_id bigint,
  waiver_id bigint, waived_until date, waiver_ended_on date, source text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT f.id, f.rule,
    CASE WHEN NOT s.is_open THEN 'resolved' WHEN w.waiver_id IS NOT NULL OR x.waiver_id IS NOT NULL THEN 'waived'
      WHEN k.finding_id IS NOT NULL THEN 'acknowledged' ELSE 'open' END,
    s.severity, f.since, f.due_on, f.subject, f.subject_id, f.key, n.reference,
    v.name, v.id, f.reason, f.reason_ja, f.evidence, s.reopened, r.title, r.version,
    o.as_of, s.resolved_on,
    k.acknowledged_by, k.acknowledged_on, a.assignee, a.assignee_id,
    CASE WHEN w.waiver_id IS NOT NULL THEN w.waiver_id ELSE x.waiver_id END, CASE WHEN w.waiver_id IS NOT NULL THEN w.ends_on ELSE x.ends_on END,
    CASE WHEN w.waiver_id IS NULL AND x.waiver_id IS NULL THEN greatest(w.ended_on, x.ended_on) END, r.source
  FROM register.finding f
  JOIN facts.finding_standing(day) s ON s.finding_id = f.id
  JOIN facts.finding_reference() n ON n.finding_id = f.id
  JOIN register.rule_revision r ON r.id = f.rule_revision_id
  JOIN register.check_run o ON o.id = f.opened_check_id
  LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = f.vendor_id
  LEFT JOIN register.vendor v ON v.id = facts.goes_on_as(m.vendor_id, f.vendor_id)
  LEFT JOIN facts.finding_acknowledgement(day) k ON k.finding_id = f.id
  LEFT JOIN facts.finding_assignee(day) a ON a.finding_id = f.id
  LEFT JOIN facts.rule_waiver(day) w ON w.finding_id = f.id
  LEFT JOIN facts.rule_waiver(day) x ON x.rule = f.rule AND x.vendor_id = v.id;
END;
COMMENT ON FUNCTION facts.finding(date) IS 'What checks up to the day had found: open, acknowledged, waived or resolved on the day, with the subject''s name';

CREATE VIEW facts.finding_event AS
  SELECT e.id AS event_id, e.finding_id, e.what, e.severity, c.as_of, c.checked_at, c.actor
  FROM register.finding_event e JOIN register.check_run c ON c.id = e.check_run_id;
COMMENT ON VIEW facts.finding_event IS 'What each check did to each finding';

CREATE FUNCTION facts.finding_history(day date) RETURNS TABLE (
  finding_id bigint, on_day date, what text, severity text, by text, text text, at text, place bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT h.finding_id, h.on_day, h.what, h.severity, h.by, h.text, to_char(h.at AT TIME ZONE facts.zone(), 'YYYY-MM-DD HH24:MI'), row_number() OVER (PARTITION BY h.finding_id ORDER BY h.at, h.place)
  FROM (
    SELECT e.finding_id, e.as_of AS on_day, e.what, e.severity, e.actor AS by, NULL AS text, e.checked_at AS at, e.event_id AS place
    FROM facts.finding_event e WHERE e.as_of <= day
    UNION ALL
    SELECT a.finding_id, a.acted_on, CASE WHEN a.what = 'assigned' THEN coalesce('assigned to ' || p.name, 'assigned to nobody') ELSE a.what END, NULL,
      w.name, a.text, a.acted_at, a.id
    FROM register.finding_act a
    JOIN register.person w ON w.id = a.acted_by_id
    LEFT JOIN register.person p ON p.id = a.assignee_id
    WHERE a.acted_on <= day
  ) h;
END;
COMMENT ON FUNCTION facts.finding_history(date) IS 'What checks and people did to each finding up to the day, in the order in which it was recorded';
