-- The catalogue of regimes as it counts on a day, and which of them the organisation follows.

CREATE FUNCTION facts.catalogue(day date) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.id FROM register.catalogue c
  -- Before the oldest was published there was none, and the oldest says it best.
  ORDER BY c.published_on <= day DESC, CASE WHEN c.published_on <= day THEN c.published_on END DESC, c.published_on
  LIMIT 1;
END;
COMMENT ON FUNCTION facts.catalogue(date) IS 'The catalogue that counts on the day: the newest published by then, else the oldest';

CREATE FUNCTION facts.regime(day date) RETURNS TABLE (
  regime_id bigint, regime text, place integer, title_en text, title_ja text, version text, jurisdiction text, verification text,
  checked text, followed boolean, standing text, since date, choice_note text, note text, source text[], catalogue text,
  review_interval_months integer, review_basis text, review_ref text, review_scope text, review_triggers text[]
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT r.id, r.key, r.position, r.title_en, r.title_ja, r.version, r.jurisdiction, r.verification,
    CASE r.verification WHEN 'recall' THEN 'unverified' ELSE r.verification END,
    coalesce(c.followed, r.by_default),
    CASE WHEN c.followed THEN 'adopted' WHEN NOT c.followed THEN 'dropped' WHEN r.by_default THEN 'by_default' ELSE 'not_adopted' END,
    c.from_on, c.note, r.note, r.source, k.version,
    r.review_interval_months, r.review_basis, r.review_ref, r.review_scope, r.review_triggers
  FROM register.regime r
  JOIN register.catalogue k ON k.id = r.catalogue_id
  LEFT JOIN (
    SELECT DISTINCT ON (o.regime_key) o.regime_key, o.from_on, o.followed, o.note
    FROM register.regime_choice o WHERE o.from_on <= day
    ORDER BY o.regime_key, o.from_on DESC
  ) c ON c.regime_key = r.key
  WHERE r.catalogue_id = (SELECT facts.catalogue(day));
END;
COMMENT ON FUNCTION facts.regime(date) IS 'The regimes of the catalogue of the day, and whether the organisation follows them: adopted or dropped by its own choice, else by_default or not_adopted';

CREATE FUNCTION facts.requirement() RETURNS TABLE (
  requirement_id bigint, regime_id bigint, ref text, place integer, title_en text, title_ja text,
  applies_when text, applies_when_en text, applies_when_ja text, strength text, terms text[], terms_en text, terms_ja text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT q.id, q.regime_id, q.ref, q.position, q.title_en, q.title_ja, c.key, c.title_en, c.title_ja, q.strength,
    array_agg(k.key ORDER BY k.position), string_agg(k.title_en, '; ' ORDER BY k.position), string_agg(k.title_ja, '; ' ORDER BY k.position)
  FROM register.requirement q
  JOIN register.condition c ON c.key = q.condition_key
  JOIN register.requirement_term t ON t.requirement_id = q.id
  JOIN register.term_kind k ON k.key = t.term_key
  GROUP BY q.id, q.regime_id, q.ref, q.position, q.title_en, q.title_ja, c.key, c.title_en, c.title_ja, q.strength;
END;
COMMENT ON FUNCTION facts.requirement() IS 'The requirements of all catalogues with the condition on which they apply and the terms they need, in words';

CREATE FUNCTION facts.regime_content() RETURNS TABLE (regime_id bigint, requirements jsonb, obligations jsonb)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT r.id,
    (SELECT jsonb_agg(jsonb_build_object('ref', q.ref, 'title_en', q.title_en, 'title_ja', q.title_ja, 'applies_when', q.applies_when,
        'strength', q.strength, 'terms', to_jsonb(q.terms)) ORDER BY q.place)
      FROM facts.requirement() q WHERE q.regime_id = r.id),
    (SELECT jsonb_agg(jsonb_build_object('ref', o.ref, 'kind', o.kind, 'title_en', o.title_en, 'title_ja', o.title_ja) ORDER BY o.id)
      FROM register.obligation o WHERE o.regime_id = r.id)
  FROM register.regime r;
END;
COMMENT ON FUNCTION facts.regime_content() IS 'What the regimes of all catalogues ask, of contracts and besides, as programs read it';
