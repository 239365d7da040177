-- report:      by-owner
-- title:       Contracts by owner
-- title-ja:    担当者別の契約数
-- question:    How many contracts does each person look after, and how many of them have lapsed?
-- question-ja: 各担当者はいくつの契約を受け持ち、そのうちいくつが失効しているか？
-- filter tier text (critical, high, medium, low): only contracts of that tier
-- filter at_least integer: only people with so many contracts
-- chart: sum contracts by owner
SELECT c.owner, count(*) AS contracts, count(*) FILTER (WHERE c.state = 'lapsed') AS lapsed
FROM facts.contract(:as_of) c
WHERE :tier IS NULL OR c.tier = :tier
GROUP BY c.owner
HAVING count(*) >= coalesce(:at_least, 1)
ORDER BY contracts DESC, c.owner
