-- With the reasons, which are in the log.
CREATE VIEW facts.stage_history AS
  SELECT s.id AS move_id, s.vendor_id, v.name AS vendor, s.stage, s.from_on,
    CASE WHEN s.withdrawn_by IS NULL THEN
      lead(s.from_on) OVER (PARTITION BY s.vendor_id, s.withdrawn_by IS NULL ORDER BY s.from_on) - 1 END AS until_on,
    s.moved_by, made.reason, made.at AS recorded_at, s.note, s.withdrawn_by, withdrawn.reason AS withdrawn_because
  FROM register.vendor_stage s
  JOIN register.vendor v ON v.id = s.vendor_id
  LEFT JOIN audit.entry made ON made.entity = 'vendor_stage' AND made.key = s.id AND made.op = 'I'
  LEFT JOIN audit.entry withdrawn ON withdrawn.entity = 'vendor_stage' AND withdrawn.key = s.id AND withdrawn.op = 'U';
COMMENT ON VIEW facts.stage_history IS 'Every move of a vendor from stage to stage: from when until when, who moved it and why, and what was withdrawn';

CREATE FUNCTION facts.stage_history(day date) RETURNS TABLE (
  from_on date, stage text, until_on date, standing text, moved_by text, reason text, recorded_at text, note text,
  withdrawn_by text, withdrawn_because text, vendor_id bigint, move_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT h.from_on, h.stage, h.until_on,
    CASE WHEN h.withdrawn_by IS NOT NULL THEN 'withdrawn' WHEN h.from_on > day THEN 'planned' WHEN h.until_on < day THEN 'past' ELSE 'current' END,
    h.moved_by, h.reason, to_char(h.recorded_at AT TIME ZONE facts.zone(), 'YYYY-MM-DD HH24:MI'), h.note, h.withdrawn_by, h.withdrawn_because, h.vendor_id, h.move_id
  FROM facts.stage_history h;
END;
COMMENT ON FUNCTION facts.stage_history(date) IS 'The moves of vendors as they stand on the day: past, current, planned or withdrawn';
