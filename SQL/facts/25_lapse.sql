-- The three senses of "lapsed", told from the other facts: a period that is over while work goes on, a duty of secrecy that no
-- longer runs, and a term that is missing from the version in force. One fact and not four, so that states are worked out once;
-- of a sense that nobody asks for nothing is.
CREATE FUNCTION facts.lapse(day date) RETURNS TABLE (
  lapse text, rule text, contract_id bigint, engagement_id bigint, term_key text, vendor_id bigint, since date, cause text,
  last_day date, work_ended_on date, survives_months numeric, secrecy_until date, title text, offboarding_id bigint, held_since date,
  status text, source_contract_id bigint, present_source_contract_id bigint, is_gone boolean, regimes text, requirements jsonb, why text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH RECURSIVE state AS MATERIALIZED (
    SELECT s.contract_id, s.state, s.since, s.ends_with, s.last_day, s.why FROM facts.contract_state(day) s
  ), gone AS (
    SELECT s.vendor_id, NULL::bigint AS engagement_id, 'infinity'::date AS ended_on FROM facts.stage(day) s WHERE s.stage = 'ended'
    UNION ALL
    SELECT o.vendor_id, o.engagement_id, o.ended_on FROM facts.offboarding(day) o WHERE o.ended_on < day
  ), under_way AS (
    SELECT e.engagement_id, e.vendor_id, e.starts_on
    FROM facts.engagement_vendor(day) e
    WHERE (e.starts_on IS NULL OR e.starts_on <= day) AND (e.ends_on IS NULL OR e.ends_on >= day)
      AND NOT EXISTS (
        SELECT FROM gone g
        WHERE g.vendor_id = e.vendor_id AND (g.engagement_id IS NULL OR g.engagement_id = e.engagement_id)
          AND (e.starts_on IS NULL OR e.starts_on <= g.ended_on))
  ), link AS MATERIALIZED (
    SELECT u.engagement_id, u.vendor_id, u.starts_on, l.contract_id, s.state, s.ends_with,
      (l.until_on IS NULL OR l.until_on >= day) AS stands, least(d.over_on, l.until_on + 1) AS over_on,
      l.until_on + 1 < coalesce(d.over_on, 'infinity') AS is_unlinked
    FROM under_way u
    JOIN register.engagement_contract l ON l.engagement_id = u.engagement_id AND (l.from_on IS NULL OR l.from_on <= day)
    JOIN state s ON s.contract_id = l.contract_id AND s.state <> 'not_started'
    CROSS JOIN LATERAL (SELECT CASE WHEN NOT facts.binds(s.state) THEN s.since END AS over_on) d
  ), loose AS MATERIALIZED (
    SELECT l.engagement_id FROM link l GROUP BY l.engagement_id HAVING NOT bool_or(l.stands AND facts.binds(l.state))
  ), heir AS (
    -- What replaced the contracts behind the work, or the ones with which they ended: then only the link is out of date.
    SELECT l.engagement_id, l.contract_id FROM link l JOIN loose USING (engagement_id) WHERE l.stands
    UNION
    SELECT l.engagement_id, k.id FROM link l JOIN loose USING (engagement_id) JOIN register.contract k ON k.reference = l.ends_with WHERE l.stands
    UNION
    SELECT h.engagement_id, r.id FROM heir h JOIN register.contract r ON r.supersedes_id = h.contract_id AND r.starts_on <= day
  ), kept AS MATERIALIZED (
    SELECT h.engagement_id FROM heir h JOIN state s ON s.contract_id = h.contract_id AND facts.binds(s.state) GROUP BY h.engagement_id
  ), last AS MATERIALIZED (
    SELECT DISTINCT ON (l.engagement_id) l.*
    FROM link l
    JOIN loose USING (engagement_id)
    WHERE l.engagement_id NOT IN (SELECT k.engagement_id FROM kept k)
    ORDER BY l.engagement_id, l.over_on DESC, l.contract_id DESC
  ), over AS MATERIALIZED (
    SELECT s.contract_id, u.vendor_id, s.since, s.last_day, k.work_ended_on, s.why
    FROM state s
    JOIN register.contract k ON k.id = s.contract_id
    LEFT JOIN facts.contract_user(day) u ON u.contract_id = s.contract_id
    WHERE s.state = 'lapsed'
      -- What only ended with another contract is found there, and an amendment that was for a while only leaves the contract.
      AND s.ends_with IS NULL AND NOT facts.amends(k.kind, k.parent_id) AND facts.work_goes_on(k.work_ended_on, day)
      -- A vendor that was left is not used any more.
      AND (u.contract_id IS NOT NULL OR NOT EXISTS (SELECT FROM facts.contract_vendor(day) l WHERE l.contract_id = s.contract_id))
  ), unsecret AS MATERIALIZED (
    -- What was replaced lives on in what replaced it, and is found there.
    SELECT s.contract_id, s.secrecy_until, s.survives_months
    FROM facts.secrecy(day) s
    WHERE s.secrecy_state = 'over' AND s.contract_id = ANY (ARRAY(SELECT c.contract_id FROM state c WHERE c.state IN ('lapsed', 'terminated')))
  ), bearer AS MATERIALIZED (
    SELECT l.contract_id, l.vendor_id, l.place FROM facts.contract_vendor(day) l WHERE l.contract_id = ANY (ARRAY(SELECT e.contract_id FROM unsecret e))
  ), general AS MATERIALIZED (
    SELECT l.vendor_id, n.id
    FROM facts.contract_vendor(day) l JOIN register.contract n ON n.id = l.contract_id AND n.kind IN ('master', 'nda')
    WHERE l.vendor_id = ANY (ARRAY(SELECT b.vendor_id FROM bearer b))
  ), secret AS MATERIALIZED (
    -- A master contract or an NDA whose duty runs binds its vendors to secrecy for all the work.
    SELECT g.vendor_id
    FROM general g JOIN facts.secrecy(day) s ON s.contract_id = g.id
    WHERE s.secrecy_state = 'runs' AND s.contract_id = ANY (ARRAY(SELECT g.id FROM general g))
  ), told AS MATERIALIZED (
    SELECT e.contract_id, s.state, k.work_ended_on, s.since - 1 AS ended_on, e.secrecy_until, e.survives_months, l.vendor_id, l.place,
      g.vendor_id IS NOT NULL AND (k.starts_on IS NULL OR k.starts_on <= g.ended_on) AS is_gone
    FROM state s
    JOIN unsecret e ON e.contract_id = s.contract_id
    JOIN register.contract k ON k.id = s.contract_id
    LEFT JOIN bearer l ON l.contract_id = s.contract_id
    LEFT JOIN facts.vendor_end(day) g ON g.vendor_id = l.vendor_id
    WHERE l.vendor_id IS NULL OR l.vendor_id NOT IN (SELECT b.vendor_id FROM secret b)
  ), work AS (
    SELECT DISTINCT ON (l.contract_id) l.contract_id, e.title
    FROM facts.engagement_contract(day) l
    JOIN register.engagement e ON e.id = l.engagement_id
    WHERE (e.starts_on IS NULL OR e.starts_on <= day) AND (e.ends_on IS NULL OR e.ends_on >= day)
      AND l.contract_id = ANY (ARRAY(SELECT o.contract_id FROM told o))
    ORDER BY l.contract_id, e.id
  ), named AS MATERIALIZED (
    SELECT w.contract_id, w.engagement_id FROM facts.contract_work(day) w WHERE w.contract_id = ANY (ARRAY(SELECT o.contract_id FROM told o))
  ), held AS (
    SELECT DISTINCT ON (v.contract_id, v.vendor_id) v.contract_id, v.vendor_id, o.offboarding_id, o.ended_on
    FROM told v
    JOIN facts.offboarding(day) o ON o.vendor_id = v.vendor_id AND o.data_done_on IS NULL
    -- A paper that names no engagement is for all the work.
    WHERE o.engagement_id IS NULL OR NOT EXISTS (SELECT FROM named n WHERE n.contract_id = v.contract_id)
      OR EXISTS (SELECT FROM named n WHERE n.contract_id = v.contract_id AND n.engagement_id = o.engagement_id)
    ORDER BY v.contract_id, v.vendor_id, o.offboarding_id
  ), leaked AS (
    -- Of several vendors on one paper the first.
    SELECT DISTINCT ON (v.contract_id) v.contract_id, v.vendor_id, k.cause, v.ended_on, v.survives_months, v.secrecy_until, v.work_ended_on,
      w.title, h.offboarding_id, h.ended_on AS held_since
    FROM told v
    LEFT JOIN work w ON w.contract_id = v.contract_id
    LEFT JOIN held h ON h.contract_id = v.contract_id AND h.vendor_id = v.vendor_id
    CROSS JOIN LATERAL (
      SELECT CASE WHEN v.work_ended_on >= day THEN 'until'
        WHEN v.work_ended_on IS NULL AND NOT v.is_gone AND w.contract_id IS NOT NULL THEN 'under_way'
        WHEN v.work_ended_on IS NULL AND NOT v.is_gone AND v.state = 'lapsed' THEN 'unknown'
        WHEN h.offboarding_id IS NOT NULL THEN 'held' END AS cause
    ) k
    WHERE k.cause IS NOT NULL
    ORDER BY v.contract_id, v.place, v.vendor_id
  ), changed AS MATERIALIZED (
    -- Of what was only ever said once, from no day on, nothing was lost.
    SELECT DISTINCT v.contract_id, v.term_key FROM facts.term_version() v WHERE coalesce(v.from_on, v.until_on) IS NOT NULL
  ), version AS MATERIALIZED (
    SELECT k.contract_id, k.term_key, v.status, v.source_contract_id, v.from_on, v.until_on, v.recorded_from_on
    FROM changed k JOIN facts.term_version() v ON v.contract_id = k.contract_id AND v.term_key = k.term_key
  ), turn AS (
    -- The days on which another version may come into force.
    SELECT v.contract_id, v.term_key, d.turned_on
    FROM version v CROSS JOIN LATERAL (VALUES (coalesce(v.from_on, '-infinity')), (v.until_on + 1)) d (turned_on)
    WHERE d.turned_on <= day
  ), history AS (
    -- The version in force from each of them on, as facts.term picks it.
    SELECT DISTINCT ON (t.contract_id, t.term_key, t.turned_on) t.contract_id, t.term_key, t.turned_on, v.status, v.source_contract_id
    FROM turn t
    LEFT JOIN version v ON v.contract_id = t.contract_id AND v.term_key = t.term_key
      AND coalesce(v.from_on, '-infinity') <= t.turned_on AND coalesce(v.until_on, 'infinity') >= t.turned_on
    ORDER BY t.contract_id, t.term_key, t.turned_on, v.from_on DESC NULLS LAST, v.source_contract_id <> v.contract_id DESC, v.source_contract_id DESC,
      v.recorded_from_on DESC NULLS LAST
  ), lost AS MATERIALIZED (
    SELECT l.*
    FROM (
      SELECT h.contract_id, h.term_key, min(h.turned_on) FILTER (WHERE h.turned_on > h.present_from) AS since,
        (array_agg(h.status ORDER BY h.turned_on DESC))[1] AS status, (array_agg(h.source_contract_id ORDER BY h.turned_on DESC))[1] AS source_id,
        max(h.source_contract_id) FILTER (WHERE h.turned_on = h.present_from) AS present_source_id
      FROM (
        SELECT y.*, max(y.turned_on) FILTER (WHERE y.status = 'present') OVER (PARTITION BY y.contract_id, y.term_key) AS present_from
        FROM history y
      ) h
      GROUP BY h.contract_id, h.term_key
    ) l
    JOIN state s ON s.contract_id = l.contract_id AND facts.binds(s.state)
    JOIN register.contract k ON k.id = l.contract_id
    WHERE l.present_source_id IS NOT NULL AND l.status IS DISTINCT FROM 'present' AND l.status IS DISTINCT FROM 'not_applicable'
      -- What was replaced before the first day was never in force.
      AND (k.starts_on IS NULL OR l.since > k.starts_on)
  ), lacking AS MATERIALIZED (
    -- By all papers that bind, for the engagement that is worst off: a term that another paper has is not lost.
    SELECT w.contract_id, w.term_key, bool_or(w.status IS DISTINCT FROM 'weak') AS is_gone,
      string_agg(DISTINCT r.key, ', ' ORDER BY r.key) AS regimes, jsonb_agg(DISTINCT concat(r.key, ' ', q.ref)) AS requirements
    FROM (
      -- Worked out only where there is something to ask it for.
      SELECT c.contract_id, c.term_key, c.requirement_id, c.regime_id, c.status FROM facts.coverage_term(day) c WHERE (SELECT count(*) FROM lost) > 0
    ) w
    JOIN lost l ON l.contract_id = w.contract_id AND l.term_key = w.term_key
    JOIN register.requirement q ON q.id = w.requirement_id AND q.strength = 'mandatory'
    JOIN register.regime r ON r.id = w.regime_id
    WHERE facts.term_rank(w.status) NOT IN (1, 4)
    GROUP BY w.contract_id, w.term_key
  ), open AS MATERIALIZED (
    SELECT k.id AS contract_id, greatest(k.starts_on, t.from_on) AS since, t.status
    FROM state s
    JOIN register.contract k ON k.id = s.contract_id
    LEFT JOIN facts.term(day) t ON t.contract_id = k.id AND t.term_key = 'confidentiality'
    WHERE facts.binds(s.state) AND (t.status IS NULL OR t.status = 'missing')
      -- What an amendment does not touch stands in the contract that it amends.
      AND NOT facts.amends(k.kind, k.parent_id)
  ), party AS MATERIALIZED (
    SELECT v.contract_id, v.vendor_id, v.place FROM facts.contract_vendor(day) v WHERE v.contract_id = ANY (ARRAY(SELECT l.contract_id FROM open l))
  ), frame AS MATERIALIZED (
    SELECT l.vendor_id, n.id
    FROM facts.contract_vendor(day) l
    JOIN register.contract n ON n.id = l.contract_id AND n.kind IN ('master', 'nda')
    JOIN facts.term(day) t ON t.contract_id = n.id AND t.term_key = 'confidentiality' AND t.status = 'present'
    WHERE l.vendor_id = ANY (ARRAY(SELECT b.vendor_id FROM party b))
  ), bound AS MATERIALIZED (
    -- A master contract or an NDA in force that has the term binds its vendors for all the work.
    SELECT f.vendor_id FROM frame f JOIN facts.contract_state(day) s ON s.contract_id = f.id
    WHERE facts.binds(s.state) AND s.contract_id = ANY (ARRAY(SELECT f.id FROM frame f))
    GROUP BY f.vendor_id
  ), unbound AS (
    -- Of several vendors on one paper, the first whom nothing else binds.
    SELECT DISTINCT ON (l.contract_id) l.contract_id, l.vendor_id
    FROM party l
    WHERE l.vendor_id NOT IN (SELECT b.vendor_id FROM bound b)
    ORDER BY l.contract_id, l.place, l.vendor_id
  )
  SELECT 'period', 'contract-lapsed', o.contract_id, NULL::bigint, NULL::text, o.vendor_id, o.since, 'lapsed',
    o.last_day, o.work_ended_on, NULL::numeric, NULL::date, NULL::text, NULL::bigint, NULL::date,
    NULL::text, NULL::bigint, NULL::bigint, NULL::boolean, NULL::text, NULL::jsonb, o.why
  FROM over o
  UNION ALL
  SELECT 'period', 'engagement-contract-lapsed', l.contract_id, l.engagement_id, NULL, l.vendor_id, greatest(l.starts_on, l.over_on),
    CASE WHEN l.is_unlinked THEN 'unlinked' ELSE l.state END,
    l.over_on - 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM last l
  UNION ALL
  SELECT 'secrecy', 'secrecy-lapsed', s.contract_id, NULL, 'confidentiality', s.vendor_id, s.secrecy_until + 1, s.cause,
    s.ended_on, s.work_ended_on, s.survives_months, s.secrecy_until, s.title, s.offboarding_id, s.held_since, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM leaked s
  UNION ALL
  SELECT 'term', 'term-lapsed', l.contract_id, NULL, l.term_key, NULL, l.since, 'lost',
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, l.status, l.source_id, l.present_source_id, k.is_gone, k.regimes, k.requirements, NULL
  FROM lost l JOIN lacking k ON k.contract_id = l.contract_id AND k.term_key = l.term_key
  UNION ALL
  SELECT 'term', 'confidentiality-term-missing', l.contract_id, NULL, 'confidentiality', u.vendor_id, l.since, coalesce(l.status, 'unrecorded'),
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, l.status, NULL, NULL, NULL, NULL, NULL, NULL
  FROM open l
  LEFT JOIN unbound u ON u.contract_id = l.contract_id
  WHERE u.contract_id IS NOT NULL OR l.contract_id NOT IN (SELECT b.contract_id FROM party b);
END;
COMMENT ON FUNCTION facts.lapse(date) IS 'What has lapsed by the day, and by which rule that is a breach. period: contracts that have ended while nothing says that the work ended, and engagements under way of which no contract binds any more, with the last one that did (lapsed, terminated, superseded or unlinked); secrecy: contracts of which the duty of secrecy is over and nothing else binds the vendor to it, while work goes on (until a day, under_way, or its end is unknown) or data is held; term: mandatory terms that the version in force has lost, and contracts in force without a confidentiality term (missing or unrecorded)';
