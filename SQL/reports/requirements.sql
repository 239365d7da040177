CREATE FUNCTION reports.requirements(
  as_of date DEFAULT facts.as_of(), vendor text DEFAULT NULL, regime text DEFAULT NULL, state text DEFAULT NULL, only_gaps boolean DEFAULT false,
  lang text DEFAULT 'en'
) RETURNS TABLE (
  reference text, vendors text, regime text, requirement text, title text, strength text, state text, clause text, page text,
  checked_by text, checked_on date, catalogue text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH followed AS MATERIALIZED (
    SELECT r.regime_id, r.regime, r.place, r.catalogue FROM facts.regime(as_of) r
  ), covered AS MATERIALIZED (
    SELECT c.contract_id, c.engagement_id, c.regime_id, c.requirement_id, c.status, c.reference, c.article, c.page, c.checked_by_id, c.checked_on
    FROM facts.vendor_coverage(as_of, requirements.vendor, true) c
    WHERE requirements.regime IS NULL OR c.regime_id = ANY (ARRAY(SELECT f.regime_id FROM followed f WHERE f.regime = requirements.regime))
  ), asked AS MATERIALIZED (
    -- As facts.coverage judges: the worst of all terms, and of all engagements.
    SELECT g.contract_id, g.engagement_id, g.regime_id, g.requirement_id, g.state,
      facts.each_once(g.clauses) AS clause,
      facts.each_once(g.pages) AS page,
      -- Checked is what is checked of every term that it needs, on the day of the oldest.
      CASE WHEN g.is_checked THEN facts.each_once(g.checkers) END AS checked_by,
      CASE WHEN g.is_checked THEN g.checked_on END AS checked_on
    FROM (
      SELECT c.contract_id, c.engagement_id, c.regime_id, c.requirement_id, facts.coverage_state(array_agg(c.status)) AS state,
        array_agg(concat_ws(' ', c.reference, c.article)) FILTER (WHERE c.status IN ('present', 'weak')) AS clauses,
        array_agg(c.page) FILTER (WHERE c.status IN ('present', 'weak') AND c.page IS NOT NULL) AS pages,
        bool_and(c.checked_on IS NOT NULL) AS is_checked, array_agg(p.name) FILTER (WHERE p.name IS NOT NULL) AS checkers, min(c.checked_on) AS checked_on
      FROM covered c
      LEFT JOIN register.person p ON p.id = c.checked_by_id
      GROUP BY c.contract_id, c.engagement_id, c.regime_id, c.requirement_id
    ) g
  ), waiver AS MATERIALIZED (
    SELECT w.vendor_id, f.subject_id, f.key FROM facts.rule_waiver(as_of) w LEFT JOIN register.finding f ON f.id = w.finding_id
    WHERE w.rule = 'requirement-missing' AND w.waiver_id IS NOT NULL
  ), waived AS MATERIALIZED (
    SELECT e.engagement_id, w.key, NULL AS strength FROM waiver w JOIN facts.engagement_vendor(as_of) e ON e.vendor_id = w.vendor_id
    UNION
    SELECT w.subject_id, w.key, NULL FROM waiver w WHERE w.subject_id IS NOT NULL
    UNION
    -- Who let work begin without the mandatory terms waived them.
    SELECT w.engagement_id, NULL, 'mandatory' FROM facts.waiver(as_of) w WHERE w.rule = 'gate-terms' AND w.state = 'in_force'
  ), judged AS MATERIALIZED (
    SELECT a.*, facts.is_gap(a.state) AND EXISTS (
        SELECT FROM waived w
        WHERE w.engagement_id = a.engagement_id AND coalesce(w.key, concat(r.regime, '/', q.ref)) = concat(r.regime, '/', q.ref)
          AND coalesce(w.strength, q.strength) = q.strength) AS is_waived
    FROM asked a
    JOIN followed r ON r.regime_id = a.regime_id
    JOIN register.requirement q ON q.id = a.requirement_id
  ), row AS MATERIALIZED (
    -- Waived when nothing of it is lacking but what is waived.
    SELECT g.contract_id, g.regime_id, g.requirement_id,
      CASE WHEN g.is_waived THEN 'waived' ELSE (ARRAY['missing', 'unrecorded', 'weak', 'met', 'not_applicable'])[g.worst] END AS state,
      facts.each_once(g.clauses) AS clause,
      facts.each_once(g.pages) AS page,
      CASE WHEN g.is_checked THEN facts.each_once(g.checkers) END AS checked_by,
      CASE WHEN g.is_checked THEN g.checked_on END AS checked_on
    FROM (
      SELECT j.contract_id, j.regime_id, j.requirement_id, bool_or(j.is_waived) AND NOT bool_or(facts.is_gap(j.state) AND NOT j.is_waived) AS is_waived,
        min(array_position(ARRAY['missing', 'unrecorded', 'weak', 'met', 'not_applicable'], j.state)) FILTER (WHERE NOT j.is_waived) AS worst,
        array_agg(j.clause) FILTER (WHERE j.clause IS NOT NULL) AS clauses, array_agg(j.page) FILTER (WHERE j.page IS NOT NULL) AS pages,
        bool_and(j.checked_on IS NOT NULL) AS is_checked, array_agg(j.checked_by) FILTER (WHERE j.checked_by IS NOT NULL) AS checkers,
        min(j.checked_on) AS checked_on
      FROM judged j
      GROUP BY j.contract_id, j.regime_id, j.requirement_id
    ) g
  ), name AS MATERIALIZED (
    SELECT l.contract_id, string_agg(v.name, '; ' ORDER BY l.place) AS vendors
    FROM facts.contract_vendor(as_of) l JOIN register.vendor v ON v.id = l.vendor_id
    WHERE requirements.vendor IS NULL OR l.contract_id = ANY (ARRAY(SELECT c.contract_id FROM covered c))
    GROUP BY l.contract_id
  ), line AS MATERIALIZED (
    SELECT w.*, n.vendors FROM row w LEFT JOIN name n ON n.contract_id = w.contract_id
  )
  SELECT k.reference, w.vendors, r.regime, q.ref, facts.in_language(lang, q.title_en, q.title_ja), q.strength, w.state, w.clause, w.page,
    w.checked_by, w.checked_on, r.catalogue
  FROM line w
  JOIN followed r ON r.regime_id = w.regime_id
  JOIN register.requirement q ON q.id = w.requirement_id
  JOIN register.contract k ON k.id = w.contract_id
  WHERE (requirements.state IS NULL OR w.state = requirements.state) AND (only_gaps IS NOT TRUE OR w.state NOT IN ('met', 'not_applicable'))
  ORDER BY k.reference COLLATE "C", r.place, q.position;
END;
COMMENT ON FUNCTION reports.requirements(date, text, text, text, boolean, text) IS 'Which contract in force has which of the terms that a regime asks for, in which clause, and who checked it?
question-ja: 有効な各契約は、法令・規格の要件をどの条項で満たし、誰がいつ確認したか？
title-ja: 契約要件充足明細
filter vendor: the vendor, by code or name
filter regime: only that regime, by its key
filter state (met, weak, missing, waived, not_applicable, unrecorded): only what stands so
filter only_gaps: only what is weak, missing or unrecorded, waived or not
chart: count regime by state
chart: count strength by state';
