/// What a word of a closed list asks of the reader.
package enum Meaning: Sendable {
  /// Act now.
  case bad
  /// Act soon.
  case soon
  /// All is well.
  case good
  /// Over, nothing to do.
  case over

  /// - Parameter column: words mean something in columns that tell a state; `nil` for all others.
  package static func of(_ value: String, in column: String) -> Meaning? {
    guard tellingColumns.contains(where: { column == $0 || column.hasSuffix("_" + $0) }) else { return nil }
    return meanings[value]
  }

  private static let tellingColumns = ["state", "severity", "status", "outcome"]

  private static let meanings: [String: Meaning] = {
    let words: [(Meaning, String)] = [
      (
        .bad,
        "lapsed critical high opened reopened overdue failed expired late done_late settled_late missing altered lacking"
      ),
      (
        .soon,
        "in_notice_window notice_missed medium still_open due uncertain pending open unread no_due_day weak unrecorded likely not_begun"
      ),
      (
        .good,
        "in_force auto_renewed resolved done sent valid in_time given settled removed read intact on_time met registered"
      ),
      (.over, "terminated superseded waived not_started closed ended not_yet_valid"),
    ]
    var meanings: [String: Meaning] = [:]
    for (meaning, list) in words {
      for word in list.split(separator: " ") { meanings[String(word)] = meaning }
    }
    return meanings
  }()
}
