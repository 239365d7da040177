CREATE FUNCTION reports.expiring(
  as_of date DEFAULT facts.as_of(), vendor text DEFAULT NULL, tier text DEFAULT NULL, owner text DEFAULT NULL, within_days integer DEFAULT 90,
  lang text DEFAULT 'en'
) RETURNS TABLE (
  reference text, vendor_code text, vendor text, tier text, event text, due_on date, days_left integer, period_ends_on date, notice_by date, act_by date,
  why text, what_follows text, followed_by text, owner text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH contract AS MATERIALIZED (
    SELECT c.contract_id, c.reference, c.vendor_id, c.tier, c.period_ends_on, c.notice_by, c.notice_months, c.notice_days, c.delivery_days, c.calendar,
      c.last_day, c.terminated_on, c.notice_given_on, c.auto_renews, c.work_ended_on, c.owner, c.owner_email, c.moved_by
    FROM facts.contract(as_of) c
    -- What ends with another contract asks for nothing that the other does not ask for, and what amends it leaves it as it was.
    WHERE facts.binds(c.state) AND c.ends_with IS NULL AND NOT facts.amends(c.kind, c.parent_id)
      AND (expiring.vendor IS NULL OR c.vendor_ids && ARRAY(SELECT f.vendor_id FROM facts.vendor_called(expiring.vendor, as_of) f))
      AND (expiring.tier IS NULL OR c.tier = expiring.tier)
  ), notice_day AS MATERIALIZED (
    -- As facts.notice_act_by finds it for one contract: here once for all whose notice falls on a day.
    SELECT n.calendar, n.sent_by, a.is_business, a.act_by,
      CASE WHEN NOT a.is_business THEN facts.closed_because(n.calendar, n.sent_by, lang) END AS closed_because
    FROM (
      SELECT DISTINCT c.calendar, c.notice_by - coalesce(c.delivery_days, 0) AS sent_by FROM contract c WHERE c.notice_by >= as_of
    ) n
    CROSS JOIN LATERAL (
      SELECT facts.is_business_day(n.calendar, n.sent_by) AS is_business, facts.business_day_on_or_before(n.calendar, n.sent_by) AS act_by OFFSET 0
    ) a
  ), coming AS (
    SELECT c.*, CASE WHEN c.last_day IS NOT NULL THEN 'end' WHEN c.notice_by >= as_of THEN 'notice' ELSE 'renewal' END AS event,
      CASE WHEN c.notice_by >= as_of THEN coalesce(a.act_by, c.notice_by - coalesce(c.delivery_days, 0)) END AS act_by,
      c.notice_by - coalesce(c.delivery_days, 0) AS sent_by, a.is_business, a.act_by AS business_day, a.closed_because
    FROM contract c
    LEFT JOIN notice_day a ON a.calendar = c.calendar AND a.sent_by = c.notice_by - coalesce(c.delivery_days, 0)
    WHERE c.last_day IS NOT NULL OR (c.auto_renews AND c.period_ends_on IS NOT NULL)
  ), due AS MATERIALIZED (
    SELECT c.*, d.due_on
    FROM coming c
    CROSS JOIN LATERAL (SELECT CASE c.event WHEN 'end' THEN c.last_day WHEN 'notice' THEN c.act_by ELSE c.period_ends_on + 1 END AS due_on) d
    WHERE (within_days IS NULL OR d.due_on <= as_of + within_days)
      AND (expiring.owner IS NULL OR c.owner IS NULL OR lower(expiring.owner) IN (lower(c.owner), lower(c.owner_email)))
  ), successor AS (
    SELECT DISTINCT ON (r.supersedes_id) r.supersedes_id, r.reference, r.starts_on FROM register.contract r
    WHERE r.supersedes_id IS NOT NULL AND r.starts_on > as_of
    ORDER BY r.supersedes_id, r.starts_on, r.id
  ), renewal AS MATERIALIZED (
    SELECT m.contract_id, m.reference, m.from_on, m.until_on, m.new_ends_on FROM facts.direct_amendment() m
    WHERE m.new_ends_on IS NOT NULL AND m.from_on > as_of
  )
  SELECT d.reference, coalesce(v.code, '#' || v.id), v.name, d.tier, d.event, d.due_on, d.due_on - as_of, d.period_ends_on, d.notice_by, d.act_by,
    CASE
      WHEN d.event = 'notice' THEN facts.notice_words(d.period_ends_on, d.notice_months, d.notice_days, d.delivery_days, d.calendar, d.notice_by, d.sent_by,
        d.is_business, d.business_day, d.closed_because, lang)
        || format(facts.in_language(lang, '; else it renews by itself on %s', '、通知しなければ%sに自動更新'), d.period_ends_on + 1)
      WHEN d.event = 'renewal' THEN CASE WHEN d.notice_by IS NULL THEN
          format(facts.in_language(lang, 'renews by itself on %s; no period of notice is recorded', '%sに自動更新（通知期間は未登録）'), d.period_ends_on + 1)
        ELSE format(facts.in_language(lang, 'the last day for notice was %s; renews by itself on %s', '通知期限の%sを過ぎたため、%sに自動更新'),
          d.notice_by, d.period_ends_on + 1) END
      WHEN d.terminated_on = d.last_day THEN format(facts.in_language(lang, 'terminated with %s as its last day', '%sを最終日として解約'), d.last_day)
      WHEN d.auto_renews THEN format(facts.in_language(lang, 'ends on %s by the notice given on %s', '%sに終了（%sの更新拒絶通知による）'), d.last_day, d.notice_given_on)
      ELSE format(facts.in_language(lang, 'ends on %s', '%sに終了'), d.last_day)
        || CASE WHEN d.moved_by IS NULL THEN '' ELSE format(facts.in_language(lang, ' (end moved by %s)', '（%sにより終了日を変更）'), d.moved_by) END END,
    n.what_follows, CASE n.what_follows WHEN 'replaced' THEN s.reference WHEN 'extended' THEN x.reference END, o.owner
  FROM due d
  LEFT JOIN register.vendor v ON v.id = d.vendor_id
  LEFT JOIN register.person p ON p.id = v.owner_id
  LEFT JOIN successor s ON s.supersedes_id = d.contract_id AND s.starts_on <= coalesce(d.last_day, d.period_ends_on) + 1
  LEFT JOIN LATERAL (
    -- A renewal that counts later but in time; none undoes a termination.
    SELECT m.reference FROM renewal m
    WHERE m.contract_id = d.contract_id AND m.from_on <= d.last_day + 1 AND m.new_ends_on > d.last_day AND (m.until_on IS NULL OR m.until_on > d.last_day)
      AND (d.terminated_on IS NULL OR d.terminated_on > d.last_day)
    ORDER BY m.from_on, m.reference COLLATE "C" LIMIT 1
  ) x ON true
  CROSS JOIN LATERAL (
    SELECT CASE WHEN s.reference IS NOT NULL THEN 'replaced' WHEN d.event <> 'end' THEN 'renews' WHEN x.reference IS NOT NULL THEN 'extended'
      WHEN NOT facts.work_goes_on(d.work_ended_on, d.last_day + 1) THEN 'work_ends' ELSE 'nothing' END AS what_follows
  ) n
  CROSS JOIN LATERAL (
    SELECT CASE WHEN d.owner IS NOT NULL THEN d.owner ELSE p.name END AS owner, CASE WHEN d.owner IS NOT NULL THEN d.owner_email ELSE p.email END AS owner_email
  ) o
  WHERE expiring.owner IS NULL OR lower(expiring.owner) IN (lower(o.owner), lower(o.owner_email))
  ORDER BY d.due_on, facts.tier_rank(d.tier), d.reference COLLATE "C";
END;
COMMENT ON FUNCTION reports.expiring(date, text, text, text, integer, text) IS 'Which contracts end, renew themselves or need notice soon, by when must somebody act, and what follows?
question-ja: まもなく終了・自動更新・通知期限を迎える契約はどれで、いつまでに何をする必要があるか？
title-ja: 契約満了・更新予定一覧
filter vendor: the vendor, by code or name
filter tier (critical, high, medium, low): only that tier
filter owner: whoever answers for the contract, else for the vendor, by mail address or name
filter within_days: in so many days at most
chart: months due_on by event
chart: count what_follows by tier';
