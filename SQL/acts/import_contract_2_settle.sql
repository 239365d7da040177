-- Import, step 2: which rows say what is registered.
ANALYZE pg_temp.staged;

INSERT INTO pg_temp.rejected
SELECT s.line, NULL, format('line %s already has the reference %s', f.line, s.reference)
FROM (SELECT reference, min(line) AS line FROM pg_temp.staged GROUP BY reference HAVING count(*) > 1) f
JOIN pg_temp.staged s ON s.reference = f.reference AND s.line <> f.line;

-- Asked once for each set of fields, and not once for each row.
CREATE TEMP TABLE gives ON COMMIT DROP AS
SELECT id, 'title' = ANY (fields) AS title, 'kind' = ANY (fields) AS kind, 'signed_on' = ANY (fields) AS signed_on,
  'starts_on' = ANY (fields) AS starts_on, 'ends_on' = ANY (fields) AS ends_on, 'open_ended' = ANY (fields) AS open_ended,
  'auto_renews' = ANY (fields) AS auto_renews, 'renewal_months' = ANY (fields) AS renewal_months,
  'notice_months' = ANY (fields) AS notice_months, 'notice_days' = ANY (fields) AS notice_days,
  'decision_days' = ANY (fields) AS decision_days, 'delivery_days' = ANY (fields) AS delivery_days,
  'remind_days' = ANY (fields) AS remind_days, 'notice_given_on' = ANY (fields) AS notice_given_on,
  'terminated_on' = ANY (fields) AS terminated_on, 'work_ended_on' = ANY (fields) AS work_ended_on,
  'supersedes' = ANY (fields) AS supersedes, 'parent' = ANY (fields) AS parent, 'new_ends_on' = ANY (fields) AS new_ends_on,
  'our_party' = ANY (fields) AS our_party, 'governing_law' = ANY (fields) AS governing_law, 'value_amount' = ANY (fields) AS value_amount,
  'value_currency' = ANY (fields) AS value_currency, 'owner' = ANY (fields) AS owner, 'note' = ANY (fields) AS note,
  'vendors' = ANY (fields) AS vendors, 'engagement' = ANY (fields) AS engagement, 'tier' = ANY (fields) AS tier
FROM pg_temp.given;
ANALYZE pg_temp.gives;

-- The text by which a row that is sure to mean somebody names them; of several people of one name the first is meant, before
-- them one with that login.
CREATE TEMP TABLE known_person ON COMMIT DROP AS
SELECT id, CASE WHEN register.name_key(split_part(email, '@', 1)) <> '' THEN lower(email) END AS email,
  CASE WHEN id = min(id) OVER (PARTITION BY register.name_key(name))
    AND register.name_key(name) NOT IN (SELECT register.name_key(l.login) FROM register.person l WHERE l.login IS NOT NULL) THEN name END AS name
FROM register.person;
ANALYZE pg_temp.known_person;

-- Rows that beyond doubt say what is registered need no more work. First those that do of the contract's own columns. The
-- planner would take so many conditions for improbable, were they not one.
CREATE TEMP TABLE met ON COMMIT DROP AS
SELECT s.line, c.id, g.vendors AS gives_vendors, s.vendors, s.vendor_codes, g.engagement AS gives_engagement, s.engagement, s.tier
FROM pg_temp.staged s
JOIN pg_temp.gives g ON g.id = s.given
JOIN register.contract c ON c.reference = s.reference
LEFT JOIN pg_temp.known_person p ON p.id = c.owner_id
WHERE NOT EXISTS (SELECT FROM pg_temp.rejected r WHERE r.line = s.line) AND CASE WHEN
  (NOT g.title OR s.title IS NOT DISTINCT FROM c.title)
  AND (NOT g.kind OR coalesce(s.kind, 'other') = c.kind)
  AND (NOT g.signed_on OR s.signed_on IS NOT DISTINCT FROM c.signed_on)
  AND (NOT g.starts_on OR s.starts_on IS NOT DISTINCT FROM c.starts_on)
  AND (NOT g.ends_on OR s.ends_on IS NOT DISTINCT FROM c.ends_on)
  AND (NOT g.open_ended OR coalesce(s.open_ended, false) = c.open_ended)
  AND (NOT g.auto_renews OR coalesce(s.auto_renews, false) = c.auto_renews)
  AND (NOT g.renewal_months OR s.renewal_months IS NOT DISTINCT FROM c.renewal_months)
  AND (NOT g.notice_months OR s.notice_months IS NOT DISTINCT FROM c.notice_months)
  AND (NOT g.notice_days OR s.notice_days IS NOT DISTINCT FROM c.notice_days)
  AND (NOT g.decision_days OR coalesce(s.decision_days, 30) = c.decision_days)
  AND (NOT g.delivery_days OR s.delivery_days IS NOT DISTINCT FROM c.delivery_days)
  AND (NOT g.remind_days OR s.remind_days IS NOT DISTINCT FROM c.remind_days)
  AND (NOT g.notice_given_on OR s.notice_given_on IS NOT DISTINCT FROM c.notice_given_on)
  AND (NOT g.terminated_on OR s.terminated_on IS NOT DISTINCT FROM c.terminated_on)
  AND (NOT g.work_ended_on OR s.work_ended_on IS NOT DISTINCT FROM c.work_ended_on)
  AND (NOT g.value_amount OR s.value_amount IS NOT DISTINCT FROM c.value_amount)
  AND (NOT g.value_currency OR s.value_currency IS NOT DISTINCT FROM c.value_currency)
  AND (NOT g.note OR s.note IS NOT DISTINCT FROM c.note)
  AND (NOT g.new_ends_on OR s.new_ends_on IS NOT DISTINCT FROM c.new_ends_on)
  AND (NOT g.our_party OR s.our_party IS NOT DISTINCT FROM c.our_party)
  AND (NOT g.governing_law OR s.governing_law IS NOT DISTINCT FROM c.governing_law)
  AND (NOT g.parent OR CASE WHEN s.parent IS NULL THEN c.parent_id IS NULL
    ELSE c.parent_id = (SELECT o.id FROM register.contract o WHERE o.reference = s.parent) END)
  AND (NOT g.owner OR CASE WHEN s.owner IS NULL THEN c.owner_id IS NULL WHEN s.owner LIKE '%@%' THEN lower(s.owner) = p.email ELSE s.owner = p.name END)
  AND (NOT g.supersedes OR CASE WHEN s.supersedes IS NULL THEN c.supersedes_id IS NULL
    ELSE c.supersedes_id = (SELECT o.id FROM register.contract o WHERE o.reference = s.supersedes) END)
  AND (s.terms = '{}' OR NOT EXISTS (
    SELECT FROM jsonb_each_text(s.terms) w
    LEFT JOIN register.term t ON t.contract_id = c.id AND t.term_key = w.key AND t.from_on IS NULL
    WHERE t.status IS DISTINCT FROM w.value))
  THEN true END;
ANALYZE pg_temp.met (line, id);

-- Then those that do of vendors and work, too. A vendor that has to do with a merger, or whose name another has, is left to
-- the steps below.
CREATE TEMP TABLE plain_vendor ON COMMIT DROP AS
SELECT id, name, code FROM register.vendor
WHERE merged_into_id IS NULL AND id NOT IN (SELECT merged_into_id FROM register.vendor WHERE merged_into_id IS NOT NULL)
  AND name_key NOT IN (SELECT name_key FROM register.vendor GROUP BY name_key HAVING count(*) > 1);
CREATE UNIQUE INDEX ON pg_temp.plain_vendor (id);
ANALYZE pg_temp.plain_vendor;
CREATE TEMP TABLE bound ON COMMIT DROP AS
SELECT l.contract_id, count(*) AS count, min(l.vendor_id) AS vendor_id
FROM pg_temp.met k JOIN register.contract_vendor l ON l.contract_id = k.id GROUP BY l.contract_id;
ANALYZE pg_temp.bound;
CREATE TEMP TABLE same ON COMMIT DROP AS
SELECT m.line, m.id, m.gives_vendors AND m.vendor_codes IS NULL AS names_alone, e.id AS engagement_id
FROM pg_temp.met m
LEFT JOIN pg_temp.bound b ON b.contract_id = m.id
LEFT JOIN pg_temp.plain_vendor v ON v.id = b.vendor_id
LEFT JOIN (
  SELECT l.contract_id, array_agg(o.name ORDER BY l.position) AS names, array_agg(o.code ORDER BY l.position) AS codes,
    (array_agg(o.id ORDER BY l.position))[1] AS first_id
  FROM pg_temp.bound k JOIN register.contract_vendor l ON l.contract_id = k.contract_id LEFT JOIN pg_temp.plain_vendor o ON o.id = l.vendor_id
  WHERE k.count > 1 GROUP BY l.contract_id
) a ON a.contract_id = m.id
LEFT JOIN (
  SELECT l.contract_id, count(*) AS count, min(l.engagement_id) AS engagement_id
  FROM pg_temp.met k JOIN facts.engagement_contract(facts.as_of()) l ON l.contract_id = k.id GROUP BY l.contract_id
) w ON w.contract_id = m.id
LEFT JOIN register.engagement e ON e.id = w.engagement_id
WHERE CASE
    WHEN NOT m.gives_vendors THEN true
    WHEN b.count = 1 THEN m.vendors = ARRAY[v.name] AND (m.vendor_codes IS NULL OR m.vendor_codes = ARRAY[v.code])
    ELSE m.vendors = a.names AND (m.vendor_codes IS NULL OR m.vendor_codes = a.codes) END
  AND CASE
    WHEN NOT m.gives_engagement THEN true
    WHEN m.engagement IS NULL THEN w.count IS NULL
    ELSE m.gives_vendors AND w.count = 1 AND m.engagement = e.title AND (m.tier IS NULL OR m.tier = e.tier)
      AND e.vendor_id = CASE WHEN b.count = 1 THEN b.vendor_id ELSE a.first_id END END;
ANALYZE pg_temp.same (line, id, engagement_id);

-- A row that needs more work may make others doubtful, which then need it too. With a new code a name that was one vendor's is two's.
CREATE TEMP TABLE open ON COMMIT DROP AS
SELECT s.vendors, s.vendor_codes, s.engagement FROM pg_temp.staged s
WHERE EXISTS (SELECT FROM pg_temp.same) AND NOT EXISTS (SELECT FROM pg_temp.same k WHERE k.line = s.line);
WITH doubtful AS (
  DELETE FROM pg_temp.same k USING (
    SELECT v.id FROM pg_temp.open o CROSS JOIN LATERAL unnest(o.vendors, o.vendor_codes) n (name, code)
    JOIN register.vendor v ON v.name_key = register.name_key(n.name)
    WHERE n.code <> '' AND NOT EXISTS (SELECT FROM register.vendor c WHERE c.code = n.code)
  ) v JOIN register.contract_vendor l ON l.vendor_id = v.id
  WHERE k.names_alone AND l.contract_id = k.id RETURNING k.line
)
INSERT INTO pg_temp.open SELECT s.vendors, s.vendor_codes, s.engagement FROM doubtful d JOIN pg_temp.staged s ON s.line = d.line;
-- Rows of one engagement are judged together, because of several tiers the strictest counts.
DELETE FROM pg_temp.same k USING (
  SELECT e.id FROM pg_temp.open o JOIN register.vendor v ON v.code = o.vendor_codes[1]
  JOIN register.engagement e ON e.vendor_id = v.id AND e.title = o.engagement
  UNION
  SELECT e.id FROM pg_temp.open o JOIN register.vendor v ON v.name_key = register.name_key(o.vendors[1])
  JOIN register.engagement e ON e.vendor_id = v.id AND e.title = o.engagement
) e WHERE k.engagement_id = e.id;
INSERT INTO pg_temp.settled SELECT line, id FROM pg_temp.same;
ANALYZE pg_temp.settled;
