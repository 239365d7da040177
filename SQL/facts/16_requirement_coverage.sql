-- Whether contracts say what regimes ask of them.

CREATE FUNCTION facts.contract_engagement(day date) RETURNS TABLE (contract_id bigint, engagement_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.id, s.engagement_id
  FROM register.contract c
  LEFT JOIN (
    SELECT u.contract_id, u.engagement_id
    FROM facts.contract_use(day) u JOIN register.engagement e ON e.id = u.engagement_id AND (e.ends_on IS NULL OR e.ends_on >= day)
  ) s ON s.contract_id = c.id
  WHERE NOT EXISTS (SELECT FROM facts.direct_amendment() d WHERE d.amendment_id = c.id);
END;
COMMENT ON FUNCTION facts.contract_engagement(date) IS 'For which engagements a contract is judged on the day: those it is for, else all of its vendors; of these, those that have not ended; one row without engagement when there is none. Amendments are judged with what they amend';

-- Of one vendor when it is named: then each step names the rows that the next one needs, and none goes through all. Which contracts bind is worked
-- out once, for those that are judged where only such are asked for, and for the other papers.
CREATE FUNCTION facts.judged_paper(day date, of_vendor text, in_force boolean DEFAULT false)
RETURNS TABLE (contract_id bigint, engagement_id bigint, paper_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- Once for what follows, of which facts.contract_engagement and facts.paper would each work it out anew.
  WITH used AS MATERIALIZED (
    SELECT u.contract_id, u.engagement_id, u.general_of FROM facts.contract_use(day) u
  ), named AS MATERIALIZED (
    SELECT l.contract_id FROM facts.contract_vendor(day) l WHERE l.vendor_id = ANY (ARRAY(SELECT f.vendor_id FROM facts.vendor_called(of_vendor, day) f))
  ), every AS MATERIALIZED (
    SELECT b.contract_id FROM facts.binding_paper(day) b WHERE of_vendor IS NULL
  ), bound AS MATERIALIZED (
    SELECT y.contract_id FROM every y
    UNION ALL
    SELECT b.contract_id FROM facts.binding_paper(day) b
    WHERE in_force AND of_vendor IS NOT NULL AND b.contract_id = ANY (ARRAY(SELECT n.contract_id FROM named n))
  ), judged AS MATERIALIZED (
    SELECT c.contract_id, s.engagement_id
    FROM (
      SELECT b.contract_id FROM bound b WHERE in_force
      UNION ALL
      SELECT k.id FROM register.contract k
      WHERE in_force IS NOT TRUE AND NOT EXISTS (SELECT FROM facts.direct_amendment() d WHERE d.amendment_id = k.id)
        AND (of_vendor IS NULL OR k.id = ANY (ARRAY(SELECT n.contract_id FROM named n)))
    ) c
    LEFT JOIN (
      SELECT u.contract_id, u.engagement_id
      FROM used u JOIN register.engagement e ON e.id = u.engagement_id AND (e.ends_on IS NULL OR e.ends_on >= day)
    ) s ON s.contract_id = c.contract_id
  ), other AS MATERIALIZED (
    SELECT j.contract_id, j.engagement_id, u.contract_id AS paper_id
    FROM judged j JOIN used u ON u.engagement_id = j.engagement_id
    WHERE u.contract_id <> j.contract_id
    UNION ALL
    SELECT j.contract_id, j.engagement_id, a.above_id
    FROM judged j
    JOIN used u ON u.engagement_id = j.engagement_id AND u.general_of IS NULL
    JOIN facts.contract_above() a ON a.contract_id = u.contract_id
    JOIN register.engagement e ON e.id = u.engagement_id
    WHERE a.above_id <> j.contract_id AND facts.binds_group(a.above_id, e.vendor_id, day)
    UNION ALL
    -- For a contract without work its vendors' general papers speak.
    SELECT DISTINCT j.contract_id, NULL::bigint, u.contract_id
    FROM judged j
    JOIN facts.contract_vendor(day) l ON l.contract_id = j.contract_id
    JOIN used u ON u.general_of = l.vendor_id
    WHERE j.engagement_id IS NULL AND u.contract_id <> j.contract_id
  ), binding AS MATERIALIZED (
    SELECT y.contract_id FROM every y
    UNION ALL
    SELECT b.contract_id FROM facts.binding_paper(day) b
    WHERE of_vendor IS NOT NULL AND b.contract_id = ANY (ARRAY(SELECT o.paper_id FROM other o))
  )
  SELECT j.contract_id, j.engagement_id, j.contract_id FROM judged j
  UNION ALL
  SELECT o.contract_id, o.engagement_id, o.paper_id FROM other o JOIN binding b ON b.contract_id = o.paper_id;
END;
COMMENT ON FUNCTION facts.judged_paper(date, text, boolean)
  IS 'For each contract, or each one of a vendor by its code or name, or of these each one that binds, and each engagement for which it is judged on the day the papers that speak: the contract itself, whether it binds yet or not, and others that bind';

CREATE FUNCTION facts.vendor_coverage(day date, of_vendor text, in_force boolean DEFAULT false) RETURNS TABLE (
  contract_id bigint, engagement_id bigint, regime_id bigint, requirement_id bigint, term_key text, status text, reference text, article text,
  page text, checked_by_id bigint, checked_on date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH paper AS MATERIALIZED (
    SELECT p.contract_id, p.engagement_id, p.paper_id FROM facts.judged_paper(day, of_vendor, in_force) p
  ), best AS MATERIALIZED (
    -- What the contract itself says is judged as written; another paper has to say it better. Keys are told apart byte by byte, which is far quicker.
    SELECT DISTINCT ON (p.contract_id, p.engagement_id, t.term_key COLLATE "C") p.contract_id, p.engagement_id, t.term_key, t.status, s.reference, t.article,
      t.page, t.checked_by_id, t.checked_on
    FROM paper p
    JOIN facts.term(day) t ON t.contract_id = p.paper_id
    JOIN register.contract s ON s.id = t.source_contract_id
    WHERE of_vendor IS NULL OR t.contract_id = ANY (ARRAY(SELECT w.paper_id FROM paper w))
    ORDER BY p.contract_id, p.engagement_id, t.term_key COLLATE "C", facts.term_rank(t.status), p.paper_id = p.contract_id DESC, s.reference
  ), asked AS MATERIALIZED (
    SELECT p.contract_id, q.engagement_id, q.regime_id, q.requirement_id
    FROM paper p JOIN facts.engagement_requirement(day) q ON q.engagement_id = p.engagement_id
    WHERE p.paper_id = p.contract_id AND (of_vendor IS NULL OR q.engagement_id = ANY (ARRAY(SELECT w.engagement_id FROM paper w)))
    UNION ALL
    -- Without an engagement only what applies always.
    SELECT p.contract_id, NULL, q.regime_id, q.id
    FROM paper p
    JOIN register.requirement q ON q.condition_key = 'always'
    JOIN facts.regime(day) r ON r.regime_id = q.regime_id AND r.followed
    WHERE p.paper_id = p.contract_id AND p.engagement_id IS NULL
  )
  SELECT q.contract_id, q.engagement_id, q.regime_id, q.requirement_id, k.term_key, b.status, b.reference, b.article, b.page, b.checked_by_id, b.checked_on
  FROM asked q
  JOIN register.requirement_term k ON k.requirement_id = q.requirement_id
  -- No engagement is 0 here: to compare with IS NOT DISTINCT FROM every row would be held against every other.
  LEFT JOIN best b ON b.contract_id = q.contract_id AND b.term_key = k.term_key COLLATE "C" AND coalesce(b.engagement_id, 0) = coalesce(q.engagement_id, 0);
END;
COMMENT ON FUNCTION facts.vendor_coverage(date, text, boolean)
  IS 'For each contract, or each one of a vendor by its code or name, or of these each one that binds, each requirement that applies to it and each term this needs: what is said of the term on the day, in which paper and where, and who read it; no status when nobody recorded anything';

CREATE FUNCTION facts.coverage_term(day date) RETURNS TABLE (
  contract_id bigint, engagement_id bigint, regime_id bigint, requirement_id bigint, term_key text, status text, reference text, article text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.contract_id, c.engagement_id, c.regime_id, c.requirement_id, c.term_key, c.status, c.reference, c.article
  FROM facts.vendor_coverage(day, NULL) c;
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

-- Statuses as bits, four for each of the thirty terms, fifteen terms a number: of what several papers say the better one is what either has.
CREATE FUNCTION facts.term_bits(status text, place integer) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE status WHEN 'present' THEN 15::bigint WHEN 'weak' THEN 7 WHEN 'missing' THEN 3 WHEN 'not_applicable' THEN 1 ELSE 0 END << (4 * ((place - 1) % 15));
COMMENT ON FUNCTION facts.term_bits(text, integer)
  IS 'A status of the term at a place in the closed list, as bits that can be put together with those of other papers and of the terms of the same fifteen';

CREATE FUNCTION facts.term_of_bits(bits bigint, place integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE bits >> (4 * ((place - 1) % 15)) & 15 WHEN 15 THEN 'present' WHEN 7 THEN 'weak' WHEN 3 THEN 'missing' WHEN 1 THEN 'not_applicable' END;
COMMENT ON FUNCTION facts.term_of_bits(bigint, integer) IS 'The status of the term at a place in the closed list, by the bits of its fifteen';

CREATE FUNCTION facts.condition_bits(place integer) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 1::bigint << (place - 1);
COMMENT ON FUNCTION facts.condition_bits(integer) IS 'The condition at a place in the closed list, as a bit that can be put together with those of others';

-- Most contracts are like many others, and what a regime makes of them is worked out once for all that are alike.
CREATE FUNCTION facts.coverage_profile(day date, in_force boolean DEFAULT false)
RETURNS TABLE (contract_id bigint, engagement_id bigint, conditions bigint, said bigint, said_more bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT p.contract_id, p.engagement_id, a.bits | coalesce(c.bits, 0), p.said, p.said_more
  FROM (
    SELECT j.contract_id, j.engagement_id, coalesce(bit_or(o.said), 0) AS said, coalesce(bit_or(o.said_more), 0) AS said_more
    FROM facts.judged_paper(day, NULL, in_force) j
    LEFT JOIN (
      SELECT t.contract_id, bit_or(facts.term_bits(t.status, k.position)) FILTER (WHERE k.position <= 15) AS said,
        bit_or(facts.term_bits(t.status, k.position)) FILTER (WHERE k.position > 15) AS said_more
      FROM facts.term(day) t JOIN register.term_kind k ON k.key = t.term_key
      GROUP BY t.contract_id
    ) o ON o.contract_id = j.paper_id
    GROUP BY j.contract_id, j.engagement_id
  ) p
  -- What holds always holds without work, too.
  CROSS JOIN (SELECT facts.condition_bits(k.position) AS bits FROM register.condition k WHERE k.key = 'always') a
  LEFT JOIN (
    SELECT e.engagement_id, bit_or(facts.condition_bits(k.position)) AS bits
    FROM facts.recorded_condition(day) e JOIN register.condition k ON k.key = e.condition_key
    GROUP BY e.engagement_id
  ) c ON c.engagement_id = p.engagement_id;
END;
COMMENT ON FUNCTION facts.coverage_profile(date, boolean)
  IS 'For each contract, or each one that binds, and each engagement for which it is judged on the day the conditions that hold, by their places, and the best that its papers say of all terms (the first fifteen and the others), as bits';

CREATE FUNCTION facts.coverage_matrix(day date, in_force boolean DEFAULT false) RETURNS TABLE (
  contract_id bigint, catalogue text, regime text, regime_place integer, checked text, requirements bigint,
  met bigint, not_applicable bigint, weak bigint, missing bigint, unrecorded bigint, mandatory_gaps bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH judged AS MATERIALIZED (
    SELECT p.contract_id, array_agg(ARRAY[p.conditions, p.said, p.said_more]) AS profiles FROM facts.coverage_profile(day, in_force) p GROUP BY p.contract_id
  ), requirement AS MATERIALIZED (
    SELECT n.profiles, r.catalogue, r.regime, r.place, r.checked, q.id, q.strength,
      facts.coverage_state(array_agg(facts.term_of_bits(n.profiles[a.number][CASE WHEN k.position <= 15 THEN 2 ELSE 3 END], k.position))) AS state
    FROM (SELECT DISTINCT j.profiles FROM judged j) n
    CROSS JOIN LATERAL generate_series(1, array_length(n.profiles, 1)) a (number)
    JOIN register.condition c ON n.profiles[a.number][1] & facts.condition_bits(c.position) <> 0
    JOIN register.requirement q ON q.condition_key = c.key
    JOIN facts.regime(day) r ON r.regime_id = q.regime_id AND r.followed
    JOIN register.requirement_term t ON t.requirement_id = q.id
    JOIN register.term_kind k ON k.key = t.term_key
    GROUP BY n.profiles, r.catalogue, r.regime, r.place, r.checked, q.id, q.strength
  ), counted AS MATERIALIZED (
    SELECT q.profiles, q.catalogue, q.regime, q.place, q.checked, count(*) AS requirements,
      count(*) FILTER (WHERE q.state = 'met') AS met, count(*) FILTER (WHERE q.state = 'not_applicable') AS not_applicable,
      count(*) FILTER (WHERE q.state = 'weak') AS weak, count(*) FILTER (WHERE q.state = 'missing') AS missing,
      count(*) FILTER (WHERE q.state = 'unrecorded') AS unrecorded,
      count(*) FILTER (WHERE q.strength = 'mandatory' AND facts.is_gap(q.state)) AS mandatory_gaps
    FROM requirement q
    GROUP BY q.profiles, q.catalogue, q.regime, q.place, q.checked
  )
  SELECT j.contract_id, c.catalogue, c.regime, c.place, c.checked, c.requirements,
    c.met, c.not_applicable, c.weak, c.missing, c.unrecorded, c.mandatory_gaps
  FROM judged j JOIN counted c ON c.profiles = j.profiles;
END;
COMMENT ON FUNCTION facts.coverage_matrix(date, boolean)
  IS 'For each contract, or each one that binds, and each regime that applies to it on the day, how many of its requirements are in which state, and how many mandatory ones are not met';
