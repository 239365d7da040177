import ArgumentParser
import Postgres

/// How a check is printed: as any result, or in a form that other programs expect of one.
enum CheckFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
  case table, json, ndjson, csv
  case csvRaw = "csv-raw"
  case junit, sarif, oscal

  static var allValueStrings: [String] { allCases.map(\.rawValue) }

  /// Whether it tells of findings that stay as they are, too.
  var showsAll: Bool { self == .junit || tellsLives }

  /// Whether it tells since when a finding is known, and why it is waived.
  var tellsLives: Bool { self == .sarif || self == .oscal }
}

struct CheckFormatOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "table, json, ndjson, csv, csv-raw; or with every finding: junit for continuous integration, sarif for code scanning, oscal for what assesses controls.",
      valueName: "format"))
  var format = CheckFormat.table

  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto
}
