import ArgumentParser
import Clause6
import Postgres

struct FindingList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what is found and not resolved, worst first.",
    discussion: """
      Waived findings are listed, too: a waiver hides nothing. With --as-of it tells how things stood on a day that was \
      checked; reasons are those of the last check.

      EXAMPLE:
        clause6 finding list --severity critical --format csv
      """)

  @Option(help: ArgumentHelp("Only findings of this rule.", valueName: "rule"))
  var rule: String?

  @Option(
    help: ArgumentHelp("Only findings of this severity: info, low, medium, high, critical.", valueName: "severity"),
    transform: Choice.severity)
  var severity: String?

  @Option(
    help: ArgumentHelp("Only those that are open, acknowledged, waived or resolved.", valueName: "state"),
    transform: Choice.findingState)
  var state: String?

  @Option(help: ArgumentHelp("Only findings of this vendor: code, name or # and number.", valueName: "vendor"))
  var vendor: String?

  @Option(help: ArgumentHelp("Only those that this person is to see to.", valueName: "person"))
  var assignee: String?

  @Flag(help: "Resolved findings too.")
  var all = false

  @OptionGroup var rules: RuleOptions
  @OptionGroup var day: DayOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      if let rule { try connection.refuseUnknownRule(rule, try rules.set()) }
      var listing = Listing(
        columns:
          "finding_id AS id, severity, rule, state, reference, vendor, since, due_on, CASE WHEN \(language.language == .ja) THEN coalesce(reason_ja, reason) ELSE reason END AS reason",
        source: "facts.finding(\(asOf)::date)",
        order: "facts.severity_rank(severity) DESC, since NULLS FIRST, rule, reference, finding_id")
      listing.filter(all || state != nil ? nil : "resolved") { "state <> \($0)" }
      listing.filter(state) { "state = \($0)" }
      listing.filter(rule) { "rule = \($0)" }
      listing.filter(severity) { "severity = \($0)" }
      listing.filter(try vendor.map { try connection.vendor(called: $0) }) {
        "vendor_id IN (SELECT register.company_entries(\($0)))"
      }
      listing.filter(try assignee.map { try connection.registeredPerson(called: $0) }) { "assignee_id = \($0)" }
      try listing.print(connection, list, format)
    }
  }
}

extension Choice {
  @Sendable static func findingState(_ text: String) throws -> String {
    try one(of: ["open", "acknowledged", "waived", "resolved"], text, "state of a finding")
  }
}

extension Connection {
  /// A rule that neither is there nor ever ran is a slip of the pen.
  fileprivate func refuseUnknownRule(_ name: String, _ rules: RuleSet) throws {
    let ran = try value("SELECT EXISTS (SELECT FROM register.rule_revision WHERE rule = \(name))", as: Bool.self)
    if ran != true { _ = try rules.named([name]) }
  }
}
