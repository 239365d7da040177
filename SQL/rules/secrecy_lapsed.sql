-- rule:       secrecy-lapsed
-- version:    3
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

SELECT l.vendor_id,
  l.contract_id AS subject_id,
  l.since,
  format('The duty of secrecy of contract %s ended on %s, %s after its last day %s, and %s', c.reference, l.secrecy_until,
    facts.figure_text(l.survives_months, 'months', 'en'), l.last_day,
    CASE l.cause WHEN 'until' THEN format('work goes on until %s', l.work_ended_on)
      WHEN 'under_way' THEN format('engagement "%s" is under way', l.title)
      WHEN 'unknown' THEN 'nobody recorded an end of the work'
      ELSE format('offboarding %s, of work that ended on %s, has no return or destruction of the data', l.offboarding_id, l.held_since) END) AS reason,
  format('契約 %s の秘密保持義務は、契約の最終日 %s から%s後の %s に終了したが、%s', c.reference, l.last_day,
    facts.figure_text(l.survives_months, 'months', 'ja'), l.secrecy_until,
    CASE l.cause WHEN 'until' THEN format('業務は %s まで続く', l.work_ended_on)
      WHEN 'under_way' THEN format('委託業務「%s」が継続している', l.title)
      WHEN 'unknown' THEN '業務の終了が記録されていない'
      ELSE format('%s に終了した業務の終了手続 %s に情報の返却・消去の記録がない', l.held_since, l.offboarding_id) END) AS reason_ja,
  jsonb_build_object('last_day', l.last_day, 'survives_months', l.survives_months, 'secrecy_until', l.secrecy_until,
    'cause', l.cause, 'work_ended_on', l.work_ended_on, 'offboarding', CASE l.cause WHEN 'held' THEN l.offboarding_id END) AS evidence,
  p.severity
FROM facts.lapse(:as_of) l
JOIN facts.contract(:as_of) c ON c.contract_id = l.contract_id
JOIN params p ON p.tier = c.tier
WHERE l.rule = 'secrecy-lapsed'
