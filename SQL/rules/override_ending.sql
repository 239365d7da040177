-- rule:       override-ending
-- version:    1
-- title:      A tier that was set by hand ends, or has ended
-- title-ja:   手動で設定した重要度の期限が近い、または過ぎた
-- severity:   low
-- subject:    tier_override
-- controls:   ISO27001:2022 A.5.19; ISO27001:2022 A.5.22; NIST-CSF-2.0 GV.SC-04
-- param:      lead_days int = 30 | days before its last day from which on it is found
-- param:      after_days int = 30 | days after its last day for which it is found
-- tier:       critical severity=medium
-- tier:       low severity=info
-- why:        From the next day on the computed tier counts again, and with it other reviews, other checks, other severities.
-- why-ja:     期限の翌日からは算定された重要度に戻り、見直しの頻度や確認の内容も変わる。
-- fix:        See whether the computed tier is right; else ask for another override: clause6 engagement override.
-- fix-ja:     算定された重要度でよいか確認し、よくない場合は再度申請する：clause6 engagement override
-- false:      The tier was meant to be another one for that time only.
-- false-ja:   その期間だけ重要度を変える予定だった。

WITH score AS (
  -- The tier without an override, as facts.judged_engagement takes it.
  SELECT s.engagement_id, s.vendor_id, s.ends_on,
    coalesce(facts.tier_of_rank(least(facts.tier_rank(s.stated_tier), facts.tier_rank(s.tier))), 'medium') AS tier
  FROM facts.engagement_score(:as_of) s
)
SELECT s.vendor_id,
  o.override_id AS subject_id,
  greatest(o.ends_on - p.lead_days, o.starts_on, o.approved_on) AS since,
  o.ends_on AS due_on,
  format('%s of %s is of the tier %s by hand until %s, and of the tier %s without that', e.title, v.name, o.tier, o.ends_on, s.tier) AS reason,
  format('委託先「%s」の委託業務「%s」の重要度は、手動設定により%sまで「%s」であり、設定がなければ「%s」である', v.name, e.title, o.ends_on, w.ja, c.ja) AS reason_ja,
  jsonb_build_object('tier', o.tier, 'computed', s.tier, 'ends_on', o.ends_on, 'ended', o.state = 'ended', 'approved_by', o.approved_by) AS evidence,
  p.severity
FROM facts.tier_override(:as_of) o
JOIN score s ON s.engagement_id = o.engagement_id
JOIN register.engagement e ON e.id = o.engagement_id
JOIN register.vendor v ON v.id = s.vendor_id
JOIN (VALUES ('critical', '最重要'), ('high', '高'), ('medium', '中'), ('low', '低')) w (tier, ja) ON w.tier = o.tier
JOIN (VALUES ('critical', '最重要'), ('high', '高'), ('medium', '中'), ('low', '低')) c (tier, ja) ON c.tier = s.tier
JOIN params p ON p.tier = s.tier
WHERE o.state IN ('in_force', 'ended')
  -- One that nobody approved never counted.
  AND o.approved_on IS NOT NULL
  AND o.ends_on BETWEEN :as_of - p.after_days AND :as_of + p.lead_days
  AND o.tier <> s.tier
  -- The work goes on after it, and on the day.
  AND coalesce(s.ends_on >= greatest(o.ends_on + 1, :as_of), true)
  AND NOT EXISTS (SELECT FROM facts.stage(:as_of) g WHERE g.vendor_id = s.vendor_id AND g.stage = 'ended')
  -- Another that was approved takes its place.
  AND NOT EXISTS (
    SELECT FROM facts.tier_override(:as_of) n
    WHERE n.engagement_id = o.engagement_id AND n.state IN ('approved', 'in_force')
      AND n.ends_on > o.ends_on AND n.starts_on <= greatest(o.ends_on + 1, :as_of))
