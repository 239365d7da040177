-- rule:       vendor-without-owner
-- version:    1
-- title:      Vendor in use without an owner
-- title-ja:   利用中の委託先に担当者がいない
-- severity:   medium
-- subject:    vendor
-- controls:   ISO27001:2022 A.5.2; ISO27001:2022 A.5.19; NIST-CSF-2.0 GV.SC-02; JISQ15001:2023 A.13
-- tier:       critical severity=high
-- tier:       low severity=low
-- why:        What nobody answers for nobody reviews, renews or ends: reminders about the vendor reach no one.
-- why-ja:     担当者のいない委託先は、見直しも契約の更新・終了も誰の仕事にもならず、期限の通知も届かない。
-- fix:        Decide who answers for the vendor and record them: clause6 vendor edit VENDOR --owner PERSON.
-- fix-ja:     担当者を決めて登録する：clause6 vendor edit 委託先 --owner 担当者
-- false:      Somebody answers for it and is not recorded, or the work is over and its last day is not recorded.
-- false-ja:   担当者はいるが登録されていない、または業務は終わっているのに終了日が登録されていない。

WITH ownerless AS (
  SELECT v.id AS vendor_id, v.name, b.name AS backup_owner, coalesce(t.tier, 'medium') AS tier
  FROM register.vendor v
  LEFT JOIN facts.vendor_tier(:as_of) t ON t.vendor_id = v.id
  LEFT JOIN register.person b ON b.id = v.backup_owner_id
  WHERE v.owner_id IS NULL AND NOT EXISTS (SELECT FROM facts.stage(:as_of) s WHERE s.vendor_id = v.id AND s.stage = 'ended')
), use AS (
  SELECT e.vendor_id, e.starts_on, e.ends_on FROM facts.engagement_vendor(:as_of) e
  UNION ALL
  -- A contract is a use while it binds, or work under it goes on.
  SELECT l.vendor_id, c.starts_on, CASE WHEN facts.binds(s.state) THEN NULL WHEN s.state = 'lapsed' THEN c.work_ended_on ELSE s.since - 1 END
  FROM facts.contract_vendor(:as_of) l
  JOIN register.contract c ON c.id = l.contract_id
  JOIN facts.contract_state(:as_of) s ON s.contract_id = l.contract_id
), days AS (
  SELECT o.vendor_id, range_agg(daterange(u.starts_on, u.ends_on, '[]')) AS used
  FROM ownerless o
  JOIN use u ON u.vendor_id = o.vendor_id
  -- What ended before it began never was a use.
  WHERE (u.ends_on < u.starts_on) IS NOT TRUE
  GROUP BY o.vendor_id
)
SELECT o.vendor_id,
  o.vendor_id AS subject_id,
  lower(r.unbroken) AS since,
  format('Nobody is recorded as owner of %s, in use since %s', o.name, coalesce(lower(r.unbroken)::text, 'a day that nobody recorded')) AS reason,
  format('利用中の委託先「%s」に担当者が登録されていない（利用開始：%s）', o.name, coalesce(lower(r.unbroken)::text, '登録なし')) AS reason_ja,
  jsonb_build_object('backup_owner', o.backup_owner, 'tier', o.tier) AS evidence,
  p.severity
FROM ownerless o
JOIN days d ON d.vendor_id = o.vendor_id
-- The days of use without a gap that the day lies in.
CROSS JOIN LATERAL unnest(d.used) r (unbroken)
JOIN params p ON p.tier = o.tier
WHERE r.unbroken @> :as_of
