-- $1 vendors. Says which rows of the register can matter to what any rule finds of them on any day (acts/part.sql reads that), for the transaction.
--
-- Rather too many than too few, but never along what many share: of a subcontractor, or a contract above, it is not asked who else stands under it.
-- Each step names its rows as numbers (ARRAY), so that the next finds them by an index, however large the register is.
--
--   company     the vendors and what they were merged with
--   named       contracts that name them; beside, who else is named there, whose ends, approvals and papers decide for whom a contract counts
--   before      of these who may stand before them in a contract
--   judged      their work, and work of others that contracts which name them are for, or may be: what a contract lacks is judged for all of it
--   paper       contracts that may speak for that work: linked to it, under such a one, above it, and general ones of its vendors
--   contract    all these, and what their state and terms follow from: above, amendments, what replaced them
--   weighed     work by which the tier of a contract is told
--
-- A link is certain when it has no first day: on every day the contract then is for that work and for nothing else.
WITH RECURSIVE company AS MATERIALIZED (
  SELECT DISTINCT c.id FROM unnest($1::bigint[]) v (id) CROSS JOIN LATERAL register.company_entries(v.id) c (id)
), named AS MATERIALIZED (
  SELECT DISTINCT l.contract_id AS id FROM register.contract_vendor l WHERE l.vendor_id = ANY (ARRAY(SELECT id FROM company))
), subcontractor (id, company_id) AS (
  -- Whom they use, and whom these use for all they do; not who else uses them.
  SELECT s.id, s.subcontractor_vendor_id FROM register.subcontractor s WHERE s.vendor_id = ANY (ARRAY(SELECT id FROM company))
  UNION
  SELECT n.id, n.subcontractor_vendor_id
  FROM subcontractor u
  CROSS JOIN LATERAL (
    SELECT s.id, s.subcontractor_vendor_id FROM register.subcontractor s WHERE s.parent_id = u.id
    UNION ALL
    SELECT s.id, s.subcontractor_vendor_id FROM register.company_entries(u.company_id) c (id) JOIN register.subcontractor s ON s.vendor_id = c.id
    WHERE s.engagement_id IS NULL
  ) n
), own AS MATERIALIZED (
  -- Their work; and what they say to be about work, whosever that is.
  SELECT e.id FROM register.engagement e WHERE e.vendor_id = ANY (ARRAY(SELECT id FROM company))
  UNION SELECT s.engagement_id FROM register.subcontractor s WHERE s.id = ANY (ARRAY(SELECT id FROM subcontractor)) AND s.engagement_id IS NOT NULL
  UNION SELECT i.engagement_id FROM register.incident i WHERE i.vendor_id = ANY (ARRAY(SELECT id FROM company)) AND i.engagement_id IS NOT NULL
  UNION SELECT o.engagement_id FROM register.offboarding o WHERE o.vendor_id = ANY (ARRAY(SELECT id FROM company)) AND o.engagement_id IS NOT NULL
  UNION
  SELECT k.engagement_id FROM register.evidence e JOIN register.evidence_engagement k ON k.evidence_id = e.id
  WHERE e.vendor_id = ANY (ARRAY(SELECT id FROM company))
), beside AS MATERIALIZED (
  SELECT DISTINCT c.id
  FROM (SELECT DISTINCT l.vendor_id FROM register.contract_vendor l WHERE l.contract_id = ANY (ARRAY(SELECT id FROM named))) l
  CROSS JOIN LATERAL register.company_entries(l.vendor_id) c (id)
), before AS MATERIALIZED (
  -- Of several on one paper the first of whom something is true stands for it, so of those behind it need not be known.
  SELECT DISTINCT c.id
  FROM (
    SELECT DISTINCT l.vendor_id
    FROM register.contract_vendor o JOIN register.contract_vendor l ON l.contract_id = o.contract_id AND l.position <= o.position
    WHERE o.vendor_id = ANY (ARRAY(SELECT id FROM company))
  ) l
  CROSS JOIN LATERAL register.company_entries(l.vendor_id) c (id)
), loose AS MATERIALIZED (
  SELECT n.id FROM named n WHERE NOT EXISTS (SELECT FROM register.engagement_contract l WHERE l.contract_id = n.id AND l.from_on IS NULL)
), over_loose (id) AS (
  -- The contracts above one, up to the first that is certainly for some work: what it is for, when it names no work itself.
  SELECT c.parent_id FROM register.contract c WHERE c.id = ANY (ARRAY(SELECT id FROM loose)) AND c.parent_id IS NOT NULL
  UNION
  SELECT c.parent_id FROM over_loose o JOIN register.contract c ON c.id = o.id
  WHERE c.parent_id IS NOT NULL AND NOT EXISTS (SELECT FROM register.engagement_contract l WHERE l.contract_id = o.id AND l.from_on IS NULL)
), linked AS MATERIALIZED (
  SELECT DISTINCT l.engagement_id AS id FROM register.engagement_contract l WHERE l.contract_id = ANY (ARRAY(SELECT id FROM named))
), judged AS MATERIALIZED (
  SELECT id FROM own
  UNION SELECT id FROM linked
  UNION SELECT l.engagement_id FROM register.engagement_contract l WHERE l.contract_id = ANY (ARRAY(SELECT id FROM over_loose))
  -- A paper that names no work is for all the work of its vendors.
  UNION
  SELECT e.id
  FROM (SELECT DISTINCT l.vendor_id FROM register.contract_vendor l WHERE l.contract_id = ANY (ARRAY(SELECT id FROM loose))) l
  CROSS JOIN LATERAL register.company_entries(l.vendor_id) c (id)
  JOIN register.engagement e ON e.vendor_id = c.id
), worker AS MATERIALIZED (
  SELECT id FROM beside
  UNION
  SELECT c.id
  FROM (SELECT DISTINCT e.vendor_id FROM register.engagement e WHERE e.id = ANY (ARRAY(SELECT id FROM judged))) w
  CROSS JOIN LATERAL register.company_entries(w.vendor_id) c (id)
), behind (id) AS (
  SELECT DISTINCT l.contract_id FROM register.engagement_contract l WHERE l.engagement_id = ANY (ARRAY(SELECT id FROM judged))
  UNION
  -- What stands under such a contract and names no work is for the same.
  SELECT c.id FROM behind b JOIN register.contract c ON c.parent_id = b.id
  WHERE NOT EXISTS (SELECT FROM register.engagement_contract l WHERE l.contract_id = c.id AND l.from_on IS NULL)
), general (id, reached_id, is_certain) AS (
  SELECT l.contract_id, l.contract_id, EXISTS (SELECT FROM register.engagement_contract k WHERE k.contract_id = l.contract_id AND k.from_on IS NULL)
  FROM register.contract_vendor l WHERE l.vendor_id = ANY (ARRAY(SELECT id FROM worker))
  UNION
  SELECT g.id, c.parent_id, EXISTS (SELECT FROM register.engagement_contract k WHERE k.contract_id = c.parent_id AND k.from_on IS NULL)
  FROM general g JOIN register.contract c ON c.id = g.reached_id AND c.parent_id IS NOT NULL
  WHERE NOT g.is_certain
), paper AS MATERIALIZED (
  SELECT id FROM named
  UNION SELECT id FROM over_loose
  UNION SELECT id FROM behind
  UNION SELECT g.id FROM general g GROUP BY g.id HAVING NOT bool_or(g.is_certain)
  -- Master contracts and NDAs bind to secrecy whatever work they are for.
  UNION
  SELECT c.id FROM register.contract_vendor l JOIN register.contract c ON c.id = l.contract_id AND c.kind IN ('master', 'nda')
  WHERE l.vendor_id = ANY (ARRAY(SELECT id FROM before))
), contract (id) AS (
  SELECT id FROM paper
  UNION
  SELECT n.id
  FROM contract k
  CROSS JOIN LATERAL (
    SELECT c.parent_id AS id FROM register.contract c WHERE c.id = k.id AND c.parent_id IS NOT NULL
    UNION ALL
    SELECT c.id FROM register.contract c WHERE c.parent_id = k.id AND c.kind IN ('amendment', 'memorandum')
    UNION ALL
    SELECT c.id FROM register.contract c WHERE c.supersedes_id = k.id
  ) n
), amended AS MATERIALIZED (
  -- An amendment weighs what the contract weighs that it amends.
  SELECT c.parent_id AS id FROM register.contract c
  WHERE c.id = ANY (ARRAY(SELECT id FROM named)) AND c.parent_id IS NOT NULL AND c.kind IN ('amendment', 'memorandum')
), bound AS MATERIALIZED (
  SELECT DISTINCT l.vendor_id AS id FROM register.contract_vendor l WHERE l.contract_id = ANY (ARRAY(SELECT id FROM contract))
), engagement AS MATERIALIZED (
  SELECT id FROM judged
  UNION SELECT l.engagement_id FROM register.engagement_contract l WHERE l.contract_id = ANY (ARRAY(SELECT id FROM amended))
  UNION
  SELECT e.id
  FROM (
    SELECT DISTINCT l.vendor_id FROM amended a JOIN register.contract_vendor l ON l.contract_id = a.id
    WHERE NOT EXISTS (SELECT FROM register.engagement_contract k WHERE k.contract_id = a.id AND k.from_on IS NULL)
  ) l
  CROSS JOIN LATERAL register.company_entries(l.vendor_id) c (id)
  JOIN register.engagement e ON e.vendor_id = c.id
  -- Of each other contract the work that it is first for tells that it is no general paper.
  UNION
  SELECT f.engagement_id
  FROM contract k
  CROSS JOIN LATERAL (
    SELECT l.engagement_id FROM register.engagement_contract l WHERE l.contract_id = k.id ORDER BY l.from_on NULLS FIRST, l.id LIMIT 1
  ) f
  -- Who was left as a whole counts again with the first work that begins later.
  UNION
  SELECT e.id
  FROM bound b
  CROSS JOIN LATERAL register.company_entries(b.id) c (id)
  JOIN register.offboarding o ON o.vendor_id = c.id AND o.engagement_id IS NULL
  CROSS JOIN LATERAL register.company_entries(b.id) n (id)
  JOIN register.engagement e ON e.vendor_id = n.id
), evidence AS MATERIALIZED (
  SELECT e.id FROM register.evidence e WHERE e.vendor_id = ANY (ARRAY(SELECT id FROM company UNION SELECT id FROM beside))
  UNION
  SELECT o.proof_id FROM register.offboarding o WHERE o.vendor_id = ANY (ARRAY(SELECT id FROM company)) AND o.proof_id IS NOT NULL
), replaced (id) AS (
  SELECT id FROM evidence
  UNION
  SELECT e.id FROM replaced r JOIN register.evidence e ON e.replaces_id = r.id
), vendor (id) AS (
  SELECT id FROM (
    SELECT id FROM company UNION SELECT id FROM bound
    UNION SELECT e.vendor_id FROM register.engagement e WHERE e.id = ANY (ARRAY(SELECT id FROM engagement))
    UNION SELECT s.company_id FROM subcontractor s WHERE s.company_id IS NOT NULL
    UNION SELECT s.vendor_id FROM register.subcontractor s WHERE s.id = ANY (ARRAY(SELECT id FROM subcontractor)) AND s.vendor_id IS NOT NULL
    UNION SELECT e.vendor_id FROM register.evidence e WHERE e.id = ANY (ARRAY(SELECT id FROM replaced))
  ) v
  UNION
  -- Upwards to who controls them, and along mergers in both directions.
  SELECT n.id
  FROM vendor k
  CROSS JOIN LATERAL (
    SELECT u.id FROM register.vendor v CROSS JOIN LATERAL (VALUES (v.parent_id), (v.merged_into_id)) u (id) WHERE v.id = k.id AND u.id IS NOT NULL
    UNION ALL
    SELECT m.id FROM register.vendor m WHERE m.merged_into_id = k.id
  ) n
), finding AS MATERIALIZED (
  SELECT f.id FROM register.finding f WHERE f.vendor_id = ANY (ARRAY(SELECT id FROM company))
), scope (name, ids) AS (
  SELECT 'company', ARRAY(SELECT id FROM company)
  UNION ALL SELECT 'vendor', ARRAY(SELECT id FROM vendor)
  UNION ALL SELECT 'contract', ARRAY(SELECT id FROM contract)
  UNION ALL SELECT 'engagement', ARRAY(SELECT id FROM engagement)
  UNION ALL SELECT 'assessment', ARRAY(
    SELECT a.id FROM register.assessment a WHERE a.vendor_id = ANY (ARRAY(SELECT id FROM company UNION SELECT id FROM before))
    UNION SELECT a.id FROM register.assessment a WHERE a.engagement_id = ANY (ARRAY(SELECT id FROM own UNION SELECT id FROM linked)))
  UNION ALL SELECT 'evidence', ARRAY(SELECT id FROM replaced)
  UNION ALL SELECT 'subcontractor', ARRAY(SELECT s.id FROM subcontractor s)
  UNION ALL SELECT 'offboarding', ARRAY(
    SELECT o.id FROM register.offboarding o WHERE o.vendor_id = ANY (ARRAY(SELECT id FROM vendor))
    UNION SELECT o.id FROM register.offboarding o WHERE o.engagement_id = ANY (ARRAY(SELECT id FROM own)))
  UNION ALL SELECT 'finding', ARRAY(SELECT id FROM finding)
  UNION ALL SELECT 'waiver', ARRAY(
    SELECT w.id FROM register.waiver w WHERE w.vendor_id = ANY (ARRAY(SELECT id FROM company))
    UNION SELECT w.id FROM register.waiver w WHERE w.engagement_id = ANY (ARRAY(SELECT id FROM own))
    UNION SELECT w.id FROM register.waiver w WHERE w.finding_id = ANY (ARRAY(SELECT id FROM finding)))
)
SELECT s.name, cardinality(s.ids) AS rows, set_config('clause6.part_' || s.name, s.ids::text, true) IS NOT NULL AS is_set FROM scope s
