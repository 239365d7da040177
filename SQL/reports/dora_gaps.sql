CREATE FUNCTION reports.dora_gaps(as_of date DEFAULT facts.as_of(), entity text DEFAULT NULL, alone boolean DEFAULT NULL) RETURNS TABLE (
  vendor_code text, vendor text, subject text, list text, field text, template text, cell text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT CASE WHEN v.id IS NOT NULL THEN coalesce(v.code, '#' || v.id) END, v.name, g.subject, g.list, g.field, g.template, g.cell
  FROM facts.dora_gap(as_of, entity, coalesce(alone, false)) g
  LEFT JOIN register.vendor v ON v.id = g.vendor_id
  ORDER BY coalesce(v.code, '#' || v.id) COLLATE "C" NULLS FIRST, v.id, g.subject COLLATE "C", g.template, g.cell, g.list;
END;
COMMENT ON FUNCTION reports.dora_gaps(date, text, boolean)
  IS 'What does the register still lack for the register of information under DORA, of which vendor, and in which field of which list?
question-ja: DORAの情報登録簿を作るために、どの委託先のどの一覧のどの項目が登録簿に欠けているか？
title: Gaps of the register of information (DORA)
title-ja: 情報登録簿（DORA）の不足項目
filter entity: the entity that keeps it, by its LEI; without it, what all have in common
filter alone: when true, of what this entity reports alone, and not of the whole group
chart: count list';
