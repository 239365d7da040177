CREATE FUNCTION reports.overview(
  as_of date DEFAULT facts.as_of(), first_on date DEFAULT NULL, last_on date DEFAULT NULL, lang text DEFAULT 'en'
) RETURNS TABLE (
  part text, reference text, vendor text, title text, value numeric, before numeric, change numeric, measured_in text, decide_by date, owner text,
  definition text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT a.part, a.reference, a.vendor, a.title, a.value, a.before, a.change, a.measured_in, a.decide_by, a.owner, a.definition
  FROM (
    SELECT 1 AS place, d.place AS rank, 'decision' AS part, d.reference, d.vendor, d.what AS title, NULL::numeric AS value, NULL::numeric AS before,
      NULL::numeric AS change, NULL::text AS measured_in, d.decide_by, d.owner, d.consequence AS definition
    FROM reports.decisions(as_of => least(overview.last_on, overview.as_of), lang => overview.lang) WITH ORDINALITY
      d (reference, vendor, severity, decide_by, days_left, owner, what, why, consequence, others, place)
    UNION ALL
    SELECT 2, k.place, 'figure', k.key, NULL, k.title, k.value, k.before, k.change, k.measured_in, NULL, NULL, k.definition
    FROM reports.kpis(as_of => overview.as_of, first_on => overview.first_on, last_on => overview.last_on, lang => overview.lang) WITH ORDINALITY
      k (key, title, value, before, change, measured_in, definition, place)
  ) a
  ORDER BY a.place, a.rank;
END;
COMMENT ON FUNCTION reports.overview(date, date, date, text)
  IS 'What is to be decided, how do we stand, and what changed since the day before the period began?
question-ja: 経営層が決めるべきことは何で、現状はどうで、期間の初めから何が変わったか？
title-ja: 委託先管理の概況';
