import Clause6
import Postgres
import TestSupport
import Testing

/// `facts.chain` against a walk on foot, over forests that differ from run to run.
@Suite(.register, .serialized) struct ChainFactsTests {
  private struct Entry {
    var vendor: Int?
    var parent: Int?
    var company: Int?
    var hasEngagement = false
    var from: DayNumber?
    var until: DayNumber?

    func isActive(_ day: DayNumber) -> Bool { (from ?? day) <= day && day <= (until ?? day) }
  }

  private static let vendors = 12
  private static let first = DayNumber(year: 2026, month: 1, day: 1)

  private static func random(using random: inout SplitMix64) -> [Entry] {
    var entries: [Entry] = []
    for index in 0..<40 {
      var entry = Entry()
      if index > 4, Bool.random(using: &random) {
        entry.parent = Int.random(in: 0..<index, using: &random)
      } else {
        entry.vendor = Int.random(in: 0..<vendors, using: &random)
        entry.hasEngagement = Int.random(in: 0..<4, using: &random) == 0
      }
      if Int.random(in: 0..<4, using: &random) == 0 {
        var top = entry
        while let parent = top.parent { top = entries[parent] }
        let company = Int.random(in: 0..<vendors, using: &random)
        // A vendor below itself is refused when it is recorded.
        if company != top.vendor { entry.company = company }
      }
      if Int.random(in: 0..<4, using: &random) == 0 { entry.from = first + Int.random(in: 0..<300, using: &random) }
      if Int.random(in: 0..<4, using: &random) == 0 {
        entry.until = (entry.from ?? first) + Int.random(in: 0..<300, using: &random)
      }
      entries.append(entry)
    }
    return entries
  }

  /// Each line as `vendor: path rank circular`.
  private static func walked(_ entries: [Entry], _ day: DayNumber) -> [String] {
    var lines: [String] = []
    func walk(_ vendor: Int, _ path: [Int], _ visited: Set<Int>) {
      guard let id = path.last else { return }
      let entry = entries[id]
      let isCircular = entry.company.map { visited.contains($0) } ?? false
      lines.append("\(vendor): \(path) \(path.count + 1) \(isCircular)")
      if isCircular { return }
      for (index, next) in entries.enumerated() where next.isActive(day) {
        let isBelow = next.parent == id
        let isTheirs = next.vendor != nil && next.vendor == entry.company && !next.hasEngagement
        if isBelow || isTheirs { walk(vendor, path + [index], visited.union(entry.company.map { [$0] } ?? [])) }
      }
    }
    for (index, entry) in entries.enumerated() where entry.isActive(day) {
      if let vendor = entry.vendor { walk(vendor, [index], [vendor]) }
    }
    return lines.sorted()
  }

  @Test(arguments: (0..<12).map { _ in UInt64.random(in: .min ... .max) })
  func agreesWithAWalk(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let entries = ChainFactsTests.random(using: &random)
    let days = (0..<6).map { _ in ChainFactsTests.first + Int.random(in: -5..<620, using: &random) }
    try TestDatabase.connect().rehearseRegister { connection in
      try ChainFactsTests.enter(entries, connection)
      for day in days {
        let found = try (0..<ChainFactsTests.vendors).flatMap { vendor in
          try connection.chain(ofVendor: vendor, on: .iso(day.description)).map { link in
            "\(link.vendorId): \(link.pathIds) \(link.rank) \(link.isCircular)"
          }
        }
        #expect(found.sorted() == ChainFactsTests.walked(entries, day), "seed \(seed), \(day)")
      }
    }
  }

  private static func enter(_ entries: [Entry], _ connection: Connection) throws {
    for vendor in 0..<vendors {
      try connection.execute("INSERT INTO register.vendor (id, name) VALUES (\(vendor), \("V\(vendor)"))")
      try connection.execute(
        "INSERT INTO register.engagement (id, vendor_id, title) VALUES (\(vendor), \(vendor), 'payroll')")
    }
    for (index, entry) in entries.enumerated() {
      try connection.execute(
        """
        INSERT INTO register.subcontractor (id, vendor_id, parent_id, subcontractor_vendor_id, engagement_id, name, from_on, until_on)
        VALUES (\(index), \(entry.vendor), \(entry.parent), \(entry.company), \(entry.hasEngagement ? entry.vendor : nil), \("S\(index)"),
          \(entry.from?.description)::date, \(entry.until?.description)::date)
        """)
    }
  }

  /// What a statement of a chain of three under vendor 1 is refused with.
  private func refusal(_ statement: String) throws -> String? {
    let error = #expect(throws: PostgresError.self) {
      try TestDatabase.connect().rehearseRegister { connection in
        try connection.execute(
          script: """
            INSERT INTO register.vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
            INSERT INTO register.engagement (id, vendor_id, title) VALUES (1, 1, 'payroll'), (2, 2, 'hosting');
            INSERT INTO register.subcontractor (id, vendor_id, parent_id, name) VALUES (1, 1, NULL, 'One'), (2, NULL, 1, 'Two'), (3, NULL, 2, 'Three');
            \(statement)
            """)
      }
    }
    return error?.sentence
  }

  @Test(arguments: [
    (
      "UPDATE register.subcontractor SET vendor_id = NULL, parent_id = 3 WHERE id = 1",
      "One would be its own subcontractor by way of those that use it"
    ),
    (
      "UPDATE register.subcontractor SET parent_id = 2 WHERE id = 2",
      "Two would be its own subcontractor by way of those that use it"
    ),
    (
      "UPDATE register.subcontractor SET subcontractor_vendor_id = 1 WHERE id = 3",
      "Three would be a subcontractor of itself"
    ),
    (
      "INSERT INTO register.subcontractor (id, vendor_id, subcontractor_vendor_id, name) VALUES (9, 2, 2, 'Bolt')",
      "Bolt would be a subcontractor of itself"
    ),
    (
      "INSERT INTO register.subcontractor (vendor_id, engagement_id, name) VALUES (1, 2, 'Four')",
      "Engagement 2 is another vendor's"
    ),
    (
      "UPDATE register.subcontractor SET consent_given_on = '2026-01-01' WHERE id = 3",
      "test is nobody that the register knows, and this act needs a person who answers for it"
    ),
  ])
  func isRefused(statement: String, sentence: String) throws {
    #expect(try refusal(statement) == sentence)
  }

  @Test(arguments: [
    // Consent on the first day is in time; before it was given there was none.
    ("2026-03-31", "missing", "unknown"), ("2026-04-01", "given", "unknown"), ("2026-04-02", "given", "yes"),
  ])
  func consentAndFlowDownCountFromTheirDays(day: String, consent: String, flowDown: String) throws {
    let found = try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.person (name) VALUES ('test');
          INSERT INTO register.vendor (id, name) VALUES (1, 'Acme');
          INSERT INTO register.subcontractor (vendor_id, name, from_on, consent_given_on, flow_down, flow_down_checked_on)
            VALUES (1, 'One', '2026-04-01', '2026-04-01', 'yes', '2026-04-02'), (1, 'Two', '2026-04-01', '2026-04-02', 'unknown', NULL)
          """)
      return try connection.subcontractors(on: .iso(day))
    }
    #expect(found.map(\.consentState) == [consent, day == "2026-04-02" ? "late" : "missing"])
    #expect(found.map(\.flowDown) == [flowDown, "unknown"])
  }

  @Test(arguments: [
    ("2026-06-30", "not_started"), ("2026-07-01", "active"), ("2026-08-31", "active"), ("2026-09-01", "ended"),
  ])
  func endsWithThoseAbove(day: String, state: String) throws {
    let found = try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.vendor (id, name) VALUES (1, 'Acme');
          INSERT INTO register.subcontractor (id, vendor_id, parent_id, name, from_on, until_on) VALUES
            (1, 1, NULL, 'One', '2026-04-01', '2026-08-31'), (2, NULL, 1, 'Two', '2026-07-01', '2026-12-31')
          """)
      return try connection.value(
        "SELECT state FROM facts.subcontractor(\(day)::date) WHERE subcontractor_id = 2", as: String.self)
    }
    #expect(found == state)
  }

  /// Two that have one name are two lines of the tree.
  @Test func eachStandsAboveThoseItUses() throws {
    let chain = try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.vendor (id, name) VALUES (1, 'Acme');
          INSERT INTO register.subcontractor (id, vendor_id, parent_id, name, from_on) VALUES
            (1, 1, NULL, 'One', '2026-01-01'), (2, 1, NULL, 'One', '2026-02-01'), (3, NULL, 1, 'Two', NULL), (4, NULL, 2, 'Also', NULL)
          """)
      return try connection.chain(ofVendor: 1, on: .iso("2026-03-31"))
    }
    #expect(chain.map(\.pathIds) == [[1], [1, 3], [2], [2, 4]])
  }

  @Test func whoConsentsIsWhoActs() throws {
    let giver = try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.person (name) VALUES ('test'), ('Boss');
          INSERT INTO register.vendor (id, name) VALUES (1, 'Acme');
          INSERT INTO register.subcontractor (vendor_id, name, consent_given_on, consent_by_id)
            VALUES (1, 'One', '2026-04-01', (SELECT id FROM register.person WHERE name = 'Boss'))
          """)
      return try connection.value("SELECT consent_by FROM facts.subcontractor('2026-05-01')", as: String.self)
    }
    #expect(giver == "test")
  }
}
