-- The law knows the last day for notice, and a notice that is given on a day on which nobody works may come too late. So what people
-- are told is an earlier day; states and windows keep to the one of the law.
CREATE FUNCTION facts.notice_act_by(notice_by date, delivery_days integer, calendar text) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(facts.business_day_on_or_before(calendar, notice_by - coalesce(delivery_days, 0)), notice_by - coalesce(delivery_days, 0));
COMMENT ON FUNCTION facts.notice_act_by(date, integer, text) IS 'The last business day on which a notice arrives in time; where the calendar does not cover that day, the day itself';

CREATE FUNCTION facts.notice_words(
  period_ends_on date, notice_months integer, notice_days integer, delivery_days integer, calendar text, notice_by date, sent_by date, is_business boolean,
  act_by date, closed_because text, language text DEFAULT 'en'
) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN concat_ws(facts.in_language(language, '; ', '、'),
  format(facts.in_language(language, '%s less %s: %s', '%sの%s前：%s'), period_ends_on, facts.notice_text(notice_months, notice_days, language), notice_by),
  CASE WHEN delivery_days > 0 THEN
    format(facts.in_language(language, '%s to arrive: %s', '到達までの%sを引くと%s'), facts.notice_text(NULL, delivery_days, language), sent_by) END,
  CASE WHEN is_business THEN NULL
    WHEN act_by IS NOT NULL THEN format(facts.in_language(language, 'closed that day (%s): act by %s', 'その日は休業日（%s）のため%sまでに通知'), closed_because, act_by)
    WHEN calendar IS NULL THEN facts.in_language(language, 'no calendar says whether that is a business day', '営業日かどうかはカレンダーがないため不明')
    ELSE format(facts.in_language(language, 'the calendar %s does not say whether that is a business day', '営業日かどうかはカレンダー%sに記載がないため不明'), calendar) END);
COMMENT ON FUNCTION facts.notice_words(date, integer, integer, integer, text, date, date, boolean, date, text, text) IS 'How the day by which to give notice came about, in words, from what the calendar says of the day on which it has to be sent';

CREATE FUNCTION facts.notice_act_why(period_ends_on date, notice_months integer, notice_days integer, delivery_days integer, calendar text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
  SELECT facts.notice_words(period_ends_on, notice_months, notice_days, delivery_days, calendar, n.notice_by, n.sent_by, a.is_business, a.act_by,
    CASE WHEN NOT a.is_business THEN facts.closed_because(calendar, n.sent_by) END)
  FROM (SELECT facts.notice_by(period_ends_on, notice_months, notice_days) AS notice_by,
    facts.notice_by(period_ends_on, notice_months, notice_days) - coalesce(delivery_days, 0) AS sent_by) n
  CROSS JOIN LATERAL (
    SELECT facts.is_business_day(calendar, n.sent_by) AS is_business, facts.business_day_on_or_before(calendar, n.sent_by) AS act_by) a);
COMMENT ON FUNCTION facts.notice_act_why(date, integer, integer, integer, text) IS 'How the day by which to give notice came about, in words';
