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
    guard ["state", "severity", "status", "outcome"].contains(where: { column == $0 || column.hasSuffix("_" + $0) })
    else { return .plain }
    switch value {
    case "lapsed", "critical", "high", "opened", "reopened", "overdue", "failed", "expired", "late", "done_late",
      "settled_late", "missing",
      "altered", "lacking":
      return .red
    case "in_notice_window", "notice_missed", "medium", "still_open", "due", "uncertain", "pending", "open", "unread",
      "no_due_day":
      return .yellow
    case "in_force", "auto_renewed", "resolved", "done", "sent", "valid", "in_time", "given", "settled", "removed",
      "read", "intact":
      return .green
    case "terminated", "superseded", "waived", "not_started", "closed", "ended", "not_yet_valid": return .dim
    default: return .plain
    }
  }
}
