-- rule:       engagement-contract-lapsed
-- version:    2
-- title:      Work goes on, and none of its contracts binds any more
-- title-ja:   業務が継続しているが、有効な契約がない
-- severity:   high
-- subject:    engagement
-- controls:   JAL-6 6-c1; ISO27001:2022 A.5.20; NIST-CSF-2.0 GV.SC-05; JISQ15001:2023 A.13; PCI-DSS-4.0 12.8.2; APPI Art.25
-- tier:       critical severity=critical
-- tier:       low severity=medium
-- why:        Work without a contract is work without agreed terms of confidentiality and proper management.
-- why-ja:     契約のない業務には、秘密保持と適正な管理についての合意がない。
-- fix:        Renew the contract ("clause6 contract renew"), link the one under which the work is done ("clause6 engagement link"), or record the last day of the work ("clause6 engagement edit --ends").
-- fix-ja:     契約を更新する（clause6 contract renew）か、業務の根拠となる契約を紐付ける（clause6 engagement link）。業務が終了している場合は終了日を記録する（clause6 engagement edit --ends）。
-- false:      The new contract is signed but not recorded or not linked yet.
-- false-ja:   新しい契約は締結済みだが、登録または紐付けが済んでいない。

WITH RECURSIVE gone AS (
  SELECT s.vendor_id, NULL::bigint AS engagement_id, 'infinity'::date AS ended_on FROM facts.stage(:as_of) s WHERE s.stage = 'ended'
  UNION ALL
  SELECT o.vendor_id, o.engagement_id, o.ended_on FROM facts.offboarding(:as_of) o WHERE o.ended_on < :as_of
), under_way AS (
  SELECT e.engagement_id, e.vendor_id, e.starts_on
  FROM facts.engagement_vendor(:as_of) e
  WHERE (e.starts_on IS NULL OR e.starts_on <= :as_of) AND (e.ends_on IS NULL OR e.ends_on >= :as_of)
    AND NOT EXISTS (
      SELECT FROM gone g
      WHERE g.vendor_id = e.vendor_id AND (g.engagement_id IS NULL OR g.engagement_id = e.engagement_id) AND (e.starts_on IS NULL OR e.starts_on <= g.ended_on))
), state AS MATERIALIZED (
  SELECT s.contract_id, s.state, s.since, s.ends_with FROM facts.contract_state(:as_of) s
), link AS MATERIALIZED (
  SELECT u.engagement_id, u.vendor_id, u.starts_on, l.contract_id, s.state, s.ends_with,
    (l.until_on IS NULL OR l.until_on >= :as_of) AS stands, least(d.over_on, l.until_on + 1) AS over_on, l.until_on + 1 < coalesce(d.over_on, 'infinity') AS is_unlinked
  FROM under_way u
  JOIN register.engagement_contract l ON l.engagement_id = u.engagement_id AND (l.from_on IS NULL OR l.from_on <= :as_of)
  JOIN state s ON s.contract_id = l.contract_id AND s.state <> 'not_started'
  CROSS JOIN LATERAL (SELECT CASE WHEN NOT facts.binds(s.state) THEN s.since END AS over_on) d
), loose AS MATERIALIZED (
  SELECT l.engagement_id FROM link l GROUP BY l.engagement_id HAVING NOT bool_or(l.stands AND facts.binds(l.state))
), heir AS (
  -- What replaced the contracts behind the work, or the ones with which they ended: then only the link is out of date.
  SELECT l.engagement_id, l.contract_id FROM link l JOIN loose USING (engagement_id) WHERE l.stands
  UNION
  SELECT l.engagement_id, k.id FROM link l JOIN loose USING (engagement_id) JOIN register.contract k ON k.reference = l.ends_with WHERE l.stands
  UNION
  SELECT h.engagement_id, r.id FROM heir h JOIN register.contract r ON r.supersedes_id = h.contract_id AND r.starts_on <= :as_of
), last AS (
  SELECT DISTINCT ON (l.engagement_id) l.*
  FROM link l
  JOIN loose USING (engagement_id)
  WHERE NOT EXISTS (SELECT FROM heir h JOIN state s ON s.contract_id = h.contract_id AND facts.binds(s.state) WHERE h.engagement_id = l.engagement_id)
  ORDER BY l.engagement_id, l.over_on DESC, l.contract_id DESC
)
SELECT l.vendor_id,
  l.engagement_id AS subject_id,
  greatest(l.starts_on, l.over_on) AS since,
  format('Engagement "%s" of %s is under way and none of its contracts binds: the last one, %s, %s', e.title, v.name, c.reference,
    CASE WHEN l.is_unlinked THEN format('stood behind it until %s', l.over_on - 1)
      WHEN l.state = 'superseded' THEN format('was replaced on %s', l.over_on)
      WHEN l.state = 'terminated' THEN format('was terminated with %s as its last day', l.over_on - 1)
      ELSE format('ended on %s', l.over_on - 1) END) AS reason,
  format('%s の委託業務「%s」は継続しているが、最後の契約 %s が%s、有効な契約がない', v.name, e.title, c.reference,
    CASE WHEN l.is_unlinked THEN format(' %s までで紐付けを外され', l.over_on - 1)
      WHEN l.state = 'superseded' THEN format(' %s に差し替えられ', l.over_on)
      WHEN l.state = 'terminated' THEN format(' %s を最終日として解約され', l.over_on - 1)
      ELSE format(' %s に終了し', l.over_on - 1) END) AS reason_ja,
  jsonb_build_object('contract', c.reference, 'state', l.state, 'last_day', l.over_on - 1) AS evidence,
  p.severity
FROM last l
JOIN facts.engagement_tier(:as_of) t ON t.engagement_id = l.engagement_id
JOIN params p ON p.tier = t.tier
JOIN register.engagement e ON e.id = l.engagement_id
JOIN register.vendor v ON v.id = l.vendor_id
JOIN register.contract c ON c.id = l.contract_id
