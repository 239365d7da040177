import Postgres

/// One row of a file as the staging table takes it.
struct StagedRow {
  let line: Int
  let raw: String
  /// Names of the fields that this row really gives: mapped and readable.
  var given: [String] = []
  /// In the order of the noun's fields.
  var values: [String?]
  var terms: [(key: String, status: String?)] = []

  init(line: Int, raw: String, fieldCount: Int) {
    self.line = line
    self.raw = raw
    values = Array(repeating: nil, count: fieldCount)
  }

  /// The statement that ``copyRow`` feeds.
  static func copy(_ noun: ImportNoun) -> SQL {
    let columns = (["line", "raw", "fields"] + noun.fields.map(\.name) + (noun.hasTerms ? ["terms"] : []))
      .joined(separator: ", ")
    return SQL(verbatim: "COPY pg_temp.staged (\(columns)) FROM STDIN")
  }

  func copyRow(_ noun: ImportNoun) -> [String?] {
    [String(line), raw, given.postgresText] + values + (noun.hasTerms ? [termsJSON] : [])
  }

  private var termsJSON: String {
    "{" + terms.map { "\"\($0.key)\":" + ($0.status.map { "\"\($0)\"" } ?? "null") }.joined(separator: ",") + "}"
  }
}
