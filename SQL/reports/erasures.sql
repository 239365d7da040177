CREATE FUNCTION reports.erasures(as_of date DEFAULT facts.as_of()) RETURNS TABLE (
  what text, number bigint, erased_on date, requested_by text, approved_by text, entries bigint, reason text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT e.what, e.number, e.approved_on, e.requested_by, e.approved_by, e.entries, e.reason
  FROM facts.erasure(as_of) e WHERE e.state = 'erased' ORDER BY e.approved_on, e.erasure_id;
END;
COMMENT ON FUNCTION reports.erasures(date) IS 'Whose personal data was erased, by whose request and approval, and from how many entries of the history?
question-ja: 誰の個人情報が、誰の申請と承認により、履歴の何件から消去されたか？
title-ja: 個人情報の消去一覧';
