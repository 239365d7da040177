-- rule:       contract-superseded-in-use
-- version:    1
-- title:      Work is still linked to a contract that was replaced
-- title-ja:   差し替え済みの契約に業務が紐付いたままである
-- severity:   medium
-- subject:    contract
-- controls:   ISO27001:2022 A.5.20; ISO27001:2022 A.5.22; NIST-CSF-2.0 GV.SC-05
-- tier:       critical severity=high
-- tier:       low severity=low
-- why:        Nobody can say which terms hold for this work: the old paper no longer binds, and the new one is not said to stand behind it.
-- why-ja:     旧契約は効力を失い、新契約は業務の根拠として登録されていないため、どの条件が適用されるのか説明できない。
-- fix:        Link the work to the contract that replaced it ("clause6 engagement link"), and take the old link away ("clause6 engagement unlink").
-- fix-ja:     後継の契約を業務に紐付け（clause6 engagement link）、旧契約の紐付けを外す（clause6 engagement unlink）。
-- false:      The new contract was meant for other work, and this is worked under a third one.
-- false-ja:   新契約は別の業務を対象としており、この業務は別の契約に基づいて行われている。

WITH RECURSIVE used AS MATERIALIZED (
  SELECT c.contract_id, c.ends_with, e.engagement_id, e.vendor_id, e.starts_on, min(coalesce(l.from_on, '-infinity')) AS linked_from_on
  FROM facts.contract_state(:as_of) c
  JOIN register.engagement_contract l ON l.contract_id = c.contract_id AND facts.stands_behind(l.from_on, l.until_on, :as_of)
  JOIN facts.engagement_vendor(:as_of) e ON e.engagement_id = l.engagement_id
  WHERE (e.starts_on IS NULL OR e.starts_on <= :as_of) AND (e.ends_on IS NULL OR e.ends_on >= :as_of)
  GROUP BY c.contract_id, c.ends_with, e.engagement_id, e.vendor_id, e.starts_on
), heir AS (
  -- All that replaced it, or the contract with which it ended, one after the other.
  SELECT u.contract_id, r.id AS heir_id, r.reference, r.starts_on, r.supersedes_id <> u.contract_id AS by_parent, 1 AS steps
  FROM (
    SELECT u.contract_id, u.contract_id AS replaced_id FROM used u
    UNION
    SELECT u.contract_id, k.id FROM used u JOIN register.contract k ON k.reference = u.ends_with
  ) u
  JOIN register.contract r ON r.supersedes_id = u.replaced_id AND r.starts_on <= :as_of
  UNION
  SELECT h.contract_id, r.id, r.reference, r.starts_on, h.by_parent, h.steps + 1
  FROM heir h JOIN register.contract r ON r.supersedes_id = h.heir_id AND r.starts_on <= :as_of
), first AS (
  SELECT DISTINCT ON (h.contract_id) h.contract_id, h.reference, h.starts_on FROM heir h ORDER BY h.contract_id, h.steps, h.by_parent, h.starts_on, h.heir_id
)
SELECT u.vendor_id,
  u.contract_id AS subject_id,
  u.engagement_id::text AS key,
  greatest(f.starts_on, u.starts_on, u.linked_from_on) AS since,
  format('Contract %s was replaced by %s on %s, and engagement "%s" is linked to it and to nothing that replaced it', k.reference, f.reference, f.starts_on, e.title) AS reason,
  format('契約 %s は %s に契約 %s へ差し替えられたが、委託業務「%s」は旧契約に紐付いたままで、後継の契約に紐付いていない', k.reference, f.starts_on, f.reference, e.title) AS reason_ja,
  jsonb_build_object('replaced_by', f.reference, 'replaced_on', f.starts_on, 'engagement', u.engagement_id) AS evidence,
  p.severity
FROM used u
JOIN first f ON f.contract_id = u.contract_id
JOIN register.contract k ON k.id = u.contract_id
JOIN register.engagement e ON e.id = u.engagement_id
JOIN facts.engagement_tier(:as_of) t ON t.engagement_id = u.engagement_id
JOIN params p ON p.tier = t.tier
WHERE NOT EXISTS (
  SELECT FROM heir h JOIN facts.engagement_contract(:as_of) l ON l.contract_id = h.heir_id
  WHERE h.contract_id = u.contract_id AND l.engagement_id = u.engagement_id)
