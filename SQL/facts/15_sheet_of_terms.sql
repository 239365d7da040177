-- What people read of terms: titles, figures in words, the paper, who checked.

CREATE FUNCTION facts.term_sheet(day date) RETURNS TABLE (
  contract_id bigint, number integer, term text, title_en text, title_ja text, status text, figure_en text, figure_ja text,
  article text, page text, from_on date, source text, checked_on date, checked_by text, note text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.id, k.position, k.key, k.title_en, k.title_ja, t.status,
    facts.figure_text(t.figure, t.figure_unit, 'en'), facts.figure_text(t.figure, t.figure_unit, 'ja'),
    t.article, t.page, t.from_on, s.reference, t.checked_on, p.name, t.note
  FROM register.contract c
  CROSS JOIN register.term_kind k
  LEFT JOIN facts.term(day) t ON t.contract_id = c.id AND t.term_key = k.key
  LEFT JOIN register.contract s ON s.id = t.source_contract_id
  LEFT JOIN register.person p ON p.id = t.checked_by_id;
END;
COMMENT ON FUNCTION facts.term_sheet(date) IS 'All thirty terms of each contract as they stand on the day, the paper that says so, and who last read it';

CREATE FUNCTION facts.term_history() RETURNS TABLE (
  contract_id bigint, number integer, term text, title_en text, title_ja text, from_on date, until_on date, status text,
  figure_en text, figure_ja text, article text, page text, source text, checked_on date, checked_by text, note text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT v.contract_id, k.position, k.key, k.title_en, k.title_ja, v.from_on, v.until_on, v.status,
    facts.figure_text(v.figure, v.figure_unit, 'en'), facts.figure_text(v.figure, v.figure_unit, 'ja'),
    v.article, v.page, s.reference, v.checked_on, p.name, v.note
  FROM facts.term_version() v
  JOIN register.term_kind k ON k.key = v.term_key
  JOIN register.contract s ON s.id = v.source_contract_id
  LEFT JOIN register.person p ON p.id = v.checked_by_id;
END;
COMMENT ON FUNCTION facts.term_history() IS 'Every version of every term of each contract, with the paper that brought it; until_on is the last day of an amendment that no longer counts';
