-- rule:       secrecy-lapsed
-- version:    2
-- title:      The duty of secrecy is over, and what was told is still out there
-- title-ja:   秘密保持義務が終了した後も、業務または情報の保有が続いている
-- severity:   high
-- subject:    contract
-- controls:   JAL-6 6-c1; ISO27001:2022 A.6.6; ISO27001:2022 A.5.20; NIST-CSF-2.0 GV.SC-10
-- tier:       critical severity=critical
-- tier:       low severity=medium
-- why:        From that day on a vendor that still works, or still holds what it was told, may use it and pass it on.
-- why-ja:     その日以降、業務を続ける委託先や情報を保有したままの委託先は、それを利用しても第三者に開示しても契約違反とならない。
-- fix:        Agree secrecy anew with an NDA or a master contract ("clause6 contract add"), or have the data returned or destroyed ("clause6 offboarding record --data") and record the end of the work ("clause6 contract edit --work-ended").
-- fix-ja:     秘密保持契約または基本契約を新たに締結して登録する（clause6 contract add）か、情報の返却・消去を受けて記録し（clause6 offboarding record --data）、業務の終了日を記録する（clause6 contract edit --work-ended）。
-- false:      Another paper binds the vendor to secrecy but is not recorded, or the work ended and nobody recorded it.
-- false-ja:   別の契約で秘密保持義務を負っているがその契約が未登録である。または業務は終了しているが終了日が未登録である。

WITH secrecy AS MATERIALIZED (
  SELECT s.contract_id, s.secrecy_state, s.secrecy_until, s.survives_months FROM facts.secrecy(:as_of) s
), bound AS (
  -- A master contract or an NDA whose duty runs binds its vendors to secrecy for all the work.
  SELECT l.vendor_id
  FROM secrecy s
  JOIN register.contract n ON n.id = s.contract_id AND n.kind IN ('master', 'nda')
  JOIN facts.contract_vendor(:as_of) l ON l.contract_id = n.id
  WHERE s.secrecy_state = 'runs'
), over AS MATERIALIZED (
  -- What was replaced lives on in what replaced it, and is found there.
  SELECT c.contract_id, c.reference, c.tier, c.state, c.work_ended_on, c.since - 1 AS ended_on,
    s.secrecy_until, s.survives_months, l.vendor_id, l.place,
    g.vendor_id IS NOT NULL AND (c.starts_on IS NULL OR c.starts_on <= g.ended_on) AS is_gone
  FROM secrecy s
  JOIN facts.contract(:as_of) c ON c.contract_id = s.contract_id AND c.state IN ('lapsed', 'terminated')
  LEFT JOIN facts.contract_vendor(:as_of) l ON l.contract_id = s.contract_id
  LEFT JOIN facts.vendor_end(:as_of) g ON g.vendor_id = l.vendor_id
  WHERE s.secrecy_state = 'over' AND NOT EXISTS (SELECT FROM bound b WHERE b.vendor_id = l.vendor_id)
), work AS (
  SELECT DISTINCT ON (l.contract_id) l.contract_id, e.title
  FROM facts.engagement_contract(:as_of) l
  JOIN register.engagement e ON e.id = l.engagement_id
  WHERE (e.starts_on IS NULL OR e.starts_on <= :as_of) AND (e.ends_on IS NULL OR e.ends_on >= :as_of)
  ORDER BY l.contract_id, e.id
), named AS (
  SELECT w.contract_id, w.engagement_id FROM facts.contract_work(:as_of) w
), held AS (
  SELECT DISTINCT ON (v.contract_id, v.vendor_id) v.contract_id, v.vendor_id, o.offboarding_id, o.ended_on
  FROM over v
  JOIN facts.offboarding(:as_of) o ON o.vendor_id = v.vendor_id AND o.data_done_on IS NULL
  -- A paper that names no engagement is for all the work.
  WHERE o.engagement_id IS NULL OR NOT EXISTS (SELECT FROM named n WHERE n.contract_id = v.contract_id)
    OR EXISTS (SELECT FROM named n WHERE n.contract_id = v.contract_id AND n.engagement_id = o.engagement_id)
  ORDER BY v.contract_id, v.vendor_id, o.offboarding_id
), found AS (
  -- Of several vendors on one paper the first.
  SELECT DISTINCT ON (v.contract_id) v.*, k.cause, w.title, h.offboarding_id, h.ended_on AS held_since
  FROM over v
  LEFT JOIN work w ON w.contract_id = v.contract_id
  LEFT JOIN held h ON h.contract_id = v.contract_id AND h.vendor_id = v.vendor_id
  CROSS JOIN LATERAL (
    SELECT CASE WHEN v.work_ended_on >= :as_of THEN 'until'
      WHEN v.work_ended_on IS NULL AND NOT v.is_gone AND w.contract_id IS NOT NULL THEN 'under_way'
      WHEN v.work_ended_on IS NULL AND NOT v.is_gone AND v.state = 'lapsed' THEN 'unknown'
      WHEN h.offboarding_id IS NOT NULL THEN 'held' END AS cause
  ) k
  WHERE k.cause IS NOT NULL
  ORDER BY v.contract_id, v.place, v.vendor_id
)
SELECT f.vendor_id,
  f.contract_id AS subject_id,
  f.secrecy_until + 1 AS since,
  format('The duty of secrecy of contract %s ended on %s, %s after its last day %s, and %s', f.reference, f.secrecy_until,
    facts.figure_text(f.survives_months, 'months', 'en'), f.ended_on,
    CASE f.cause WHEN 'until' THEN format('work goes on until %s', f.work_ended_on)
      WHEN 'under_way' THEN format('engagement "%s" is under way', f.title)
      WHEN 'unknown' THEN 'nobody recorded an end of the work'
      ELSE format('offboarding %s, of work that ended on %s, has no return or destruction of the data', f.offboarding_id, f.held_since) END) AS reason,
  format('契約 %s の秘密保持義務は、契約の最終日 %s から%s後の %s に終了したが、%s', f.reference, f.ended_on,
    facts.figure_text(f.survives_months, 'months', 'ja'), f.secrecy_until,
    CASE f.cause WHEN 'until' THEN format('業務は %s まで続く', f.work_ended_on)
      WHEN 'under_way' THEN format('委託業務「%s」が継続している', f.title)
      WHEN 'unknown' THEN '業務の終了が記録されていない'
      ELSE format('%s に終了した業務の終了手続 %s に情報の返却・消去の記録がない', f.held_since, f.offboarding_id) END) AS reason_ja,
  jsonb_build_object('last_day', f.ended_on, 'survives_months', f.survives_months, 'secrecy_until', f.secrecy_until,
    'cause', f.cause, 'work_ended_on', f.work_ended_on, 'offboarding', CASE f.cause WHEN 'held' THEN f.offboarding_id END) AS evidence,
  p.severity
FROM found f
JOIN params p ON p.tier = f.tier
