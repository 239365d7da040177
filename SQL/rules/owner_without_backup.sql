-- rule:       owner-without-backup
-- version:    1
-- title:      Nobody stands in for the owner of a vendor in use
-- title-ja:   利用中の委託先の担当者に代理がいない
-- severity:   info
-- subject:    vendor
-- controls:   ISO27001:2022 A.5.2; NIST-CSF-2.0 GV.SC-02
-- tier:       critical severity=medium
-- tier:       high severity=low
-- why:        While the owner is away, an incident or a last day for notice at the vendor concerns nobody.
-- why-ja:     担当者の不在中に委託先で事故が起きたり解約通知の期限が来たりしても、対応する人がいない。
-- fix:        Record who stands in: clause6 vendor edit VENDOR --backup-owner PERSON, or clause6 person edit OWNER --backup PERSON.
-- fix-ja:     代理を登録する：clause6 vendor edit 委託先 --backup-owner 副担当者、または clause6 person edit 担当者 --backup 代理
-- false:      Who stands in is settled elsewhere and not recorded here.
-- false-ja:   代理は別に決まっているが、登録されていない。

WITH alone AS (
  SELECT v.id AS vendor_id, v.name, coalesce(t.tier, 'medium') AS tier, o.name AS owner, b.name AS backup_owner, s.name AS stand_in,
    -- Whoever stood in until the last of them left.
    greatest(b.left_on, s.left_on) + 1 AS since
  FROM register.vendor v
  JOIN register.person o ON o.id = v.owner_id
  LEFT JOIN facts.vendor_tier(:as_of) t ON t.vendor_id = v.id
  LEFT JOIN register.person b ON b.id = v.backup_owner_id
  LEFT JOIN register.person s ON s.id = o.backup_id
  -- An owner who has left is found by owner-left.
  WHERE NOT facts.has_left(o.left_on, :as_of)
    AND (b.id IS NULL OR facts.has_left(b.left_on, :as_of))
    AND (s.id IS NULL OR facts.has_left(s.left_on, :as_of))
    AND NOT EXISTS (SELECT FROM facts.stage(:as_of) g WHERE g.vendor_id = v.id AND g.stage = 'ended')
), use AS (
  SELECT e.vendor_id, e.starts_on, e.ends_on FROM facts.engagement_vendor(:as_of) e
  UNION ALL
  -- A contract is a use while it binds, or work under it goes on.
  SELECT l.vendor_id, c.starts_on, CASE WHEN facts.binds(s.state) THEN NULL WHEN s.state = 'lapsed' THEN c.work_ended_on ELSE s.since - 1 END
  FROM facts.contract_vendor(:as_of) l
  JOIN register.contract c ON c.id = l.contract_id
  JOIN facts.contract_state(:as_of) s ON s.contract_id = l.contract_id
), days AS (
  SELECT a.vendor_id, range_agg(daterange(u.starts_on, u.ends_on, '[]')) AS used
  FROM alone a
  JOIN use u ON u.vendor_id = a.vendor_id
  -- What ended before it began never was a use.
  WHERE (u.ends_on < u.starts_on) IS NOT TRUE
  GROUP BY a.vendor_id
)
SELECT a.vendor_id,
  a.vendor_id AS subject_id,
  greatest(a.since, lower(r.unbroken)) AS since,
  format('%s, the owner of %s, has no backup: %s', a.owner, a.name,
    coalesce((SELECT string_agg(w, ' and ' ORDER BY w) FROM (SELECT a.backup_owner UNION SELECT a.stand_in) l (w)) || ' left', 'nobody is recorded')) AS reason,
  format('委託先「%s」の担当者%sに代理がいない（%s）', a.name, a.owner,
    coalesce((SELECT string_agg(w, '、' ORDER BY w) FROM (SELECT a.backup_owner UNION SELECT a.stand_in) l (w)) || 'は退職', '登録なし')) AS reason_ja,
  jsonb_build_object('owner', a.owner, 'backup_owner', a.backup_owner, 'owners_backup', a.stand_in, 'tier', a.tier) AS evidence,
  p.severity
FROM alone a
JOIN days d ON d.vendor_id = a.vendor_id
-- The days of use without a gap that the day lies in.
CROSS JOIN LATERAL unnest(d.used) r (unbroken)
JOIN params p ON p.tier = a.tier
WHERE r.unbroken @> :as_of
