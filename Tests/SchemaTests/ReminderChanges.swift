extension AuditTests {
  /// One statement a kind of change, for the tables of reminders.
  static let reminderChanges: [String: (insert: String, update: String?, delete: String?)] = [
    "reminder_policy": ("(id) VALUES (1)", "language = 'en' WHERE id = 1", nil),
    "reminder_step": (
      "(kind, audience, days) VALUES ('notice', 'owner', -45)", "days = -44 WHERE days = -45", "WHERE days = -44"
    ),
    "reminder_run": ("(began_at, host) VALUES (now(), 'x')", "host = 'y' WHERE host = 'x'", nil),
    "reminder": (
      """
      (kind, subject_id, due_on, step, audience, days, fires_at, planned_at, state, reference)
      VALUES ('notice', 9, '2026-04-30', 'owner -30', 'owner', -30, now(), now(), 'pending', 'C')
      """, "state = 'muted', because = 'x' WHERE subject_id = 9", nil
    ),
    "delivery": (
      "(channel, slot, slot_on, next_at) VALUES ('webhook:x', 'new', '2026-04-01', now())",
      "code = 1 WHERE slot = 'new'", nil
    ),
    "delivery_item": (
      """
      (delivery_id, reminder_id, reference, because, uid, sequence, changed_at)
      SELECT d.id, r.id, 'C', 'x', 'u', 0, now() FROM register.delivery d, register.reminder r WHERE d.slot = 'founded' LIMIT 1
      """, "is_dropped = true WHERE uid = 'u'", nil
    ),
    "delivery_message": (
      """
      (delivery_id, message_id, address, body, sha256, made_at)
      SELECT id, 'm', 'a@b.example', '', encode(sha256(''), 'hex'), now() FROM register.delivery WHERE slot = 'founded'
      """, nil, nil
    ),
    "reminder_act": (
      "(what, person_id, until_on, acted_on) VALUES ('muted', 1, '2026-05-01', '2026-04-01')",
      "withdrawn_on = '2026-04-02' WHERE what = 'muted'", nil
    ),
    "calendar_entry": (
      "(kind, subject_id, cycle, due_on, shown, changed_at) VALUES ('review', 1, 1, '2026-04-30', 'x', now())",
      "sequence = 1 WHERE kind = 'review'", nil
    ),
  ]
}
