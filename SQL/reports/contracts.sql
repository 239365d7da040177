CREATE FUNCTION reports.contracts(
  as_of date DEFAULT facts.as_of(), vendor text DEFAULT NULL, tier text DEFAULT NULL, owner text DEFAULT NULL, state text DEFAULT NULL,
  kind text DEFAULT NULL, lang text DEFAULT 'en'
) RETURNS TABLE (
  reference text, title text, kind text, vendors text, engagements text, tier text, state text, since date, why text,
  signed_on date, starts_on date, ends_on date, last_day date, notice_by date, confidentiality text,
  value_amount numeric, value_currency text, owner text, recorded_from text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH contract AS (
    SELECT c.contract_id, c.reference, c.title, c.kind, array_to_string(c.vendors, '; ') AS vendors, array_to_string(c.engagements, '; ') AS engagements,
      c.tier, c.state, c.since, c.why, c.signed_on, c.starts_on, c.ends_on, c.last_day, c.notice_by, c.value_amount, c.value_currency, c.owner,
      c.open_ended, c.auto_renews, c.renewal_months, c.notice_months, c.notice_days, c.period_ends_on, c.decide_by, c.notice_given_on, c.terminated_on,
      c.ends_with, c.moved_by
    FROM facts.contract(as_of) c
    WHERE (contracts.vendor IS NULL OR c.vendor_ids && ARRAY(SELECT f.vendor_id FROM facts.vendor_called(contracts.vendor, as_of) f))
      AND (contracts.tier IS NULL OR c.tier = contracts.tier)
      AND (contracts.owner IS NULL OR lower(contracts.owner) IN (lower(c.owner), lower(c.owner_email)))
      AND (contracts.state IS NULL OR c.state = contracts.state)
      AND (contracts.kind IS NULL OR c.kind = contracts.kind)
  ), successor AS (
    SELECT DISTINCT ON (r.supersedes_id) r.supersedes_id, r.reference FROM register.contract r
    WHERE r.supersedes_id IS NOT NULL AND r.starts_on <= as_of
    ORDER BY r.supersedes_id, r.starts_on, r.id
  )
  SELECT c.reference, c.title, c.kind, c.vendors, c.engagements, c.tier, c.state, c.since, facts.in_language(lang, c.why,
      CASE c.state
        WHEN 'terminated' THEN concat(c.ends_with || 'とともに', c.last_day, 'を最終日として解約された')
        WHEN 'superseded' THEN CASE WHEN own.reference IS NULL THEN format('%sが%sに%sへ差し替えられたため終了した', c.ends_with, c.since, above.successor)
          ELSE format('%sに%sへ差し替えられた', c.since, own.reference) END
        WHEN 'not_started' THEN format('%sに開始する', c.starts_on)
        WHEN 'end_unknown' THEN '終了日も、期間の定めがないことも登録されていない'
        WHEN 'lapsed' THEN CASE WHEN c.ends_with IS NOT NULL THEN format('%sに%sとともに終了した', c.last_day, c.ends_with)
          WHEN c.auto_renews THEN format('%sの更新拒絶通知により%sに終了した', c.notice_given_on, c.last_day)
          ELSE format('%sに終了した', c.last_day) END
        WHEN 'in_notice_window' THEN format('%sまでに通知しなければ%sに自動更新される（%sの%s前、%sから検討）',
          c.notice_by, c.period_ends_on + 1, c.period_ends_on, facts.notice_text(c.notice_months, c.notice_days, 'ja'), c.decide_by)
        WHEN 'notice_missed' THEN format('通知期限の%s（%sの%s前）を過ぎたため、%sに自動更新される',
          c.notice_by, c.period_ends_on, facts.notice_text(c.notice_months, c.notice_days, 'ja'), c.period_ends_on + 1)
        WHEN 'auto_renewed' THEN CASE WHEN early.is_early THEN format('%sの満了後に自動更新され、%sを最終日として中途解約される', c.ends_on, c.last_day)
          WHEN c.last_day IS NOT NULL THEN format('%sの満了後に自動更新され、%sの更新拒絶通知により%sに終了する', c.ends_on, c.notice_given_on, c.last_day)
          WHEN c.renewal_months IS NULL THEN format('%sの満了後に自動更新された（更新期間は未登録）', c.ends_on)
          ELSE format('%sの満了後に自動更新され、現在の期間は%sまで', c.ends_on, c.period_ends_on) END
        ELSE CASE WHEN early.is_early THEN format('%sを最終日として中途解約されるまで有効', c.last_day)
          WHEN c.ends_with IS NOT NULL THEN format('%sが有効な限り有効', c.ends_with)
          WHEN c.open_ended THEN '期間の定めなし'
          WHEN c.auto_renews AND c.last_day IS NOT NULL THEN format('%sの更新拒絶通知により%sまで有効', c.notice_given_on, c.last_day)
          WHEN c.notice_by IS NOT NULL THEN format('%sまで有効（更新しない場合の通知期限は%s）', c.ends_on, c.notice_by)
          ELSE format('%sまで有効', c.ends_on) END
      END || CASE WHEN c.moved_by IS NOT NULL AND c.state NOT IN ('terminated', 'superseded', 'not_started') AND NOT early.is_early
        THEN format('（%sにより終了日を変更）', c.moved_by) ELSE '' END),
    c.signed_on, c.starts_on, c.ends_on, c.last_day, c.notice_by, t.status, c.value_amount, c.value_currency, c.owner,
    i.file_name || facts.in_language(lang, ' line ' || i.line, ' ' || i.line || '行目')
  FROM contract c
  LEFT JOIN successor own ON own.supersedes_id = c.contract_id
  -- Looked up one by one, as facts.contract does: most end with nothing.
  LEFT JOIN LATERAL (
    SELECT a.terminated_on, (SELECT r.reference FROM register.contract r WHERE r.supersedes_id = a.id AND r.starts_on <= as_of
      ORDER BY r.starts_on, r.id LIMIT 1) AS successor
    FROM register.contract a WHERE a.reference = c.ends_with OFFSET 0
  ) above ON true
  CROSS JOIN LATERAL (
    -- Its last day is that of a termination, and not of its period.
    SELECT c.last_day IS NOT NULL AND (c.terminated_on IS NOT DISTINCT FROM c.last_day OR above.terminated_on IS NOT DISTINCT FROM c.last_day) AS is_early
  ) early
  LEFT JOIN facts.term(as_of) t ON t.contract_id = c.contract_id AND t.term_key = 'confidentiality'
  LEFT JOIN facts.import_source i ON i.entity = 'contract' AND i.key = c.contract_id
  ORDER BY c.reference COLLATE "C";
END;
COMMENT ON FUNCTION reports.contracts(date, text, text, text, text, text, text) IS 'Which contracts are registered, with whom, in which state, and where did we learn of them?
question-ja: どの契約が、誰と結ばれ、どの状態にあり、どこから登録されたか？
title-ja: 契約管理台帳
filter vendor: the vendor, by code or name
filter tier (critical, high, medium, low): only that tier
filter owner: the owner of the contract, by mail address or name
filter state (not_started, in_force, in_notice_window, notice_missed, auto_renewed, end_unknown, lapsed, terminated, superseded): only that state
filter kind (master, nda, dpa, baa, statement_of_work, amendment, memorandum, other): only that kind of contract
chart: count state by tier';
