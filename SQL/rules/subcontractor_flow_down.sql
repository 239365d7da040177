-- rule:       subcontractor-flow-down
-- version:    2
-- title:      Nothing shows that a subcontractor is bound by the same duties
-- title-ja:   再委託先が同等の義務を負っていることを確認できない
-- severity:   medium
-- subject:    subcontractor
-- controls:   ISO27001:2022 A.5.20; ISO27001:2022 A.5.21; NIST-CSF-2.0 GV.SC-05; GDPR Art.28; JISQ15001:2023 A.13; JAL-6 6-c1
-- tier:       critical severity=high
-- tier:       low severity=low
-- why:        Secrecy that binds the vendor alone ends where it passes the work on; a duty that was not passed down cannot be held against the subcontractor.
-- why-ja:     秘密保持などの義務が委託先にしか及ばなければ、再委託した時点で途切れ、再委託先に対しては主張できない。
-- fix:        Have the vendor show its contract with the subcontractor, and record what it says: "clause6 subcontractor edit NUMBER --flow-down yes"; where it says less, have it amended.
-- fix-ja:     委託先に再委託先との契約を提示させ、確認結果を "clause6 subcontractor edit NUMBER --flow-down yes" で登録する。義務が不足していれば契約を改めさせる。
-- false:      Somebody read the vendor's contract with the subcontractor, and nobody recorded it.
-- false-ja:   再委託先との契約は確認済みであるが、登録されていない。

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
)
SELECT u.vendor_id,
  u.subcontractor_id AS subject_id,
  u.since,
  CASE u.flow_down
    WHEN 'unknown' THEN format('%s passes work on to %s, and nobody recorded whether it is bound by the same duties', u.user_en, u.name)
    ELSE format('%s passes work on to %s, which by the check of %s is %s bound by the same duties', u.user_en, u.name, u.flow_down_checked_on,
      CASE u.flow_down WHEN 'partly' THEN 'only partly' ELSE 'not' END) END AS reason,
  CASE u.flow_down
    WHEN 'unknown' THEN format('%sは%sに再委託しているが、同等の義務を課しているかどうかが登録されていない', u.user_ja, u.name)
    ELSE format('%sは%sに再委託しているが、%sの確認では同等の義務を%s', u.user_ja, u.name, u.flow_down_checked_on,
      CASE u.flow_down WHEN 'partly' THEN '一部しか課していない' ELSE '課していない' END) END AS reason_ja,
  jsonb_build_object('from_on', u.from_on, 'flow_down', u.flow_down, 'flow_down_checked_on', u.flow_down_checked_on, 'rank', u.rank, 'engagement', u.engagement) AS evidence,
  CASE u.flow_down WHEN 'no' THEN facts.severity_beside(p.severity, 1) ELSE p.severity END AS severity
FROM used u
JOIN params p ON p.tier = u.tier
WHERE u.flow_down <> 'yes'
