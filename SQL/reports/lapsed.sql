CREATE FUNCTION reports.lapsed(as_of date DEFAULT facts.as_of()) RETURNS TABLE (
  reference text, vendors text, tier text, ended_on date, days_lapsed integer, owner text, title text, why text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT c.reference, array_to_string(c.vendors, '; '), c.tier, c.last_day, as_of - c.last_day, c.owner, c.title, c.why
  FROM facts.contract(as_of) c
  WHERE c.state = 'lapsed' AND facts.work_goes_on(c.work_ended_on, as_of)
  ORDER BY facts.tier_rank(c.tier), c.last_day, c.reference;
END;
COMMENT ON FUNCTION reports.lapsed(date) IS 'Which contracts have ended while nothing says that the work ended?
question-ja: 業務の終了が記録されていないまま終了した契約はどれか？
title-ja: 失効契約一覧';
