CREATE FUNCTION reports.completeness(
  as_of date DEFAULT facts.as_of(), first_on date DEFAULT NULL, last_on date DEFAULT NULL, source text DEFAULT NULL, kind text DEFAULT NULL,
  state text DEFAULT NULL, lang text DEFAULT 'en'
) RETURNS TABLE (
  name text, company text, kind text, source text, code text, unit text, amount numeric, currency text, last_on date, state text, vendor_code text,
  vendor text, why text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT r.name, r.company, r.kind, r.source, r.code, r.unit, r.amount, r.currency, r.last_on, r.state,
    CASE WHEN v.id IS NOT NULL THEN coalesce(v.code, '#' || v.id) END, r.vendor,
    -- What somebody wrote stays as they wrote it.
    CASE WHEN r.state = 'dismissed' THEN r.why ELSE facts.in_language(lang, r.why, CASE
      WHEN r.why = 'by code' THEN 'コードが一致' WHEN r.why = 'by number' THEN '番号が一致' WHEN r.why = 'by name' THEN '名称が一致'
      WHEN r.why = 'names agree but for case, width, blanks and punctuation'
        THEN '大文字・小文字、全角・半角、空白、記号を除き名称が一致'
      WHEN r.why = 'names agree but for the legal form' THEN '法人格を除き名称が一致'
      WHEN r.why = 'names agree but for a branch or office' THEN '支店・営業所名を除き名称が一致'
      WHEN r.why = 'names agree but for initials, a trade name or a branch' THEN '頭文字、屋号または支店名を除き名称が一致'
      WHEN r.why = 'names agree but for the order or the usual spelling of words' THEN '語順または通常の表記揺れを除き名称が一致'
      WHEN r.why = 'names differ in a number alone' THEN '名称の番号だけが異なる'
      WHEN starts_with(r.why, 'names are alike: ') THEN '名称が類似：' || substr(r.why, 18)
      WHEN r.why IS NULL THEN NULL END) END
  FROM facts.reference(as_of) r LEFT JOIN register.vendor v ON v.id = r.vendor_id
  WHERE CASE WHEN completeness.state IS NULL THEN r.state IN ('likely', 'unknown') ELSE r.state = completeness.state END
    -- What gives no day belongs to every period: it may have been paid in it.
    AND (first_on IS NULL OR r.last_on IS NULL OR r.last_on >= first_on)
    AND (completeness.last_on IS NULL OR r.last_on IS NULL OR r.last_on <= completeness.last_on)
    AND (completeness.source IS NULL OR r.source = completeness.source)
    AND (completeness.kind IS NULL OR r.kind = completeness.kind)
  ORDER BY r.source COLLATE "C", r.amount DESC NULLS LAST, r.last_on DESC NULLS LAST, r.name COLLATE "C", r.reference_id;
END;
COMMENT ON FUNCTION reports.completeness(date, date, date, text, text, text, text)
  IS 'Which payees and applications of the lists that others keep are no vendors of the register?
question-ja: 支払先一覧やアプリケーション一覧など、ほかの部門の一覧にあって、台帳に委託先として登録されていないものはどれか？
title-ja: 台帳の網羅性確認表
filter source: the list, by its name
filter kind (payee, application, other): only entries of that kind
filter state (likely, unknown, registered, dismissed): only entries in that state; else what is likely a vendor of the register, and what is unknown to it
chart: count source by state';
