CREATE FUNCTION reports.reminders(
  as_of date DEFAULT facts.as_of(), first_on date DEFAULT NULL, last_on date DEFAULT NULL, vendor text DEFAULT NULL, kind text DEFAULT NULL,
  state text DEFAULT NULL, owner text DEFAULT NULL, recipient text DEFAULT NULL
) RETURNS TABLE (
  reference text, kind text, vendor text, due_on date, decided_on date, state text, step text, audience text, owner text, recipient text, address text,
  channel text, sent_at text, attempts integer, answer text, why text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH called AS MATERIALIZED (
    SELECT f.vendor_id FROM facts.vendor_called(reminders.vendor, as_of) f
  ), named AS MATERIALIZED (
    -- A reminder keeps the name that the vendor had when it was decided.
    SELECT v.name FROM register.vendor v WHERE v.id IN (SELECT c.vendor_id FROM called c)
    UNION SELECT n.name FROM facts.vendor_name(as_of) n WHERE n.vendor_id IN (SELECT c.vendor_id FROM called c)
  )
  SELECT r.reference, r.kind, r.vendor, r.due_on, facts.day_of(r.planned_at), r.state, r.step, r.audience, r.owner, r.recipient, r.recipient_email,
    r.channel, facts.instant_text(r.sent_at), r.attempts, facts.answer_text(r.code, r.reply), coalesce(r.why, r.instead)
  FROM facts.reminder(as_of) r
  WHERE (first_on IS NULL OR r.planned_at >= facts.day_end(first_on - 1)) AND (last_on IS NULL OR r.planned_at < facts.day_end(last_on))
    AND (reminders.vendor IS NULL OR r.vendor IN (SELECT n.name FROM named n))
    AND (reminders.kind IS NULL OR r.kind = reminders.kind)
    AND (reminders.state IS NULL OR r.state = reminders.state)
    AND (reminders.owner IS NULL OR lower(r.owner) = lower(reminders.owner)
      OR r.owner IN (SELECT p.name FROM register.person p WHERE lower(p.email) = lower(reminders.owner)))
    AND (reminders.recipient IS NULL OR lower(reminders.recipient) IN (lower(r.recipient), lower(r.recipient_email)))
  ORDER BY r.planned_at DESC, r.due_on, r.reference COLLATE "C", r.step, r.reminder_id, r.delivery_id;
END;
COMMENT ON FUNCTION reports.reminders(date, date, date, text, text, text, text, text)
  IS 'Who was reminded of what, when, with what answer; and what was suppressed, and why?
question-ja: 誰に、何について、いつ通知し、相手のサーバは何と答えたか。送らなかったものは、なぜ送らなかったか？
title-ja: 期限通知一覧
filter vendor: the vendor, by code or name
filter kind (contract_end, notice, evidence_end, incident_duty, data_return, access_removal, review, review_request, assessment_end, condition, waiver_end, override_end, finding): only deadlines of that kind
filter state (pending, queued, sending, sent, uncertain, dead, superseded, cancelled, muted): only those that came to that
filter owner: who answers for it, by name or mail address
filter recipient: to whom it went, by name or mail address
chart: count kind by state';
