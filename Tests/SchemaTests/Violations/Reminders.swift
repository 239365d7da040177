extension Violations {
  static let reminders = Violations(
    seed: """
      INSERT INTO register.person (id, name, email) VALUES (70, 'Told', 'told@tsubame.example'), (71, 'Fallback', 'fallback@tsubame.example'),
        (72, 'Lead', 'lead@tsubame.example'), (73, 'Owned', NULL), (74, 'Acting', 'acting@tsubame.example');
      UPDATE register.reminder_policy SET fallback_id = 71, risk_lead_id = 72;
      INSERT INTO register.reminder_run (began_at, host) VALUES ('2026-04-01 00:00Z', 'one');
      INSERT INTO register.reminder (kind, subject_id, due_on, step, audience, days, fires_at, planned_at, state, reference)
      VALUES ('notice', 1, '2026-04-30', 'owner -30', 'owner', -30, '2026-03-31 00:00Z', '2026-04-01 00:00Z', 'batched', 'C-1');
      INSERT INTO register.delivery (channel, person_id, slot, slot_on, next_at) VALUES ('mail', 70, '2026-04-01', '2026-04-01', '2026-04-01 00:00Z');
      INSERT INTO register.delivery_item (delivery_id, reminder_id, answering_id, reference, because, uid, sequence, changed_at)
      VALUES (1, 1, 73, 'C-1', 'x', 'notice.1.1@x', 0, '2026-04-01 00:00Z');
      INSERT INTO register.delivery_message (delivery_id, message_id, address, body, sha256, made_at)
      VALUES (1, 'd.1@x', 'told@tsubame.example', '\\x00', encode(sha256('\\x00'), 'hex'), '2026-04-01 00:00Z');
      INSERT INTO register.calendar_entry (kind, subject_id, cycle, due_on, shown, changed_at)
      VALUES ('notice', 1, 1, '2026-04-30', 'C-1', '2026-04-01 00:00Z');
      SELECT set_config('clause6.actor', 'Acting', true);
      INSERT INTO register.reminder_act (what, kind, subject_id, until_on, acted_on) VALUES ('acknowledged', 'notice', 1, '2026-04-10', '2026-04-01');
      SELECT set_config('clause6.actor', 'test', true);
      """, policies + steps + runs + rows + deliveries + acts)

  private static func policy(_ constraint: String, _ change: String) -> Violation {
    Violation(constraint, "UPDATE register.reminder_policy SET \(change); SET CONSTRAINTS ALL IMMEDIATE")
  }

  private static let policies = [
    Violation("reminder_policy_pkey", "INSERT INTO register.reminder_policy (id) VALUES (1)"),
    Violation("reminder_policy_is_one", "INSERT INTO register.reminder_policy (id) VALUES (2)"),
    policy("reminder_policy_sends_by_day", "send_from = '21:00'"),
    policy("reminder_policy_language_is_offered", "language = 'fr'"),
    policy("reminder_policy_fallback_is_known", "fallback_id = 99"),
    policy("reminder_policy_risk_lead_is_known", "risk_lead_id = 99"),
    policy("reminder_policy_silence_is_plausible", "silent_hours = 0"),
    policy("reminder_policy_silence_is_plausible", "silent_hours = 745"),
    policy("reminder_policy_on_uncertain_is_known", "on_uncertain = 'guess'"),
  ]

  private static func step(_ constraint: String, _ values: String) -> Violation {
    Violation(
      constraint, "INSERT INTO register.reminder_step (id, kind, tier, audience, days, business) VALUES (\(values))")
  }

  private static let steps = [
    step("reminder_step_pkey", "1, 'notice', NULL, 'owner', -99, false"),
    step("reminder_step_kind_is_known", "999, 'lunch', NULL, 'owner', -99, false"),
    step("reminder_step_tier_is_known", "999, 'notice', 'huge', 'owner', -99, false"),
    step("reminder_step_audience_is_known", "999, 'notice', NULL, 'vendor', -99, false"),
    step("reminder_step_is_within_two_years", "999, 'notice', NULL, 'owner', -731, false"),
    step("reminder_step_is_within_two_years", "999, 'notice', NULL, 'owner', 731, false"),
    step("reminder_step_is_there_once", "999, 'notice', NULL, 'owner', -30, false"),
  ]

  private static let runs = [
    Violation(
      "reminder_run_pkey",
      "INSERT INTO register.reminder_run (id, began_at, host) VALUES (1, '2026-04-01 00:00Z', 'one')"),
    Violation("reminder_run_ends_with_an_outcome", "UPDATE register.reminder_run SET outcome = 'done'"),
    Violation("reminder_run_ends_with_an_outcome", "UPDATE register.reminder_run SET ended_at = began_at"),
    Violation(
      "calendar_entry_pkey",
      "INSERT INTO register.calendar_entry (id, kind, subject_id, cycle, due_on, shown, changed_at) VALUES (1, 'x', 1, 1, '2026-04-30', 'x', '2026-04-01 00:00Z')"
    ),
    Violation(
      "calendar_entry_is_one_a_deadline",
      "INSERT INTO register.calendar_entry (kind, subject_id, cycle, due_on, shown, changed_at) VALUES ('notice', 1, 1, '2026-05-30', 'x', '2026-04-01 00:00Z')"
    ),
  ]

  private static func reminder(_ constraint: String, _ id: Int, _ kind: String, _ audience: String, _ state: String)
    -> Violation
  {
    Violation(
      constraint,
      """
      INSERT INTO register.reminder (id, kind, subject_id, due_on, step, audience, days, fires_at, planned_at, state, reference)
      VALUES (\(id), '\(kind)', 1, '2026-04-30', 'owner -30', '\(audience)', -30, '2026-03-31 00:00Z', '2026-04-01 00:00Z', '\(state)', 'C-1')
      """)
  }

  private static let rows = [
    reminder("reminder_pkey", 1, "review", "owner", "pending"),
    reminder("reminder_is_decided_once", 9, "notice", "owner", "pending"),
    reminder("reminder_audience_is_known", 9, "review", "vendor", "pending"),
    reminder("reminder_state_is_known", 9, "review", "owner", "lost"),
    reminder("reminder_suppression_has_a_reason", 9, "review", "owner", "muted"),
  ]

  private static func delivery(_ constraint: String, _ change: String) -> Violation {
    Violation(constraint, "UPDATE register.delivery SET \(change); SET CONSTRAINTS ALL IMMEDIATE")
  }

  private static func made(_ constraint: String, _ table: String, _ columns: String, _ values: String) -> Violation {
    Violation(
      constraint,
      "INSERT INTO register.\(table) (\(columns)) VALUES (\(values)); SET CONSTRAINTS ALL IMMEDIATE")
  }

  private static func item(_ constraint: String, _ values: String) -> Violation {
    made(
      constraint, "delivery_item",
      "id, delivery_id, reminder_id, answering_id, reference, because, uid, sequence, changed_at",
      values + ", 'C-1', 'x', 'u', 0, '2026-04-01 00:00Z'")
  }

  private static func message(_ constraint: String, _ values: String) -> Violation {
    made(
      constraint, "delivery_message", "id, delivery_id, sha256, message_id, address, body, made_at",
      values + ", 'd.2@x', 'a@b.example', '\\x00', '2026-04-01 00:00Z'")
  }

  private static let zero = "encode(sha256('\\x00'), 'hex')"

  private static let deliveries = [
    made(
      "delivery_pkey", "delivery", "id, channel, slot, slot_on, next_at", "1, 'webhook:x', 's', '2026-04-01', now()"),
    made(
      "delivery_is_one_a_day", "delivery", "channel, person_id, slot, slot_on, next_at",
      "'mail', 70, '2026-04-01', '2026-04-01', now()"),
    made(
      "delivery_mail_goes_to_a_person", "delivery", "channel, slot, slot_on, next_at",
      "'mail', 's', '2026-04-01', now()"),
    delivery("delivery_person_is_known", "person_id = 99"),
    delivery("delivery_state_is_known", "state = 'lost'"),
    delivery(
      "delivery_phase_is_known", "state = 'sending', phase = 'lost', token = gen_random_uuid(), lease_ends_at = now()"),
    delivery("delivery_is_held_while_it_is_sent", "state = 'sending'"),
    delivery("delivery_is_held_while_it_is_sent", "token = gen_random_uuid()"),
    delivery("delivery_sent_has_its_moment", "state = 'sent'"),
    item("delivery_item_pkey", "1, 1, 1, 73"),
    item("delivery_item_delivery_is_known", "9, 99, 1, 73"),
    item("delivery_item_reminder_is_known", "9, 1, 99, 73"),
    Violation("delivery_item_answering_is_known", "DELETE FROM register.person WHERE name = 'Owned'"),
    item("delivery_item_is_there_once", "9, 1, 1, 73"),
    message("delivery_message_pkey", "1, 1, \(zero)"),
    message("delivery_message_delivery_is_known", "9, 99, \(zero)"),
    message("delivery_message_is_made_once", "9, 1, \(zero)"),
    message("delivery_message_hash_is_of_its_bytes", "9, 99, 'x'"),
  ]

  private static func act(_ constraint: String, _ values: String) -> Violation {
    Violation(
      constraint,
      """
      SELECT set_config('clause6.actor', 'Acting', true);
      INSERT INTO register.reminder_act (id, what, kind, subject_id, person_id, until_on, acted_on) VALUES (\(values));
      SET CONSTRAINTS ALL IMMEDIATE
      """)
  }

  private static let acts = [
    act("reminder_act_pkey", "1, 'acknowledged', 'notice', 1, NULL, '2026-04-10', '2026-04-01'"),
    act("reminder_act_is_known", "9, 'forgotten', 'notice', 1, NULL, '2026-04-10', '2026-04-01'"),
    act("reminder_act_is_about_something", "9, 'snoozed', 'notice', NULL, NULL, '2026-04-10', '2026-04-01'"),
    act("reminder_act_is_about_something", "9, 'muted', 'notice', 1, 70, '2026-04-10', '2026-04-01'"),
    act("reminder_act_ends", "9, 'snoozed', 'notice', 1, NULL, NULL, '2026-04-01'"),
    act("reminder_act_ends", "9, 'handed_over', 'notice', 1, 70, '2026-04-10', '2026-04-01'"),
    act("reminder_act_hands_over_to_somebody", "9, 'handed_over', 'notice', 1, NULL, NULL, '2026-04-01'"),
    act("reminder_act_hands_over_to_somebody", "9, 'snoozed', 'notice', 1, 70, '2026-04-10', '2026-04-01'"),
    act("reminder_act_ends_within_a_year", "9, 'snoozed', 'notice', 1, NULL, '2027-04-03', '2026-04-01'"),
    act("reminder_act_ends_within_a_year", "9, 'snoozed', 'notice', 1, NULL, '2026-03-31', '2026-04-01'"),
    act("reminder_act_day_is_plausible", "9, 'handed_over', 'notice', 1, 70, NULL, '1899-12-31'"),
    act("reminder_act_person_is_known", "9, 'handed_over', 'notice', 1, 99, NULL, '2026-04-01'"),
    Violation("reminder_act_actor_is_known", "DELETE FROM register.person WHERE name = 'Acting'"),
    Violation(
      "reminder_act_is_withdrawn_after_it_was_done", "UPDATE register.reminder_act SET withdrawn_on = '2026-03-31'"),
    Violation(
      "reminder_act_has_a_reason",
      """
      SELECT set_config('clause6.actor', 'Acting', true);
      INSERT INTO register.reminder_act (what, kind, subject_id, until_on, acted_on, reason) VALUES ('snoozed', 'notice', 1, '2026-04-10', '2026-04-01', ' ')
      """),
  ]
}
