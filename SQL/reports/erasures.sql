CREATE FUNCTION reports.erasures(
  as_of date DEFAULT facts.as_of(), first_on date DEFAULT NULL, last_on date DEFAULT NULL, kind text DEFAULT NULL
) RETURNS TABLE (
  number text, kind text, erased_on date, requested_on date, requested_by text, approved_by text, entries bigint, reason text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT '#' || e.number, e.what, e.approved_on, e.requested_on, e.requested_by, e.approved_by, e.entries, e.reason
  FROM facts.erasure(as_of) e
  WHERE e.state = 'erased' AND (first_on IS NULL OR e.approved_on >= first_on) AND (last_on IS NULL OR e.approved_on <= last_on)
    AND (erasures.kind IS NULL OR e.what = erasures.kind)
  ORDER BY e.approved_on, e.erasure_id;
END;
COMMENT ON FUNCTION reports.erasures(date, date, date, text)
  IS 'Whose personal data was erased, by whose request and approval, and from how many entries of the history?
question-ja: 誰の個人情報が、誰の依頼と承認により、履歴の何件の記録から消去されたか？
title-ja: 個人情報消去一覧
filter kind (person, contact): only people of ours, or only contacts of vendors';
