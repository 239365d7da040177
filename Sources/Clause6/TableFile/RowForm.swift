/// How the text of one row is cut into its cells.
enum RowForm: Sendable {
  case delimited(Dialect)
  case lines(pattern: String, columns: [String])

  func cells(of raw: String) -> [String] {
    switch self {
    case .delimited(let dialect): return DelimitedReader.cells(of: raw, dialect)
    case .lines(let pattern, let columns):
      return (try? (try? Pattern(pattern))?.groups(columns, in: raw)) ?? []
    }
  }
}
