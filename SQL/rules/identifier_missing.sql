-- rule:       identifier-missing
-- version:    1
-- title:      Critical or high vendor without any identifier
-- title-ja:   重要度の高い委託先に識別番号が登録されていない
-- severity:   info
-- subject:    vendor
-- controls:   DORA Art.28; NIST-CSF-2.0 GV.SC-04
-- param:      asked bool = false | whether vendors of the tier are to have an identifier
-- tier:       critical severity=medium asked=true
-- tier:       high severity=low asked=true
-- why:        Without a number a company is known by its name alone, which others share, and which changes.
-- why-ja:     番号がなければ会社を名称だけで識別することになるが、名称は重複も変更もある。
-- fix:        Look it up in the company registry: clause6 vendor identifier add VENDOR jp_corporate_number NUMBER.
-- fix-ja:     法人番号などを調べて登録する：clause6 vendor identifier add 委託先 jp_corporate_number 番号
-- false:      A person or a body that has no number.
-- false-ja:   個人事業主など、番号を持たない委託先である。

WITH work AS (
  SELECT j.vendor_id, range_agg(daterange(j.starts_on, j.ends_on, '[]')) AS used,
    facts.tier_of_rank(min(facts.tier_rank(j.tier)) FILTER (WHERE daterange(j.starts_on, j.ends_on, '[]') @> :as_of)) AS tier
  FROM facts.judged_engagement(:as_of) j
  JOIN params p ON p.tier = j.tier AND p.asked
  GROUP BY j.vendor_id
), ended AS (
  SELECT n.vendor_id, max(n.until_on) AS last_on FROM facts.vendor_number(:as_of) n WHERE n.until_on < :as_of GROUP BY n.vendor_id
)
SELECT w.vendor_id,
  w.vendor_id AS subject_id,
  greatest(lower(r.unbroken), e.last_on + 1) AS since,
  format('%s, of the tier %s, has no identifier: %s', v.name, w.tier, coalesce('the last of them ended on ' || e.last_on, 'nobody recorded one')) AS reason,
  format('委託先「%s」（重要度：%s）に有効な識別番号がない（%s）', v.name, CASE w.tier WHEN 'critical' THEN '最重要' WHEN 'high' THEN '高' WHEN 'medium' THEN '中' ELSE '低' END,
    coalesce('最後の番号は' || e.last_on || 'まで', '登録なし')) AS reason_ja,
  jsonb_build_object('tier', w.tier, 'last_ended_on', e.last_on) AS evidence,
  p.severity
FROM work w
JOIN register.vendor v ON v.id = w.vendor_id
LEFT JOIN ended e ON e.vendor_id = w.vendor_id
-- The days of such work without a gap that the day lies in.
CROSS JOIN LATERAL unnest(w.used) r (unbroken)
JOIN params p ON p.tier = w.tier
WHERE r.unbroken @> :as_of
  AND NOT EXISTS (SELECT FROM facts.vendor_identifier(:as_of) i WHERE i.vendor_id = w.vendor_id)
  AND NOT EXISTS (SELECT FROM facts.stage(:as_of) s WHERE s.vendor_id = w.vendor_id AND s.stage = 'ended')
