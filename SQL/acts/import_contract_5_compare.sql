-- Import, step 5: what differs. A line that is not in difference afterwards is identical.
INSERT INTO pg_temp.difference
SELECT m.line, regexp_replace(f.field, '_id$', ''), facts.said_of('contract', f.field, f.old), facts.said_of('contract', f.field, f.new)
FROM pg_temp.merged m
JOIN register.contract c ON c.id = m.id
CROSS JOIN LATERAL (
  SELECT o.key AS field, o.value AS old, n.value AS new
  FROM jsonb_each_text(to_jsonb(c)) o JOIN jsonb_each_text(to_jsonb(m)) n ON n.key = o.key
  WHERE o.value IS DISTINCT FROM n.value
) f
WHERE (c.title, c.kind, c.signed_on, c.starts_on, c.ends_on, c.open_ended, c.auto_renews, c.renewal_months, c.notice_months, c.notice_days,
    c.decision_days, c.delivery_days, c.remind_days, c.notice_given_on, c.terminated_on, c.work_ended_on, c.supersedes_id, c.value_amount, c.value_currency, c.owner_id, c.note,
    c.parent_id, c.new_ends_on, c.our_party, c.governing_law)
  IS DISTINCT FROM
    (m.title, m.kind, m.signed_on, m.starts_on, m.ends_on, m.open_ended, m.auto_renews, m.renewal_months, m.notice_months, m.notice_days,
    m.decision_days, m.delivery_days, m.remind_days, m.notice_given_on, m.terminated_on, m.work_ended_on, m.supersedes_id, m.value_amount, m.value_currency, m.owner_id, m.note,
    m.parent_id, m.new_ends_on, m.our_party, m.governing_law);

-- Vendors, in their order.
INSERT INTO pg_temp.difference
SELECT m.line, 'vendors', array_to_string(has.names, '; '), array_to_string(wants.names, '; ')
FROM pg_temp.merged m
JOIN pg_temp.gives g ON g.id = m.given AND g.vendors
LEFT JOIN (
  SELECT l.contract_id, array_agg(v.id ORDER BY l.position) AS ids, array_agg(v.name ORDER BY l.position) AS names
  FROM (
    -- A link to an entry that was merged is one to the vendor as which it goes on.
    SELECT k.contract_id, CASE WHEN e.merged_into_id IS NULL THEN e.id ELSE register.vendor_survivor(e.id) END AS vendor_id, min(k.position) AS position
    FROM pg_temp.merged o JOIN register.contract_vendor k ON k.contract_id = o.id JOIN register.vendor e ON e.id = k.vendor_id
    WHERE NOT o.is_new GROUP BY 1, 2
  ) l JOIN register.vendor v ON v.id = l.vendor_id GROUP BY l.contract_id
) has ON has.contract_id = m.id
LEFT JOIN (
  SELECT w.line, array_agg(w.vendor_id ORDER BY w.position) AS ids, array_agg(v.name ORDER BY w.position) AS names
  FROM pg_temp.merged o JOIN pg_temp.wanted_vendor w ON w.line = o.line JOIN register.vendor v ON v.id = w.vendor_id
  WHERE NOT o.is_new GROUP BY w.line
) wants ON wants.line = m.line
WHERE NOT m.is_new AND has.ids IS DISTINCT FROM wants.ids
  AND m.line NOT IN (SELECT line FROM pg_temp.untold);

-- The engagement is one with the first vendor; where rows disagree about its tier the strictest counts.
CREATE TEMP TABLE wanted_engagement ON COMMIT DROP AS
SELECT m.line, m.is_new, m.id AS contract_id, w.vendor_id, m.engagement AS title, m.tier IS NOT NULL AS has_tier,
  facts.tier_of_rank(min(facts.tier_rank(m.tier)) OVER (PARTITION BY w.vendor_id, m.engagement)) AS tier
FROM pg_temp.merged m JOIN pg_temp.wanted_vendor w ON w.line = m.line AND w.position = 1
WHERE m.engagement IS NOT NULL;
-- One that an entry of the company has already is that one, first of all the one under which the contract is worked.
UPDATE pg_temp.wanted_engagement w SET vendor_id = f.vendor_id
FROM (
  SELECT DISTINCT ON (n.line) n.line, e.vendor_id
  FROM pg_temp.wanted_engagement n
  JOIN register.engagement e ON e.title = n.title AND e.vendor_id IN (SELECT register.company_entries(n.vendor_id))
  LEFT JOIN register.engagement_contract l ON l.engagement_id = e.id AND l.contract_id = n.contract_id
  WHERE n.vendor_id IN (SELECT g.merged_into_id FROM register.vendor g WHERE g.merged_into_id IS NOT NULL)
  ORDER BY n.line, l.id IS NULL, e.vendor_id <> n.vendor_id, e.id
) f WHERE f.line = w.line;
ANALYZE pg_temp.wanted_engagement;
INSERT INTO pg_temp.rejected
SELECT m.line, 'engagement', 'an engagement is one with a vendor, and it is not known with which'
FROM pg_temp.merged m
WHERE m.engagement IS NOT NULL AND NOT EXISTS (SELECT FROM pg_temp.wanted_vendor w WHERE w.line = m.line);
INSERT INTO pg_temp.difference
SELECT m.line, 'engagement', has.titles, w.title
FROM pg_temp.merged m
JOIN pg_temp.gives g ON g.id = m.given AND g.engagement
LEFT JOIN pg_temp.wanted_engagement w ON w.line = m.line
LEFT JOIN (
  SELECT l.contract_id, string_agg(e.title, '; ' ORDER BY e.id) AS titles, array_agg(e.vendor_id) AS vendors
  FROM pg_temp.merged o JOIN facts.engagement_contract(facts.as_of()) l ON l.contract_id = o.id JOIN register.engagement e ON e.id = l.engagement_id
  WHERE NOT o.is_new GROUP BY l.contract_id
) has ON has.contract_id = m.id
WHERE NOT m.is_new AND (m.engagement IS NULL OR w.line IS NOT NULL)
  AND (has.titles IS DISTINCT FROM w.title OR has.vendors IS DISTINCT FROM CASE WHEN w.line IS NOT NULL THEN ARRAY[w.vendor_id] END);
-- Contracts under the engagement that are not in this file may be why it is as strict as it is.
UPDATE pg_temp.wanted_engagement w SET tier = facts.tier_of_rank(least(facts.tier_rank(w.tier), facts.tier_rank(e.tier)))
FROM register.engagement e
WHERE e.vendor_id = w.vendor_id AND e.title = w.title AND EXISTS (
  SELECT FROM register.engagement_contract l
  WHERE l.engagement_id = e.id AND NOT EXISTS (SELECT FROM pg_temp.merged m WHERE m.id = l.contract_id)
    AND NOT EXISTS (SELECT FROM pg_temp.settled k WHERE k.id = l.contract_id));
INSERT INTO pg_temp.difference
SELECT w.line, 'tier', e.tier, w.tier
FROM pg_temp.wanted_engagement w JOIN register.engagement e ON e.vendor_id = w.vendor_id AND e.title = w.title
WHERE w.has_tier AND e.tier IS DISTINCT FROM w.tier;

-- Terms, as they are from the contract's start; a blank cell says that nothing is recorded.
CREATE TEMP TABLE wanted_term ON COMMIT DROP AS
SELECT m.line, m.is_new, m.id AS contract_id, t.key AS term_key, t.value AS status
FROM pg_temp.merged m CROSS JOIN LATERAL jsonb_each_text(m.terms) t
WHERE m.terms <> '{}';
INSERT INTO pg_temp.difference
SELECT w.line, 'term.' || w.term_key, t.status, w.status
FROM pg_temp.wanted_term w
LEFT JOIN register.term t ON t.contract_id = w.contract_id AND t.term_key = w.term_key AND t.from_on IS NULL
WHERE NOT w.is_new AND t.status IS DISTINCT FROM w.status;

CREATE INDEX ON pg_temp.difference (line);
ANALYZE pg_temp.difference;
