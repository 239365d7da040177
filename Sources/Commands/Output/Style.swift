import Clause6

/// How a piece of text stands out, on a terminal that shows colour.
enum Style: Sendable {
  case plain, bold, dim, red, yellow, green

  func apply(_ text: String) -> String {
    guard let code, !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private var code: String? {
    switch self {
    case .plain: nil
    case .bold: "1"
    case .dim: "2"
    case .red: "31"
    case .yellow: "33"
    case .green: "32"
    }
  }
}

/// Which style a cell gets, by its column's name and its text.
typealias CellStyle = @Sendable (_ column: String, _ value: String) -> Style

extension Style {
  /// Red: act now. Yellow: act soon. Green: all is well. Dim: over, nothing to do.
  @Sendable static func semantic(column: String, value: String) -> Style {
    switch Meaning.of(value, in: column) {
    case .bad: .red
    case .soon: .yellow
    case .good: .green
    case .over: .dim
    case nil: .plain
    }
  }
}
