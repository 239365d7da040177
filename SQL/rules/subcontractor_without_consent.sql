-- rule:       subcontractor-without-consent
-- version:    2
-- title:      A subcontractor is used without recorded consent
-- title-ja:   承諾の登録がないまま再委託先が使われている
-- severity:   medium
-- subject:    subcontractor
-- controls:   ISO27001:2022 A.5.21; NIST-CSF-2.0 GV.SC-07; GDPR Art.28; APPI Art.25; JISQ15001:2023 A.13; DORA Art.30
-- tier:       critical severity=high
-- tier:       low severity=low
-- why:        Work and information reach a company that nobody here judged or agreed to; where they are personal data, the law asks for the consent.
-- why-ja:     自社が評価も承諾もしていない会社に業務と情報が渡っている。個人データの場合、再委託の事前承諾は法令・ガイドライン上も求められる。
-- fix:        Look at the subcontractor and consent with "clause6 subcontractor consent", or have the vendor stop using it and record that with "clause6 subcontractor end".
-- fix-ja:     再委託先を確認したうえで "clause6 subcontractor consent" で承諾を登録するか、使用をやめさせて "clause6 subcontractor end" で終了日を登録する。
-- false:      The contract gives a general authorisation, or the consent was given by letter, and nobody recorded it.
-- false-ja:   契約で包括的に承諾している、または書面で承諾済みであるが、登録されていない。

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
  format('%s passes work on to %s%s, and nobody recorded a consent to it', u.user_en, u.name,
    CASE WHEN u.receives_personal_data THEN ', which receives personal data' ELSE '' END) AS reason,
  format('%sは%s%sに再委託しているが、承諾が登録されていない', u.user_ja, CASE WHEN u.receives_personal_data THEN '個人データを受け取る' ELSE '' END, u.name) AS reason_ja,
  jsonb_build_object('from_on', u.from_on, 'receives_personal_data', u.receives_personal_data, 'rank', u.rank, 'engagement', u.engagement) AS evidence,
  CASE WHEN u.receives_personal_data THEN facts.severity_beside(p.severity, 1) ELSE p.severity END AS severity
FROM used u
JOIN params p ON p.tier = u.tier
WHERE u.consent_state = 'missing'
