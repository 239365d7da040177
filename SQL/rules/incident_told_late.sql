-- rule:       incident-told-late
-- version:    1
-- title:      A vendor told us of an incident later than its contract allows, or not at all
-- title-ja:   委託先からの事故報告が契約の期限より遅れた、または報告がない
-- severity:   high
-- subject:    incident
-- controls:   ISO27001:2022 A.5.20; ISO27001:2022 A.5.24; NIST-CSF-2.0 GV.SC-08; GDPR Art.28; DORA Art.30; JISQ15001:2023 A.13
-- tier:       critical severity=critical
-- tier:       low severity=medium
-- why:        Our own time to tell authorities and those concerned runs meanwhile, and a vendor that keeps silent once will do so again.
-- why-ja:     その間にも当局や本人への自社の報告期限は進む。また、一度報告を怠った委託先は再び怠るおそれがある。
-- fix:        Hold the vendor to its contract, record when it told us with "clause6 incident edit --told", and close the incident with what prevents the next silence.
-- fix-ja:     契約に基づき委託先に是正を求め、報告を受けた時刻を "clause6 incident edit --told" で登録し、再発防止策とともに事故を完了にする。
-- false:      The vendor told somebody here in time, and nobody recorded when; or the limit recorded is not that of the contract.
-- false-ja:   期限内に社内の誰かが報告を受けたが登録されていない。または、登録された期限が契約と異なる。

WITH weighed AS MATERIALIZED (
  -- Before anything is left out, for the planner takes the rest for a row or two and would compare it with every vendor one by one.
  SELECT i.*, coalesce(et.tier, vt.tier, 'medium') AS tier
  FROM facts.incident(:as_of) i
  LEFT JOIN facts.engagement_tier(:as_of) et ON et.engagement_id = i.engagement_id
  LEFT JOIN facts.vendor_tier(:as_of) vt ON vt.vendor_id = i.vendor_id
), late AS (
  SELECT i.*, i.noticed_at + i.contract_limit_hours * interval '1 hour' AS limit_at
  FROM weighed i
  WHERE i.notice_state = 'late' AND i.state = 'open'
)
SELECT i.vendor_id,
  i.incident_id AS subject_id,
  -- Silence is late from the day after; who speaks on the very day of the limit can be late on it.
  least(facts.day_of(i.limit_at) + 1, facts.day_of(i.told_at)) AS since,
  facts.day_of(i.limit_at) AS due_on,
  CASE WHEN i.told_at IS NULL THEN format('%s noticed "%s" and had to tell us by %s, and nobody recorded that it did', i.vendor, i.title, facts.instant_text(i.limit_at))
    ELSE format('%s told us of "%s" %s after it was noticed, and its contract allows %s', i.vendor, i.title, facts.hours_text(i.hours_to_tell),
      facts.hours_text(i.contract_limit_hours)) END AS reason,
  CASE WHEN i.told_at IS NULL THEN format('%sは認識した「%s」を%sまでに報告すべきであったが、報告が登録されていない', i.vendor, i.title, facts.instant_text(i.limit_at))
    ELSE format('%sは「%s」を認識から%s時間後に報告したが、契約上の期限は%s時間以内である', i.vendor, i.title, i.hours_to_tell, i.contract_limit_hours) END AS reason_ja,
  jsonb_build_object('noticed_at', facts.instant_text(i.noticed_at), 'told_at', facts.instant_text(i.told_at), 'limit_hours', i.contract_limit_hours,
    'hours_to_tell', i.hours_to_tell) AS evidence,
  p.severity
FROM late i
JOIN params p ON p.tier = i.tier
