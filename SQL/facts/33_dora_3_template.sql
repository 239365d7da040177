CREATE FUNCTION facts.dora_b_05_01(day date, keeper text, alone boolean) RETURNS TABLE (
  c0010 text, c0020 text, c0030 text, c0040 text, c0050 text, c0060 text, c0070 text, c0080 text, c0090 text, c0100 text, c0110 text, c0120 text,
  vendor_id bigint, subject text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH provider AS MATERIALIZED (SELECT p.* FROM facts.dora_provider(day) p),
  cost AS (
    -- Of several currencies there is no sum; the rates are not the register's to know.
    SELECT c.vendor_id, min(d.currency) AS currency, sum(d.yearly_cost) AS amount
    FROM facts.dora_contract(day, keeper, alone) c JOIN register.dora_contract d ON d.contract_id = c.contract_id
    WHERE d.yearly_cost IS NOT NULL
    GROUP BY c.vendor_id HAVING count(DISTINCT d.currency) = 1
  )
  SELECT p.code, facts.dora_code('code', p.code_kind), p.other_code, facts.dora_code('code', p.other_kind), p.name, p.latin_name,
    facts.dora_code('person', p.person), facts.dora_country(p.country),
    CASE WHEN k.is_direct THEN 'eba_CU:' || c.currency END, CASE WHEN k.is_direct THEN trim_scale(c.amount)::text END,
    h.code, facts.dora_code('code', h.code_kind), p.vendor_id, p.name
  FROM facts.dora_company(day, keeper, alone) k
  JOIN provider p ON p.vendor_id = k.vendor_id
  JOIN provider h ON h.vendor_id = k.head_id
  LEFT JOIN cost c ON c.vendor_id = k.vendor_id;
END;
COMMENT ON FUNCTION facts.dora_b_05_01(date, text, boolean)
  IS 'B_05.01: providers, direct ones, those within the group and subcontractors, with their ultimate parents';

CREATE FUNCTION facts.dora_b_05_02(day date, keeper text, alone boolean) RETURNS TABLE (
  c0010 text, c0020 text, c0030 text, c0040 text, c0050 text, c0060 text, c0070 text, vendor_id bigint, subject text, is_no_company boolean
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH provider AS MATERIALIZED (SELECT p.* FROM facts.dora_provider(day) p)
  -- At rank 1 the provider is repeated, because the column is a key (EBA FAQ 65).
  SELECT DISTINCT c.reference, facts.dora_code('service', s.kind), p.code, facts.dora_code('code', p.code_kind), s.rank::text,
    r.code, facts.dora_code('code', r.code_kind), s.vendor_id, concat_ws(' ', c.reference, s.kind, s.name), s.name IS NOT NULL AND s.company_id IS NULL
  FROM (
    SELECT DISTINCT u.contract_id, u.kind, u.vendor_id, 1 AS rank, NULL AS name, u.vendor_id AS company_id, u.vendor_id AS user_id
    FROM facts.dora_use(day, keeper, alone) u
    UNION ALL
    SELECT b.contract_id, b.kind, b.vendor_id, b.rank, b.name, b.company_id, b.user_id FROM facts.dora_subcontractor(day, keeper, alone) b
  ) s
  JOIN register.contract c ON c.id = s.contract_id
  LEFT JOIN provider p ON p.vendor_id = s.company_id
  LEFT JOIN provider r ON r.vendor_id = s.user_id;
END;
COMMENT ON FUNCTION facts.dora_b_05_02(date, text, boolean)
  IS 'B_05.02: supply chains: each provider, and behind those of critical functions their subcontractors';

CREATE FUNCTION facts.dora_b_06_01(day date, keeper text, alone boolean) RETURNS TABLE (
  c0010 text, c0020 text, c0030 text, c0040 text, c0050 text, c0060 text, c0070 text, c0080 text, c0090 text, c0100 text, subject text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT f.code, 'eba_TA:' || f.activity, f.name, e.lei, facts.dora_code('answer', f.critical), f.critical_why,
    coalesce(CASE WHEN f.assessed_on <= day THEN f.assessed_on END, '9999-12-31')::text, f.recovery_hours::text, f.data_loss_hours::text, facts.dora_code('level', f.impact), f.code || ' ' || f.name
  FROM facts.dora_entity(day, keeper, alone) e JOIN register.dora_function f ON f.entity_id = e.entity_id;
END;
COMMENT ON FUNCTION facts.dora_b_06_01(date, text, boolean) IS 'B_06.01: functions that rest on services of information technology';

CREATE FUNCTION facts.dora_b_07_01(day date, keeper text, alone boolean) RETURNS TABLE (
  c0010 text, c0020 text, c0030 text, c0040 text, c0050 text, c0060 text, c0070 text, c0080 text, c0090 text, c0100 text, c0110 text, c0120 text,
  vendor_id bigint, subject text, is_hard boolean
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- Where two engagements are one row there, the one that would be missed most.
  SELECT DISTINCT ON (c.reference, v.code, s.kind)
    c.reference, v.code, facts.dora_code('code', v.code_kind), facts.dora_code('service', s.kind), facts.dora_code('substitutability', s.substitutability),
    facts.dora_code('hard_because', s.hard_because), coalesce(CASE WHEN s.audited_on <= day THEN s.audited_on END, '9999-12-31')::text,
    facts.dora_code('answer', CASE WHEN s.exit_plan THEN 'yes' WHEN NOT s.exit_plan THEN 'no' END), facts.dora_code('reintegration', s.reintegration),
    facts.dora_code('level', s.impact), facts.dora_code('answer', s.alternatives), s.alternative_names,
    u.vendor_id, concat_ws(' ', c.reference, s.kind), coalesce(s.substitutability IN ('not_substitutable', 'highly_complex'), false)
  FROM facts.dora_use(day, keeper, alone) u
  JOIN register.dora_service s ON s.id = u.service_id
  JOIN register.contract c ON c.id = u.contract_id
  JOIN facts.dora_provider(day) v ON v.vendor_id = u.vendor_id
  WHERE u.is_critical
  ORDER BY c.reference, v.code, s.kind, array_position(ARRAY['high', 'medium', 'low', 'not_assessed'], s.impact),
    array_position(ARRAY['not_substitutable', 'highly_complex', 'medium_complexity', 'easy'], s.substitutability), s.id;
END;
COMMENT ON FUNCTION facts.dora_b_07_01(date, text, boolean) IS 'B_07.01: assessment of the services that critical or important functions use';

CREATE FUNCTION facts.dora_b_99_01(day date, keeper text, alone boolean) RETURNS TABLE (
  c0010 text, c0020 text, c0030 text, c0040 text, c0050 text, c0060 text, c0070 text, c0080 text, c0090 text, c0100 text, c0110 text, c0120 text,
  c0130 text, c0140 text, c0150 text, c0160 text, c0170 text, c0180 text, c0190 text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH said AS (SELECT jsonb_object_agg(d.word, d.meaning) AS words FROM register.dora_definition d HAVING count(*) > 0)
  SELECT w ->> 'arrangement.standalone', w ->> 'arrangement.overarching', w ->> 'arrangement.subsequent',
    w ->> 'sensitiveness.low', w ->> 'sensitiveness.medium', w ->> 'sensitiveness.high', w ->> 'function.low', w ->> 'function.medium', w ->> 'function.high',
    w ->> 'substitutability.not_substitutable', w ->> 'substitutability.highly_complex', w ->> 'substitutability.medium_complexity', w ->> 'substitutability.easy',
    w ->> 'reintegration.easy', w ->> 'reintegration.difficult', w ->> 'reintegration.highly_complex',
    w ->> 'service.low', w ->> 'service.medium', w ->> 'service.high'
  FROM said s CROSS JOIN LATERAL (SELECT s.words) x (w);
END;
COMMENT ON FUNCTION facts.dora_b_99_01(date, text, boolean) IS 'B_99.01: our own definitions of words, in one row';
