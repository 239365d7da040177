import Postgres

/// One row of a file as the staging table takes it.
struct StagedRow {
  let line: Int
  let raw: String
  /// Names of the fields that are mapped and that this row yet does not give.
  var unreadable: [String] = []
  /// In the order of the noun's fields.
  var values: [String?]
  /// How many vendors and codes its lists hold.
  var vendorCount = 0
  var codeCount = 0
  var terms: [(key: String, status: String?)] = []

  init(line: Int, raw: String, fieldCount: Int) {
    self.line = line
    self.raw = raw
    values = Array(repeating: nil, count: fieldCount)
  }

  /// The statement that ``copyRow`` feeds.
  static func copy(_ noun: ImportNoun) -> SQL {
    let columns = (["line", "raw", "given"] + noun.fields.map(\.name) + (noun.hasTerms ? ["terms"] : []))
      .joined(separator: ", ")
    return SQL(verbatim: "COPY pg_temp.staged (\(columns)) FROM STDIN")
  }

  /// - Parameter given: the number of the set of fields that it gives.
  func copyRow(_ noun: ImportNoun, given: Int) -> [String?] {
    var cells: [String?] = [String(line), raw, String(given)]
    cells += values
    if noun.hasTerms { cells.append(termsJSON) }
    return cells
  }

  private var termsJSON: String {
    "{" + terms.map { "\"\($0.key)\":" + ($0.status.map { "\"\($0)\"" } ?? "null") }.joined(separator: ",") + "}"
  }
}

/// Which sets of fields the rows of a file give: a few, so that each row has but the number of its own.
struct GivenFields {
  /// The statement that its rows feed.
  static let copy: SQL = "COPY pg_temp.given (id, fields) FROM STDIN"

  private let mapped: [String]
  /// By what rows of the set do not give.
  private var numbers: [[String]: Int] = [[]: 0]
  private(set) var rows: [[String?]]

  /// - Parameter mapped: the fields that a row gives of which all can be read.
  init(mapped: [String]) {
    self.mapped = mapped
    rows = [["0", mapped.postgresText]]
  }

  mutating func number(without unreadable: [String]) -> Int {
    if unreadable.isEmpty { return 0 }
    if let number = numbers[unreadable] { return number }
    let number = rows.count
    rows.append([String(number), mapped.filter { !unreadable.contains($0) }.postgresText])
    numbers[unreadable] = number
    return number
  }
}
