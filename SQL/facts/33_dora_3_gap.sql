-- Which column of a template is which field of which list of the register; with it, what makes it necessary, where not every row needs it.
CREATE VIEW facts.dora_field AS
  SELECT f.template, f.cell, f.list, f.field, f.needed_when
  FROM (VALUES
    ('B_01.01', 'c0050', 'dora_entity', 'authority', NULL),
    ('B_01.02', 'c0110', 'dora_entity', 'assets_amount', 'financial'),
    ('B_02.01', 'c0050', 'dora_contract', 'yearly_cost', NULL),
    ('B_02.02', 'c0070', 'contract', 'starts_on', NULL),
    ('B_02.02', 'c0080', 'contract', 'ends_on', NULL),
    ('B_02.02', 'c0090', 'dora_contract', 'ended_because', 'ended'),
    ('B_02.02', 'c0100', 'dora_contract', 'our_notice_days', 'critical'),
    ('B_02.02', 'c0110', 'dora_contract', 'their_notice_days', 'critical'),
    ('B_02.02', 'c0120', 'dora_contract', 'law_country', 'critical'),
    ('B_02.02', 'c0130', 'dora_service', 'provided_from', NULL),
    ('B_02.02', 'c0140', 'dora_service', 'stores_data', NULL),
    ('B_02.02', 'c0150', 'engagement', 'storage', NULL),
    ('B_02.02', 'c0170', 'dora_service', 'sensitiveness', 'stored'),
    ('B_02.02', 'c0180', 'dora_use', 'reliance', 'critical'),
    ('B_03.01', 'c0020', 'dora_contract', 'signed_by', NULL),
    ('B_05.01', 'c0010', 'vendor', 'lei', NULL),
    ('B_05.01', 'c0060', 'vendor', 'english_name', NULL),
    ('B_05.01', 'c0080', 'vendor', 'country', NULL),
    ('B_05.02', 'c0030', 'subcontractor', 'same_as', 'no_company'),
    ('B_06.01', 'c0020', 'dora_function', 'activity', NULL),
    ('B_06.01', 'c0050', 'dora_function', 'critical', NULL),
    ('B_06.01', 'c0080', 'dora_function', 'recovery_hours', NULL),
    ('B_06.01', 'c0090', 'dora_function', 'data_loss_hours', NULL),
    ('B_06.01', 'c0100', 'dora_function', 'impact', NULL),
    ('B_07.01', 'c0050', 'dora_service', 'substitutability', NULL),
    ('B_07.01', 'c0060', 'dora_service', 'hard_because', 'hard'),
    ('B_07.01', 'c0080', 'dora_service', 'exit_plan', NULL),
    ('B_07.01', 'c0090', 'dora_service', 'reintegration', NULL),
    ('B_07.01', 'c0100', 'dora_service', 'impact', NULL),
    ('B_07.01', 'c0110', 'dora_service', 'alternatives', NULL)
  ) f (template, cell, list, field, needed_when);
COMMENT ON VIEW facts.dora_field
  IS 'Where the register says what a column of the register of information needs: the list, as it is imported, and its field; when: where something else is so';

CREATE FUNCTION facts.dora_gap(day date, keeper text, alone boolean) RETURNS TABLE (
  template text, cell text, list text, field text, vendor_id bigint, subject text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH told AS MATERIALIZED (SELECT c.* FROM facts.dora_contract(day, keeper, alone) c),
  used AS MATERIALIZED (SELECT u.* FROM facts.dora_use(day, keeper, alone) u)
  -- No cell is there, or there is no row for one to be in.
  SELECT DISTINCT l.template, f.cell, f.list, f.field, l.vendor_id, l.subject
  FROM facts.dora_row(day, keeper, alone) l JOIN facts.dora_field f ON f.template = l.template
  -- c0010 is the first.
  WHERE l.cells[substr(f.cell, 2)::integer / 10] IS NULL AND (f.needed_when IS NULL OR f.needed_when = ANY (l.needs))
  UNION ALL
  SELECT 'B_02.01', 'c0010', 'dora_contract', 'contract', t.vendor_id, t.reference FROM told t WHERE NOT t.is_listed
  UNION ALL
  SELECT 'B_02.01', 'c0030', 'dora_contract', 'contract', t.vendor_id, p.reference
  FROM told t JOIN register.contract p ON p.id = t.parent_id WHERE t.parent_id NOT IN (SELECT o.contract_id FROM told o)
  UNION ALL
  -- What stands above others may have no service of its own.
  SELECT 'B_02.02', 'c0060', 'dora_service', 'kind', t.vendor_id, t.reference
  FROM told t
  WHERE NOT alone AND t.contract_id NOT IN (SELECT u.contract_id FROM used u)
    AND NOT EXISTS (SELECT FROM told o WHERE o.parent_id = t.contract_id)
    AND NOT EXISTS (SELECT FROM register.dora_link k WHERE k.behind_id = t.contract_id)
  UNION ALL
  SELECT 'B_02.02', 'c0050', 'dora_use', 'function', u.vendor_id, concat_ws(' ', c.reference, u.kind)
  FROM used u JOIN register.contract c ON c.id = u.contract_id WHERE u.use_id IS NULL
  UNION ALL
  SELECT DISTINCT 'B_03.02', 'c0020', 'contract', 'vendors', u.vendor_id, c.reference
  FROM used u JOIN register.contract c ON c.id = u.contract_id
  WHERE NOT EXISTS (SELECT FROM facts.contract_vendor(day) v WHERE v.contract_id = u.contract_id AND v.vendor_id = u.vendor_id);
END;
COMMENT ON FUNCTION facts.dora_gap(date, text, boolean)
  IS 'What the register lacks for a register of information: of which vendor or thing which field of which list, and which column of which template needs it';
