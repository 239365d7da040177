-- The sheets that are exported, and imported again: words and not numbers, one line of a cell for each entry of a list. Their columns are
-- the fields of mappings, in order; place is how they are sorted.
CREATE VIEW facts.sheet_person AS
  SELECT p.id, ARRAY[p.name, p.email, p.login, facts.sort_word(p.id)] AS place,
    p.name, p.email, p.login, p.zone, p.calendar, p.language, m.word AS manager, b.word AS backup,
    p.away_from_on, p.away_until_on, p.left_on
  FROM register.person p
  LEFT JOIN facts.person_word m ON m.person_id = p.manager_id
  LEFT JOIN facts.person_word b ON b.person_id = p.backup_id;
COMMENT ON VIEW facts.sheet_person IS 'People, as they are exported and imported';

CREATE VIEW facts.sheet_vendor AS
  SELECT v.id, ARRAY[v.code, v.name, facts.sort_word(v.id)] AS place,
    v.code, v.name, v.english_name, v.reading, v.country, v.website, o.word AS owner,
    b.word AS backup_owner, p.word AS parent, v.unit, v.note,
    t.names AS trading_names,
    i.lei, i.corporate_number, i.eu_vat, i.duns, i.abn
  FROM register.vendor v
  LEFT JOIN facts.person_word o ON o.person_id = v.owner_id
  LEFT JOIN facts.person_word b ON b.person_id = v.backup_owner_id
  LEFT JOIN facts.vendor_word p ON p.vendor_id = v.parent_id
  LEFT JOIN (
    SELECT k.vendor_id, string_agg(k.name, E'\n' ORDER BY k.name COLLATE "C") AS names
    FROM (
      SELECT DISTINCT ON (e.vendor_id, n.name_key) e.vendor_id, n.name
      FROM register.vendor_name n JOIN facts.vendor_survivor e ON e.entry_id = n.vendor_id
      WHERE n.kind = 'trading' ORDER BY e.vendor_id, n.name_key, n.id
    ) k
    GROUP BY k.vendor_id
  ) t ON t.vendor_id = v.id
  LEFT JOIN (
    -- Of several numbers of one kind the latest.
    SELECT e.vendor_id, (array_agg(n.value ORDER BY n.id DESC) FILTER (WHERE n.scheme = 'lei'))[1] AS lei,
      (array_agg(n.value ORDER BY n.id DESC) FILTER (WHERE n.scheme = 'jp_corporate_number'))[1] AS corporate_number,
      (array_agg(n.value ORDER BY n.id DESC) FILTER (WHERE n.scheme = 'eu_vat'))[1] AS eu_vat,
      (array_agg(n.value ORDER BY n.id DESC) FILTER (WHERE n.scheme = 'duns'))[1] AS duns,
      (array_agg(n.value ORDER BY n.id DESC) FILTER (WHERE n.scheme = 'abn'))[1] AS abn
    FROM register.vendor_identifier n JOIN facts.vendor_survivor e ON e.entry_id = n.vendor_id
    WHERE n.until_on IS NULL GROUP BY e.vendor_id
  ) i ON i.vendor_id = v.id
  WHERE v.merged_into_id IS NULL;
COMMENT ON VIEW facts.sheet_vendor IS 'Vendors, as they are exported and imported; one that was merged is part of the other';

CREATE VIEW facts.sheet_contact AS
  SELECT c.id, ARRAY[v.word, c.role, c.name, facts.sort_word(c.id)] AS place,
    v.word AS vendor, c.role, c.name, c.email, c.phone, c.language, c.until_on
  FROM register.vendor_contact c JOIN facts.vendor_word v ON v.vendor_id = c.vendor_id;
COMMENT ON VIEW facts.sheet_contact IS 'Whom to reach at vendors, as it is exported and imported';

CREATE VIEW facts.sheet_alias AS
  SELECT n.id, ARRAY[v.word, n.kind, n.name, n.from_on::text, facts.sort_word(n.id)] AS place,
    v.word AS vendor, n.kind, n.name, n.language, n.from_on, n.until_on
  FROM register.vendor_name n JOIN facts.vendor_word v ON v.vendor_id = n.vendor_id;
COMMENT ON VIEW facts.sheet_alias IS 'Trading names, former names and abbreviations of vendors, as they are exported and imported';

CREATE VIEW facts.sheet_engagement AS
  SELECT e.id, ARRAY[v.word, e.title, facts.sort_word(e.id)] AS place,
    v.word AS vendor, e.title, e.purpose, e.description, e.tier, e.critical, e.critical_why,
    (SELECT string_agg(d.data_class, E'\n' ORDER BY d.data_class) FROM register.engagement_data d WHERE d.engagement_id = e.id) AS data,
    e.data_subjects, e.access, p.processing, p.storage, p.access_from,
    (SELECT string_agg(c.condition_key || facts.window_text(c.from_on, c.until_on), E'\n' ORDER BY c.condition_key COLLATE "C", c.from_on NULLS FIRST)
      FROM register.engagement_condition c WHERE c.engagement_id = e.id) AS conditions,
    (SELECT string_agg(c.reference || facts.window_text(l.from_on, l.until_on), E'\n' ORDER BY c.reference COLLATE "C", l.from_on NULLS FIRST)
      FROM register.engagement_contract l JOIN register.contract c ON c.id = l.contract_id WHERE l.engagement_id = e.id) AS contracts,
    e.starts_on, e.ends_on, o.word AS owner, e.public_purpose, e.public_purpose_ja, array_to_string(e.public_fields, E'\n') AS public_fields
  FROM register.engagement e
  JOIN facts.vendor_word v ON v.vendor_id = e.vendor_id
  LEFT JOIN facts.person_word o ON o.person_id = e.owner_id
  CROSS JOIN LATERAL (
    SELECT string_agg(w.text, E'\n' ORDER BY w.text COLLATE "C") FILTER (WHERE w.what = 'processing') AS processing,
      string_agg(w.text, E'\n' ORDER BY w.text COLLATE "C") FILTER (WHERE w.what = 'storage') AS storage,
      string_agg(w.text, E'\n' ORDER BY w.text COLLATE "C") FILTER (WHERE w.what = 'access_from') AS access_from
    FROM (SELECT l.what, l.country || coalesce(': ' || replace(l.note, E'\n', ' '), '') AS text FROM register.engagement_place l WHERE l.engagement_id = e.id) w
  ) p;
COMMENT ON VIEW facts.sheet_engagement IS 'Engagements with their data, places, conditions and contracts, as they are exported and imported';

-- The work that it stands behind is said of the engagement, and what it settles of the term.
CREATE VIEW facts.sheet_contract AS
  SELECT c.id, ARRAY[c.reference] AS place,
    c.reference, c.title, c.kind, c.signed_on, c.starts_on, c.ends_on, c.open_ended, c.auto_renews, c.renewal_months, c.notice_months, c.notice_days,
    c.decision_days, c.delivery_days, array_to_string(c.remind_days, ', ') AS remind_days, c.notice_given_on, c.terminated_on, c.work_ended_on,
    (SELECT o.reference FROM register.contract o WHERE o.id = c.supersedes_id) AS supersedes,
    (SELECT o.reference FROM register.contract o WHERE o.id = c.parent_id) AS parent, c.new_ends_on, c.our_party, c.governing_law,
    trim_scale(c.value_amount) AS value_amount, c.value_currency, o.word AS owner, c.note,
    b.vendors, b.vendor_codes
  FROM register.contract c
  LEFT JOIN facts.person_word o ON o.person_id = c.owner_id
  CROSS JOIN LATERAL (
    SELECT string_agg(v.name, E'\n' ORDER BY l.position, l.id) AS vendors,
      CASE WHEN bool_or(v.code IS NOT NULL) THEN string_agg(coalesce(v.code, ''), E'\n' ORDER BY l.position, l.id) END AS vendor_codes
    FROM (SELECT CASE WHEN e.merged_into_id IS NULL THEN e.id ELSE register.vendor_survivor(e.id) END AS id, min(k.position) AS position
      FROM register.contract_vendor k JOIN register.vendor e ON e.id = k.vendor_id WHERE k.contract_id = c.id GROUP BY 1) l
    JOIN register.vendor v ON v.id = l.id
  ) b;
COMMENT ON VIEW facts.sheet_contract IS 'Contracts and whom they bind, as they are exported and imported';

CREATE VIEW facts.sheet_term AS
  SELECT t.id, ARRAY[c.reference, to_char(k.position, 'FM00'), t.from_on::text] AS place,
    c.reference AS contract, t.term_key AS term, t.from_on, t.status,
    CASE WHEN t.figure = 'infinity' THEN 'for ever' ELSE trim_scale(t.figure)::text END AS figure,
    t.article, t.page, t.checked_on, p.word AS checked_by, t.note
  FROM register.term t LEFT JOIN facts.person_word p ON p.person_id = t.checked_by_id JOIN register.contract c ON c.id = t.contract_id JOIN register.term_kind k ON k.key = t.term_key;
COMMENT ON VIEW facts.sheet_term IS 'What contracts settle, as it is exported and imported';
