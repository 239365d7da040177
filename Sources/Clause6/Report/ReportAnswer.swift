import Bytes
public import Postgres

/// What an answer says of itself, so that an auditor can ask again and compare.
public struct ReportStamp: Sendable, Equatable {
  public let report: Report
  public let question: ReportQuestion
  /// The instant whose knowledge the answer is of, as people write it; `nil` when it is of what is known at the time of asking.
  public let knownAt: String?
  public let basis: ReportBasis
  /// Of the rows that were given.
  public let given: ReportTally
  /// Of the rows that they are a sample of.
  public let population: ReportTally
}

/// What an answer rests on beside the register's rows.
public struct ReportBasis: Sendable, Equatable, Decodable {
  /// The version of the catalogue of regimes that counts on the day.
  public let catalogue: String
  /// The organisation's zone, which decides on which day an instant falls.
  public let zone: String
  /// How many leaves of the sealed log were known.
  public let leaves: Int
}

extension Connection {
  /// Answers a report, row by row.
  ///
  /// - Parameters:
  ///   - report: what is asked; ``Postgres/Connection/reports(folders:)`` has them.
  ///   - question: of which day or days, and narrowed to what.
  ///   - columns: told once, before the first row.
  ///   - row: given each row, or each of the sample, in the report's order.
  /// - Returns: what the answer says of itself.
  /// - Throws: ``Clause6Error`` for what the report cannot be asked; ``PostgresError``; what the closures throw.
  public func answer(
    _ report: Report, _ question: ReportQuestion, columns: ([Table.Column]) throws -> Void,
    row: ([String?]) throws -> Void
  ) throws -> ReportStamp {
    try answer(report, question, columns: columns) { values, _ in
      try row(values)
    }
  }

  /// The same for whoever writes CSV.
  /// - Parameter written: given each row, and its line as `csv-raw` has it, which is hashed anyhow.
  package func answer(
    _ report: Report, _ question: ReportQuestion, columns: ([Table.Column]) throws -> Void,
    written: ([String?], String) throws -> Void
  ) throws -> ReportStamp {
    let statement = try report.statement(question)
    return try readWhole { connection in
      let basis = try connection.basis(of: question.asOf)
      var known: [Table.Column] = []
      var population: ReportCounter?
      var sample = question.sample.map(RowSample.init)
      try connection.forEachRow(statement) { found in
        known = found
        population = ReportCounter(found)
        try columns(found)
      } row: { values in
        let line = CSVText.line(values, known, guardsFormulas: false)
        population?.count(values, line: line)
        if sample == nil { try written(values, line) } else { sample?.offer(values, line: line) }
      }
      guard let all = population?.tally() else { throw PostgresError.unexpectedRowCount(0) }
      var given = all
      if let sample {
        let counter = ReportCounter(known)
        for chosen in sample.chosen {
          counter.count(chosen.row, line: chosen.line)
          try written(chosen.row, chosen.line)
        }
        given = counter.tally()
      }
      return ReportStamp(
        report: report, question: question, knownAt: try connection.knownAt(), basis: basis, given: given,
        population: all)
    }
  }

  /// The whole answer at once.
  /// - Throws: as the answer row by row.
  public func answer(_ report: Report, _ question: ReportQuestion) throws -> (table: Table, stamp: ReportStamp) {
    var table = Table(columns: [], rows: [])
    let stamp = try answer(report, question) {
      table.columns = $0
    } row: {
      table.rows.append($0)
    }
    return (table, stamp)
  }

  /// Reads facts of the whole register, as reports do.
  ///
  /// Of what was known the server expects one row of most facts, and would compare each row of one with each of another: `lapsed`
  /// of a hundred thousand vendors had not ended after minutes, and takes four seconds this way.
  package func readWhole<T>(_ body: (Connection) throws -> T) throws -> T {
    guard isKnowing else { return try readFacts(body) }
    return try readFacts { connection in
      try connection.execute(script: "SET LOCAL enable_nestloop = off")
      defer { try? connection.execute(script: "SET LOCAL enable_nestloop = on") }
      return try body(connection)
    }
  }

  private func knownAt() throws -> String? {
    guard isKnowing else { return nil }
    return try value("SELECT facts.second_text(facts.known_instant())")
  }

  private func basis(of day: CalendarDate) throws -> ReportBasis {
    guard let basis = try row("SELECT catalogue, zone, leaves FROM reports.basis(\(day)::date)", as: ReportBasis.self)
    else { throw PostgresError.unexpectedRowCount(0) }
    return basis
  }
}

/// The rows whose hashes with the seed are smallest: the same for the same rows, in whatever order they come.
private struct RowSample {
  struct Row {
    let key: [UInt8]
    let place: Int
    let row: [String?]
    let line: String
  }

  let asked: ReportQuestion.Sample
  private var kept: [Row] = []
  private var offered = 0
  private let hash = SHA256()

  init(_ asked: ReportQuestion.Sample) { self.asked = asked }

  /// In the order in which they came.
  var chosen: [Row] { kept.sorted { $0.place < $1.place } }

  mutating func offer(_ row: [String?], line: String) {
    offered += 1
    var text = asked.seed + "\n" + line
    var key = [UInt8](repeating: 0, count: 32)
    key.withUnsafeMutableBytes { key in text.withUTF8 { hash.hash(UnsafeRawBufferPointer($0), into: key) } }
    func isBefore(_ one: [UInt8], _ other: [UInt8]) -> Bool { one.lexicographicallyPrecedes(other) }
    if kept.count == asked.size, let last = kept.last, !isBefore(key, last.key) { return }
    var low = 0
    var high = kept.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(kept[middle].key, key) { low = middle + 1 } else { high = middle }
    }
    kept.insert(Row(key: key, place: offered, row: row, line: line), at: low)
    if kept.count > asked.size { kept.removeLast() }
  }
}
