-- Late in the order of files: it gathers what the other facts say is due.

-- Of each subject's deadlines one a kind: kind and subject tell which it is, however its day moves.
CREATE FUNCTION facts.contract_deadline(day date, until date) RETURNS TABLE (
  kind text, subject text, subject_id bigint, cycle bigint, due_on date, reference text, vendor_id bigint, tier text, owner_id bigint, why text,
  why_ja text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- Those that end by then, and those of which notice can be given: by how much earlier it has to be sent, calendars tell.
  WITH contract AS MATERIALIZED (
    SELECT c.contract_id, c.reference, c.kind, c.vendor_id, c.tier, c.state, c.why, c.last_day, c.ends_with, c.work_ended_on, c.parent_id, c.renewals,
      c.period_ends_on, c.notice_by, c.notice_months, c.notice_days, c.delivery_days, c.calendar, c.auto_renews, c.terminated_on, c.notice_given_on, c.moved_by,
      k.owner_id
    FROM facts.contract(day) c
    JOIN register.contract k ON k.id = c.contract_id
    WHERE (facts.binds(c.state) OR c.state = 'lapsed') AND ((c.last_day <= until AND c.ends_with IS NULL) OR c.notice_by IS NOT NULL)
  ),
  -- A day for notice that has passed stays until the contract has renewed: nobody may find that nothing was said.
  notice AS (
    SELECT c.*, c.notice_by - coalesce(c.delivery_days, 0) AS sent_by FROM contract c
    WHERE c.state IN ('in_force', 'in_notice_window', 'notice_missed', 'auto_renewed') AND c.notice_by IS NOT NULL
  ),
  -- As facts.notice_act_by and facts.notice_act_why look it up for one contract: here once for all whose notice falls on a day.
  notice_day AS MATERIALIZED (
    SELECT n.calendar, n.sent_by, a.is_business, a.act_by, CASE WHEN NOT a.is_business THEN facts.closed_because(n.calendar, n.sent_by) END AS closed_because,
      CASE WHEN NOT a.is_business THEN facts.closed_because(n.calendar, n.sent_by, 'ja') END AS closed_because_ja
    FROM (SELECT DISTINCT calendar, sent_by FROM notice) n
    CROSS JOIN LATERAL (
      SELECT facts.is_business_day(n.calendar, n.sent_by) AS is_business, facts.business_day_on_or_before(n.calendar, n.sent_by) AS act_by OFFSET 0
    ) a
  )
  SELECT 'contract_end', 'contract', c.contract_id, 0::bigint, c.last_day, c.reference, c.vendor_id, c.tier, c.owner_id, c.why,
    CASE WHEN c.state = 'lapsed' THEN format('%sに終了したが、業務が続いている', c.last_day)
      WHEN c.terminated_on = c.last_day THEN format('%sを最終日として解約される', c.last_day)
      WHEN c.auto_renews AND c.notice_given_on IS NOT NULL THEN format('%sの更新拒絶通知により%sに終了する', c.notice_given_on, c.last_day)
      ELSE format('%sに終了する', c.last_day) END || coalesce('（' || c.moved_by || 'により終了日を変更）', '')
  FROM contract c
  -- What ends with another contract asks for nothing that the other does not ask for, and what only amended it, once
  -- over, for nothing at all.
  WHERE c.last_day <= until AND c.ends_with IS NULL
    AND (facts.binds(c.state) OR (c.state = 'lapsed' AND facts.work_goes_on(c.work_ended_on, day) AND NOT facts.amends(c.kind, c.parent_id)))
  UNION ALL
  SELECT 'notice', 'contract', n.contract_id, n.renewals + 1, coalesce(a.act_by, n.sent_by), n.reference, n.vendor_id, n.tier, n.owner_id,
    facts.notice_words(n.period_ends_on, n.notice_months, n.notice_days, n.delivery_days, n.calendar, n.notice_by, n.sent_by, a.is_business, a.act_by, a.closed_because),
    facts.notice_words(n.period_ends_on, n.notice_months, n.notice_days, n.delivery_days, n.calendar, n.notice_by, n.sent_by, a.is_business, a.act_by, a.closed_because_ja, 'ja')
  FROM notice n
  LEFT JOIN notice_day a ON a.calendar = n.calendar AND a.sent_by = n.sent_by
  WHERE coalesce(a.act_by, n.sent_by) <= until;
END;
COMMENT ON FUNCTION facts.contract_deadline(date, date) IS 'What contracts say is due by a second day: their ends, and the last days for notice';

CREATE FUNCTION facts.other_deadline(day date, until date) RETURNS TABLE (
  kind text, subject text, subject_id bigint, cycle bigint, due_on date, reference text, vendor_id bigint, tier text, owner_id bigint, why text,
  why_ja text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- Worked out once, and not once for each kind. Of each vendor in use one row.
  WITH review_due AS MATERIALIZED (SELECT vendor_id, due_on, months, decided_by, moved_because, known_tier FROM facts.review_due(day)),
  -- Without scores, and only what is read here: its words are put together for what is printed.
  assessment AS MATERIALIZED (
    SELECT s.assessment_id, s.vendor_id, s.state, s.valid_until_on, a.tier, a.concluded_on, a.valid_until_on AS granted_until_on, p.name AS concluded_by
    FROM (
      SELECT s.assessment_id, s.vendor_id, s.state, s.valid_until_on FROM facts.assessment_standing(day) s
      WHERE s.state = 'approved_with_conditions' OR (s.state IN ('approved', 'expired') AND s.valid_until_on <= until)
    ) s
    JOIN register.assessment a ON a.id = s.assessment_id
    LEFT JOIN register.person p ON p.id = a.concluded_by_id
  ),
  gone AS MATERIALIZED (SELECT g.vendor_id FROM facts.vendor_end(day) g),
  reviewed AS MATERIALIZED (
    SELECT vendor_id, count(*) AS times FROM facts.reviewed_vendor(day) WHERE cause = 'schedule' AND completed_on IS NOT NULL GROUP BY vendor_id
  )
  -- What has no tier of its own has its vendor's, which is joined once: within each kind the planner takes vendors for few, and goes through
  -- all of them for each row. Whoever has a tier is in use, so review days know them all.
  SELECT k.kind, k.subject, k.subject_id, k.cycle, k.due_on, k.reference, k.vendor_id, coalesce(k.tier, t.known_tier), k.owner_id, k.why, k.why_ja
  FROM (
    SELECT 'evidence_end', 'evidence', e.evidence_id, 0, e.valid_until_on, 'evidence #' || e.evidence_id, e.vendor_id, NULL, NULL,
      concat_ws(' ', e.kind, e.number) || ' ' || e.why, format('%sの有効期限は%s', concat_ws(' ', e.kind, e.number), e.valid_until_on)
    FROM facts.evidence(day) e
    WHERE e.state IN ('valid', 'expired') AND e.valid_until_on IS NOT NULL AND e.replaced_by_id IS NULL
      -- Of work that is over nobody needs new evidence. NOT IN, because it is looked up: by NOT EXISTS the planner, who expects few, goes through all.
      AND e.vendor_id NOT IN (SELECT g.vendor_id FROM gone g)
      AND (e.engagement_ids = '{}' OR EXISTS (
        SELECT FROM register.engagement g WHERE g.id = ANY (e.engagement_ids) AND (g.ends_on IS NULL OR g.ends_on >= day)))
    UNION ALL
    SELECT 'incident_duty', 'incident', i.incident_id, 0, i.duty_due_on, 'incident #' || i.incident_id, i.vendor_id, NULL, e.owner_id,
      format('%s, due by %s: %s', i.our_duty, facts.instant_text(i.our_duty_due_at), i.title),
      format('%s（期限%s）：%s', i.our_duty, facts.instant_text(i.our_duty_due_at), i.title)
    FROM facts.incident(day) i
    LEFT JOIN register.engagement e ON e.id = i.engagement_id
    WHERE i.duty_state IN ('due', 'overdue') AND i.duty_due_on IS NOT NULL
    UNION ALL
    SELECT d.kind, 'offboarding', o.offboarding_id, 0, d.due_on, 'offboarding #' || o.offboarding_id, o.vendor_id, NULL, e.owner_id, d.why, d.why_ja
    FROM facts.offboarding(day) o
    LEFT JOIN register.engagement e ON e.id = o.engagement_id
    CROSS JOIN LATERAL (
      SELECT 'data_return' AS kind, o.data_due_on AS due_on, format('return or destruction of the data; work ended on %s', o.ended_on) AS why,
        format('業務は%sに終了した：情報の返却または廃棄', o.ended_on) AS why_ja
      WHERE o.data_state IN ('due', 'overdue')
      UNION ALL
      SELECT 'access_removal', o.ended_on, format('removal of access; work ended on %s', o.ended_on),
        format('業務は%sに終了した：アクセス権の削除', o.ended_on) WHERE o.access_state IN ('due', 'overdue')
    ) d
    WHERE o.state <> 'closed'
    UNION ALL
    SELECT 'review', 'vendor', r.vendor_id, coalesce(h.times, 0), r.due_on, coalesce(v.code, '#' || r.vendor_id), r.vendor_id, NULL, NULL, concat_ws('; ', r.decided_by, 'moved: ' || r.moved_because),
      concat_ws('、', format('%sか月ごとの見直し', r.months), '期日の変更：' || r.moved_because)
    FROM review_due r
    JOIN register.vendor v ON v.id = r.vendor_id
    LEFT JOIN reviewed h ON h.vendor_id = r.vendor_id
    WHERE r.due_on IS NOT NULL
    UNION ALL
    SELECT 'review_request', 'review', r.review_id, 0, r.due_on, 'review #' || r.review_id, r.vendor_id, NULL, w.reviewer_id,
      format('asked for because of %s', r.cause),
      format('%sによる臨時の見直し', CASE r.cause WHEN 'incident' THEN '事故' WHEN 'change' THEN '変更' WHEN 'request' THEN '依頼' ELSE r.cause END)
    FROM facts.review(day) r
    JOIN register.review w ON w.id = r.review_id
    WHERE r.cause <> 'schedule' AND r.state IN ('open', 'overdue')
    UNION ALL
    SELECT 'assessment_end', 'assessment', a.assessment_id, 0, a.valid_until_on, 'assessment #' || a.assessment_id, a.vendor_id, a.tier, NULL,
      facts.approval_why(a.state, a.concluded_on, a.concluded_by, a.granted_until_on, a.valid_until_on,
        CASE WHEN a.state = 'expired' AND a.valid_until_on <> a.granted_until_on THEN (
          SELECT s.knocked_out FROM facts.assessment_score(day) s WHERE s.assessment_id = a.assessment_id) END,
        CASE WHEN a.state <> 'expired' AND a.valid_until_on < a.granted_until_on THEN facts.lifted_until(a.assessment_id, a.valid_until_on, day) END),
      format('承認の有効期限は%s', a.valid_until_on)
    FROM assessment a
    WHERE a.valid_until_on IS NOT NULL
      -- Of a vendor that nobody uses nothing is asked.
      AND EXISTS (SELECT FROM review_due r WHERE r.vendor_id = a.vendor_id)
    UNION ALL
    SELECT 'condition', 'assessment_condition', c.condition_id, 0, c.due_on, 'assessment #' || a.assessment_id, a.vendor_id, a.tier, NULL,
      format('condition %s: %s', c.number, c.text), format('条件%s：%s', c.number, c.text)
    FROM facts.assessment_condition(day) c
    JOIN assessment a ON a.assessment_id = c.assessment_id AND a.state = 'approved_with_conditions'
    WHERE c.state <> 'met' AND c.due_on IS NOT NULL
    UNION ALL
    SELECT 'waiver_end', 'waiver', w.waiver_id, 0, w.ends_on, 'waiver #' || w.waiver_id, w.vendor_id, NULL, NULL,
      CASE WHEN w.engagement_id IS NOT NULL THEN format('%s of %s; the gate is shut from the next day on', w.rule, w.engagement)
        ELSE format('%s (%s); what is found counts again from the next day on', w.rule, w.covers) END,
      CASE WHEN w.engagement_id IS NOT NULL THEN format('「%s」に対する%sの例外承認：翌日から業務を開始できない', w.engagement, w.rule)
        ELSE format('%sの例外承認（%s）：翌日から検出事項が再び有効になる', w.rule, CASE WHEN w.finding_id IS NULL THEN '委託先全体' ELSE w.covers END) END
    FROM facts.waiver(day) w
    WHERE w.state = 'in_force'
    UNION ALL
    SELECT 'override_end', 'tier_override', o.override_id, 0, o.ends_on, 'override #' || o.override_id, v.vendor_id, o.tier, e.owner_id,
      format('tier %s of %s by %s: %s; it is tiered by its data and answers again from the next day on', o.tier, e.title, o.approved_by, o.reason),
      format('「%s」の重要度「%s」（承認：%s、理由：%s）：翌日から算定された重要度に戻る', e.title, facts.tier_ja(o.tier), o.approved_by, o.reason)
    FROM facts.tier_override(day) o
    JOIN register.engagement e ON e.id = o.engagement_id
    LEFT JOIN facts.engagement_vendor(day) v ON v.engagement_id = o.engagement_id
    WHERE o.state = 'in_force'
  ) k (kind, subject, subject_id, cycle, due_on, reference, vendor_id, tier, owner_id, why, why_ja)
  LEFT JOIN review_due t ON t.vendor_id = k.vendor_id
  WHERE k.due_on IS NULL OR k.due_on <= until;
END;
COMMENT ON FUNCTION facts.other_deadline(date, date) IS 'What facts other than contracts and findings say is due by a second day, each with the row it is about';

CREATE FUNCTION facts.deadline_until(day date, until date) RETURNS TABLE (
  kind text, subject text, subject_id bigint, cycle bigint, due_on date, reference text, vendor_id bigint, tier text, owner_id bigint, why text,
  why_ja text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT * FROM facts.contract_deadline(day, until)
  UNION ALL
  SELECT * FROM facts.other_deadline(day, until);
END;
COMMENT ON FUNCTION facts.deadline_until(date, date) IS 'What facts other than findings say is due by a second day, each with the row it is about';

CREATE FUNCTION facts.known_deadline(day date) RETURNS TABLE (
  kind text, subject text, subject_id bigint, cycle bigint, due_on date, reference text, vendor_id bigint, tier text, owner_id bigint, why text,
  why_ja text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT u.* FROM facts.deadline_until(day, 'infinity') u;
END;
COMMENT ON FUNCTION facts.known_deadline(date) IS 'What facts other than findings say is due, each with the row it is about';

CREATE FUNCTION facts.deadline(day date) RETURNS TABLE (
  due_on date, days_left integer, kind text, reference text, vendor text, tier text, owner text, owner_email text, why text,
  subject text, subject_id bigint, cycle bigint, vendor_id bigint, owner_id bigint, why_ja text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH known AS MATERIALIZED (SELECT * FROM facts.known_deadline(day)),
  found AS MATERIALIZED (
    SELECT f.finding_id, f.rule, f.due_on, f.subject, f.subject_id, f.vendor_id, f.assignee_id, f.reason, f.reason_ja
    FROM facts.finding(day) f WHERE f.due_on IS NOT NULL AND f.state IN ('open', 'acknowledged')
  ), told AS (
    -- By windows: for a join the planner expects millions of times what is there.
    SELECT w.finding_id, w.subject, bool_or(w.finding_id IS NULL) OVER (PARTITION BY w.due_on, w.subject, w.subject_id) AS of_subject,
      bool_or(w.finding_id IS NULL) OVER (PARTITION BY w.due_on, w.vendor_id) AS of_vendor
    FROM (
      SELECT k.due_on, k.subject, k.subject_id, k.vendor_id, NULL::bigint AS finding_id FROM known k WHERE k.due_on IN (SELECT f.due_on FROM found f)
      UNION ALL
      SELECT f.due_on, f.subject, f.subject_id, CASE WHEN f.subject = 'vendor' THEN f.subject_id END, f.finding_id FROM found f
    ) w
  )
  SELECT d.due_on, d.due_on - day, d.kind, d.reference, v.name, d.tier, p.name, p.email, d.why,
    d.subject, d.subject_id, d.cycle, d.vendor_id, p.id, d.why_ja
  FROM (
    SELECT * FROM known
    UNION ALL
    SELECT 'finding', 'finding', f.finding_id, 0, f.due_on, 'finding #' || f.finding_id, f.vendor_id, t.tier, f.assignee_id, f.rule || ': ' || f.reason,
      f.rule || '：' || coalesce(f.reason_ja, f.reason)
    FROM found f
    -- What a rule finds of a day is not asked for a second time.
    JOIN told o ON o.finding_id = f.finding_id AND NOT (o.of_subject OR (o.subject = 'vendor' AND o.of_vendor))
    LEFT JOIN facts.vendor_tier(day) t ON t.vendor_id = f.vendor_id
  ) d
  LEFT JOIN register.vendor v ON v.id = d.vendor_id
  LEFT JOIN facts.handed_over(day) h ON h.kind = d.kind AND h.subject_id = d.subject_id
  LEFT JOIN register.person p ON p.id = coalesce(h.person_id, d.owner_id, v.owner_id);
END;
COMMENT ON FUNCTION facts.deadline(date) IS 'Days by which somebody must act: ends of contracts that nothing renews (overdue ones too, while work goes on), last days for notice, ends of evidence, duties after incidents, what is due after work ended, reviews, conditions and ends of approvals, ends of waivers and of tiers set by hand, and findings with a day; one row for each kind and subject';
