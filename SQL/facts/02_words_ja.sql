-- What is said in Japanese, beside the English of the other files.
CREATE FUNCTION facts.in_language(language text, english text, japanese text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN language = 'ja' THEN coalesce(japanese, english) ELSE english END;
COMMENT ON FUNCTION facts.in_language(text, text, text) IS 'A sentence in the language of whoever reads it; in English where there is no Japanese';

CREATE FUNCTION facts.tier_ja(tier text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE tier WHEN 'critical' THEN '最重要' WHEN 'high' THEN '高' WHEN 'medium' THEN '中' WHEN 'low' THEN '低' ELSE tier END;
COMMENT ON FUNCTION facts.tier_ja(text) IS 'What a tier is called in Japanese';

CREATE FUNCTION facts.notice_words_ja(
  period_ends_on date, notice_months integer, notice_days integer, delivery_days integer, calendar text, notice_by date, sent_by date, is_business boolean,
  act_by date, closed_because text
) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN concat_ws('、',
  format('%sの%s前：%s', period_ends_on, concat_ws('と', notice_months || 'か月', notice_days || '日'), notice_by),
  CASE WHEN delivery_days > 0 THEN format('到達までの%s日を引くと%s', delivery_days, sent_by) END,
  CASE WHEN is_business THEN NULL
    WHEN act_by IS NOT NULL THEN format('その日は休業日（%s）のため%sまでに通知', closed_because, act_by)
    WHEN calendar IS NULL THEN '営業日かどうかはカレンダーがないため不明'
    ELSE format('営業日かどうかはカレンダー%sに記載がないため不明', calendar) END);
COMMENT ON FUNCTION facts.notice_words_ja(date, integer, integer, integer, text, date, date, boolean, date, text) IS 'What facts.notice_words says, in Japanese';

CREATE FUNCTION facts.closed_because_ja(calendar text, day date) RETURNS text LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN (
  SELECT coalesce(
    (SELECT coalesce(x.name_ja, x.name) FROM register.calendar_closure x WHERE x.calendar_id = c.id AND x.closed_on = day),
    CASE WHEN extract(isodow FROM day)::integer = ANY (c.weekend_days) THEN (ARRAY['月', '火', '水', '木', '金', '土', '日'])[extract(isodow FROM day)::integer] || '曜日' END)
  FROM register.calendar c WHERE c.name = calendar AND day BETWEEN c.covers_from_on AND c.covers_until_on);
COMMENT ON FUNCTION facts.closed_because_ja(text, date) IS 'What facts.closed_because says, in Japanese';
