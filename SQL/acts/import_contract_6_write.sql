-- Import, step 6: what is new, and what differs. Nothing else is touched.
INSERT INTO register.contract (id, reference, title, kind, signed_on, starts_on, ends_on, open_ended, auto_renews, renewal_months,
  notice_months, notice_days, decision_days, delivery_days, remind_days, notice_given_on, terminated_on, work_ended_on, supersedes_id, value_amount, value_currency, owner_id, note,
  parent_id, new_ends_on, our_party, governing_law)
SELECT id, reference, title, kind, signed_on, starts_on, ends_on, open_ended, auto_renews, renewal_months,
  notice_months, notice_days, decision_days, delivery_days, remind_days, notice_given_on, terminated_on, work_ended_on, supersedes_id, value_amount, value_currency, owner_id, note,
  parent_id, new_ends_on, our_party, governing_law
FROM pg_temp.merged WHERE is_new;

UPDATE register.contract c SET (title, kind, signed_on, starts_on, ends_on, open_ended, auto_renews, renewal_months,
    notice_months, notice_days, decision_days, delivery_days, remind_days, notice_given_on, terminated_on, work_ended_on, supersedes_id, value_amount, value_currency, owner_id, note,
    parent_id, new_ends_on, our_party, governing_law)
  = (m.title, m.kind, m.signed_on, m.starts_on, m.ends_on, m.open_ended, m.auto_renews, m.renewal_months,
    m.notice_months, m.notice_days, m.decision_days, m.delivery_days, m.remind_days, m.notice_given_on, m.terminated_on, m.work_ended_on, m.supersedes_id, m.value_amount, m.value_currency, m.owner_id, m.note,
    m.parent_id, m.new_ends_on, m.our_party, m.governing_law)
FROM pg_temp.merged m
WHERE c.id = m.id AND NOT m.is_new AND EXISTS (
  SELECT FROM pg_temp.difference d WHERE d.line = m.line AND d.field NOT IN ('vendors', 'engagement', 'tier') AND d.field NOT LIKE 'term.%');

DELETE FROM register.contract_vendor l USING pg_temp.merged m, pg_temp.difference d
WHERE l.contract_id = m.id AND d.line = m.line AND d.field = 'vendors'
  AND NOT EXISTS (SELECT FROM pg_temp.wanted_vendor w WHERE w.contract_id = l.contract_id AND register.same_company(w.vendor_id, l.vendor_id));
UPDATE register.contract_vendor l SET position = w.position
FROM pg_temp.wanted_vendor w JOIN pg_temp.difference d ON d.line = w.line AND d.field = 'vendors'
WHERE l.contract_id = w.contract_id AND register.same_company(l.vendor_id, w.vendor_id) AND l.position <> w.position;
INSERT INTO register.contract_vendor (contract_id, vendor_id, position)
SELECT w.contract_id, w.vendor_id, w.position FROM pg_temp.wanted_vendor w JOIN pg_temp.merged m ON m.line = w.line
WHERE (m.is_new OR EXISTS (SELECT FROM pg_temp.difference d WHERE d.line = w.line AND d.field = 'vendors'))
  AND NOT EXISTS (SELECT FROM register.contract_vendor l WHERE l.contract_id = w.contract_id AND register.same_company(l.vendor_id, w.vendor_id))
ORDER BY w.contract_id, w.position;

INSERT INTO register.engagement (vendor_id, title, tier)
SELECT DISTINCT ON (w.vendor_id, w.title) w.vendor_id, w.title, w.tier FROM pg_temp.wanted_engagement w
WHERE NOT EXISTS (SELECT FROM register.engagement e WHERE e.vendor_id = w.vendor_id AND e.title = w.title)
ORDER BY w.vendor_id, w.title, w.line;
UPDATE register.engagement e SET tier = w.tier
FROM (SELECT DISTINCT w.vendor_id, w.title, w.tier FROM pg_temp.wanted_engagement w WHERE w.has_tier) w
WHERE e.vendor_id = w.vendor_id AND e.title = w.title AND e.tier IS DISTINCT FROM w.tier;
-- The days before stay as they were.
UPDATE register.engagement_contract l SET until_on = facts.as_of() - 1 FROM pg_temp.merged m, pg_temp.difference d
WHERE l.contract_id = m.id AND d.line = m.line AND d.field = 'engagement'
  AND (l.from_on IS NULL OR l.from_on < facts.as_of()) AND (l.until_on IS NULL OR l.until_on >= facts.as_of());
DELETE FROM register.engagement_contract l USING pg_temp.merged m, pg_temp.difference d
WHERE l.contract_id = m.id AND d.line = m.line AND d.field = 'engagement' AND l.from_on >= facts.as_of();
INSERT INTO register.engagement_contract (engagement_id, contract_id, from_on)
SELECT e.id, w.contract_id, CASE WHEN NOT w.is_new THEN facts.as_of() END FROM pg_temp.wanted_engagement w
JOIN register.engagement e ON e.vendor_id = w.vendor_id AND e.title = w.title
WHERE w.is_new OR EXISTS (SELECT FROM pg_temp.difference d WHERE d.line = w.line AND d.field = 'engagement')
ORDER BY w.line;

DELETE FROM register.term t USING pg_temp.wanted_term w
WHERE t.contract_id = w.contract_id AND t.term_key = w.term_key AND t.from_on IS NULL AND w.status IS NULL;
-- Another status than the one that was checked is not the one that was checked.
UPDATE register.term t SET status = w.status, checked_on = NULL, checked_by_id = NULL,
  figure = CASE WHEN w.status IN ('present', 'weak') THEN t.figure END,
  figure_unit = CASE WHEN w.status IN ('present', 'weak') THEN t.figure_unit END
FROM pg_temp.wanted_term w
WHERE t.contract_id = w.contract_id AND t.term_key = w.term_key AND t.from_on IS NULL AND t.status <> w.status;
INSERT INTO register.term (contract_id, term_key, status)
SELECT w.contract_id, w.term_key, w.status FROM pg_temp.wanted_term w
WHERE w.status IS NOT NULL
  AND NOT EXISTS (SELECT FROM register.term t WHERE t.contract_id = w.contract_id AND t.term_key = w.term_key AND t.from_on IS NULL)
ORDER BY w.line, w.term_key;
