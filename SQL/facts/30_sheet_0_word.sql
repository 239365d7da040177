-- What sheets call an entry of another list: by what an import finds it again, in this register or in another.
-- Views and not functions, which would be called for each row.
CREATE VIEW facts.person_word AS SELECT p.id AS person_id, coalesce(p.email, p.login, p.name) AS word FROM register.person p;
COMMENT ON VIEW facts.person_word IS 'For each person the mail address, else login, else name';

CREATE VIEW facts.vendor_survivor AS
  SELECT v.id AS entry_id, CASE WHEN v.merged_into_id IS NULL THEN v.id ELSE register.vendor_survivor(v.id) END AS vendor_id FROM register.vendor v;
COMMENT ON VIEW facts.vendor_survivor IS 'For each entry the vendor as which it goes on';

CREATE VIEW facts.vendor_word AS
  SELECT e.entry_id AS vendor_id, coalesce(s.code, s.name) AS word FROM facts.vendor_survivor e JOIN register.vendor s ON s.id = e.vendor_id;
COMMENT ON VIEW facts.vendor_word IS 'For each entry the code, else the name, of the vendor as which it goes on';

CREATE FUNCTION facts.window_text(from_on date, until_on date) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN num_nonnulls(from_on, until_on) > 0 THEN ' ' || coalesce(from_on::text, '..') || '/' || coalesce(until_on::text, '..') ELSE '' END;
COMMENT ON FUNCTION facts.window_text(date, date) IS 'From when until when, as sheets write it behind a word (ISO 8601): nothing where neither is known';

CREATE FUNCTION facts.evidence_word(kind text, issuer text, number text, valid_from_on date, issued_on date) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN concat_ws(' / ', kind, issuer, number, coalesce(valid_from_on, issued_on)::text);
COMMENT ON FUNCTION facts.evidence_word(text, text, text, date, date) IS 'What tells one piece of a vendor''s evidence from another: iso27001 / BSI / IS 123456 / 2026-04-01';

CREATE FUNCTION facts.subcontractor_chain(subcontractor bigint) RETURNS TABLE (vendor_id bigint, engagement_id bigint, path text[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH RECURSIVE above AS (
    SELECT s.parent_id, s.vendor_id, s.engagement_id, ARRAY[s.name] AS path FROM register.subcontractor s WHERE s.id = subcontractor
    UNION ALL SELECT p.parent_id, p.vendor_id, p.engagement_id, p.name || a.path FROM above a JOIN register.subcontractor p ON p.id = a.parent_id
  ) SELECT above.vendor_id, above.engagement_id, above.path FROM above WHERE above.parent_id IS NULL;
END;
COMMENT ON FUNCTION facts.subcontractor_chain(bigint) IS 'For whom a subcontractor works in the end, and the names from the vendor''s own subcontractor down to it';

CREATE FUNCTION facts.sort_word(number bigint) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN to_char(number, 'FM0000000000000000000');
COMMENT ON FUNCTION facts.sort_word(bigint) IS 'A number so that texts sort as numbers do: entries that say the same are in the order in which they were registered';
