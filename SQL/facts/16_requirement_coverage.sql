-- Whether contracts say what regimes ask of them.

CREATE FUNCTION facts.contract_engagement(day date) RETURNS TABLE (contract_id bigint, engagement_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.id, s.engagement_id
  FROM register.contract c
  LEFT JOIN (
    SELECT w.contract_id, w.engagement_id FROM facts.contract_work(day) w WHERE w.counts
    UNION ALL
    SELECT v.contract_id, e.engagement_id
    FROM facts.contract_vendor(day) v JOIN facts.engagement_vendor(day) e ON e.vendor_id = v.vendor_id
    WHERE NOT EXISTS (SELECT FROM facts.contract_work(day) w WHERE w.contract_id = v.contract_id)
  ) s ON s.contract_id = c.id
    AND EXISTS (SELECT FROM register.engagement e WHERE e.id = s.engagement_id AND (e.ends_on IS NULL OR e.ends_on >= day))
  WHERE NOT EXISTS (SELECT FROM facts.direct_amendment() d WHERE d.amendment_id = c.id);
END;
COMMENT ON FUNCTION facts.contract_engagement(date) IS 'For which engagements a contract is judged on the day: those it is for, else all of its vendors; of these, those that have not ended; one row without engagement when there is none. Amendments are judged with what they amend';

CREATE FUNCTION facts.contract_requirement(day date) RETURNS TABLE (contract_id bigint, engagement_id bigint, requirement_id bigint, regime_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT s.contract_id, s.engagement_id, q.requirement_id, q.regime_id
  FROM facts.contract_engagement(day) s JOIN facts.engagement_requirement(day) q ON q.engagement_id = s.engagement_id
  UNION ALL
  SELECT s.contract_id, NULL, q.id, q.regime_id
  FROM facts.contract_engagement(day) s
  JOIN register.requirement q ON q.condition_key = 'always'
  JOIN facts.regime(day) r ON r.regime_id = q.regime_id AND r.followed
  WHERE s.engagement_id IS NULL;
END;
COMMENT ON FUNCTION facts.contract_requirement(date) IS 'Which requirements apply to each contract on the day, and because of which engagement; without one, only what applies always';

CREATE FUNCTION facts.coverage_term(day date) RETURNS TABLE (
  contract_id bigint, engagement_id bigint, regime_id bigint, requirement_id bigint, term_key text, status text, reference text, article text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH paper AS MATERIALIZED (SELECT * FROM facts.paper_term(day)), general AS (
    SELECT DISTINCT ON (v.contract_id, p.term_key) v.contract_id, p.term_key, p.status, p.reference, p.article
    FROM facts.contract_vendor(day) v JOIN paper p ON p.vendor_id = v.vendor_id
    ORDER BY v.contract_id, p.term_key, facts.term_rank(p.status), p.reference
  )
  SELECT q.contract_id, q.engagement_id, q.regime_id, q.requirement_id, t.term_key, best.status, best.reference, best.article
  FROM facts.contract_requirement(day) q
  JOIN register.requirement_term t ON t.requirement_id = q.requirement_id
  LEFT JOIN facts.term(day) own ON own.contract_id = q.contract_id AND own.term_key = t.term_key
  LEFT JOIN register.contract source ON source.id = own.source_contract_id
  LEFT JOIN paper p ON p.engagement_id = q.engagement_id AND p.term_key = t.term_key
  LEFT JOIN general g ON q.engagement_id IS NULL AND g.contract_id = q.contract_id AND g.term_key = t.term_key
  CROSS JOIN LATERAL (
    SELECT coalesce(p.status, g.status) AS status, coalesce(p.reference, g.reference) AS reference, coalesce(p.article, g.article) AS article
  ) other
  -- What the contract itself says is judged as written, whether it binds yet or not; another paper has to say it better.
  CROSS JOIN LATERAL (
    SELECT own.status, source.reference, own.article WHERE own.status IS NOT NULL AND facts.term_rank(own.status) <= facts.term_rank(other.status)
    UNION ALL
    SELECT other.status, other.reference, other.article WHERE own.status IS NULL OR facts.term_rank(own.status) > facts.term_rank(other.status)
  ) best;
END;
COMMENT ON FUNCTION facts.coverage_term(date) IS 'For each contract, each requirement that applies to it and each term this needs: what is said of the term on the day, in which paper and where; no status when nobody recorded anything';

-- A gap that somebody saw outweighs one that nobody looked for, and both what is only weak.
CREATE FUNCTION facts.coverage_state(statuses text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN 'missing' = ANY (statuses) THEN 'missing'
  WHEN array_position(statuses, NULL) IS NOT NULL THEN 'unrecorded'
  WHEN 'weak' = ANY (statuses) THEN 'weak'
  WHEN 'present' = ANY (statuses) THEN 'met'
  ELSE 'not_applicable' END;
COMMENT ON FUNCTION facts.coverage_state(text[]) IS 'What the statuses of all the terms of a requirement come to: met only when every term is present or does not apply';

CREATE FUNCTION facts.is_gap(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN state IN ('weak', 'missing', 'unrecorded');
COMMENT ON FUNCTION facts.is_gap(text) IS 'Whether a requirement in this state is not met, as far as is known';

CREATE FUNCTION facts.engagement_coverage(day date) RETURNS TABLE (
  engagement_id bigint, regime_id bigint, regime text, regime_place integer, checked text, requirement_id bigint, ref text, place integer,
  title_en text, title_ja text, strength text, state text, gap boolean, terms_lacking text[], detail_en text, detail_ja text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT q.engagement_id, r.regime_id, r.regime, r.place, r.checked, i.id, i.ref, i.position, i.title_en, i.title_ja,
    i.strength, facts.coverage_state(array_agg(p.status)), facts.is_gap(facts.coverage_state(array_agg(p.status))),
    coalesce(array_agg(t.term_key ORDER BY t.term_key) FILTER (WHERE p.status IS NULL OR p.status IN ('weak', 'missing')), '{}'),
    string_agg(format('%s: %s%s', k.title_en, facts.term_words(p.status, 'en'), said.at), '; ' ORDER BY k.position),
    string_agg(format('%s: %s%s', k.title_ja, facts.term_words(p.status, 'ja'), said.at), '; ' ORDER BY k.position)
  FROM facts.engagement_requirement(day) q
  JOIN facts.regime(day) r ON r.regime_id = q.regime_id
  JOIN register.requirement i ON i.id = q.requirement_id
  JOIN register.requirement_term t ON t.requirement_id = q.requirement_id
  JOIN register.term_kind k ON k.key = t.term_key
  LEFT JOIN facts.paper_term(day) p ON p.engagement_id = q.engagement_id AND p.term_key = t.term_key
  CROSS JOIN LATERAL (
    SELECT CASE WHEN p.status IS NOT NULL THEN format(' (%s)', concat_ws(' ', p.reference, p.article)) END AS at
  ) said
  GROUP BY q.engagement_id, r.regime_id, r.regime, r.place, r.checked, i.id, i.ref, i.position, i.title_en, i.title_ja, i.strength;
END;
COMMENT ON FUNCTION facts.engagement_coverage(date) IS 'For each engagement and each requirement that applies to it on the day, what the papers that bind on the day come to, the terms that they lack, and which paper says what';

CREATE FUNCTION facts.coverage(day date) RETURNS TABLE (
  contract_id bigint, catalogue text, regime_id bigint, regime text, regime_place integer, checked text, requirement_id bigint,
  ref text, place integer, title_en text, title_ja text, condition_key text, strength text, state text, gap boolean,
  papers text[], terms text[], terms_met text[], detail_en text, detail_ja text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT w.contract_id, r.catalogue, r.regime_id, r.regime, r.place, r.checked, q.id, q.ref, q.position, q.title_en, q.title_ja,
    q.condition_key, q.strength, facts.coverage_state(array_agg(w.status)), facts.is_gap(facts.coverage_state(array_agg(w.status))),
    coalesce(array_agg(DISTINCT w.reference ORDER BY w.reference) FILTER (WHERE w.status IN ('present', 'weak')), '{}'),
    array_agg(w.term_key ORDER BY k.position),
    coalesce(array_agg(w.term_key ORDER BY k.position) FILTER (WHERE w.status IN ('present', 'not_applicable')), '{}'),
    string_agg(format('%s: %s%s', k.title_en, facts.term_words(w.status, 'en'), said.at), '; ' ORDER BY k.position),
    string_agg(format('%s: %s%s', k.title_ja, facts.term_words(w.status, 'ja'), said.at), '; ' ORDER BY k.position)
  FROM (
    -- Of several engagements under one contract the worst off.
    SELECT DISTINCT ON (t.contract_id, t.requirement_id, t.term_key)
      t.contract_id, t.regime_id, t.requirement_id, t.term_key, t.status, t.reference, t.article
    FROM facts.coverage_term(day) t
    ORDER BY t.contract_id, t.requirement_id, t.term_key,
      CASE t.status WHEN 'missing' THEN 1 WHEN 'weak' THEN 3 WHEN 'present' THEN 4 WHEN 'not_applicable' THEN 5 ELSE 2 END, t.reference
  ) w
  JOIN register.requirement q ON q.id = w.requirement_id
  JOIN facts.regime(day) r ON r.regime_id = w.regime_id
  JOIN register.term_kind k ON k.key = w.term_key
  CROSS JOIN LATERAL (
    SELECT CASE WHEN w.status IS NOT NULL THEN format(' (%s)', concat_ws(' ', w.reference, w.article)) END AS at
  ) said
  GROUP BY w.contract_id, r.catalogue, r.regime_id, r.regime, r.place, r.checked, q.id, q.ref, q.position,
    q.title_en, q.title_ja, q.condition_key, q.strength;
END;
COMMENT ON FUNCTION facts.coverage(date) IS 'For each contract and each requirement that applies to it on the day whether it is met, weak, missing, not_applicable or unrecorded (nobody looked), by which terms of which papers';

CREATE FUNCTION facts.coverage_matrix(day date) RETURNS TABLE (
  contract_id bigint, catalogue text, regime text, regime_place integer, checked text, requirements bigint,
  met bigint, not_applicable bigint, weak bigint, missing bigint, unrecorded bigint, mandatory_gaps bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.contract_id, c.catalogue, c.regime, c.regime_place, c.checked, count(*),
    count(*) FILTER (WHERE c.state = 'met'), count(*) FILTER (WHERE c.state = 'not_applicable'), count(*) FILTER (WHERE c.state = 'weak'),
    count(*) FILTER (WHERE c.state = 'missing'), count(*) FILTER (WHERE c.state = 'unrecorded'),
    count(*) FILTER (WHERE c.strength = 'mandatory' AND c.gap)
  FROM facts.coverage(day) c
  GROUP BY c.contract_id, c.catalogue, c.regime, c.regime_place, c.checked;
END;
COMMENT ON FUNCTION facts.coverage_matrix(date) IS 'For each contract and each regime that applies to it on the day, how many of its requirements are in which state, and how many mandatory ones are not met';
