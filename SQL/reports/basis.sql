CREATE FUNCTION reports.basis(as_of date DEFAULT facts.as_of()) RETURNS TABLE (
  catalogue text, published_on date, regimes bigint, zone text, leaves bigint
) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT c.version, c.published_on, (SELECT count(*) FROM facts.regime(as_of) r WHERE r.followed), facts.zone(),
    (SELECT coalesce(max(l.idx) + 1, 0) FROM audit.log l)
  FROM register.catalogue c WHERE c.id = facts.catalogue(as_of);
END;
COMMENT ON FUNCTION reports.basis(date) IS 'On what does an answer rest: which catalogue of regimes, which zone, and how much of the sealed log?
question-ja: 回答は何に基づくか（規範集の版、時間帯、封印済み履歴の件数）？
title-ja: 回答の基礎';
