CREATE FUNCTION reports.kpis(
  as_of date DEFAULT facts.as_of(), first_on date DEFAULT NULL, last_on date DEFAULT NULL, lang text DEFAULT 'en'
) RETURNS TABLE (key text, title text, value numeric, before numeric, change numeric, measured_in text, definition text) LANGUAGE sql STABLE
SET max_parallel_workers_per_gather = 2 SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0
SET min_parallel_table_scan_size = 715827882 SET min_parallel_index_scan_size = 715827882
BEGIN ATOMIC
  -- Two periods, each worked out by a process of its own where there is one.
  WITH figure AS MATERIALIZED (
    SELECT true AS is_now, f.key, f.value
    FROM facts.key_figure(facts.period_first(kpis.first_on, least(kpis.last_on, kpis.as_of)), least(kpis.last_on, kpis.as_of),
      least(kpis.last_on, kpis.as_of)) f
    UNION ALL
    SELECT false, f.key, f.value
    FROM facts.key_figure(
      facts.first_before(facts.period_first(kpis.first_on, least(kpis.last_on, kpis.as_of)), least(kpis.last_on, kpis.as_of)),
      facts.period_first(kpis.first_on, least(kpis.last_on, kpis.as_of)) - 1, least(kpis.last_on, kpis.as_of)) f
  ), word (place, key, measured_in, title, title_ja, definition, definition_ja) AS (VALUES
    (1, 'vendors_in_use', 'count', 'Vendors in use', '利用中の委託先',
      'Vendors with an engagement or a contract on the day, also one that has lapsed while work goes on',
      'その日に委託業務または契約がある委託先の数。失効後も業務が続いている契約を含む'),
    (2, 'vendors_critical', 'count', 'Critical vendors', '最重要の委託先',
      'Vendors of which an engagement of the day is of tier critical', 'その日の委託業務に重要度「最重要」のものがある委託先の数'),
    (3, 'vendors_without_owner', 'count', 'Vendors in use without owner', '担当者のいない利用中の委託先',
      'Vendors in use of which nobody is recorded as owner, or somebody who had left by the day',
      '利用中の委託先のうち、担当者が登録されていないか、担当者がその日までに退職しているものの数'),
    (4, 'contracts_in_force', 'count', 'Contracts in force', '有効な契約',
      'Contracts that bind on the day, amendments and those without a known end among them', 'その日に効力がある契約の数。変更契約と、終了日が不明な契約を含む'),
    (5, 'contracts_lapsed', 'count', 'Contracts lapsed while work goes on', '失効後も業務が続いている契約',
      'Contracts that have ended without a successor while nothing says that the work ended',
      '後続の契約がないまま終了し、業務の終了も記録されていない契約の数'),
    (6, 'notices_missed', 'count', 'Notices missed', '通知期限を過ぎた契約',
      'Contracts that will renew because the last day for notice has passed', '更新拒絶の通知期限を過ぎたため、更新される契約の数'),
    (7, 'confidentiality_recorded', 'percent', 'Contracts with a confidentiality term', '秘密保持条項のある契約の割合',
      'Of the contracts in force, amendments aside, those of which a confidentiality term is recorded, a weak one included',
      '有効な契約（変更契約を除く）のうち、秘密保持条項があると記録されているものの割合。内容が不十分なものを含む'),
    (8, 'assessments_current', 'percent', 'Vendors with a current assessment', '有効な評価がある委託先の割合',
      'Of the vendors in use those that have an approval, with or without conditions, which is valid on the day',
      '利用中の委託先のうち、その日に有効な承認（条件付きを含む）があるものの割合'),
    (9, 'evidence_current', 'percent', 'Evidence that is current', '有効期限内の証跡の割合',
      'Of the evidence of vendors in use that nothing has replaced, that which has not expired',
      '利用中の委託先の証跡（差し替え済みのものを除く）のうち、有効期限が切れていないものの割合'),
    (10, 'reviews_overdue', 'count', 'Reviews overdue', '期限を過ぎた定期見直し',
      'Vendors in use of which the day of the periodic review has passed', '利用中の委託先のうち、定期見直しの期日を過ぎているものの数'),
    (11, 'reviews_on_time', 'percent', 'Reviews done on time', '期日どおりの定期見直しの割合',
      'Of the periodic reviews due in the period those completed by their day; before: in the period before it',
      '期間中に期日を迎えた定期見直しのうち、期日までに完了したものの割合。前回は一つ前の期間の値'),
    (12, 'findings_critical', 'count', 'Open findings, critical', '未解消の検出事項（最重要）',
      'Findings of severity critical that are open at the end of the day, waived ones included', '重大度「最重要」の未解消の検出事項の数。例外承認中のものを含む'),
    (13, 'findings_high', 'count', 'Open findings, high', '未解消の検出事項（高）',
      'Findings of severity high that are open at the end of the day, waived ones included', '重大度「高」の未解消の検出事項の数。例外承認中のものを含む'),
    (14, 'findings_medium', 'count', 'Open findings, medium', '未解消の検出事項（中）',
      'Findings of severity medium that are open at the end of the day, waived ones included', '重大度「中」の未解消の検出事項の数。例外承認中のものを含む'),
    (15, 'findings_low', 'count', 'Open findings, low', '未解消の検出事項（低）',
      'Findings of severity low that are open at the end of the day, waived ones included', '重大度「低」の未解消の検出事項の数。例外承認中のものを含む'),
    (16, 'findings_info', 'count', 'Open findings, for information', '未解消の検出事項（参考）',
      'Findings of severity info that are open at the end of the day, waived ones included', '重大度「参考」の未解消の検出事項の数。例外承認中のものを含む'),
    (17, 'findings_mean_age', 'days', 'Mean age of open findings', '未解消の検出事項の平均経過日数',
      'Mean number of days since a check first found what is open, waived ones included', '未解消の検出事項が最初に検出されてからの日数の平均。例外承認中のものを含む'),
    (18, 'waivers_in_force', 'count', 'Waivers in force', '有効な例外承認',
      'Waivers of the gate and of findings that are in force on the day', 'その日に有効な例外承認の数。業務開始前の確認に対するものと検出事項に対するもの'),
    (19, 'incidents_told_late', 'count', 'Incidents told late', '報告の遅れた事故',
      'Incidents of the period that we were told of after the time the contract allows; before: those of the period before it, as known now',
      '期間中の事故のうち、契約の定める時間を過ぎて報告されたものの数。前回は一つ前の期間の値で、現在の記録による'),
    (20, 'offboardings_open', 'count', 'Offboardings open', '未完了の契約終了対応',
      'Work that has ended by the day of which data, proof or access is not settled yet', 'その日までに終了した業務のうち、情報の返却・廃棄、証明書またはアクセス権の削除が済んでいないものの数')
  )
  SELECT w.key, facts.in_language(lang, w.title, w.title_ja), v.value, v.before, v.value - v.before, w.measured_in,
    facts.in_language(lang, w.definition, w.definition_ja)
  FROM word w
  LEFT JOIN figure n ON n.key = w.key AND n.is_now
  LEFT JOIN figure b ON b.key = w.key AND NOT b.is_now
  CROSS JOIN LATERAL (SELECT CASE WHEN w.measured_in = 'count' AND w.key NOT LIKE 'findings%' THEN 0 END AS none) d
  CROSS JOIN LATERAL (SELECT coalesce(n.value, d.none) AS value, coalesce(b.value, d.none) AS before) v
  ORDER BY w.place;
END;
COMMENT ON FUNCTION reports.kpis(date, date, date, text)
  IS 'How do we stand at the end of the period (else on the day), and how did we stand the day before it began (else a month earlier)?
question-ja: 期間の末日（指定がなければ基準日）の状況はどうで、期間が始まる前日（指定がなければ一か月前）からどう変わったか？
title: Key figures
title-ja: 委託先管理の主要指標';
