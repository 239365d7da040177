CREATE FUNCTION facts.notice_text(notice_months integer, notice_days integer, language text DEFAULT 'en') RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN concat_ws(facts.in_language(language, ' and ', 'と'),
  notice_months || facts.in_language(language, CASE notice_months WHEN 1 THEN ' month' ELSE ' months' END, 'か月'),
  notice_days || facts.in_language(language, CASE notice_days WHEN 1 THEN ' day' ELSE ' days' END, '日'));
COMMENT ON FUNCTION facts.notice_text(integer, integer, text) IS 'A period of notice in words';

CREATE FUNCTION facts.notice_arithmetic(period_ends_on date, notice_months integer, notice_days integer, decision_days integer) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN format('%s less %s; decide from %s, %s days before', period_ends_on, facts.notice_text(notice_months, notice_days),
  facts.notice_by(period_ends_on, notice_months, notice_days) - decision_days, decision_days);
COMMENT ON FUNCTION facts.notice_arithmetic(date, integer, integer, integer) IS 'How the last day for notice was computed, in words';
