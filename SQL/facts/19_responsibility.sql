CREATE FUNCTION facts.responsibility(day date) RETURNS TABLE (
  responsibility_id bigint, vendor_id bigint, vendor text, standard text, requirement text, held_by text, how text, source text, agreed_on date, note text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT DISTINCT ON (v.id, r.standard, r.requirement) r.id, v.id, v.name, r.standard, r.requirement, r.held_by, r.how, r.source, r.agreed_on, r.note
  FROM register.responsibility r
  LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = r.vendor_id
  JOIN register.vendor v ON v.id = facts.goes_on_as(m.vendor_id, r.vendor_id)
  WHERE r.agreed_on IS NULL OR r.agreed_on <= day
  ORDER BY v.id, r.standard, r.requirement, r.agreed_on DESC NULLS LAST, r.id DESC;
END;
COMMENT ON FUNCTION facts.responsibility(date) IS 'Who meets which requirement of which standard, by the latest agreement with each vendor of the day';

CREATE FUNCTION facts.requirement_key(requirement text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
  SELECT array_agg(CASE WHEN p.part ~ '^[0-9]+$' THEN lpad(p.part, 8, '0') ELSE p.part END COLLATE "C" ORDER BY p.place)
  FROM regexp_split_to_table(requirement, '[. ()-]+') WITH ORDINALITY p (part, place)
);
COMMENT ON FUNCTION facts.requirement_key(text) IS 'Sorts numbers of requirements as people do: 8.3.10 behind 8.3.9';
