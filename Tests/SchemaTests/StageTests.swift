@testable import Clause6
import Postgres
import TestSupport
import Testing

/// The stages of vendors: which moves the register takes, and what it says of a day.
@Suite(.register, .serialized) struct StageTests {
  /// Written out again, so that a change of the register's own table is noticed.
  private static let next: [String?: Set<String>] = [
    nil: ["proposed", "under_assessment", "suspended", "exiting", "ended"],
    "proposed": ["under_assessment", "ended"],
    "under_assessment": ["approved", "proposed", "suspended", "exiting", "ended"],
    "approved": ["active", "under_assessment", "suspended", "ended"],
    "active": ["under_assessment", "suspended", "exiting"],
    "suspended": ["approved", "under_assessment", "exiting"],
    "exiting": ["under_assessment", "ended"],
    "ended": ["proposed"],
  ]

  private func inOffice<T>(_ body: (Connection) throws -> T) throws -> T {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.person (name, login) VALUES ('Tanaka', 'tanaka'), ('Sato', NULL);
          SELECT set_config('clause6.actor', 'TANAKA', true);
          INSERT INTO register.vendor (name) SELECT 'Vendor ' || n FROM generate_series(1, 4) n;
          """)
      let first = try connection.value("SELECT min(id) FROM register.vendor", as: Int.self)
      #expect(first != nil)
      return try body(connection)
    }
  }

  /// A vendor as the slow reference keeps it: what stands, day by day.
  private struct SlowVendor {
    var moves: [Int: (stage: String, by: String)] = [:]

    func stage(on day: Int) -> (stage: String, since: Int)? {
      moves.filter { $0.key <= day }.max { $0.key < $1.key }.map { ($0.value.stage, $0.key) }
    }

    func allows(_ stage: String?, before day: Int) -> Bool {
      guard let later = moves.filter({ $0.key > day }).min(by: { $0.key < $1.key }) else { return true }
      return StageTests.next[stage]?.contains(later.value.stage) == true
    }

    mutating func move(to stage: String, on day: Int, by actor: String) -> Bool {
      guard moves[day] == nil, StageTests.next[self.stage(on: day)?.stage]?.contains(stage) == true,
        allows(stage, before: day), stage != "approved" || actor == "sato"
      else { return false }
      moves[day] = (stage, actor)
      return true
    }

    mutating func withdraw(on day: Int) -> Bool {
      guard moves[day] != nil, allows(stage(on: day - 1)?.stage, before: day) else { return false }
      moves[day] = nil
      return true
    }
  }

  private func succeeds(_ connection: Connection, _ body: () throws -> Void) throws -> Bool {
    do {
      try connection.savepoint(body)
      return true
    } catch is Clause6Error {
      return false
    } catch let error as PostgresError {
      guard let state = error.sqlState, ["23514", "23505"].contains(state) else { throw error }
      return false
    }
  }

  @Test(arguments: [UInt64.random(in: .min ... .max)])
  func everyMoveAndEveryDayAgreeWithTheReference(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let first = try #require(CalendarDate("2026-04-01"))
    let span = 30
    try inOffice { connection in
      let ids = try connection.table("SELECT id FROM register.vendor ORDER BY id").rows.compactMap {
        $0[0].flatMap { Int($0) }
      }
      let days = try connection.table(
        "SELECT \(first)::date + n FROM generate_series(0, \(span)::int) n"
      ).rows.compactMap { $0[0].flatMap { CalendarDate($0) } }
      var vendors = ids.map { _ in SlowVendor() }
      var taken = 0
      for _ in 0..<500 {
        let index = ids.indices.randomElement(using: &random) ?? 0
        let day = Int.random(in: 0...span, using: &random)
        let withdraws = Int.random(in: 0..<6, using: &random) == 0
        let actor = Bool.random(using: &random) ? "sato" : "tanaka"
        try connection.be(actor)
        let stage = VendorStage.allCases.randomElement(using: &random) ?? .proposed
        let expected =
          withdraws
          ? vendors[index].withdraw(on: day) : vendors[index].move(to: stage.rawValue, on: day, by: actor)
        let found = try succeeds(connection) {
          if withdraws {
            try connection.withdrawMove(ofVendor: ids[index], on: days[day])
          } else {
            try connection.moveVendor(ids[index], to: stage, on: days[day])
          }
        }
        if found { taken += 1 }
        try #require(
          found == expected,
          "seed \(seed): \(withdraws ? "withdraw" : stage.rawValue) on \(day) by \(actor), \(vendors[index])")
      }
      #expect(taken > 20, "seed \(seed)")
      for (day, date) in days.enumerated() {
        let rows = try connection.table(
          "SELECT vendor_id, stage, since, moved_by FROM facts.stage(\(date)::date) ORDER BY 1"
        ).rows
        let expected = zip(ids, vendors).compactMap { id, vendor in
          vendor.stage(on: day).map { ["\(id)", $0.stage, days[$0.since].description, vendor.moves[$0.since]?.by] }
        }
        #expect(rows == expected, "seed \(seed), \(date)")
      }
      try neverActiveWithoutAnotherPersonsApproval(connection, seed)
    }
  }

  /// What the stages are for: whoever works for us was approved, and not by who registered them.
  private func neverActiveWithoutAnotherPersonsApproval(_ connection: Connection, _ seed: UInt64) throws {
    let wrong = try connection.table(
      """
      SELECT s.vendor_id, s.from_on FROM register.vendor_stage s
      WHERE s.stage = 'active' AND s.withdrawn_by IS NULL AND NOT EXISTS (
        SELECT FROM register.vendor_stage a
        WHERE a.vendor_id = s.vendor_id AND a.stage = 'approved' AND a.withdrawn_by IS NULL AND a.from_on < s.from_on AND a.moved_by = 'sato')
      """)
    #expect(wrong.rows.isEmpty, "seed \(seed)")
  }

  @Test func theDayOfAMoveIsTheFirstInTheStage() throws {
    let stages = try inOffice { connection in
      try connection.execute(
        script: """
          INSERT INTO register.vendor_stage (vendor_id, stage, from_on)
          SELECT min(id), 'proposed', date '2026-04-01' FROM register.vendor;
          INSERT INTO register.vendor_stage (vendor_id, stage, from_on)
          SELECT min(id), 'ended', date '2026-05-01' FROM register.vendor
          """)
      return try ["2026-03-31", "2026-04-01", "2026-04-30", "2026-05-01"].map { day in
        try connection.vendors(on: .iso(day)).first { $0.name == "Vendor 1" }?.stage
      }
    }
    #expect(stages == [nil, .proposed, .proposed, .ended])
  }

  @Test(arguments: [
    ("UPDATE register.vendor_stage SET stage = 'ended'", "A recorded move of a vendor cannot be changed or removed"),
    ("UPDATE register.vendor_stage SET moved_by = 'sato'", "A recorded move of a vendor cannot be changed or removed"),
    (
      "UPDATE register.vendor_stage SET withdrawn_by = 'x', from_on = '2026-04-02'",
      "A recorded move of a vendor cannot be changed or removed"
    ),
    ("DELETE FROM register.vendor_stage", "A recorded move of a vendor cannot be changed or removed"),
    (
      "UPDATE register.vendor SET registered_by = 'sato'",
      "What the register noted as registered_by of a vendor cannot be changed"
    ),
    (
      "SET LOCAL clause6.actor = 'ｔａｎａｋａ'; INSERT INTO register.vendor_stage (vendor_id, stage, from_on) SELECT min(id), 'approved', '2026-06-01' FROM register.vendor",
      "Vendor 1 was registered by TANAKA, who cannot approve it as well"
    ),
    (
      "SET LOCAL clause6.actor = 'nobody'; INSERT INTO register.vendor_stage (vendor_id, stage, from_on) SELECT min(id), 'approved', '2026-06-01' FROM register.vendor",
      "nobody is nobody that the register knows, and this act needs a person who answers for it"
    ),
  ])
  func isRefused(script: String, sentence: String) throws {
    try inOffice { connection in
      try connection.execute(
        script: """
          INSERT INTO register.vendor_stage (vendor_id, stage, from_on)
          SELECT min(id), 'under_assessment', date '2026-04-01' FROM register.vendor
          """)
      let error = #expect(throws: PostgresError.self) {
        try connection.savepoint { try connection.execute(script: script) }
      }
      #expect(error?.sentence == sentence)
    }
  }

  @Test func whoRegistersAndMovesIsNotedWhateverTheStatementSays() throws {
    let noted = try inOffice { connection in
      try connection.execute(
        script: """
          SET LOCAL session_replication_role = replica;
          INSERT INTO register.vendor (name, registered_by) VALUES ('Forged', 'sato');
          INSERT INTO register.vendor_stage (vendor_id, stage, from_on, moved_by, withdrawn_by)
          SELECT max(id), 'proposed', date '2026-04-01', 'sato', 'sato' FROM register.vendor
          """)
      return try connection.table("SELECT moved_by, withdrawn_by FROM register.vendor_stage").rows
        + connection.table("SELECT registered_by FROM register.vendor WHERE name = 'Forged'").rows
    }
    #expect(noted == [["TANAKA", nil], ["TANAKA"]])
  }

  @Test func theWordsOfTheProgramAreThoseOfTheRegister() throws {
    let connection = try TestDatabase.connect()
    for (constraint, words) in [
      ("vendor_stage_is_known", VendorStage.allCases.map(\.rawValue)),
      ("vendor_name_kind_is_known", VendorNameKind.allCases.map(\.rawValue)),
      ("vendor_name_language_is_known", NameLanguage.allCases.map(\.rawValue)),
      ("vendor_contact_role_is_known", ContactRole.allCases.map(\.rawValue)),
      ("responsibility_holder_is_known", ResponsibilityHolder.allCases.map(\.rawValue)),
      ("engagement_public_fields_are_known", Engagement.publicFields),
      ("dora_entity_kind_is_known", DoraWords.entities), ("dora_entity_place_is_known", DoraWords.places),
      ("dora_function_critical_is_known", DoraWords.answers), ("dora_function_impact_is_known", DoraWords.levels),
      ("dora_provider_person_is_known", DoraWords.persons), ("dora_provider_code_kind_is_known", DoraWords.codes),
      ("dora_contract_ending_is_known", DoraWords.endings), ("dora_service_kind_is_known", DoraWords.services),
      ("dora_service_sensitiveness_is_known", DoraWords.sensitiveness),
      ("dora_service_substitutability_is_known", DoraWords.substitutability),
      ("dora_service_hardness_is_known", DoraWords.hardness),
      ("dora_service_reintegration_is_known", DoraWords.reintegration),
      ("dora_service_impact_is_known", DoraWords.levels), ("dora_service_alternatives_are_known", DoraWords.answers),
      ("dora_use_reliance_is_known", DoraWords.reliance), ("dora_definition_word_is_known", DoraWords.definitions),
    ] as [(String, [String])] {
      let definition = try connection.value(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = \(constraint)", as: String.self)
      let known = try #require(definition).matches(of: /'([a-z_.]+)'::text/).map { String($0.output.1) }
      #expect(known == words, "\(constraint)")
    }
  }
}
