CREATE FUNCTION reports.reminders(as_of date DEFAULT facts.as_of()) RETURNS TABLE (
  decided_on date, state text, kind text, reference text, vendor text, due_on date, step text, audience text, owner text, recipient text, address text,
  channel text, sent_at text, attempts integer, answer text, why text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT (r.planned_at AT TIME ZONE facts.zone())::date, r.state, r.kind, r.reference, r.vendor, r.due_on, r.step, r.audience, r.owner, r.recipient, r.recipient_email,
    r.channel, facts.instant_text(r.sent_at), r.attempts, facts.answer_text(r.code, r.reply), coalesce(r.why, r.instead)
  FROM facts.reminder(as_of) r
  ORDER BY r.planned_at DESC, r.due_on, r.reference, r.step, r.delivery_id;
END;
COMMENT ON FUNCTION reports.reminders(date) IS 'Who was reminded of what, when, with what answer; and what was suppressed, and why?
question-ja: 誰に、何を、いつ通知し、どう応答があったか。また、何が見送られ、それはなぜか？
title-ja: 通知の記録
chart: months decided_on by state';
