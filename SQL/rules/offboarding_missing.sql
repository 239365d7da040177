-- rule:       offboarding-missing
-- version:    1
-- title:      Work ended, and no offboarding was begun
-- title-ja:   委託業務が終了したのに終了手続が始まっていない
-- severity:   medium
-- subject:    engagement
-- controls:   ISO27001:2022 A.5.20; NIST-CSF-2.0 GV.SC-10; JISQ15001:2023 A.13
-- param:      days int = 30 | days after the end of the work within which its offboarding is begun
-- tier:       critical days=14 severity=high
-- tier:       low days=60 severity=low
-- why:        Without it nobody asks for the data back, removes the access, or knows until when secrecy binds.
-- why-ja:     終了手続がなければ、情報の返却も、アクセス権の削除も、秘密保持義務の期間の確認も行われない。
-- fix:        Begin it: "clause6 offboarding start VENDOR --engagement ENGAGEMENT --ended DAY".
-- fix-ja:     "clause6 offboarding start VENDOR --engagement ENGAGEMENT --ended DAY" で終了手続を始める。
-- false:      The work goes on as another engagement, or it was settled before there was this register.
-- false-ja:   別の委託業務として継続している。または、本台帳の導入前に終了手続が済んでいる。

WITH ended AS (
  -- The work of a vendor that was left has ended, whether or not its own end is recorded.
  SELECT e.engagement_id, e.vendor_id, e.starts_on, e.access, e.ends_on IS NULL AS is_left, coalesce(e.ends_on, t.since) AS ended_on
  FROM facts.engagement_vendor(:as_of) e
  LEFT JOIN facts.stage(:as_of) t ON t.vendor_id = e.vendor_id AND t.stage = 'ended' AND coalesce(e.starts_on, '-infinity') <= t.since
), whole AS (
  -- What covers all that an entry did until then; that of the vendor covers the entries that had been merged into it.
  SELECT o.vendor_id AS entry_id, o.ended_on FROM offboarding o WHERE o.engagement_id IS NULL
  UNION ALL
  SELECT m.entry_id, o.ended_on FROM facts.merged_vendor(:as_of) m JOIN offboarding o ON o.vendor_id = m.vendor_id WHERE o.engagement_id IS NULL
)
SELECT e.vendor_id,
  e.engagement_id AS subject_id,
  e.ended_on + p.days + 1 AS since,
  e.ended_on + p.days AS due_on,
  CASE WHEN e.is_left THEN format('%s was left on %s, and no offboarding of "%s" is recorded', v.name, e.ended_on, g.title)
    ELSE format('The work "%s" of %s ended on %s, and no offboarding is recorded', g.title, v.name, e.ended_on) END AS reason,
  CASE WHEN e.is_left THEN format('%sとの取引は%sに終了したが、「%s」の終了手続が登録されていない', v.name, e.ended_on, g.title)
    ELSE format('%sの「%s」は%sに終了したが、終了手続が登録されていない', v.name, g.title, e.ended_on) END AS reason_ja,
  jsonb_build_object('ended_on', e.ended_on, 'days', p.days) AS evidence,
  p.severity
FROM ended e
JOIN facts.engagement_tier(:as_of) t ON t.engagement_id = e.engagement_id
JOIN params p ON p.tier = t.tier
JOIN engagement g ON g.id = e.engagement_id
JOIN vendor v ON v.id = e.vendor_id
WHERE e.ended_on + p.days < :as_of
  -- Who was given nothing has nothing to give back.
  AND NOT (coalesce(e.access, '') = 'none' AND EXISTS (SELECT FROM engagement_data d WHERE d.engagement_id = e.engagement_id AND d.data_class = 'none'))
  AND NOT EXISTS (SELECT FROM offboarding o WHERE o.engagement_id = e.engagement_id)
  AND NOT EXISTS (SELECT FROM whole o WHERE o.entry_id = g.vendor_id AND (e.starts_on > o.ended_on) IS NOT TRUE)
