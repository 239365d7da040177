-- What each piece of evidence is worth on a day: whether it is valid, how old it is, and whether anybody read it.
CREATE FUNCTION facts.evidence(day date) RETURNS TABLE (
  evidence_id bigint, vendor_id bigint, vendor text, kind text, issuer text, number text, scope text,
  engagements text[], engagement_ids bigint[], issued_on date, valid_from_on date, valid_until_on date,
  state text, days_left integer, age_months integer, why text, read_by text, read_on date, reading text, files bigint,
  amount numeric, currency text, replaces_id bigint, replaced_by_id bigint, tier text, owner text, owner_email text, note text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT e.id, v.id, v.name, e.kind, e.issuer, e.number, e.scope,
    coalesce(l.titles, '{}'), coalesce(l.ids, '{}'), e.issued_on, e.valid_from_on, e.valid_until_on,
    s.state, e.valid_until_on - day, a.months,
    CASE s.state
      WHEN 'not_yet_valid' THEN format('not valid before %s', b.begins_on)
      WHEN 'expired' THEN format('was valid until %s, %s ago', e.valid_until_on, facts.days_text(day - e.valid_until_on))
      WHEN 'valid' THEN format('valid until %s, %s from now', e.valid_until_on, facts.days_text(e.valid_until_on - day))
      ELSE concat_ws('; ', 'names no end', 'issued on ' || b.issued_on) END,
    r.name, r.read_on, r.note, coalesce(f.count, 0),
    e.amount, e.currency, e.replaces_id, n.id, t.tier, p.name, p.email, e.note
  FROM register.evidence e
  LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = e.vendor_id
  JOIN register.vendor v ON v.id = facts.goes_on_as(m.vendor_id, e.vendor_id)
  CROSS JOIN LATERAL (
    SELECT coalesce(e.valid_from_on, e.issued_on) AS begins_on, coalesce(e.issued_on, e.valid_from_on) AS issued_on
  ) b
  CROSS JOIN LATERAL (
    SELECT CASE WHEN day < b.begins_on THEN 'not_yet_valid' WHEN day > e.valid_until_on THEN 'expired'
      WHEN e.valid_until_on IS NULL THEN 'no_end' ELSE 'valid' END AS state
  ) s
  CROSS JOIN LATERAL (
    SELECT CASE WHEN b.issued_on <= day THEN (extract(year FROM age(day, b.issued_on)) * 12 + extract(month FROM age(day, b.issued_on)))::integer END AS months
  ) a
  LEFT JOIN (
    SELECT k.evidence_id, array_agg(g.title ORDER BY g.id) AS titles, array_agg(g.id ORDER BY g.id) AS ids
    FROM register.evidence_engagement k JOIN register.engagement g ON g.id = k.engagement_id
    GROUP BY k.evidence_id
  ) l ON l.evidence_id = e.id
  LEFT JOIN (
    SELECT DISTINCT ON (g.evidence_id) g.evidence_id, p.name, g.read_on, g.note
    FROM register.evidence_reading g JOIN register.person p ON p.id = g.person_id
    WHERE g.read_on <= day
    ORDER BY g.evidence_id, g.read_on DESC, g.id DESC
  ) r ON r.evidence_id = e.id
  LEFT JOIN (SELECT evidence_id, count(*) FROM register.evidence_file GROUP BY evidence_id) f ON f.evidence_id = e.id
  LEFT JOIN (
    -- What begins later has not taken its place yet.
    SELECT DISTINCT ON (o.replaces_id) o.replaces_id, o.id
    FROM register.evidence o
    WHERE o.replaces_id IS NOT NULL AND coalesce(o.valid_from_on, o.issued_on, day) <= day
    ORDER BY o.replaces_id, o.id DESC
  ) n ON n.replaces_id = e.id
  LEFT JOIN facts.vendor_tier(day) t ON t.vendor_id = v.id
  LEFT JOIN register.person p ON p.id = v.owner_id;
END;
COMMENT ON FUNCTION facts.evidence(date) IS 'Evidence with its state on the day (valid, expired, not_yet_valid, no_end), its age in whole months since issue, who read it last, and what took its place';

CREATE FUNCTION facts.evidence_file(day date) RETURNS TABLE (
  file_id bigint, evidence_id bigint, vendor text, kind text, issuer text, number text, scope text, issued_on date, valid_from_on date,
  valid_until_on date, state text, read_by text, read_on date, file_name text, exported_as text, media_type text, size_bytes bigint,
  sha256 text, stored text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- Two papers may have files of one name: the numbers tell them apart in one folder.
  SELECT f.id, e.evidence_id, e.vendor, e.kind, e.issuer, e.number, e.scope, e.issued_on, e.valid_from_on,
    e.valid_until_on, e.state, e.read_by, e.read_on, f.file_name, concat_ws('-', e.evidence_id, f.id, f.file_name), f.media_type, f.size_bytes,
    f.sha256, f.stored
  FROM register.evidence_file f
  JOIN facts.evidence(day) e ON e.evidence_id = f.evidence_id;
END;
COMMENT ON FUNCTION facts.evidence_file(date) IS 'Files of evidence, each with the evidence it belongs to as it is on the day';

CREATE VIEW facts.evidence_reading AS
  SELECT r.evidence_id, r.read_on, p.name AS read_by, r.note FROM register.evidence_reading r JOIN register.person p ON p.id = r.person_id;
COMMENT ON VIEW facts.evidence_reading IS 'Who read which evidence and when';
