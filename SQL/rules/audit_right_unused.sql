-- rule:       audit-right-unused
-- version:    1
-- title:      The right to audit the vendor was never used for a long time
-- title-ja:   監査権が長期間行使されていない
-- severity:   medium
-- subject:    contract
-- controls:   ISO27001:2022 A.5.22; NIST-CSF-2.0 GV.SC-07; JAL-6 7-c1; JISQ15001:2023 A.13; APPI Art.25; GDPR Art.28; DORA Art.30
-- param:      months int = 36 | months without use after which it counts
-- param:      kinds text[] = {audit_report,questionnaire,penetration_test,soc1,soc2_type1,soc2_type2,pci_aoc,iso27001,iso27017,iso27018,iso27701,privacymark,ismap,scs} | kinds of evidence that show it was used, once somebody read them
-- tier:       critical months=12 severity=high
-- tier:       high months=24
-- tier:       low severity=low
-- why:        A right that nobody uses shows nothing about the vendor, and not using it may be held against us after an incident.
-- why-ja:     行使されない監査権は委託先の実態を何も示さない。事故後には、監査を怠ったことが自社の監督責任として問われるおそれがある。
-- fix:        Audit the vendor, or ask for its report, certificate or answers; register them with "clause6 evidence add" and read them: "clause6 evidence read".
-- fix-ja:     委託先を監査するか、監査報告書・認証・質問票への回答を求め、"clause6 evidence add" で登録し、内容を確認して "clause6 evidence read" で記録する。
-- false:      The vendor was audited, and nobody registered the report or that it was read.
-- false-ja:   監査は実施済みだが、報告書、または報告書を確認した事実が登録されていない。

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
  SELECT c.contract_id, c.reference, c.vendor_id, c.vendor, c.tier, coalesce(c.starts_on, c.signed_on) AS since,
    -- What an amendment says, the contract that it amends has.
    facts.binds(c.state) AND facts.work_goes_on(c.work_ended_on, :as_of) AND NOT facts.amends(c.kind, c.parent_id) AS counts
  FROM facts.contract(:as_of) c
), said AS MATERIALIZED (
  SELECT t.contract_id, t.from_on, t.status IN ('present', 'weak') AS counts
  FROM facts.term(:as_of) t
  WHERE t.term_key = 'audit_right'
), paper AS MATERIALIZED (
  SELECT e.vendor_id, e.kind, e.read_on FROM facts.evidence(:as_of) e
), held AS (
  SELECT c.contract_id, c.reference, c.vendor_id, c.vendor, greatest(c.since, t.from_on) AS since, p.months, p.kinds, p.severity
  FROM contract c
  JOIN said t ON t.contract_id = c.contract_id AND t.counts
  JOIN params p ON p.tier = c.tier
  WHERE c.counts AND NOT EXISTS (SELECT FROM over o WHERE o.vendor_id = c.vendor_id)
), used AS (
  SELECT h.contract_id, max(e.read_on) AS read_on
  FROM held h
  JOIN facts.contract_vendor(:as_of) l ON l.contract_id = h.contract_id
  JOIN paper e ON e.vendor_id = l.vendor_id AND e.kind = ANY (h.kinds)
  GROUP BY h.contract_id
)
SELECT h.vendor_id,
  h.contract_id AS subject_id,
  d.since,
  format('Contract %s%s has a right of audit%s, and %s', h.reference, ' with ' || h.vendor,
    coalesce(' since ' || h.since, ', since when nobody recorded'),
    CASE WHEN u.read_on IS NULL THEN 'nothing shows that it was ever used'
      ELSE format('the last that shows its use was read on %s', u.read_on) END) AS reason,
  format('契約%s%sには監査権があるが（%s）、%s', h.reference, '（委託先：' || h.vendor || '）', coalesce(h.since || 'から', '開始日の登録なし'),
    CASE WHEN u.read_on IS NULL THEN '行使したことを示す記録がない'
      ELSE format('行使を示す最後の記録は%sに確認されたものである', u.read_on) END) AS reason_ja,
  jsonb_build_object('audit_right_since', h.since, 'last_read_on', u.read_on, 'months', h.months) AS evidence,
  h.severity
FROM held h
LEFT JOIN used u ON u.contract_id = h.contract_id
CROSS JOIN LATERAL (SELECT (greatest(h.since, u.read_on) + make_interval(months => h.months))::date AS since) d
WHERE d.since IS NULL OR d.since <= :as_of
