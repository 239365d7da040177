CREATE FUNCTION reports.selection(as_of date DEFAULT facts.as_of(), vendor text DEFAULT NULL, lang text DEFAULT 'en') RETURNS TABLE (
  vendor_code text, vendor text, assessment bigint, criterion text, score integer, weight integer, evidence text, evidence_until_on date,
  assessor text, outcome text, approver text, decided_on date, began_on date, in_order boolean
) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH assessment AS MATERIALIZED (
    SELECT a.id, s.vendor_id, a.engagement_id, a.assessor_id, a.concluded_on <= as_of IS TRUE AS is_concluded, a.outcome, a.concluded_by_id, a.concluded_on
    FROM register.assessment a
    JOIN facts.assessment_vendor(as_of) s ON s.assessment_id = a.id
    WHERE a.started_on <= as_of AND (selection.vendor IS NULL OR s.vendor_id IN (SELECT f.vendor_id FROM facts.vendor_called(selection.vendor, as_of) f))
  ), answer AS MATERIALIZED (
    SELECT r.assessment_id, r.place, r.key, r.text_en, r.text_ja, r.points, r.weight, r.evidence, r.evidence_valid_until_on
    FROM facts.assessment_answer(as_of) r
    WHERE selection.vendor IS NULL OR r.assessment_id = ANY (ARRAY(SELECT a.id FROM assessment a))
  ), standing AS MATERIALIZED (SELECT s.contract_id, facts.binds(s.state) AS binds FROM facts.contract_state(as_of) s
  ), begun AS MATERIALIZED (
    SELECT b.contract_id, b.vendor_id, b.began_on, b.approved_on, s.binds
    FROM facts.beginning(as_of) b JOIN standing s ON s.contract_id = b.contract_id
    WHERE b.began_on IS NOT NULL AND (selection.vendor IS NULL OR b.vendor_id IN (SELECT a.vendor_id FROM assessment a))
  ), subject AS (
    -- The contract in force that began first; where none is, the first of those that were.
    (SELECT DISTINCT ON (b.vendor_id) b.vendor_id, NULL::bigint AS engagement_id, b.began_on, b.approved_on
    FROM begun b ORDER BY b.vendor_id, b.binds DESC, b.began_on, b.contract_id)
    UNION ALL
    (SELECT DISTINCT ON (l.engagement_id) b.vendor_id, l.engagement_id, b.began_on, b.approved_on
    FROM register.engagement_contract l
    JOIN begun b ON b.contract_id = l.contract_id
    JOIN facts.engagement_vendor(as_of) e ON e.engagement_id = l.engagement_id AND e.vendor_id = b.vendor_id
    WHERE l.from_on IS NULL OR l.from_on <= as_of
    ORDER BY l.engagement_id, b.binds DESC, b.began_on, b.contract_id)
  )
  SELECT v.code, v.name, a.id, concat(r.key, ': ', facts.in_language(selection.lang, coalesce(r.text_en, r.text_ja), r.text_ja)), r.points, r.weight,
    r.evidence, r.evidence_valid_until_on, p.name, CASE WHEN a.is_concluded THEN a.outcome END, CASE WHEN a.is_concluded THEN d.name END,
    CASE WHEN a.is_concluded THEN a.concluded_on END, s.began_on,
    CASE WHEN s.approved_on IS NOT NULL THEN s.approved_on <= s.began_on WHEN s.began_on <= as_of THEN false END
  FROM assessment a
  JOIN answer r ON r.assessment_id = a.id
  JOIN register.vendor v ON v.id = a.vendor_id
  JOIN register.person p ON p.id = a.assessor_id
  LEFT JOIN register.person d ON d.id = a.concluded_by_id
  LEFT JOIN subject s ON s.vendor_id = a.vendor_id AND coalesce(s.engagement_id, 0) = coalesce(a.engagement_id, 0)
  ORDER BY v.code COLLATE "C", v.id, a.id, r.place;
END;
COMMENT ON FUNCTION reports.selection(date, text, text) IS 'Was each vendor judged able before its contract began, by whom, and by what evidence?
question-ja: 委託先は契約の開始前に、誰により、どの証拠に基づいて評価・承認されたか？
title-ja: 委託先選定評価票
filter vendor: the vendor, by code or name';
