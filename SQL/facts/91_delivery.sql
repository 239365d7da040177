CREATE VIEW facts.delivery AS
  SELECT x.id AS delivery, x.state, x.channel, p.name AS recipient, coalesce(m.address, p.email) AS address, x.slot, x.attempts, x.uncertain,
    facts.answer_text(x.code, x.reply) AS answer, facts.instant_text(x.sent_at) AS sent, facts.instant_text(x.next_at) AS next_try,
    m.message_id, m.sha256,
    (SELECT string_agg(format('%s %s %s (%s)', r.due_on, r.kind, i.reference, r.step), '; ' ORDER BY r.due_on, i.reference, r.step)
      FROM register.delivery_item i JOIN register.reminder r ON r.id = i.reminder_id WHERE i.delivery_id = x.id AND NOT i.is_dropped) AS says
  FROM register.delivery x
  LEFT JOIN register.person p ON p.id = x.person_id
  LEFT JOIN register.delivery_message m ON m.delivery_id = x.id;
COMMENT ON VIEW facts.delivery IS 'Messages, each with what became of it and what it says';
