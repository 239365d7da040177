CREATE FUNCTION reports.decisions(
  as_of date DEFAULT facts.as_of(), most integer DEFAULT 10, within_days integer DEFAULT 60, vendor text DEFAULT NULL, owner text DEFAULT NULL,
  lang text DEFAULT 'en'
) RETURNS TABLE (
  reference text, vendor text, severity text, decide_by date, days_left integer, owner text, what text, why text, consequence text, others bigint
) LANGUAGE sql STABLE
SET max_parallel_workers_per_gather = 2 SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0
SET min_parallel_table_scan_size = 715827882 SET min_parallel_index_scan_size = 715827882
BEGIN ATOMIC
  WITH rule AS MATERIALIZED (
    -- What its finder says is to be done, and why it matters, stands in the head of a rule; of one version there is one text.
    SELECT DISTINCT ON (r.rule, r.version) r.rule, r.version, r.title, substring(r.source FROM '(?n)^-- title-ja:\s*(.*)$') AS title_ja,
      substring(r.source FROM '(?n)^-- fix:\s*(.*)$') AS fix, substring(r.source FROM '(?n)^-- fix-ja:\s*(.*)$') AS fix_ja,
      substring(r.source FROM '(?n)^-- why:\s*(.*)$') AS why, substring(r.source FROM '(?n)^-- why-ja:\s*(.*)$') AS why_ja
    FROM register.rule_revision r ORDER BY r.rule, r.version, r.id DESC
  ), who AS MATERIALIZED (
    SELECT p.id FROM register.person p WHERE lower(decisions.owner) IN (lower(p.name), lower(p.email))
  ), deadline AS MATERIALIZED (
    -- Half of it by another process where there is one (facts/95_apart.sql).
    SELECT k.* FROM facts.contract_deadline_apart(decisions.as_of, decisions.as_of + decisions.within_days) k WHERE k.due_on IS NOT NULL
    UNION ALL
    SELECT k.* FROM facts.other_deadline_apart(decisions.as_of, decisions.as_of + decisions.within_days) k WHERE k.due_on IS NOT NULL
  ), finding AS MATERIALIZED (
    SELECT f.* FROM facts.finding(as_of) f
  ), contract AS MATERIALIZED (
    SELECT s.contract_id, s.state, s.decide_by FROM facts.contract_state(as_of) s
    WHERE s.contract_id = ANY (ARRAY(SELECT d.subject_id FROM deadline d WHERE d.kind = 'notice'))
  ), handed AS MATERIALIZED (
    SELECT h.* FROM facts.handed_over(as_of) h
  ), candidate AS MATERIALIZED (
    SELECT d.kind, d.subject, d.subject_id, NULL::bigint AS finding_id, d.vendor_id, coalesce(d.tier, 'medium') AS severity,
      least(s.decide_by, d.due_on) AS by_on, d.due_on, s.state, coalesce(h.person_id, d.owner_id) AS owner_id, d.due_on AS since
    FROM deadline d
    LEFT JOIN contract s ON d.kind = 'notice' AND s.contract_id = d.subject_id
    LEFT JOIN handed h ON h.kind = d.kind AND h.subject_id = d.subject_id
    UNION ALL
    SELECT 'finding', f.subject, f.subject_id, f.finding_id, f.vendor_id, f.severity, f.due_on, f.due_on, NULL, coalesce(h.person_id, f.assignee_id),
      coalesce(f.since, f.opened_on)
    FROM finding f LEFT JOIN handed h ON h.kind = 'finding' AND h.subject_id = f.finding_id
    WHERE f.state IN ('open', 'acknowledged') AND (f.due_on IS NULL OR f.due_on <= as_of + within_days)
  ), ranked AS (
    -- What has no day is to be decided now.
    SELECT c.*, row_number() OVER (ORDER BY facts.severity_rank(c.severity) DESC, coalesce(c.by_on, as_of), c.finding_id IS NOT NULL, c.since, c.kind,
      c.subject, c.subject_id, c.finding_id) AS rank
    FROM candidate c
    WHERE (decisions.vendor IS NULL OR c.vendor_id IN (SELECT k.vendor_id FROM facts.vendor_called(decisions.vendor, as_of) k))
      -- What nobody was given is its vendor's owner's.
      AND (decisions.owner IS NULL OR CASE WHEN c.owner_id IS NOT NULL THEN c.owner_id IN (SELECT w.id FROM who w)
        ELSE c.vendor_id IN (SELECT v.id FROM register.vendor v WHERE v.owner_id IN (SELECT w.id FROM who w)) END)
  ), thing AS (
    SELECT r.*, min(r.rank) OVER things AS first_rank, count(*) OVER things AS matters FROM ranked r
    WINDOW things AS (PARTITION BY r.subject, r.subject_id)
  ), matter AS (
    -- What falls on one day at one vendor is mostly one matter that two things tell of.
    SELECT t.*, min(t.rank) OVER days AS day_rank, sum(t.matters) OVER days AS all_matters FROM thing t WHERE t.rank = t.first_rank
    WINDOW days AS (PARTITION BY CASE WHEN t.due_on IS NULL OR t.vendor_id IS NULL THEN t.rank END, t.vendor_id, t.due_on)
  ), chosen AS MATERIALIZED (
    SELECT m.* FROM matter m WHERE m.rank = m.day_rank ORDER BY m.rank LIMIT most
  )
  SELECT CASE WHEN c.finding_id IS NULL THEN d.reference ELSE 'finding #' || c.finding_id END, v.name, c.severity, c.by_on, c.by_on - as_of, p.name,
    facts.in_language(lang, CASE WHEN c.finding_id IS NULL THEN w.what ELSE coalesce(r.fix, r.title) END,
      CASE WHEN c.finding_id IS NULL THEN w.what_ja ELSE coalesce(r.fix_ja, r.title_ja) END),
    CASE WHEN c.finding_id IS NULL THEN facts.in_language(lang, d.why, d.why_ja) ELSE facts.in_language(lang, f.reason, f.reason_ja) END,
    facts.in_language(lang, CASE WHEN c.finding_id IS NULL THEN w.consequence ELSE r.why END,
      CASE WHEN c.finding_id IS NULL THEN w.consequence_ja ELSE r.why_ja END),
    c.all_matters::bigint - 1
  FROM chosen c
  LEFT JOIN deadline d ON c.finding_id IS NULL AND d.kind = c.kind AND d.subject_id = c.subject_id
  LEFT JOIN finding f ON f.finding_id = c.finding_id
  LEFT JOIN register.vendor v ON v.id = c.vendor_id
  LEFT JOIN register.person p ON p.id = coalesce(c.owner_id, v.owner_id)
  LEFT JOIN rule r ON r.rule = f.rule AND r.version = f.version
  LEFT JOIN (VALUES
    ('contract_end', 'Renew the contract, replace it, or end the work.', '契約を更新するか、新たな契約を結ぶか、業務を終了するかを決める。',
      'Work goes on without a contract.', '契約のないまま業務が続く。'),
    ('notice', 'Give notice, or let the contract renew.', '更新を拒絶する通知をするか、更新するかを決める。',
      'The contract renews, and binds us for another period.', '契約が更新され、次の期間も拘束される。'),
    ('notice_missed', 'Agree with the vendor on an end, or accept that the contract renews.', '委託先と終了を合意するか、更新を受け入れるかを決める。',
      'The contract renews, although nobody decided that it should.', '誰の判断もないまま契約が更新される。'),
    ('evidence_end', 'Ask the vendor for new evidence, or do without it.', '新しい証跡の提出を求めるか、なしで済ませるかを決める。',
      'Nothing that is valid shows any more that the vendor keeps its promises.', '委託先の管理体制を示す有効な証跡がなくなる。'),
    ('incident_duty', 'Make the report that the incident asks of us.', '事故について求められる報告・通知をする。',
      'We fail a duty of our own towards an authority or those concerned.', '監督機関または本人などに対する当社の義務に違反する。'),
    ('data_return', 'Have our data returned or destroyed, with proof.', '情報を返却または廃棄させ、証明書を受け取る。',
      'Our data stays with somebody who no longer works for us.', '業務を終えた委託先に当社の情報が残る。'),
    ('access_removal', 'Remove the access.', 'アクセス権を削除する。',
      'Somebody who no longer works for us can still reach our systems.', '業務を終えた委託先が引き続き当社のシステムを利用できる。'),
    ('review', 'Review the vendor, or move the day with a reason.', '委託先を見直すか、理由を付けて期日を変更するかを決める。',
      'The vendor goes on unseen for longer than its tier or a regime allows.', '重要度または法令・規格の定める間隔を超えて見直しがされない。'),
    ('review_request', 'Complete the review that was asked for.', '臨時の見直しを完了する。',
      'What gave cause for the review goes unanswered.', '見直しのきっかけとなった事情に対応がされないままとなる。'),
    ('assessment_end', 'Assess the vendor anew, or leave it.', '委託先を再評価するか、取引をやめるかを決める。',
      'The vendor works for us without an approval that is valid.', '有効な承認がないまま業務が続く。'),
    ('condition', 'See that the condition of the approval is met, or withdraw the approval.', '承認の条件を満たさせるか、承認を取り消すかを決める。',
      'The approval stands on something that was not done.', '果たされていない条件の上に承認が残る。'),
    ('waiver_end', 'Put right what is waived, or ask for another waiver.', '例外承認の原因を是正するか、あらためて例外承認を申請するかを決める。',
      'What was waived counts again from the next day on.', '翌日から例外として扱われなくなる。'),
    ('override_end', 'Record what the tier stands on, or have it set again.', '重要度の根拠を登録するか、あらためて重要度の設定を申請するかを決める。',
      'The tier that follows from the record counts again from the next day on.', '翌日から、登録内容から算定された重要度に戻る。')
  ) w (kind, what, what_ja, consequence, consequence_ja) ON w.kind = CASE WHEN c.state = 'notice_missed' THEN c.state ELSE c.kind END
  ORDER BY c.rank;
END;
COMMENT ON FUNCTION reports.decisions(date, integer, integer, text, text, text)
  IS 'What is to be decided next, by whom and by when, and what follows if nobody decides: the worst severity or tier first, then the earliest day?
question-ja: 次に決めるべきことは何で、誰がいつまでに決め、決めないとどうなるか（重大度・重要度の高い順、期日の早い順）？
title-ja: 要決定事項一覧
filter most: at most so many; else ten
filter within_days: what is due in so many days, overdue or without a day; else sixty
filter vendor: the vendor, by code or name
filter owner: who is to decide, by name or mail address
chart: count severity';
