import Clause6
import Postgres
import TestSupport
import Testing

/// A tier is overridden by two people, for a while, and what they did stays.
@Suite(.register) struct TierOverrideTests {
  private func inOffice<T>(_ body: (Connection) throws -> T) throws -> T {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.person (id, name, email) VALUES (1, 'Tanaka', 'tanaka@tsubame.example'), (2, 'Sato', NULL);
          INSERT INTO register.vendor (id, name) VALUES (1, 'Acme');
          INSERT INTO register.engagement (id, vendor_id, title, tier) VALUES (1, 1, 'payroll', 'high')
          """)
      return try body(connection)
    }
  }

  /// Tanaka asks for `low` from March to May.
  private func request(_ connection: Connection) throws -> Int {
    try connection.be("tanaka@tsubame.example")
    return try connection.requestTierOverride(
      ofEngagement: 1, tier: "low", from: .iso("2026-03-01"), until: .iso("2026-05-31"), on: .iso("2026-03-01"))
  }

  private func tier(_ day: String, _ connection: Connection) throws -> String? {
    try connection.value("SELECT tier FROM facts.engagement_tier(\(day)::date)")
  }

  private func refused(_ sentence: String, _ body: (Connection) throws -> Void) {
    do {
      try inOffice(body)
      Issue.record("not refused: \(sentence)")
    } catch {
      #expect((error as? PostgresError)?.sentence.hasPrefix(sentence) == true, "\(error)")
    }
  }

  @Test func itCountsFromItsApprovalToItsLastDay() throws {
    try inOffice { connection in
      let id = try request(connection)
      #expect(try tier("2026-04-01", connection) == "high", "a request counts for nothing")
      try connection.be("sato")
      try connection.approveTierOverride(id, on: .iso("2026-03-15"))
      for (day, expected) in [
        ("2026-02-28", "high"), ("2026-03-14", "high"), ("2026-03-15", "low"), ("2026-05-31", "low"),
        ("2026-06-01", "high"),
      ] { #expect(try tier(day, connection) == expected, "\(day)") }
      try connection.withdrawTierOverride(id, on: .iso("2026-04-10"))
      #expect(try tier("2026-04-09", connection) == "low")
      #expect(try tier("2026-04-10", connection) == "high")
    }
  }

  @Test func itsStateIsThatOfTheDay() throws {
    let states = try inOffice { connection in
      let id = try request(connection)
      try connection.be("sato")
      try connection.approveTierOverride(id, on: .iso("2026-03-15"))
      try connection.execute(
        """
        INSERT INTO register.tier_override (engagement_id, tier, requested_on, starts_on, ends_on)
        VALUES (1, 'medium', '2026-03-02', '2026-06-01', '2026-06-30')
        """)
      try connection.be("tanaka")
      try connection.approveTierOverride(id + 1, on: .iso("2026-03-03"))
      try connection.withdrawTierOverride(id + 1, on: .iso("2026-06-02"))
      return try ["2026-02-28", "2026-03-01", "2026-03-03", "2026-03-15", "2026-06-01", "2026-06-02"].map { day in
        try connection.tierOverrides(on: .iso(day)).map(\.state)
      }
    }
    #expect(
      states == [
        [], [.requested], [.requested, .approved], [.inForce, .approved], [.ended, .inForce], [.ended, .withdrawn],
      ])
  }

  @Test(arguments: ["tanaka@tsubame.example", "TANAKA", "ＴＡＮＡＫＡ", "tanaka"])
  func whoeverAskedCannotApprove(actor: String) throws {
    do {
      try inOffice { connection in
        let id = try request(connection)
        try connection.be(actor)
        try connection.approveTierOverride(id, on: .iso("2026-03-15"))
      }
      Issue.record("\(actor) approved")
    } catch let error as PostgresError {
      #expect(error.constraint == "tier_override_needs_two_people")
    }
  }

  @Test func whoIsNamedByTheRequesterHasNotActed() throws {
    let names = try inOffice { connection in
      try connection.be("tanaka")
      try connection.execute(
        """
        INSERT INTO register.tier_override (engagement_id, tier, requested_on, requested_by, requested_by_id, starts_on, ends_on)
        VALUES (1, 'low', '2026-03-01', 'Sato', 2, '2026-03-01', '2026-05-31')
        """)
      return try connection.table("SELECT requested_by, requested_by_id FROM register.tier_override").rows
    }
    #expect(names == [["tanaka", "1"]])
    do {
      try inOffice { connection in
        let id = try request(connection)
        try connection.execute(
          "UPDATE register.tier_override SET approved_on = '2026-03-15', approved_by = 'Sato', approved_by_id = 2 WHERE id = \(id)"
        )
      }
      Issue.record("an approver who was only named counted")
    } catch let error as PostgresError {
      #expect(error.constraint == "tier_override_needs_two_people")
    }
  }

  @Test func bothAreKnown() {
    refused("cron is nobody that the register knows") { connection in
      try connection.be("cron")
      _ = try connection.requestTierOverride(
        ofEngagement: 1, tier: "low", from: .iso("2026-03-01"), until: .iso("2026-05-31"), on: .iso("2026-03-01"))
    }
    refused("cron is nobody that the register knows") { connection in
      let id = try request(connection)
      try connection.be("cron")
      try connection.approveTierOverride(id, on: .iso("2026-03-15"))
    }
  }

  @Test(arguments: ["tier = 'medium'", "ends_on = '2026-06-30'", "reason = 'another'", "requested_by_id = 2"])
  func whatWasAskedForStays(change: String) {
    refused("Override 1 stays as it was requested") { connection in
      try connection.execute(script: "ALTER SEQUENCE register.tier_override_id_seq RESTART")
      let id = try request(connection)
      try connection.execute("UPDATE register.tier_override SET \(SQL(verbatim: change)) WHERE id = \(id)")
    }
  }

  @Test func whatWasApprovedOrWithdrawnStays() {
    refused("Override") { connection in
      let id = try request(connection)
      try connection.be("sato")
      try connection.approveTierOverride(id, on: .iso("2026-03-15"))
      try connection.execute("UPDATE register.tier_override SET approved_on = '2026-03-14' WHERE id = \(id)")
    }
    refused("Override") { connection in
      let id = try request(connection)
      try connection.withdrawTierOverride(id, on: .iso("2026-03-15"))
      try connection.be("sato")
      try connection.approveTierOverride(id, on: .iso("2026-03-15"))
    }
  }

  @Test func twoThatOverlapAreNotBothApproved() throws {
    func approveBoth(_ connection: Connection, secondFrom start: String) throws {
      let first = try request(connection)
      let second = try connection.requestTierOverride(
        ofEngagement: 1, tier: "medium", from: .iso(start), until: .iso("2026-07-31"), on: .iso("2026-03-01"))
      try connection.be("sato")
      try connection.approveTierOverride(first, on: .iso("2026-03-15"))
      try connection.approveTierOverride(second, on: .iso("2026-03-15"))
    }
    try inOffice { try approveBoth($0, secondFrom: "2026-06-01") }
    refused("Override") { try approveBoth($0, secondFrom: "2026-05-31") }
  }
}
