-- What is in the register of information that an entity reports.
-- What ended is reported once more, for the year in which it ended (EIOPA Q&A 3393).
CREATE FUNCTION facts.dora_counts(from_on date, until_on date, day date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (from_on IS NULL OR from_on <= day) AND (until_on IS NULL OR until_on >= date_trunc('year', day)::date);
COMMENT ON FUNCTION facts.dora_counts(date, date, date) IS 'Whether what goes from one day to another is in a register of information as of a third one';

CREATE FUNCTION facts.dora_entity(day date, keeper text, alone boolean) RETURNS TABLE (entity_id bigint, lei text, name text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- One that reports for itself has nobody else in it (EBA FAQ 101).
  SELECT e.id, e.lei, e.name FROM register.dora_entity e
  WHERE facts.dora_counts(e.added_on, e.removed_on, day) AND (NOT alone OR e.lei = keeper);
END;
COMMENT ON FUNCTION facts.dora_entity(date, text, boolean)
  IS 'The entities that a register of information is about: all that are listed, or the one that keeps it';

CREATE FUNCTION facts.dora_period(day date) RETURNS TABLE (
  contract_id bigint, starts_on date, ends_on date, has_ended boolean, is_reported boolean, ended_because text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- First which they are: of these few each is asked by itself.
  WITH listed AS MATERIALIZED (
    SELECT d.contract_id FROM register.dora_contract d UNION SELECT s.contract_id FROM register.dora_service s
    UNION SELECT k.behind_id FROM register.dora_link k UNION SELECT k.contract_id FROM register.dora_link k
  )
  SELECT c.id, s.starts_on, CASE WHEN s.has_ended THEN s.ended_on WHEN s.is_open THEN '9999-12-31' ELSE s.next_on END, s.has_ended,
    facts.dora_counts(s.starts_on, CASE WHEN s.has_ended THEN s.ended_on END, day),
    CASE WHEN s.has_ended THEN coalesce(d.ended_because, CASE WHEN s.state = 'lapsed' THEN 'expired' END) END
  FROM listed l
  JOIN register.contract c ON c.id = l.contract_id
  LEFT JOIN register.dora_contract d ON d.contract_id = c.id
  CROSS JOIN LATERAL (
    SELECT t.state, coalesce(c.starts_on, c.signed_on) AS starts_on, t.state IN ('lapsed', 'terminated', 'superseded') AS has_ended,
      coalesce(t.last_day, CASE WHEN t.state = 'superseded' THEN t.since - 1 END) AS ended_on, c.open_ended AND t.ends_on IS NULL AS is_open,
      coalesce(t.last_day, t.period_ends_on, t.ends_on) AS next_on
    FROM facts.contract_state(day) t WHERE t.contract_id = c.id
    OFFSET 0
  ) s;
END;
COMMENT ON FUNCTION facts.dora_period(date)
  IS 'From when until when the contracts of the register of information run: the end, or the next renewal, or 9999-12-31; whether they are reported for the day, and why they ended';

CREATE FUNCTION facts.dora_use(day date, keeper text, alone boolean) RETURNS TABLE (
  service_id bigint, contract_id bigint, engagement_id bigint, vendor_id bigint, kind text, starts_on date, ends_on date, use_id bigint,
  entity_id bigint, lei text, function_id bigint, branch_id bigint, reliance text, is_critical boolean, has_ended boolean, ended_because text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH scope AS MATERIALIZED (SELECT e.* FROM facts.dora_entity(day, keeper, alone) e),
  period AS MATERIALIZED (SELECT p.* FROM facts.dora_period(day) p WHERE p.is_reported)
  SELECT s.id, s.contract_id, s.engagement_id, v.vendor_id, s.kind, coalesce(s.from_on, p.starts_on), least(s.until_on, p.ends_on), u.id,
    e.entity_id, e.lei, u.function_id, u.branch_id, u.reliance, f.critical = 'yes', p.has_ended, p.ended_because
  FROM register.dora_service s
  JOIN period p ON p.contract_id = s.contract_id
  JOIN facts.engagement_vendor(day) v ON v.engagement_id = s.engagement_id
  LEFT JOIN register.dora_use u ON u.service_id = s.id
  LEFT JOIN scope e ON e.entity_id = u.entity_id
  LEFT JOIN register.dora_function f ON f.id = u.function_id
  -- What nobody uses yet is the whole group's to see.
  WHERE (e.entity_id IS NOT NULL OR u.id IS NULL AND NOT alone)
    AND facts.dora_counts(s.from_on, s.until_on, day);
END;
COMMENT ON FUNCTION facts.dora_use(date, text, boolean)
  IS 'The services in a register of information with the functions that use them; a service without one has no function';

CREATE FUNCTION facts.dora_contract(day date, keeper text, alone boolean) RETURNS TABLE (
  contract_id bigint, reference text, vendor_id bigint, parent_id bigint, is_listed boolean
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH RECURSIVE listed AS MATERIALIZED (SELECT d.contract_id FROM register.dora_contract d),
  period AS MATERIALIZED (SELECT p.contract_id FROM facts.dora_period(day) p WHERE p.is_reported),
  reported AS (
    SELECT u.contract_id FROM facts.dora_use(day, keeper, alone) u
    UNION
    SELECT g.contract_id FROM register.dora_signature g
    JOIN facts.dora_entity(day, keeper, alone) e ON e.entity_id = g.entity_id
    JOIN period p ON p.contract_id = g.contract_id
    UNION
    SELECT p.contract_id FROM period p JOIN listed l ON l.contract_id = p.contract_id WHERE NOT alone
  ), told AS (
    -- With what stands above a contract, and in a group's register also what stands behind it.
    SELECT r.contract_id FROM reported r
    UNION
    SELECT o.id FROM told t CROSS JOIN LATERAL (
      SELECT c.parent_id AS id FROM register.contract c JOIN listed l ON l.contract_id = c.parent_id WHERE c.id = t.contract_id
      UNION ALL SELECT k.behind_id FROM register.dora_link k WHERE k.contract_id = t.contract_id AND NOT alone
    ) o
  )
  SELECT c.id, c.reference, v.vendor_id, c.parent_id, l.contract_id IS NOT NULL
  FROM told t
  JOIN register.contract c ON c.id = t.contract_id
  LEFT JOIN listed l ON l.contract_id = c.id
  LEFT JOIN LATERAL (
    SELECT w.vendor_id FROM facts.contract_vendor(day) w WHERE w.contract_id = c.id ORDER BY w.place, w.vendor_id LIMIT 1
  ) v ON true;
END;
COMMENT ON FUNCTION facts.dora_contract(date, text, boolean)
  IS 'The contracts in a register of information, with what stands above and behind them, and the vendor that each names first';

CREATE FUNCTION facts.dora_provider(day date, vendors bigint[]) RETURNS TABLE (
  vendor_id bigint, code text, code_kind text, other_code text, other_kind text, name text, latin_name text, person text, country text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH own AS MATERIALIZED (
    SELECT DISTINCT ON (facts.goes_on_as(m.vendor_id, p.vendor_id)) facts.goes_on_as(m.vendor_id, p.vendor_id) AS vendor_id, p.person, p.code, p.code_kind
    FROM register.dora_provider p LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = p.vendor_id
    -- The vendor's own entry before that of one merged into it.
    ORDER BY facts.goes_on_as(m.vendor_id, p.vendor_id), m.vendor_id NULLS FIRST, p.id
  ), coded AS MATERIALIZED (
    SELECT o.vendor_id, 2 AS place, o.code_kind AS kind, o.code FROM own o WHERE o.code IS NOT NULL
    UNION ALL
    SELECT i.vendor_id, array_position(ARRAY['lei', NULL, 'eu_vat', 'jp_corporate_number', 'abn', 'duns'], i.scheme),
      CASE i.scheme WHEN 'lei' THEN 'lei' WHEN 'eu_vat' THEN 'vat' WHEN 'duns' THEN 'national_id' ELSE 'registration' END, max(i.value)
    FROM facts.vendor_identifier(day) i WHERE i.vendor_id = ANY (vendors) GROUP BY i.vendor_id, i.scheme
  ), best AS (
    SELECT c.vendor_id, (array_agg(c.code ORDER BY c.place))[1] AS code, (array_agg(c.kind ORDER BY c.place))[1] AS kind,
      (array_agg(c.code ORDER BY c.place))[2] AS other_code, (array_agg(c.kind ORDER BY c.place))[2] AS other_kind
    FROM coded c GROUP BY c.vendor_id
  )
  SELECT v.id, b.code, b.kind, b.other_code, b.other_kind, v.name, CASE WHEN facts.is_latin(v.name) THEN v.name ELSE v.english_name END,
    coalesce(o.person, 'legal'), v.country
  FROM register.vendor v LEFT JOIN best b ON b.vendor_id = v.id LEFT JOIN own o ON o.vendor_id = v.id
  WHERE v.id = ANY (vendors);
END;
COMMENT ON FUNCTION facts.dora_provider(date, bigint[])
  IS 'By which code vendors are reported: its LEI, else what was recorded for that, else its VAT number, its number in a register of companies, or D-U-N-S; and the next of these';

CREATE FUNCTION facts.dora_subcontractor(day date, keeper text, alone boolean) RETURNS TABLE (
  contract_id bigint, kind text, vendor_id bigint, rank integer, name text, company_id bigint, user_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH RECURSIVE company AS MATERIALIZED (
    SELECT s.subcontractor_id, s.same_as_vendor_id AS company_id FROM facts.subcontractor(day) s
  ), provided AS MATERIALIZED (
    SELECT s.contract_id, v.vendor_id, s.engagement_id
    FROM register.dora_service s JOIN facts.engagement_vendor(day) v ON v.engagement_id = s.engagement_id
    WHERE facts.dora_counts(s.from_on, s.until_on, day)
  ), service AS (
    -- Of those who work for critical functions alone the whole chain is reported.
    SELECT DISTINCT u.contract_id, u.kind, u.vendor_id, u.contract_id AS under_id, u.vendor_id AS provider_id, u.engagement_id, 1 AS rank,
      NULL::bigint AS user_id
    FROM facts.dora_use(day, keeper, alone) u WHERE u.is_critical
    UNION
    -- Behind a company of the group stand those with whom it has contracts for that (EBA FAQ 74).
    SELECT s.contract_id, s.kind, s.vendor_id, l.behind_id, p.vendor_id, p.engagement_id, s.rank + 1, s.provider_id
    FROM service s JOIN register.dora_link l ON l.contract_id = s.under_id JOIN provided p ON p.contract_id = l.behind_id
    WHERE s.rank < 20
  )
  SELECT s.contract_id, s.kind, s.vendor_id, s.rank, v.name, s.provider_id, s.user_id
  FROM service s JOIN register.vendor v ON v.id = s.provider_id WHERE s.rank > 1
  UNION
  SELECT s.contract_id, s.kind, s.vendor_id, s.rank + c.rank - 1, c.name, o.company_id,
    CASE WHEN c.rank = 2 THEN s.provider_id ELSE (SELECT b.company_id FROM company b WHERE b.subcontractor_id = c.path_ids[c.rank - 2]) END
  FROM service s
  JOIN facts.chain(day) c ON c.vendor_id = s.provider_id AND NOT c.is_circular AND (c.engagement_id IS NULL OR c.engagement_id = s.engagement_id)
  JOIN company o ON o.subcontractor_id = c.subcontractor_id;
END;
COMMENT ON FUNCTION facts.dora_subcontractor(date, text, boolean)
  IS 'Who stands behind the services that critical functions use: at which rank, for whom, and which company of the register it is';
