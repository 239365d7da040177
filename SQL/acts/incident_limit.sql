-- Within how many hours the papers that bound the vendor when it noticed oblige it to tell: the strictest of them.
-- Of a paper that names engagements only what is said for this one counts.
SELECT floor(min(t.figure))::integer
FROM (SELECT facts.day_of(coalesce($3::timestamptz, $4::timestamptz, $5::timestamptz)) AS day) noticed
CROSS JOIN LATERAL facts.term(noticed.day) t
JOIN LATERAL facts.contract_state(noticed.day) s ON s.contract_id = t.contract_id AND facts.binds(s.state)
JOIN facts.contract_vendor(noticed.day) l ON l.contract_id = t.contract_id AND l.vendor_id = facts.vendor_on($1::bigint, noticed.day)
WHERE t.term_key = 'breach_notification' AND t.status IN ('present', 'weak') AND t.figure >= 1
  AND ($2::bigint IS NULL
    OR NOT EXISTS (SELECT FROM register.engagement_contract e WHERE e.contract_id = t.contract_id)
    OR EXISTS (SELECT FROM register.engagement_contract e WHERE e.contract_id = t.contract_id AND e.engagement_id = $2::bigint
      AND facts.stands_behind(e.from_on, e.until_on, noticed.day)))
