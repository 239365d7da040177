CREATE FUNCTION reports.offboarded(
  as_of date DEFAULT facts.as_of(), first_on date DEFAULT NULL, last_on date DEFAULT NULL, vendor text DEFAULT NULL, state text DEFAULT NULL,
  only_gaps boolean DEFAULT NULL
) RETURNS TABLE (
  vendor_code text, vendor text, engagement text, ended_on date, state text, data text, data_due_on date, data_done_on date, proof text, proof_on date,
  access_removed_on date, secrecy text, secrecy_until_on date, outstanding text[]
) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH asked AS MATERIALIZED (
    SELECT f.vendor_id FROM facts.vendor_called(offboarded.vendor, as_of) f
  ), offboarding AS MATERIALIZED (
    SELECT o.* FROM facts.offboarding(as_of) o
    WHERE o.ended_on BETWEEN coalesce(offboarded.first_on, '-infinity') AND least(offboarded.last_on, as_of)
      AND (offboarded.vendor IS NULL OR o.vendor_id IN (SELECT a.vendor_id FROM asked a))
  ), paper AS MATERIALIZED (
    -- Where the offboarding does not say until when secrecy binds, its contracts may; one that names no work binds for all of it.
    SELECT o.offboarding_id, l.contract_id
    FROM offboarding o
    JOIN facts.engagement_vendor(as_of) e ON e.vendor_id = o.vendor_id AND coalesce(o.engagement_id, e.engagement_id) = e.engagement_id
    JOIN register.engagement_contract l ON l.engagement_id = e.engagement_id
    WHERE o.secrecy_state = 'unknown'
    UNION
    SELECT o.offboarding_id, c.contract_id
    FROM offboarding o
    JOIN facts.contract_vendor(as_of) c ON c.vendor_id = o.vendor_id
    WHERE o.secrecy_state = 'unknown' AND NOT EXISTS (SELECT FROM register.engagement_contract l WHERE l.contract_id = c.contract_id)
  ), told AS MATERIALIZED (
    SELECT p.offboarding_id, bool_or(s.secrecy_state = 'runs') AS runs, max(s.secrecy_until) AS until_on
    FROM paper p
    JOIN facts.secrecy(as_of) s ON s.contract_id = p.contract_id
    WHERE s.contract_id = ANY (ARRAY(SELECT a.contract_id FROM paper a)) AND s.secrecy_state IN ('runs', 'survives', 'over')
    GROUP BY p.offboarding_id
  ), held AS (
    SELECT e.vendor_id, e.engagement_id
    FROM register.engagement_data d JOIN facts.engagement_vendor(as_of) e ON e.engagement_id = d.engagement_id
    WHERE d.data_class <> 'none'
  ), left_vendor AS MATERIALIZED (
    SELECT t.vendor_id, t.since FROM facts.stage(as_of) t WHERE t.stage = 'ended'
  ), whole AS MATERIALIZED (
    -- What covers all that an entry did until then; that of the vendor covers the entries that had been merged into it.
    SELECT o.vendor_id AS entry_id, o.ended_on FROM register.offboarding o WHERE o.engagement_id IS NULL
    UNION ALL
    SELECT m.entry_id, o.ended_on FROM facts.merged_vendor(as_of) m JOIN register.offboarding o ON o.vendor_id = m.vendor_id WHERE o.engagement_id IS NULL
  ), line AS (
    SELECT o.vendor_id, o.engagement, o.ended_on, o.state, o.data, o.data_due_on, o.data_done_on, o.proof, coalesce(x.issued_on, x.valid_from_on) AS proof_on,
      o.access_removed_on, s.secrecy,
      CASE WHEN o.secrecy_state = 'unknown' THEN nullif(t.until_on, 'infinity') ELSE o.secrecy_until_on END AS secrecy_until_on,
      array_remove(ARRAY[
        CASE WHEN o.data_state NOT IN ('settled', 'settled_late') THEN 'data' END, CASE WHEN o.proof_state IN ('lacking', 'unread') THEN 'proof' END,
        CASE WHEN o.access_state <> 'removed' THEN 'access' END,
        -- Who had nothing has nothing to keep secret.
        CASE WHEN s.secrecy = 'unknown' AND (o.data IN ('returned', 'destroyed') OR EXISTS (
          SELECT FROM held h WHERE h.vendor_id = o.vendor_id AND coalesce(o.engagement_id, h.engagement_id) = h.engagement_id)) THEN 'secrecy' END
      ], NULL) AS outstanding,
      o.offboarding_id AS place
    FROM offboarding o
    LEFT JOIN told t ON t.offboarding_id = o.offboarding_id
    LEFT JOIN register.evidence x ON x.id = o.proof_id
    CROSS JOIN LATERAL (
      SELECT CASE WHEN o.secrecy_state <> 'unknown' OR t.offboarding_id IS NULL THEN o.secrecy_state WHEN t.until_on = 'infinity' THEN 'no_end'
        WHEN t.runs OR t.until_on >= as_of THEN 'runs' ELSE 'over' END AS secrecy
    ) s
    UNION ALL
    -- As the rule offboarding-missing has it, which waits some days: the work of a vendor that was left has ended, whether or not its own end is recorded.
    SELECT e.vendor_id, g.title, d.ended_on, 'not_begun', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, ARRAY['record'], e.engagement_id
    FROM facts.engagement_vendor(as_of) e
    JOIN register.engagement g ON g.id = e.engagement_id
    LEFT JOIN left_vendor t ON t.vendor_id = e.vendor_id AND coalesce(e.starts_on, '-infinity') <= t.since
    CROSS JOIN LATERAL (SELECT coalesce(e.ends_on, t.since) AS ended_on) d
    WHERE d.ended_on BETWEEN coalesce(offboarded.first_on, '-infinity') AND least(offboarded.last_on, as_of - 1)
      AND (offboarded.vendor IS NULL OR e.vendor_id IN (SELECT a.vendor_id FROM asked a))
      -- Who was given nothing has nothing to give back.
      AND NOT (coalesce(e.access, '') = 'none' AND EXISTS (
        SELECT FROM register.engagement_data k WHERE k.engagement_id = e.engagement_id AND k.data_class = 'none'))
      AND NOT EXISTS (SELECT FROM register.offboarding o WHERE o.engagement_id = e.engagement_id)
      AND NOT EXISTS (SELECT FROM whole o WHERE o.entry_id = g.vendor_id AND (e.starts_on > o.ended_on) IS NOT TRUE)
    UNION ALL
    -- A vendor of whose work nothing is recorded.
    SELECT t.vendor_id, NULL, t.since, 'not_begun', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, ARRAY['record'], 0
    FROM left_vendor t
    JOIN (SELECT n.vendor_id FROM left_vendor n EXCEPT SELECT e.vendor_id FROM facts.engagement_vendor(as_of) e) n ON n.vendor_id = t.vendor_id
    JOIN register.vendor v ON v.id = t.vendor_id AND facts.is_vendor(v.merged_on, as_of)
    WHERE t.since BETWEEN coalesce(offboarded.first_on, '-infinity') AND least(offboarded.last_on, as_of)
      AND (offboarded.vendor IS NULL OR t.vendor_id IN (SELECT a.vendor_id FROM asked a))
      AND NOT EXISTS (SELECT FROM whole o WHERE o.entry_id = t.vendor_id)
  )
  SELECT v.code, v.name, l.engagement, l.ended_on, l.state, l.data, l.data_due_on, l.data_done_on, l.proof, l.proof_on, l.access_removed_on,
    l.secrecy, l.secrecy_until_on, l.outstanding
  FROM line l
  JOIN register.vendor v ON v.id = l.vendor_id
  WHERE (offboarded.state IS NULL OR l.state = offboarded.state)
    AND (offboarded.only_gaps IS NOT TRUE OR l.outstanding <> '{}')
  ORDER BY l.ended_on, v.code COLLATE "C", v.id, l.state, l.place;
END;
COMMENT ON FUNCTION reports.offboarded(date, date, date, text, text, boolean) IS 'Did vendors whose work ended return or destroy the data and lose access?
question-ja: 委託が終了した委託先は、情報を返却・廃棄し、アクセス権を失ったか？
title-ja: 委託終了手続一覧
filter vendor: the vendor, by code or name
filter state (open, overdue, closed, not_begun): only offboardings in that state
filter only_gaps: only where something is outstanding
chart: months ended_on by state';
