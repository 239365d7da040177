-- Sheets of the register of information under DORA.
CREATE VIEW facts.sheet_dora_entity AS
  SELECT e.id, ARRAY[e.lei] AS place, e.lei, e.name, e.country, e.kind, e.place_in_group, p.lei AS parent, e.authority, e.added_on, e.updated_on,
    e.removed_on, trim_scale(e.assets_amount) AS assets_amount, e.assets_currency
  FROM register.dora_entity e LEFT JOIN register.dora_entity p ON p.id = e.parent_id;
COMMENT ON VIEW facts.sheet_dora_entity IS 'Entities of the group, as they are exported and imported';

CREATE VIEW facts.sheet_dora_branch AS
  SELECT b.id, ARRAY[e.lei, b.code] AS place, e.lei AS entity, b.code, b.name, b.country
  FROM register.dora_branch b JOIN register.dora_entity e ON e.id = b.entity_id;
COMMENT ON VIEW facts.sheet_dora_branch IS 'Branches of entities, as they are exported and imported';

CREATE VIEW facts.sheet_dora_function AS
  SELECT f.id, ARRAY[e.lei, to_char(substr(f.code, 2)::bigint, 'FM0000000000')] AS place, e.lei AS entity, f.code, f.name, f.activity, f.critical,
    f.critical_why, f.assessed_on, f.recovery_hours, f.data_loss_hours, f.impact
  FROM register.dora_function f JOIN register.dora_entity e ON e.id = f.entity_id;
COMMENT ON VIEW facts.sheet_dora_function IS 'Functions of entities, as they are exported and imported';

CREATE VIEW facts.sheet_dora_provider AS
  SELECT p.id, ARRAY[v.word, p.id::text] AS place, v.word AS vendor, p.person, p.code_kind, p.code
  FROM register.dora_provider p JOIN facts.vendor_word v ON v.vendor_id = p.vendor_id;
COMMENT ON VIEW facts.sheet_dora_provider IS 'What is reported of providers beside what their entries say, as it is exported and imported';

CREATE VIEW facts.sheet_dora_contract AS
  SELECT d.id, ARRAY[c.reference] AS place, c.reference AS contract, trim_scale(d.yearly_cost) AS yearly_cost, d.currency, d.ended_because,
    d.our_notice_days, d.their_notice_days, d.law_country,
    (SELECT string_agg(e.lei, E'\n' ORDER BY e.lei) FROM register.dora_signature g JOIN register.dora_entity e ON e.id = g.entity_id
      WHERE g.contract_id = d.contract_id) AS signed_by,
    (SELECT string_agg(b.reference, E'\n' ORDER BY b.reference COLLATE "C") FROM register.dora_link l JOIN register.contract b ON b.id = l.behind_id
      WHERE l.contract_id = d.contract_id) AS behind
  FROM register.dora_contract d JOIN register.contract c ON c.id = d.contract_id;
COMMENT ON VIEW facts.sheet_dora_contract IS 'Contracts that the register of information lists, as they are exported and imported';

CREATE VIEW facts.sheet_dora_service AS
  SELECT s.id, ARRAY[c.reference, v.word, e.title, s.kind] AS place, c.reference AS contract, v.word AS vendor, e.title AS engagement,
    s.kind, s.provided_from, s.stores_data, s.sensitiveness, s.from_on, s.until_on, s.substitutability, s.hard_because, s.audited_on, s.exit_plan,
    s.reintegration, s.impact, s.alternatives, s.alternative_names
  FROM register.dora_service s
  JOIN register.contract c ON c.id = s.contract_id
  JOIN register.engagement e ON e.id = s.engagement_id
  JOIN facts.vendor_word v ON v.vendor_id = e.vendor_id;
COMMENT ON VIEW facts.sheet_dora_service IS 'Services of information technology, as they are exported and imported';

CREATE VIEW facts.sheet_dora_use AS
  SELECT u.id, ARRAY[s.contract, s.vendor, s.engagement, s.kind, f.entity, to_char(substr(f.code, 2)::bigint, 'FM0000000000'), b.code] AS place,
    s.contract, s.vendor, s.engagement, s.kind, f.entity, f.code AS function, b.code AS branch, u.reliance
  FROM register.dora_use u
  JOIN facts.sheet_dora_service s ON s.id = u.service_id
  JOIN facts.sheet_dora_function f ON f.id = u.function_id
  LEFT JOIN register.dora_branch b ON b.id = u.branch_id;
COMMENT ON VIEW facts.sheet_dora_use IS 'Which functions use which services, as it is exported and imported';

CREATE VIEW facts.sheet_dora_definition AS
  SELECT d.id, ARRAY[d.word] AS place, d.word, d.meaning FROM register.dora_definition d;
COMMENT ON VIEW facts.sheet_dora_definition IS 'Our definitions of the words of the register of information, as they are exported and imported';
