/// How the text of one row is cut into its cells.
enum RowForm: Sendable {
  case delimited(Dialect)
  case lines(pattern: String, columns: [String])

  func cells(of raw: String) -> [String] {
    switch self {
    case .delimited(let dialect): return DelimitedReader.cells(of: raw, dialect)
    case .lines(let pattern, let columns):
      guard let regex = try? Regex(pattern), let match = try? regex.firstMatch(in: raw) else { return [] }
      return RowForm.cells(of: match, columns)
    }
  }

  static func cells(of match: Regex<AnyRegexOutput>.Match, _ columns: [String]) -> [String] {
    columns.map { name in match.output.first { $0.name == name }?.substring.map(String.init) ?? "" }
  }
}
