CREATE FUNCTION reports.states(as_of date DEFAULT facts.as_of()) RETURNS TABLE (state text, contracts bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT s.state, count(*) FROM facts.contract_state(as_of) s GROUP BY s.state ORDER BY count(*) DESC, s.state;
END;
COMMENT ON FUNCTION reports.states(date) IS 'How many contracts are in which state?
question-ja: どの状態の契約が何件あるか？
title-ja: 契約状態別件数
chart: sum contracts by state';
