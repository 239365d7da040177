-- What lists and commands say of an engagement.
CREATE FUNCTION facts.engagement(day date) RETURNS TABLE (
  engagement_id bigint, vendor_id bigint, vendor_code text, vendor text, title text, purpose text, description text,
  tier text, source text, score integer, why text, missing text[], stated_tier text,
  data text[], data_subjects bigint, access text, critical boolean, critical_why text, places text[], conditions text[],
  starts_on date, ends_on date, contracts text[], owner text, owner_email text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT j.engagement_id, j.vendor_id, v.code, v.name, e.title, e.purpose, e.description,
    j.tier, j.source, j.score, j.why, j.missing, e.tier,
    coalesce(d.classes, '{}'), e.data_subjects, e.access, e.critical, e.critical_why, coalesce(l.places, '{}'), coalesce(c.keys, '{}'),
    e.starts_on, e.ends_on, coalesce(k.contracts, '{}'), p.name, p.email
  FROM facts.judged_engagement(day) j
  JOIN register.engagement e ON e.id = j.engagement_id
  JOIN register.vendor v ON v.id = j.vendor_id
  LEFT JOIN register.person p ON p.id = e.owner_id
  CROSS JOIN LATERAL (
    SELECT array_agg(kind.data_class ORDER BY kind.data_class) AS classes
    FROM register.engagement_data kind WHERE kind.engagement_id = e.id
  ) d
  CROSS JOIN LATERAL (
    SELECT array_agg(place.what || '=' || place.country || coalesce(' ' || place.note, '') ORDER BY place.what, place.country) AS places
    FROM register.engagement_place place WHERE place.engagement_id = e.id
  ) l
  CROSS JOIN LATERAL (
    SELECT array_agg(r.condition_key ORDER BY r.condition_key) AS keys
    FROM facts.recorded_condition(day) r WHERE r.engagement_id = e.id
  ) c
  CROSS JOIN LATERAL (
    SELECT array_agg(contract.reference ORDER BY contract.reference) AS contracts
    FROM facts.engagement_contract(day) link JOIN register.contract ON contract.id = link.contract_id WHERE link.engagement_id = e.id
  ) k;
END;
COMMENT ON FUNCTION facts.engagement(date) IS 'Engagements with their vendor, what is entrusted, and their tier on the day with its source and why; conditions are those that follow from the data or are stated';

CREATE FUNCTION facts.engagement_called(called text) RETURNS TABLE (engagement_id bigint, vendor text, title text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- By the entry for which it was registered, and by the vendor as which that goes on.
  SELECT DISTINCT e.id, coalesce(s.code, '#' || s.id), e.title
  FROM register.engagement e
  JOIN register.vendor o ON o.id = e.vendor_id
  JOIN register.vendor s ON s.id = CASE WHEN o.merged_into_id IS NULL THEN o.id ELSE register.vendor_survivor(o.id) END
  JOIN register.vendor v ON v.id IN (o.id, s.id)
  WHERE register.name_key(e.title) = register.name_key(called)
    OR register.name_key(called) IN (
      v.name_key || '/' || register.name_key(e.title), register.name_key(v.code || '/' || e.title),
      register.name_key(v.english_name || '/' || e.title), '#' || v.id || '/' || register.name_key(e.title));
END;
COMMENT ON FUNCTION facts.engagement_called(text) IS 'Engagements with this title, or with this vendor and title written as VENDOR/title; width, case and spaces do not count';
