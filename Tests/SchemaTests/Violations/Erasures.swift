extension Violations {
  /// The actor of tests asked for the first, Erna for the second; Fritz approved the third and the fourth was taken back.
  static let erasures = Violations(
    seed: """
      INSERT INTO register.person (name, left_on)
        VALUES ('Erna', NULL), ('Fritz', NULL), ('Gone', '2025-12-31'), ('Left', '2025-12-31'), ('Past', '2025-12-31'), ('Away', '2025-12-31');
      INSERT INTO register.erasure (entity, key, requested_on) VALUES ('person', \(id("Gone")), '2026-11-01');
      SELECT set_config('clause6.actor', 'erna', true);
      INSERT INTO register.erasure (entity, key, requested_on)
        VALUES ('person', \(id("Left")), '2026-11-01'), ('person', \(id("Past")), '2026-11-01');
      SELECT set_config('clause6.actor', 'fritz', true);
      UPDATE register.erasure SET approved_on = '2026-11-02' WHERE id = 3;
      SELECT set_config('clause6.actor', 'test', true);
      """,
    [
      request("erasure_pkey", "id, entity, key, requested_on", "1, 'person', \(id("Away")), '2026-11-01'"),
      request("erasure_is_asked_once", "entity, key, requested_on", "'person', \(id("Gone")), '2026-11-01'"),
      request("erasure_is_of_people", "entity, key, requested_on", "'vendor', 1, '2026-11-01'"),
      request(
        "erasure_has_a_reason", "entity, key, reason, requested_on", "'person', \(id("Away")), ' ', '2026-11-01'"),
      request("erasure_days_are_plausible", "entity, key, requested_on", "'person', \(id("Away")), '2200-01-01'"),
      Violation("erasure_requester_is_known", "DELETE FROM register.person WHERE name = 'Erna'"),
      Violation("erasure_approver_is_known", "DELETE FROM register.person WHERE name = 'Fritz'"),
      change("erasure_needs_two_people", "approved_on = '2026-11-02' WHERE id = 1"),
      change("erasure_approval_is_whole", "approved_by = 'Fritz' WHERE id = 1"),
      change("erasure_is_done_or_withdrawn", "approved_on = '2026-11-02', withdrawn_on = '2026-11-02' WHERE id = 2"),
      change("erasure_is_settled_after_it_is_requested", "withdrawn_on = '2026-10-31' WHERE id = 1"),
      change("erasure_days_are_plausible", "withdrawn_on = '2200-01-01' WHERE id = 1"),
    ])

  private static func id(_ name: String) -> String { "(SELECT id FROM register.person WHERE name = '\(name)')" }

  private static func request(_ constraint: String, _ columns: String, _ values: String) -> Violation {
    Violation(constraint, "INSERT INTO register.erasure (\(columns)) VALUES (\(values))")
  }

  private static func change(_ constraint: String, _ change: String) -> Violation {
    Violation(constraint, "UPDATE register.erasure SET \(change)")
  }
}
