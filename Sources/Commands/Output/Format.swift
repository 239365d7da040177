import ArgumentParser

/// How results are printed. The same whether a person or a pipe reads them.
enum Format: String, CaseIterable, Sendable, ExpressibleByArgument {
  case table, json, ndjson, csv
  /// CSV for programs: no text is guarded against spreadsheet programs.
  case csvRaw = "csv-raw"
}

/// Listed by their raw values: ArgumentParser would ask the runtime for their names, at every start.
extension Format {
  static var allValueStrings: [String] { allCases.map(\.rawValue) }
}

/// When to print in colour.
enum ColorChoice: String, CaseIterable, Sendable, ExpressibleByArgument {
  case auto, always, never

  /// What the choice means for one stream.
  ///
  /// `auto` follows https://no-color.org and https://bixense.com/clicolors: an empty `NO_COLOR` says nothing, and
  /// `NO_COLOR` outranks `CLICOLOR_FORCE`.
  func allows(isTerminal: Bool, environment: (String) -> String?) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      if let refused = environment("NO_COLOR"), !refused.isEmpty { return false }
      if let forced = environment("CLICOLOR_FORCE"), !forced.isEmpty, forced != "0" { return true }
      return isTerminal && environment("TERM") != "dumb"
    }
  }
}

extension ColorChoice {
  static var allValueStrings: [String] { allCases.map(\.rawValue) }
}
