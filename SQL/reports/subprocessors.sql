CREATE FUNCTION reports.subprocessors(as_of date DEFAULT facts.as_of(), lang text DEFAULT 'en') RETURNS TABLE (
  company text, purpose text, country text, data text[], since date, stage text, subcontractors text[]
) LANGUAGE sql STABLE
BEGIN ATOMIC
  -- Nothing is said but what somebody wrote for the public, and the fields that somebody marked.
  WITH listed AS MATERIALIZED (
    SELECT g.id AS engagement_id, w.vendor_id, g.starts_on, lower(w.days) > as_of AS is_to_come,
      facts.in_language(lang, g.public_purpose, coalesce(g.public_purpose_ja, g.public_purpose)) AS purpose, coalesce(g.public_fields, '{}') AS marked
    FROM facts.work(as_of) w JOIN register.engagement g ON g.id = w.engagement_id
    WHERE g.public_purpose IS NOT NULL AND coalesce(upper(w.days) > as_of, true) AND NOT isempty(w.days)
  ), chain AS MATERIALIZED (
    -- Those that the vendor itself names on a list that is open to all.
    SELECT s.vendor_id, s.engagement_id, s.name || coalesce(' (' || s.country || ')', '') AS name FROM facts.subcontractor(as_of) s
    WHERE s.is_published AND s.state <> 'ended'
  )
  SELECT n.name, l.purpose,
    CASE WHEN 'country' = ANY (l.marked) THEN v.country END,
    CASE WHEN 'data' = ANY (l.marked) THEN ARRAY(
      SELECT d.data_class FROM register.engagement_data d WHERE d.engagement_id = l.engagement_id AND d.data_class <> 'none' ORDER BY d.data_class COLLATE "C") END,
    CASE WHEN 'since' = ANY (l.marked) THEN l.starts_on END,
    CASE WHEN l.is_to_come THEN 'announced' ELSE 'in_use' END,
    CASE WHEN 'subcontractors' = ANY (l.marked) THEN ARRAY(
      SELECT DISTINCT c.name FROM chain c WHERE c.vendor_id = l.vendor_id AND coalesce(c.engagement_id, l.engagement_id) = l.engagement_id ORDER BY c.name) END
  FROM listed l
  JOIN register.vendor v ON v.id = l.vendor_id
  CROSS JOIN LATERAL (SELECT facts.in_language(lang, coalesce(v.english_name, v.name), v.name) AS name) n
  ORDER BY n.name COLLATE "C", l.purpose COLLATE "C", l.engagement_id;
END;
COMMENT ON FUNCTION reports.subprocessors(date, text)
  IS 'Which companies work for us that the public may know of, for what, where, and since when?
question-ja: 当社が業務を委託している公表対象の企業はどこで、何を、どこで、いつから委託しているか？
title: Companies that work for us
title-ja: 業務委託先の公表一覧';
