-- Papers bind together: what an engagement's contracts and its vendor's general ones say of each matter, the best of them.

CREATE FUNCTION facts.term_rank(status text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE status WHEN 'present' THEN 1 WHEN 'weak' THEN 2 WHEN 'missing' THEN 3 WHEN 'not_applicable' THEN 4 ELSE 5 END;
COMMENT ON FUNCTION facts.term_rank(text) IS 'Statuses of a term in the order in which one paper outdoes another; that a matter does not concern one paper says nothing against another';

CREATE FUNCTION facts.term_words(status text, language text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE language
  WHEN 'ja' THEN CASE status WHEN 'present' THEN 'あり' WHEN 'weak' THEN '不十分' WHEN 'missing' THEN 'なし' WHEN 'not_applicable' THEN '対象外' ELSE '未確認' END
  ELSE coalesce(replace(status, '_', ' '), 'not recorded') END;
COMMENT ON FUNCTION facts.term_words(text, text) IS 'A status of a term as people read it, in English or Japanese (en, ja); none is said to be not recorded';

CREATE FUNCTION facts.contract_above() RETURNS TABLE (contract_id bigint, above_id bigint, steps integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH RECURSIVE reached AS (
    SELECT c.id AS contract_id, c.parent_id AS above_id, 1 AS steps FROM register.contract c WHERE c.parent_id IS NOT NULL
    UNION ALL
    SELECT r.contract_id, c.parent_id, r.steps + 1
    FROM reached r JOIN register.contract c ON c.id = r.above_id AND c.parent_id IS NOT NULL
  ) CYCLE above_id SET is_circle USING path
  SELECT r.contract_id, r.above_id, r.steps FROM reached r WHERE NOT r.is_circle;
END;
COMMENT ON FUNCTION facts.contract_above() IS 'Each contract that stands under another with all the contracts above it, the nearest first in steps';

CREATE FUNCTION facts.begun_work(day date) RETURNS TABLE (contract_id bigint, engagement_id bigint, counts boolean)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT l.contract_id, l.engagement_id,
    -- Most contracts name the very entry the work is of, and a join tells that far sooner.
    (l.until_on IS NULL OR l.until_on >= day) AND (k.id IS NOT NULL OR facts.binds_group(l.contract_id, e.vendor_id, day))
  FROM register.engagement_contract l
  JOIN register.engagement e ON e.id = l.engagement_id
  LEFT JOIN register.contract_vendor k ON k.contract_id = l.contract_id AND k.vendor_id = e.vendor_id
  WHERE l.from_on IS NULL OR l.from_on <= day;
END;
COMMENT ON FUNCTION facts.begun_work(date) IS 'Which engagements a contract itself names by the day, and whether that counts on it: neither ended, nor of a vendor that it does not bind';

CREATE FUNCTION facts.contract_work(day date) RETURNS TABLE (contract_id bigint, engagement_id bigint, counts boolean)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT w.contract_id, w.engagement_id, w.counts FROM facts.begun_work(day) w
  UNION ALL
  SELECT n.contract_id, w.engagement_id, w.counts
  FROM (
    SELECT DISTINCT ON (a.contract_id) a.contract_id, a.above_id
    FROM facts.contract_above() a
    WHERE NOT EXISTS (SELECT FROM facts.begun_work(day) w WHERE w.contract_id = a.contract_id)
      AND EXISTS (SELECT FROM facts.begun_work(day) w WHERE w.contract_id = a.above_id)
    ORDER BY a.contract_id, a.steps
  ) n
  JOIN facts.begun_work(day) w ON w.contract_id = n.above_id;
END;
COMMENT ON FUNCTION facts.contract_work(date) IS 'For which engagements a contract is: those it names, else those of the nearest contract above it that names any; begun by the day; and whether that counts on it: what has ended, or does not bind the vendor, leaves the contract for no other work either';

CREATE FUNCTION facts.contract_use(day date) RETURNS TABLE (contract_id bigint, engagement_id bigint, general_of bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH work AS MATERIALIZED (SELECT w.contract_id, w.engagement_id, w.counts FROM facts.contract_work(day) w)
  SELECT w.contract_id, w.engagement_id, NULL::bigint FROM work w WHERE w.counts
  UNION ALL
  -- A paper that names no engagement binds its vendors for all their work.
  SELECT v.contract_id, e.engagement_id, v.vendor_id
  FROM facts.contract_vendor(day) v LEFT JOIN facts.engagement_vendor(day) e ON e.vendor_id = v.vendor_id
  WHERE NOT EXISTS (SELECT FROM work w WHERE w.contract_id = v.contract_id);
END;
COMMENT ON FUNCTION facts.contract_use(date) IS 'The work under each contract: what it is for, else all of its vendors; then with the vendor of which it is a general paper, and without an engagement where that has none';

CREATE FUNCTION facts.paper(day date) RETURNS TABLE (engagement_id bigint, vendor_id bigint, contract_id bigint, is_for_it boolean)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH used AS MATERIALIZED (SELECT u.contract_id, u.engagement_id, u.general_of FROM facts.contract_use(day) u)
  SELECT u.engagement_id, NULL::bigint, u.contract_id, u.general_of IS NULL FROM used u WHERE u.engagement_id IS NOT NULL
  UNION ALL
  SELECT u.engagement_id, NULL, a.above_id, false
  FROM used u
  JOIN facts.contract_above() a ON a.contract_id = u.contract_id
  JOIN register.engagement e ON e.id = u.engagement_id
  WHERE u.general_of IS NULL AND facts.binds_group(a.above_id, e.vendor_id, day)
  UNION ALL
  SELECT DISTINCT NULL::bigint, u.general_of, u.contract_id, false FROM used u WHERE u.general_of IS NOT NULL;
END;
COMMENT ON FUNCTION facts.paper(date) IS 'Which papers speak for each engagement, while they bind: those that are for it, those above them and the general ones of its vendor; and, without an engagement, the general ones of each vendor';

CREATE FUNCTION facts.binding_paper(day date) RETURNS TABLE (contract_id bigint, period_ends_on date) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT s.contract_id, s.period_ends_on
  FROM facts.contract_state(day) s
  WHERE facts.binds(s.state)
    -- An amendment speaks through the contract that it amends.
    AND NOT EXISTS (SELECT FROM facts.direct_amendment() d WHERE d.amendment_id = s.contract_id);
END;
COMMENT ON FUNCTION facts.binding_paper(date) IS 'The contracts that bind on the day and speak for themselves, with the end of the period that the day lies in';

CREATE FUNCTION facts.paper_term(day date) RETURNS TABLE (
  engagement_id bigint, vendor_id bigint, term_key text, status text, contract_id bigint, reference text, article text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH stated AS MATERIALIZED (
    SELECT t.contract_id, t.term_key, t.status, t.article, source.reference
    FROM facts.term(day) t
    JOIN facts.binding_paper(day) b ON b.contract_id = t.contract_id
    JOIN register.contract source ON source.id = t.source_contract_id
  )
  SELECT DISTINCT ON (p.engagement_id, p.vendor_id, t.term_key) p.engagement_id, p.vendor_id, t.term_key, t.status, t.contract_id, t.reference, t.article
  FROM facts.paper(day) p JOIN stated t ON t.contract_id = p.contract_id
  ORDER BY p.engagement_id, p.vendor_id, t.term_key, facts.term_rank(t.status), t.reference;
END;
COMMENT ON FUNCTION facts.paper_term(date) IS 'For each engagement, and for each vendor by its general papers alone, what the papers that bind on the day say best of a matter, and which of them does';
