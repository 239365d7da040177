import Clause6
import Postgres
import TestSupport
import Testing

/// What a contract says on a day, amendments counted.
@Suite(.register, .serialized) struct TermTests {
  private struct Version {
    var contract: Int
    var fromOn: DayNumber?
    var status: String
  }

  /// Amendments of one another and of a few contracts, a quarter of them for a while only.
  private struct Papers {
    var parents: [Int?] = []
    var starts: [DayNumber?] = []
    var ends: [DayNumber?] = []
    var versions: [Version] = []

    init(using random: inout SplitMix64) {
      let first = DayNumber(year: 2025, month: 1, day: 1)
      for index in 0..<60 {
        let parent = index < 15 ? nil : Int.random(in: 0..<index, using: &random)
        // No earlier than what it amends, as the register has it.
        let above = parent.flatMap { starts[$0] } ?? first
        let start = index < 15 ? nil : above + Int.random(in: 0...60, using: &random)
        parents.append(parent)
        starts.append(start)
        ends.append(start.flatMap { Int.random(in: 0..<4, using: &random) == 0 ? $0 + 40 : nil })
        let statuses = ["present", "weak", "missing", "not_applicable"].shuffled(using: &random)
        if Bool.random(using: &random) { versions.append(Version(contract: index, status: statuses[0])) }
        if Bool.random(using: &random) {
          let from = first + Int.random(in: 0...250, using: &random)
          versions.append(Version(contract: index, fromOn: from, status: statuses[1]))
        }
      }
    }

    private struct Known {
      var from: Int
      var paper: Int
      var rank: Int
      var dated: Int
      var status: String
    }

    /// The papers through which a contract is amended on a day, itself first, with the day from which each counts.
    func counting(_ contract: Int, from: DayNumber?, on day: DayNumber) -> [(paper: Int, from: DayNumber?)] {
      let under = parents.indices.filter { parents[$0] == contract }
      return [(contract, from)]
        + under.flatMap { amendment -> [(paper: Int, from: DayNumber?)] in
          guard let start = starts[amendment], start <= day, day <= ends[amendment] ?? day else { return [] }
          return counting(amendment, from: [start, from].compactMap { $0 }.max(), on: day)
        }
    }

    func said(_ contract: Int, on day: DayNumber) -> (status: String, source: Int)? {
      let known = counting(contract, from: nil, on: day).flatMap { paper, from in
        versions.filter { $0.contract == paper && $0.fromOn ?? day <= day }.map { version in
          Known(
            from: [from, version.fromOn].compactMap { $0 }.max()?.number ?? .min,
            // Of one day an amendment goes before what it amends, the later one before the earlier.
            paper: paper, rank: paper == contract ? -1 : paper, dated: version.fromOn?.number ?? .min,
            status: version.status)
        }
      }
      let last = known.max { ($0.from, $0.rank, $0.dated) < ($1.from, $1.rank, $1.dated) }
      return last.map { ($0.status, $0.paper) }
    }
  }

  @Test(arguments: [UInt64.random(in: .min ... .max)])
  func theVersionInForceAgreesWithTheReference(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let papers = Papers(using: &random)
    let days = (0..<80).map { _ in DayNumber(year: 2024, month: 12, day: 1) + Int.random(in: 0...400, using: &random) }
    let wrong = try TestDatabase.connect().rehearseRegister { connection in
      try enter(papers, connection)
      return try days.flatMap { day in try differences(papers, on: day, connection) }
    }
    #expect(wrong == [], "seed \(seed)")
  }

  private func enter(_ papers: Papers, _ connection: Connection) throws {
    for (index, parent) in papers.parents.enumerated() {
      try connection.execute(
        """
        INSERT INTO register.contract (id, reference, kind, parent_id, starts_on, ends_on)
        VALUES (\(index), \("C-\(index)"), \(parent == nil ? "other" : "amendment"), \(parent),
          \(papers.starts[index]?.description)::date, \(papers.ends[index]?.description)::date)
        """)
    }
    for version in papers.versions {
      try connection.execute(
        """
        INSERT INTO register.term (contract_id, term_key, from_on, status)
        VALUES (\(version.contract), 'training', \(version.fromOn?.description)::date, \(version.status))
        """)
    }
  }

  private struct Said: Decodable, Hashable {
    var contractId: Int
    var status: String
    var sourceContractId: Int
  }

  private func differences(_ papers: Papers, on day: DayNumber, _ connection: Connection) throws -> [String] {
    let found = try connection.rows(
      "SELECT contract_id, status, source_contract_id FROM facts.term(\(day.description)::date)", as: Said.self)
    let expected = papers.parents.indices.compactMap { contract in
      papers.said(contract, on: day).map { Said(contractId: contract, status: $0.status, sourceContractId: $0.source) }
    }
    return Set(found).symmetricDifference(expected).map { "\(day): \($0)" }.sorted()
  }

  @Test func aCircleOfAmendmentsEnds() throws {
    let found = try TestDatabase.connect().rehearseRegister { connection in
      // As it could come about only behind the triggers' back.
      try connection.execute(script: "SET LOCAL session_replication_role = replica")
      try connection.execute(
        script: """
          INSERT INTO register.contract (id, reference, kind, parent_id) VALUES (1, 'C-1', 'amendment', 2), (2, 'C-2', 'amendment', 1);
          INSERT INTO register.term (contract_id, term_key, status) VALUES (1, 'training', 'weak');
          """)
      return try connection.table(
        """
        SELECT t.contract_id, t.status, s.state FROM facts.term('2026-03-31') t, facts.contract_state('2026-03-31') s
        WHERE s.contract_id = t.contract_id ORDER BY 1
        """
      ).rows
    }
    #expect(found == [["1", "weak", "in_force"], ["2", "weak", "in_force"]])
  }

  @Test(
    arguments: [
      ("24, 'hours'", "24 hours", "24時間"), ("1, 'hours'", "1 hour", "1時間"), ("36, 'months'", "36 months", "36か月"),
      ("'infinity', 'months'", "for ever", "無期限"), ("1, 'times_a_year'", "once a year", "年1回"),
      ("4, 'times_a_year'", "4 times a year", "年4回"), ("99.90, 'percent'", "99.9%", "99.9%"),
      ("0, 'days'", "0 days", "0日"), ("5, 'years'", "5 years", "5年"), ("NULL, 'years'", nil, nil),
    ] as [(String, String?, String?)])
  func aFigureIsReadWithItsUnit(figure: String, english: String?, japanese: String?) throws {
    let text = try TestDatabase.connect().table(
      "SELECT facts.figure_text(\(SQL(verbatim: figure)), 'en'), facts.figure_text(\(SQL(verbatim: figure)), 'ja')"
    ).rows
    #expect(text == [[english, japanese]])
  }

  @Test func everyUnitHasItsWords() throws {
    let units = try TestDatabase.connect().table(
      """
      SELECT DISTINCT facts.figure_text(2, figure_unit, 'en'), facts.figure_text(2, figure_unit, 'ja')
      FROM register.term_kind WHERE figure_unit IS NOT NULL ORDER BY 1
      """
    ).rows
    #expect(
      units == [
        ["2 days", "2日"], ["2 hours", "2時間"], ["2 months", "2か月"], ["2 times a year", "年2回"], ["2 years", "2年"],
        ["2%", "2%"],
      ])
  }
}
