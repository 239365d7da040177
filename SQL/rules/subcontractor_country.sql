-- rule:       subcontractor-country
-- version:    2
-- title:      A subcontractor works in a country that was not agreed
-- title-ja:   再委託先が合意していない国で業務を行っている
-- severity:   medium
-- subject:    subcontractor
-- controls:   ISO27001:2022 A.5.21; GDPR Art.28; DORA Art.30; NIST-CSF-2.0 GV.SC-07
-- param:      allowed text[] = {} | countries in which subcontractors may work, such as {JP,AU}; empty: any
-- param:      forbidden text[] = {} | countries in which no subcontractor may work
-- tier:       critical severity=high
-- tier:       low severity=low
-- why:        Where work is done decides whose law reaches the information, and a transfer abroad can need the consent of those concerned.
-- why-ja:     業務を行う国によって情報に及ぶ法令が変わり、外国への移転には本人の同意などが必要になる場合がある。
-- fix:        Have the work moved to a country that was agreed, or agree to it in the contract and record it: "clause6 engagement edit ENGAGEMENT --place processing=COUNTRY", with all other places.
-- fix-ja:     合意した国に業務を移させるか、契約で合意したうえで、他の場所とともに "clause6 engagement edit ENGAGEMENT --place processing=COUNTRY" で登録する。
-- false:      The country was agreed, and nobody recorded it among the places of the engagement; or the subcontractor sees no data there.
-- false-ja:   その国での業務は合意済みであるが、委託業務の場所として登録されていない。または、再委託先はその国で情報を扱わない。

WITH over AS MATERIALIZED (
  -- When work ended: an engagement, all that a vendor does, what is offboarded, and everything of a vendor that was left.
  SELECT e.vendor_id, e.engagement_id, max(coalesce(e.ends_on, 'infinity')) AS ended_on
  FROM facts.engagement_vendor(:as_of) e
  GROUP BY GROUPING SETS ((e.vendor_id, e.engagement_id), e.vendor_id)
  UNION ALL
  -- What was offboarded of an entry that was merged away was not all of the vendor.
  SELECT coalesce(e.vendor_id, o.vendor_id), o.engagement_id, o.ended_on
  FROM offboarding o
  LEFT JOIN facts.engagement_vendor(:as_of) e ON e.engagement_id = o.engagement_id
  UNION ALL
  SELECT t.vendor_id, NULL, t.since - 1 FROM facts.stage(:as_of) t WHERE t.stage = 'ended'
), used AS (
  SELECT s.*, greatest(s.line_from_on, e.starts_on) AS since, coalesce(et.tier, vt.tier, 'medium') AS tier,
    CASE s.rank WHEN 2 THEN s.vendor ELSE format('%s (behind %s)', s.used_by, s.vendor) END AS user_en,
    CASE s.rank WHEN 2 THEN s.vendor ELSE format('%sの再委託先である%s', s.vendor, s.used_by) END AS user_ja
  FROM facts.subcontractor(:as_of) s
  LEFT JOIN engagement e ON e.id = s.engagement_id
  LEFT JOIN facts.engagement_tier(:as_of) et ON et.engagement_id = s.engagement_id
  LEFT JOIN facts.vendor_tier(:as_of) vt ON vt.vendor_id = s.vendor_id
  WHERE s.state = 'active'
    AND coalesce(e.starts_on, '-infinity') <= :as_of
    -- After a merger a subcontractor can turn out to be the vendor itself.
    AND s.same_as_vendor_id IS DISTINCT FROM s.vendor_id
    AND NOT EXISTS (
      SELECT FROM over w
      WHERE w.vendor_id = s.vendor_id AND (w.engagement_id IS NULL OR w.engagement_id = s.engagement_id)
        AND w.ended_on < :as_of AND (s.line_from_on > w.ended_on) IS NOT TRUE)
), agreed AS (
  SELECT e.vendor_id, e.engagement_id, array_agg(DISTINCT l.country ORDER BY l.country) AS countries
  FROM facts.engagement_vendor(:as_of) e
  JOIN engagement_place l ON l.engagement_id = e.engagement_id
  WHERE coalesce(e.ends_on, 'infinity') >= :as_of
  -- Who works for all that a vendor does may work wherever any of it is done.
  GROUP BY GROUPING SETS ((e.vendor_id, e.engagement_id), e.vendor_id)
), settled AS (
  -- Terms name no countries, so all they tell is that where the work is done is not the vendor's choice.
  SELECT DISTINCT ON (l.engagement_id) l.engagement_id, c.reference, t.article
  FROM facts.term(:as_of) t
  JOIN facts.engagement_contract(:as_of) l ON l.contract_id = t.contract_id
  JOIN facts.contract_state(:as_of) k ON k.contract_id = t.contract_id AND facts.binds(k.state)
  JOIN contract c ON c.id = t.source_contract_id
  WHERE t.term_key = 'data_location' AND t.status = 'present'
  ORDER BY l.engagement_id, c.reference
), strange AS (
  SELECT u.*, p.severity, p.allowed, p.forbidden, a.countries,
    CASE WHEN u.country = ANY (p.forbidden) THEN 'forbidden'
      WHEN p.allowed <> '{}' AND u.country <> ALL (p.allowed) THEN 'not_allowed'
      WHEN u.country <> ALL (a.countries) THEN 'not_agreed' END AS why
  FROM used u
  JOIN params p ON p.tier = u.tier
  LEFT JOIN agreed a ON a.vendor_id = u.vendor_id AND coalesce(a.engagement_id, 0) = coalesce(u.engagement_id, 0)
)
SELECT p.vendor_id,
  p.subcontractor_id AS subject_id,
  p.since,
  format('%s, to which %s passes work on, works in %s, and %s', p.name, p.user_en, p.country, CASE p.why
    WHEN 'forbidden' THEN 'no subcontractor may work there'
    WHEN 'not_allowed' THEN format('subcontractors may work in %s only', array_to_string(p.allowed, ', '))
    ELSE format('the countries recorded for the work are %s', array_to_string(p.countries, ', ')) END)
    || CASE WHEN s.engagement_id IS NOT NULL THEN format('; %s settles where it is done', concat_ws(' ', s.reference, s.article)) ELSE '' END AS reason,
  format('%sの再委託先%sは%sで業務を行っているが、%s', p.user_ja, p.name, p.country, CASE p.why
    WHEN 'forbidden' THEN 'その国での再委託は禁止されている'
    WHEN 'not_allowed' THEN format('再委託が認められるのは%sのみである', array_to_string(p.allowed, '、'))
    ELSE format('委託業務の場所として登録されているのは%sである', array_to_string(p.countries, '、')) END)
    || CASE WHEN s.engagement_id IS NOT NULL THEN format('（取扱場所は%sに定めがある）', concat_ws(' ', s.reference, s.article)) ELSE '' END AS reason_ja,
  jsonb_build_object('country', p.country, 'why', p.why, 'recorded', to_jsonb(p.countries), 'allowed', to_jsonb(p.allowed), 'forbidden', to_jsonb(p.forbidden),
    'term', s.reference, 'article', s.article) AS evidence,
  CASE WHEN p.why = 'forbidden' OR s.engagement_id IS NOT NULL THEN facts.severity_beside(p.severity, 1) ELSE p.severity END AS severity
FROM strange p
LEFT JOIN settled s ON s.engagement_id = p.engagement_id
WHERE p.why IS NOT NULL
