-- rule:       breach-notice-too-slow
-- version:    1
-- title:      The vendor may tell us of an incident too late for our own duty to report
-- title-ja:   委託先の事故報告期限が、自社の報告義務に間に合わない
-- severity:   high
-- subject:    contract
-- controls:   ISO27001:2022 A.5.20; ISO27001:2022 A.5.24; NIST-CSF-2.0 GV.SC-08; JISQ15001:2023 A.13; GDPR Art.28; APPI Art.25; DORA Art.30
-- param:      hours int = 72 | hours within which we promise to tell clients and others, whatever the regime
-- param:      duties text[] = {gdpr-28:72,appi-25:72,mynumber-gl4-2:72,nis2-ir-5:24,dora-30:24,nydfs-500.11:72,apra-cps230:72,part-is-235:72} | regime:hours within which we must first tell an authority where it applies
-- param:      unstated text = low | severity where the term is there and no time is recorded
-- tier:       critical severity=critical hours=48 unstated=medium
-- tier:       low severity=medium
-- why:        What the vendor may keep to itself for as long as we have to report leaves us no time to find out what happened.
-- why-ja:     委託先が自社の報告期限と同じかそれより長く報告を待てる契約では、自社に事実確認と報告のための時間が残らない。
-- fix:        Agree a shorter time, in hours, and record it with "clause6 contract term set"; where the paper has a time already, record its figure.
-- fix-ja:     より短い報告期限（時間数）を合意し、"clause6 contract term set" で登録する。契約書に期限が書かれている場合は、その数値を登録する。
-- false:      Our duty runs only from when we are told, and the time that is left is enough; or the paper says "at once", which is no figure.
-- false-ja:   自社の報告義務の期限が委託先からの報告時に起算され、残り時間で足りる場合。または、契約書の定めが「直ちに」等で、数値で表せない場合。

WITH over AS (
  SELECT t.vendor_id FROM facts.stage(:as_of) t WHERE t.stage = 'ended'
  UNION ALL
  SELECT o.vendor_id
  FROM facts.offboarding(:as_of) o
  WHERE o.engagement_id IS NULL AND o.ended_on < :as_of
    -- A vendor that was left can be used anew.
    AND NOT EXISTS (
      SELECT FROM facts.engagement_vendor(:as_of) e WHERE e.vendor_id = o.vendor_id AND e.starts_on > o.ended_on AND e.starts_on <= :as_of)
), contract AS MATERIALIZED (
  -- Facts are read whole and filtered afterwards: where the planner expects few rows, it works them out anew for each.
  SELECT c.contract_id, c.reference, c.vendor_id, c.vendor, c.tier, c.starts_on,
    facts.binds(c.state) AND facts.work_goes_on(c.work_ended_on, :as_of) AS counts
  FROM facts.contract(:as_of) c
), said AS MATERIALIZED (
  SELECT t.contract_id, t.figure, t.article, t.from_on, t.status IN ('present', 'weak') AS counts
  FROM facts.term(:as_of) t
  WHERE t.term_key = 'breach_notification'
), judged AS MATERIALIZED (
  SELECT g.contract_id, g.engagement_id FROM facts.contract_engagement(:as_of) g
), regime AS MATERIALIZED (
  SELECT r.engagement_id, r.regime FROM facts.engagement_regime(:as_of) r
), paper AS (
  SELECT c.contract_id, c.reference, c.vendor_id, c.vendor, c.tier, c.starts_on, t.figure, t.article, t.from_on
  FROM contract c
  JOIN said t ON t.contract_id = c.contract_id AND t.counts
  WHERE c.counts AND NOT EXISTS (SELECT FROM over o WHERE o.vendor_id = c.vendor_id)
), quickest AS (
  -- Papers bind together: for each work, or for each vendor without any, the shortest time of all counts.
  SELECT p.*, s.engagement_id,
    min(p.figure) OVER (PARTITION BY s.engagement_id, CASE WHEN s.engagement_id IS NULL THEN coalesce(p.vendor_id, -p.contract_id) END) AS hours
  FROM paper p JOIN judged s ON s.contract_id = p.contract_id
), slow AS (
  SELECT DISTINCT ON (q.contract_id) q.*, l.hours AS limit_hours, d.regime, p.severity, p.unstated
  FROM quickest q
  JOIN params p ON p.tier = q.tier
  LEFT JOIN regime r ON r.engagement_id = q.engagement_id
  LEFT JOIN LATERAL (
    SELECT r.regime, split_part(d.said, ':', 2)::integer AS hours FROM unnest(p.duties) d (said) WHERE split_part(d.said, ':', 1) = r.regime
  ) d ON d.hours <= p.hours
  CROSS JOIN LATERAL (SELECT coalesce(d.hours, p.hours) AS hours) l
  -- To be of use the vendor's time has to be shorter than ours.
  WHERE q.hours IS NULL OR q.hours >= l.hours
  ORDER BY q.contract_id, l.hours, d.regime, q.engagement_id
)
SELECT s.vendor_id,
  s.contract_id AS subject_id,
  greatest(s.starts_on, s.from_on) AS since,
  format('Contract %s%s %s, and %s %s', s.reference, ' with ' || s.vendor,
    CASE WHEN s.figure IS NULL THEN 'has a duty to tell us of incidents, within what time nobody recorded'
      ELSE format('gives %s to tell us of an incident', facts.figure_text(s.figure, 'hours', 'en')) END,
    CASE WHEN s.regime IS NULL THEN 'we promise others to tell them within' ELSE format('%s wants us to report it within', s.regime) END,
    facts.figure_text(s.limit_hours, 'hours', 'en')) AS reason,
  format('契約%s%sは%s、自社は%s%s以内に報告しなければならない', s.reference, '（委託先：' || s.vendor || '）',
    CASE WHEN s.figure IS NULL THEN '事故の報告義務を定めているが期限が登録されておらず'
      ELSE format('事故の報告期限を%sとしているが', facts.figure_text(s.figure, 'hours', 'ja')) END,
    CASE WHEN s.regime IS NULL THEN '取引先等への約束により' ELSE s.regime || 'により' END, facts.figure_text(s.limit_hours, 'hours', 'ja')) AS reason_ja,
  jsonb_build_object('hours', s.figure, 'limit_hours', s.limit_hours, 'regime', s.regime, 'engagement_id', s.engagement_id, 'article', s.article) AS evidence,
  CASE WHEN s.figure IS NULL THEN s.unstated ELSE s.severity END AS severity
FROM slow s
