-- The templates of the register of information, one function each, with the columns of the EBA's taxonomy 4.0. Empty is what the register
-- lacks; what stands behind the columns says of whom a row is, and what else makes a column necessary.
CREATE FUNCTION facts.dora_b_01_01(day date, keeper text, alone boolean) RETURNS TABLE (
  c0010 text, c0020 text, c0030 text, c0040 text, c0050 text, c0060 text, subject text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT e.lei, e.name, facts.dora_country(e.country), facts.dora_code('entity', e.kind), e.authority, day::text, e.lei
  FROM register.dora_entity e WHERE e.lei = keeper;
END;
COMMENT ON FUNCTION facts.dora_b_01_01(date, text, boolean) IS 'B_01.01: the entity that keeps the register of information';

CREATE FUNCTION facts.dora_b_01_02(day date, keeper text, alone boolean) RETURNS TABLE (
  c0010 text, c0020 text, c0030 text, c0040 text, c0050 text, c0060 text, c0070 text, c0080 text, c0090 text, c0100 text, c0110 text,
  subject text, is_financial boolean
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- One that has no parent, or none in the register of information, is its own: the column has to name one that is.
  SELECT e.lei, e.name, facts.dora_country(e.country), facts.dora_code('entity', e.kind), facts.dora_code('place_in_group', e.place_in_group),
    coalesce(p.lei, e.lei), coalesce(e.updated_on, e.added_on)::text, e.added_on::text, coalesce(e.removed_on, '9999-12-31')::text,
    'eba_CU:' || e.assets_currency, trim_scale(e.assets_amount)::text, e.lei, e.kind NOT IN ('intragroup_ict_provider', 'other_non_financial')
  FROM facts.dora_entity(day, keeper, alone) s
  JOIN register.dora_entity e ON e.id = s.entity_id
  LEFT JOIN facts.dora_entity(day, keeper, alone) p ON p.entity_id = e.parent_id;
END;
COMMENT ON FUNCTION facts.dora_b_01_02(date, text, boolean) IS 'B_01.02: entities in scope of the register of information';

CREATE FUNCTION facts.dora_b_01_03(day date, keeper text, alone boolean) RETURNS TABLE (c0010 text, c0020 text, c0030 text, c0040 text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT b.code, e.lei, b.name, facts.dora_country(b.country)
  FROM facts.dora_entity(day, keeper, alone) e JOIN register.dora_branch b ON b.entity_id = e.entity_id;
END;
COMMENT ON FUNCTION facts.dora_b_01_03(date, text, boolean) IS 'B_01.03: branches outside the home country';

CREATE FUNCTION facts.dora_b_02_01(day date, keeper text, alone boolean) RETURNS TABLE (
  c0010 text, c0020 text, c0030 text, c0040 text, c0050 text, vendor_id bigint, subject text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH told AS MATERIALIZED (SELECT c.* FROM facts.dora_contract(day, keeper, alone) c)
  SELECT c.reference,
    facts.dora_code('arrangement', CASE WHEN p.contract_id IS NOT NULL THEN 'subsequent'
      WHEN c.contract_id IN (SELECT o.parent_id FROM told o) THEN 'overarching' ELSE 'standalone' END),
    p.reference, 'eba_CU:' || d.currency, trim_scale(d.yearly_cost)::text, c.vendor_id, c.reference
  FROM told c LEFT JOIN told p ON p.contract_id = c.parent_id LEFT JOIN register.dora_contract d ON d.contract_id = c.contract_id;
END;
COMMENT ON FUNCTION facts.dora_b_02_01(date, text, boolean) IS 'B_02.01: contractual arrangements, in general';

CREATE FUNCTION facts.dora_b_02_02(day date, keeper text, alone boolean) RETURNS TABLE (
  c0010 text, c0020 text, c0030 text, c0040 text, c0050 text, c0060 text, c0070 text, c0080 text, c0090 text, c0100 text, c0110 text, c0120 text,
  c0130 text, c0140 text, c0150 text, c0160 text, c0170 text, c0180 text,
  vendor_id bigint, subject text, is_critical boolean, stores boolean, has_ended boolean
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH place AS MATERIALIZED (SELECT p.engagement_id, p.what, p.country FROM register.engagement_place p)
  -- Where two engagements are one row there, the one on which most depends.
  SELECT DISTINCT ON (c.reference, u.lei, v.code, f.code, u.kind, s.provided_from, a.country, w.country)
    c.reference, u.lei, v.code, facts.dora_code('code', v.code_kind), f.code, facts.dora_code('service', u.kind), u.starts_on::text, u.ends_on::text,
    facts.dora_code('ended_because', p.ended_because), d.our_notice_days::text, d.their_notice_days::text,
    facts.dora_country(coalesce(d.law_country, CASE WHEN register.is_country(c.governing_law) THEN c.governing_law END)),
    facts.dora_country(s.provided_from), facts.dora_code('answer', CASE WHEN s.stores_data THEN 'yes' WHEN NOT s.stores_data THEN 'no' END),
    facts.dora_country(CASE WHEN s.stores_data THEN a.country ELSE 'qx2007' END), facts.dora_country(coalesce(w.country, 'qx2007')),
    CASE WHEN s.stores_data THEN facts.dora_code('level', s.sensitiveness) END, facts.dora_code('reliance', u.reliance),
    u.vendor_id, concat_ws(' ', c.reference, u.kind, f.code), u.is_critical, coalesce(s.stores_data, false), p.has_ended
  FROM facts.dora_use(day, keeper, alone) u
  JOIN register.dora_service s ON s.id = u.service_id
  JOIN register.contract c ON c.id = u.contract_id
  JOIN facts.dora_period(day) p ON p.contract_id = u.contract_id
  JOIN facts.dora_provider(day) v ON v.vendor_id = u.vendor_id
  JOIN register.dora_function f ON f.id = u.function_id
  LEFT JOIN register.dora_contract d ON d.contract_id = u.contract_id
  LEFT JOIN place a ON a.engagement_id = u.engagement_id AND a.what = 'storage' AND s.stores_data
  LEFT JOIN place w ON w.engagement_id = u.engagement_id AND w.what = 'processing'
  ORDER BY c.reference, u.lei, v.code, f.code, u.kind, s.provided_from, a.country, w.country,
    array_position(ARRAY['full', 'material', 'low', 'not_significant'], u.reliance), array_position(ARRAY['high', 'medium', 'low'], s.sensitiveness), u.use_id;
END;
COMMENT ON FUNCTION facts.dora_b_02_02(date, text, boolean)
  IS 'B_02.02: contractual arrangements in particular: one row for each function, and each country in which data lies and is processed';

CREATE FUNCTION facts.dora_b_02_03(day date, keeper text, alone boolean) RETURNS TABLE (c0010 text, c0020 text, c0030 text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH told AS MATERIALIZED (SELECT c.* FROM facts.dora_contract(day, keeper, alone) c)
  SELECT c.reference, b.reference, 'true'
  FROM register.dora_link l JOIN told c ON c.contract_id = l.contract_id JOIN told b ON b.contract_id = l.behind_id;
END;
COMMENT ON FUNCTION facts.dora_b_02_03(date, text, boolean) IS 'B_02.03: contracts within the group, and those with others behind them';

CREATE FUNCTION facts.dora_b_03_01(day date, keeper text, alone boolean) RETURNS TABLE (
  c0010 text, c0020 text, c0030 text, vendor_id bigint, subject text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.reference, e.lei, 'true', c.vendor_id, c.reference
  FROM facts.dora_contract(day, keeper, alone) c
  LEFT JOIN (register.dora_signature g JOIN facts.dora_entity(day, keeper, alone) e ON e.entity_id = g.entity_id) ON g.contract_id = c.contract_id;
END;
COMMENT ON FUNCTION facts.dora_b_03_01(date, text, boolean) IS 'B_03.01: entities that signed to receive services';

CREATE FUNCTION facts.dora_b_03_02(day date, keeper text, alone boolean) RETURNS TABLE (
  c0010 text, c0020 text, c0030 text, vendor_id bigint, subject text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT c.reference, v.code, facts.dora_code('code', v.code_kind), v.vendor_id, c.reference
  FROM facts.dora_contract(day, keeper, alone) c
  JOIN facts.contract_vendor(day) b ON b.contract_id = c.contract_id
  JOIN facts.dora_provider(day) v ON v.vendor_id = b.vendor_id;
END;
COMMENT ON FUNCTION facts.dora_b_03_02(date, text, boolean) IS 'B_03.02: providers that signed to provide services';

CREATE FUNCTION facts.dora_b_03_03(day date, keeper text, alone boolean) RETURNS TABLE (c0010 text, c0020 text, c0031 text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT b.c0010, e.lei, 'true'
  FROM facts.dora_b_03_02(day, keeper, alone) b
  JOIN facts.dora_entity(day, keeper, alone) e ON e.lei = b.c0020 AND b.c0030 = facts.dora_code('code', 'lei');
END;
COMMENT ON FUNCTION facts.dora_b_03_03(date, text, boolean) IS 'B_03.03: entities of the group that signed to provide services';

CREATE FUNCTION facts.dora_b_04_01(day date, keeper text, alone boolean) RETURNS TABLE (c0010 text, c0020 text, c0030 text, c0040 text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT DISTINCT c.reference, u.lei, facts.dora_code('nature', CASE WHEN b.id IS NULL THEN 'entity' ELSE 'branch' END), coalesce(b.code, 'Not Applicable')
  FROM facts.dora_use(day, keeper, alone) u
  JOIN register.contract c ON c.id = u.contract_id
  LEFT JOIN register.dora_branch b ON b.id = u.branch_id
  WHERE u.lei IS NOT NULL;
END;
COMMENT ON FUNCTION facts.dora_b_04_01(date, text, boolean) IS 'B_04.01: entities and branches that use the services';
