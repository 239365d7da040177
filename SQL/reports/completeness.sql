CREATE FUNCTION reports.completeness(as_of date DEFAULT facts.as_of()) RETURNS TABLE (
  name text, company text, kind text, source text, code text, unit text, amount numeric, currency text, last_on date, likely_vendor text, why text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT r.name, r.company, r.kind, r.source, r.code, r.unit, r.amount, r.currency, r.last_on, r.vendor, r.why
  FROM facts.reference(as_of) r
  WHERE r.state IN ('likely', 'unknown')
  ORDER BY r.source, r.amount DESC NULLS LAST, r.last_on DESC NULLS LAST, r.name;
END;
COMMENT ON FUNCTION reports.completeness(date) IS 'Which payees and applications of the lists that others keep are no vendors of the register?
question-ja: 他部門の支払先・利用サービスの一覧にあって、委託先として登録されていないものはどれか？
title-ja: 登録漏れの候補';
