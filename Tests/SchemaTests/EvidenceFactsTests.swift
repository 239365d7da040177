import Clause6
import Postgres
import TestSupport
import Testing

/// `facts.evidence` against a clerk with a calendar, and both sides of every boundary day.
@Suite(.register, .serialized) struct EvidenceFactsTests {
  private struct Paper {
    var issued: DayNumber?
    var from: DayNumber?
    var until: DayNumber?
    var readings: [DayNumber] = []
    var replacedBy: Int?

    func state(_ day: DayNumber) -> String {
      if let begins = from ?? issued, day < begins { return "not_yet_valid" }
      guard let until else { return "no_end" }
      return until < day ? "expired" : "valid"
    }

    /// Counted on the fingers: month after month until the next would be too many.
    func age(_ day: DayNumber) -> Int? {
      guard let issued = issued ?? from, issued <= day else { return nil }
      var months = 0
      while !(day < issued.monthLater(months + 1)) { months += 1 }
      return months
    }

    func readOn(_ day: DayNumber) -> DayNumber? { readings.filter { $0 <= day }.max() }
  }

  private static let first = DayNumber(year: 2023, month: 1, day: 1)

  @Test(arguments: [UInt64.random(in: .min ... .max)])
  func agreesWithTheClerk(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func day() -> DayNumber { EvidenceFactsTests.first + Int.random(in: 0..<1_500, using: &random) }
    var papers = (0..<400).map { _ in
      var paper = Paper()
      if Bool.random(using: &random) { paper.issued = day() }
      if Bool.random(using: &random) { paper.from = day() }
      if Bool.random(using: &random) {
        paper.until = (paper.from ?? paper.issued ?? day()) + Int.random(in: 0..<700, using: &random)
      }
      paper.readings = (0..<Int.random(in: 0..<3, using: &random)).map { _ in day() }
      return paper
    }
    for index in stride(from: 0, to: 100, by: 2) { papers[index].replacedBy = index + 1 }
    let days = (0..<30).map { _ in day() }
    let wrong = try TestDatabase.connect().rehearseRegister { connection in
      try EvidenceFactsTests.enter(papers, connection)
      return try days.flatMap { day in try EvidenceFactsTests.differences(papers, day, connection) }
    }
    #expect(wrong == [], "seed \(seed)")
  }

  private static func enter(_ papers: [Paper], _ connection: Connection) throws {
    try connection.execute(
      script:
        "INSERT INTO register.person (name) VALUES ('test'); INSERT INTO register.vendor (id, name) VALUES (1, 'Acme')")
    let replaced = papers.indices.reduce(into: [Int: Int]()) { found, index in
      if let successor = papers[index].replacedBy { found[successor] = index }
    }
    try connection.copyIn(
      "COPY register.evidence (id, vendor_id, kind, issued_on, valid_from_on, valid_until_on, replaces_id) FROM STDIN"
    ) { writer in
      for (index, paper) in papers.enumerated() {
        try writer.write(row: [
          "\(index)", "1", "other", paper.issued?.description, paper.from?.description, paper.until?.description,
          replaced[index]?.description,
        ])
      }
    }
    for (index, paper) in papers.enumerated() {
      for day in Set(paper.readings) {
        try connection.execute(
          "INSERT INTO register.evidence_reading (evidence_id, read_on) VALUES (\(index), \(day.description)::date)")
      }
    }
  }

  private static func differences(_ papers: [Paper], _ day: DayNumber, _ connection: Connection) throws -> [String] {
    try connection.evidence(on: .iso(day.description)).compactMap { found in
      let paper = papers[found.evidenceId]
      let successor = paper.replacedBy.flatMap { index in
        let begins = papers[index].from ?? papers[index].issued
        return begins.map { $0 <= day } ?? true ? index : nil
      }
      let agrees =
        found.state == paper.state(day) && found.ageMonths == paper.age(day)
        && found.daysLeft == paper.until.map { $0.number - day.number } && found.replacedById == successor
        && found.readOn?.description == paper.readOn(day)?.description
      return agrees ? nil : "\(found.evidenceId) on \(day): \(found), expected \(paper)"
    }
  }

  @Test(arguments: [
    ("2026-03-31", "not_yet_valid", "not valid before 2026-04-01"),
    ("2026-04-01", "valid", "valid until 2027-03-31, 364 days from now"),
    ("2027-03-30", "valid", "valid until 2027-03-31, 1 day from now"),
    ("2027-03-31", "valid", "valid until 2027-03-31, 0 days from now"),
    ("2027-04-01", "expired", "was valid until 2027-03-31, 1 day ago"),
  ])
  func saysWhy(day: String, state: String, why: String) throws {
    let row = try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.vendor (id, name) VALUES (1, 'Acme');
          INSERT INTO register.evidence (vendor_id, kind, valid_from_on, valid_until_on) VALUES (1, 'pci_aoc', '2026-04-01', '2027-03-31')
          """)
      return try connection.table("SELECT state, why FROM facts.evidence(\(day)::date)").rows
    }
    #expect(row == [[state, why]])
  }

  @Test func theWordsOfTheProgramAreThoseOfTheDatabase() throws {
    let connection = try TestDatabase.connect()
    func words(_ constraint: String) throws -> [String] {
      let text = try connection.value(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = \(constraint)", as: String.self)
      return try #require(text).matches(of: /'([a-z0-9_]+)'/).map { String($0.output.1) }
    }
    #expect(try words("evidence_kind_is_known") == Evidence.kinds)
    #expect(try words("incident_severity_is_known") == Incident.severities)
    #expect(try words("offboarding_data_is_known") == Offboarding.outcomes)
    #expect(try words("subcontractor_flow_down_is_known") == Subcontractor.flowDowns)
    #expect(try Set(words("subcontractor_data_is_known")) == Set(Subcontractor.dataClasses))
    #expect(try words("evidence_file_place_is_known") == EvidencePlace.allCases.map(\.rawValue))
  }
}

extension DayNumber {
  /// The first day that is so many months later: where the month lacks the day, the first of the next.
  fileprivate func monthLater(_ months: Int) -> DayNumber {
    let shifted = adding(months: months)
    return shifted.parts.day == parts.day ? shifted : shifted + 1
  }
}
