CREATE FUNCTION reports.register(as_of date DEFAULT facts.as_of()) RETURNS TABLE (
  reference text, title text, kind text, vendors text, engagements text, tier text, state text, since date, why text,
  signed_on date, starts_on date, ends_on date, last_day date, notice_by date, confidentiality text,
  value_amount numeric, value_currency text, owner text, recorded_from text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT c.reference, c.title, c.kind, array_to_string(c.vendors, '; '), array_to_string(c.engagements, '; '), c.tier,
    c.state, c.since, c.why, c.signed_on, c.starts_on, c.ends_on, c.last_day, c.notice_by, t.status,
    c.value_amount, c.value_currency, c.owner, i.file_name || ' line ' || i.line
  FROM facts.contract(as_of) c
  LEFT JOIN facts.term(as_of) t ON t.contract_id = c.contract_id AND t.term_key = 'confidentiality'
  LEFT JOIN facts.import_source i ON i.entity = 'contract' AND i.key = c.contract_id
  ORDER BY c.reference;
END;
COMMENT ON FUNCTION reports.register(date) IS 'Which contracts are registered, with whom, in which state, and where did we learn of them?
question-ja: どの契約が、どの委託先と、どのような状態で登録されているか？
title-ja: 契約一覧
chart: count tier by state';
