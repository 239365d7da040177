-- A version counts from the day it names, at the earliest from that of the amendment that brought it.
CREATE FUNCTION facts.term_version() RETURNS TABLE (
  contract_id bigint, term_key text, source_contract_id bigint, term_id bigint, status text, article text, page text,
  figure numeric, figure_unit text, checked_by_id bigint, checked_on date, note text, from_on date, until_on date, recorded_from_on date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT t.contract_id, t.term_key, t.contract_id, t.id, t.status, t.article, t.page,
    t.figure, t.figure_unit, t.checked_by_id, t.checked_on, t.note, t.from_on, NULL::date, t.from_on
  FROM register.term t
  UNION ALL
  SELECT a.contract_id, t.term_key, t.contract_id, t.id, t.status, t.article, t.page,
    t.figure, t.figure_unit, t.checked_by_id, t.checked_on, t.note, greatest(t.from_on, a.from_on), a.until_on, t.from_on
  FROM facts.amendment() a JOIN register.term t ON t.contract_id = a.amendment_id;
END;
COMMENT ON FUNCTION facts.term_version() IS 'All that was ever recorded of what contracts say, from when, and until when the amendment counts that says it: a later version goes before; and the day that the paper itself gives';

-- Of several versions of one day an amendment's goes before the contract's own, the later amendment's before the earlier,
-- and of one paper the one that it dates later. Most contracts have but one version of each term, and nothing of them is sorted.
CREATE FUNCTION facts.term(day date) RETURNS TABLE (
  contract_id bigint, term_key text, status text, article text, from_on date,
  page text, figure numeric, figure_unit text, checked_by_id bigint, checked_on date, note text, source_contract_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT t.contract_id, t.term_key, t.status, t.article, t.from_on,
    t.page, t.figure, t.figure_unit, t.checked_by_id, t.checked_on, t.note, t.contract_id
  FROM register.term t
  WHERE NOT EXISTS (SELECT FROM register.term o WHERE o.contract_id = t.contract_id AND o.from_on IS NOT NULL)
    AND NOT EXISTS (SELECT FROM facts.direct_amendment() a WHERE a.contract_id = t.contract_id)
  UNION ALL
  SELECT w.contract_id, w.term_key, w.status, w.article, w.from_on,
    w.page, w.figure, w.figure_unit, w.checked_by_id, w.checked_on, w.note, w.source_contract_id
  FROM (
    SELECT DISTINCT ON (v.contract_id, v.term_key COLLATE "C") v.*
    FROM facts.term_version() v
    WHERE (v.from_on IS NULL OR v.from_on <= day) AND (v.until_on IS NULL OR v.until_on >= day)
      AND v.contract_id IN (SELECT o.contract_id FROM register.term o WHERE o.from_on IS NOT NULL UNION SELECT a.contract_id FROM facts.direct_amendment() a)
    ORDER BY v.contract_id, v.term_key COLLATE "C", v.from_on DESC NULLS LAST, v.source_contract_id <> v.contract_id DESC, v.source_contract_id DESC,
      v.recorded_from_on DESC NULLS LAST
  ) w;
END;
COMMENT ON FUNCTION facts.term(date) IS 'What each contract says about each matter on the day, amendments counted, and which paper says so';

CREATE FUNCTION facts.figure_text(figure numeric, unit text, language text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE
  WHEN figure = 'infinity' THEN CASE language WHEN 'ja' THEN '無期限' ELSE 'for ever' END
  WHEN language = 'ja' THEN CASE unit
    WHEN 'times_a_year' THEN '年' || trim_scale(figure) || '回' WHEN 'percent' THEN trim_scale(figure) || '%'
    ELSE trim_scale(figure) || CASE unit WHEN 'hours' THEN '時間' WHEN 'days' THEN '日' WHEN 'months' THEN 'か月' ELSE '年' END END
  WHEN unit = 'percent' THEN trim_scale(figure) || '%'
  WHEN figure = 1 THEN CASE unit WHEN 'times_a_year' THEN 'once a year' ELSE '1 ' || rtrim(unit, 's') END
  ELSE trim_scale(figure) || ' ' || replace(unit, '_', ' ') END;
COMMENT ON FUNCTION facts.figure_text(numeric, text, text) IS 'A figure with its unit in words, in English (en) or Japanese (ja)';
