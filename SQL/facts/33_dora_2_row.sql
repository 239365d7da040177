-- All templates at once, so that what several of them need is worked out once. Cells stand in the order of the EBA's taxonomy 4.0; empty is what
-- the register lacks. What a row needs, because something else is so, stands beside it.
CREATE FUNCTION facts.dora_row(day date, keeper text, alone boolean) RETURNS TABLE (
  template text, cells text[], vendor_id bigint, subject text, needs text[]
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH entity AS MATERIALIZED (
    SELECT e.*, s.lei AS parent_lei
    FROM register.dora_entity e
    LEFT JOIN facts.dora_entity(day, keeper, alone) s ON s.entity_id = e.parent_id
    WHERE e.id IN (SELECT n.entity_id FROM facts.dora_entity(day, keeper, alone) n)
  ), told AS MATERIALIZED (SELECT c.* FROM facts.dora_contract(day, keeper, alone) c),
  used AS MATERIALIZED (SELECT u.*, c.reference FROM facts.dora_use(day, keeper, alone) u JOIN register.contract c ON c.id = u.contract_id),
  below AS MATERIALIZED (SELECT b.*, c.reference FROM facts.dora_subcontractor(day, keeper, alone) b JOIN register.contract c ON c.id = b.contract_id),
  binds AS MATERIALIZED (
    SELECT t.reference, v.vendor_id FROM told t JOIN facts.contract_vendor(day) v ON v.contract_id = t.contract_id
  ), direct AS MATERIALIZED (SELECT b.vendor_id FROM binds b UNION SELECT u.vendor_id FROM used u),
  company AS MATERIALIZED (
    SELECT n.vendor_id, facts.group_head(n.vendor_id, day) AS head_id
    FROM (SELECT d.vendor_id FROM direct d UNION SELECT b.company_id FROM below b WHERE b.company_id IS NOT NULL) n
  ), listed AS MATERIALIZED (SELECT c.vendor_id, c.head_id FROM company c UNION SELECT c.head_id, c.head_id FROM company c),
  provider AS MATERIALIZED (
    SELECT p.*, facts.dora_code('code', p.code_kind) AS kind_code
    FROM facts.dora_provider(day, ARRAY(SELECT l.vendor_id FROM listed l)) p
  ), cost AS (
    -- Of several currencies there is no sum; the rates are not the register's to know.
    SELECT t.vendor_id, min(d.currency) AS currency, sum(d.yearly_cost) AS amount
    FROM told t JOIN register.dora_contract d ON d.contract_id = t.contract_id
    WHERE d.yearly_cost IS NOT NULL
    GROUP BY t.vendor_id HAVING count(DISTINCT d.currency) = 1
  ), place AS MATERIALIZED (
    SELECT p.engagement_id, p.what, p.country FROM register.engagement_place p WHERE p.engagement_id IN (SELECT u.engagement_id FROM used u)
  )
  SELECT 'B_01.01', ARRAY[e.lei, e.name, facts.dora_country(e.country), facts.dora_code('entity', e.kind), e.authority, day::text],
    NULL::bigint, e.lei, NULL::text[]
  FROM register.dora_entity e WHERE e.lei = keeper
  UNION ALL
  -- One that has no parent, or none in the register of information, is its own: the column has to name one that is in it.
  SELECT 'B_01.02', ARRAY[e.lei, e.name, facts.dora_country(e.country), facts.dora_code('entity', e.kind),
      facts.dora_code('place_in_group', e.place_in_group), coalesce(e.parent_lei, e.lei), coalesce(e.updated_on, e.added_on)::text, e.added_on::text,
      coalesce(e.removed_on, '9999-12-31')::text, 'eba_CU:' || e.assets_currency, trim_scale(e.assets_amount)::text],
    NULL, e.lei, CASE WHEN e.kind NOT IN ('intragroup_ict_provider', 'other_non_financial') THEN ARRAY['financial'] END
  FROM entity e
  UNION ALL
  SELECT 'B_01.03', ARRAY[b.code, e.lei, b.name, facts.dora_country(b.country)], NULL, b.code, NULL
  FROM entity e JOIN register.dora_branch b ON b.entity_id = e.id
  UNION ALL
  SELECT 'B_02.01', ARRAY[t.reference,
      facts.dora_code('arrangement', CASE WHEN p.contract_id IS NOT NULL THEN 'subsequent'
        WHEN t.contract_id IN (SELECT o.parent_id FROM told o) THEN 'overarching' ELSE 'standalone' END),
      p.reference, 'eba_CU:' || d.currency, trim_scale(d.yearly_cost)::text], t.vendor_id, t.reference, NULL
  FROM told t LEFT JOIN told p ON p.contract_id = t.parent_id LEFT JOIN register.dora_contract d ON d.contract_id = t.contract_id
  UNION ALL
  (
    -- One row for each country. Where two engagements are one row, the one on which most depends.
    SELECT DISTINCT ON (u.reference, u.lei, v.code, f.code, u.kind, s.provided_from, a.country, w.country)
      'B_02.02', ARRAY[u.reference, u.lei, v.code, v.kind_code, f.code, facts.dora_code('service', u.kind), u.starts_on::text, u.ends_on::text,
        facts.dora_code('ended_because', u.ended_because), d.our_notice_days::text, d.their_notice_days::text,
        facts.dora_country(coalesce(d.law_country, CASE WHEN register.is_country(c.governing_law) THEN c.governing_law END)),
        facts.dora_country(s.provided_from), facts.dora_code('answer', CASE WHEN s.stores_data THEN 'yes' WHEN NOT s.stores_data THEN 'no' END),
        facts.dora_country(CASE WHEN s.stores_data THEN a.country ELSE 'qx2007' END), facts.dora_country(coalesce(w.country, 'qx2007')),
        CASE WHEN s.stores_data THEN facts.dora_code('level', s.sensitiveness) END, facts.dora_code('reliance', u.reliance)],
      u.vendor_id, concat_ws(' ', u.reference, u.kind, f.code),
      array_remove(ARRAY[CASE WHEN u.is_critical THEN 'critical' END, CASE WHEN s.stores_data THEN 'stored' END, CASE WHEN u.has_ended THEN 'ended' END], NULL)
    FROM used u
    JOIN register.dora_service s ON s.id = u.service_id
    JOIN register.contract c ON c.id = u.contract_id
    JOIN register.dora_function f ON f.id = u.function_id
    LEFT JOIN provider v ON v.vendor_id = u.vendor_id
    LEFT JOIN register.dora_contract d ON d.contract_id = u.contract_id
    LEFT JOIN place a ON a.engagement_id = u.engagement_id AND a.what = 'storage' AND s.stores_data
    LEFT JOIN place w ON w.engagement_id = u.engagement_id AND w.what = 'processing'
    ORDER BY u.reference, u.lei, v.code, f.code, u.kind, s.provided_from, a.country, w.country,
      array_position(ARRAY['full', 'material', 'low', 'not_significant'], u.reliance), array_position(ARRAY['high', 'medium', 'low'], s.sensitiveness),
      u.use_id
  )
  UNION ALL
  SELECT 'B_02.03', ARRAY[t.reference, b.reference, 'true'], NULL, t.reference, NULL
  FROM register.dora_link l JOIN told t ON t.contract_id = l.contract_id JOIN told b ON b.contract_id = l.behind_id
  UNION ALL
  SELECT 'B_03.01', ARRAY[t.reference, g.lei, 'true'], t.vendor_id, t.reference, NULL
  FROM told t
  LEFT JOIN (SELECT s.contract_id, e.lei FROM register.dora_signature s JOIN entity e ON e.id = s.entity_id) g ON g.contract_id = t.contract_id
  UNION ALL
  SELECT 'B_03.02', ARRAY[b.reference, v.code, v.kind_code], b.vendor_id, b.reference, NULL
  FROM binds b LEFT JOIN provider v ON v.vendor_id = b.vendor_id
  UNION ALL
  SELECT 'B_03.03', ARRAY[b.reference, e.lei, 'true'], b.vendor_id, b.reference, NULL
  FROM binds b JOIN provider v ON v.vendor_id = b.vendor_id AND v.code_kind = 'lei' JOIN entity e ON e.lei = v.code
  UNION ALL
  SELECT DISTINCT 'B_04.01', ARRAY[u.reference, u.lei, facts.dora_code('nature', CASE WHEN b.id IS NULL THEN 'entity' ELSE 'branch' END),
      coalesce(b.code, 'Not Applicable')], NULL::bigint, u.reference, NULL::text[]
  FROM used u LEFT JOIN register.dora_branch b ON b.id = u.branch_id
  WHERE u.lei IS NOT NULL
  UNION ALL
  SELECT 'B_05.01', ARRAY[p.code, p.kind_code, p.other_code, facts.dora_code('code', p.other_kind), p.name, p.latin_name,
      facts.dora_code('person', p.person), facts.dora_country(p.country), 'eba_CU:' || c.currency, trim_scale(c.amount)::text, h.code, h.kind_code],
    p.vendor_id, p.name, NULL
  FROM listed k
  JOIN provider p ON p.vendor_id = k.vendor_id
  LEFT JOIN provider h ON h.vendor_id = k.head_id
  LEFT JOIN cost c ON c.vendor_id = k.vendor_id AND c.vendor_id IN (SELECT d.vendor_id FROM direct d)
  UNION ALL
  -- At rank 1 the provider is repeated, because the column is a key (EBA FAQ 65).
  SELECT DISTINCT 'B_05.02', ARRAY[s.reference, facts.dora_code('service', s.kind), p.code, p.kind_code, s.rank::text, r.code, r.kind_code],
    s.vendor_id, concat_ws(' ', s.reference, s.kind, s.name), CASE WHEN s.name IS NOT NULL AND s.company_id IS NULL THEN ARRAY['no_company'] END
  FROM (
    SELECT u.reference, u.kind, u.vendor_id, 1 AS rank, NULL AS name, u.vendor_id AS company_id, u.vendor_id AS user_id FROM used u
    UNION ALL
    SELECT b.reference, b.kind, b.vendor_id, b.rank, b.name, b.company_id, b.user_id FROM below b
  ) s
  LEFT JOIN provider p ON p.vendor_id = s.company_id
  LEFT JOIN provider r ON r.vendor_id = s.user_id
  UNION ALL
  SELECT 'B_06.01', ARRAY[f.code, 'eba_TA:' || f.activity, f.name, e.lei, facts.dora_code('answer', f.critical), f.critical_why,
      coalesce(CASE WHEN f.assessed_on <= day THEN f.assessed_on END, '9999-12-31')::text, f.recovery_hours::text, f.data_loss_hours::text,
      facts.dora_code('level', f.impact)], NULL, concat_ws(' ', f.code, f.name), NULL
  FROM entity e JOIN register.dora_function f ON f.entity_id = e.id
  UNION ALL
  (
    -- Where two engagements are one row, the one that would be missed most.
    SELECT DISTINCT ON (u.reference, v.code, s.kind)
      'B_07.01', ARRAY[u.reference, v.code, v.kind_code, facts.dora_code('service', s.kind), facts.dora_code('substitutability', s.substitutability),
        facts.dora_code('hard_because', s.hard_because), coalesce(CASE WHEN s.audited_on <= day THEN s.audited_on END, '9999-12-31')::text,
        facts.dora_code('answer', CASE WHEN s.exit_plan THEN 'yes' WHEN NOT s.exit_plan THEN 'no' END), facts.dora_code('reintegration', s.reintegration),
        facts.dora_code('level', s.impact), facts.dora_code('answer', s.alternatives), s.alternative_names],
      u.vendor_id, concat_ws(' ', u.reference, s.kind), CASE WHEN s.substitutability IN ('not_substitutable', 'highly_complex') THEN ARRAY['hard'] END
    FROM used u JOIN register.dora_service s ON s.id = u.service_id LEFT JOIN provider v ON v.vendor_id = u.vendor_id
    WHERE u.is_critical
    ORDER BY u.reference, v.code, s.kind, array_position(ARRAY['high', 'medium', 'low', 'not_assessed'], s.impact),
      array_position(ARRAY['not_substitutable', 'highly_complex', 'medium_complexity', 'easy'], s.substitutability), s.id
  )
  UNION ALL
  SELECT 'B_99.01', (SELECT array_agg(d.meaning ORDER BY w.place) FROM facts.dora_option() w LEFT JOIN register.dora_definition d ON d.word = w.word),
    NULL, NULL, NULL
  WHERE EXISTS (SELECT FROM register.dora_definition);
END;
COMMENT ON FUNCTION facts.dora_row(date, text, boolean)
  IS 'The rows of all templates of the register of information: of which vendor or thing each is, and what makes some of its cells necessary';
