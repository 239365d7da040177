import ArgumentParser
import Clause6
import Postgres

struct FindingList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List open findings, worst first.",
    discussion: """
      EXAMPLE:
        clause6 finding list --severity critical --format csv
      """)

  @Option(help: ArgumentHelp("Only findings of this rule.", valueName: "rule"))
  var rule: String?

  @Option(
    help: ArgumentHelp("Only findings of this severity: info, low, medium, high, critical.", valueName: "severity"),
    transform: Choice.severity)
  var severity: String?

  @Option(help: ArgumentHelp("Only findings of this vendor: code, name or # and number.", valueName: "vendor"))
  var vendor: String?

  @Flag(help: "Resolved findings too.")
  var all = false

  @OptionGroup var rules: RuleOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database) { connection in
      var listing = Listing(
        columns: "finding_id AS id, severity, rule, state, reference, vendor, since, due_on, reason",
        source: "facts.finding",
        order: "facts.severity_rank(severity) DESC, since NULLS FIRST, rule, reference")
      if let rule { try connection.refuseUnknownRule(rule, try rules.set()) }
      listing.filter(all ? nil : "open") { "state = \($0)" }
      listing.filter(rule) { "rule = \($0)" }
      listing.filter(severity) { "severity = \($0)" }
      listing.filter(try vendor.map { try connection.vendor(called: $0) }) {
        "vendor_id IN (SELECT register.company_entries(\($0)))"
      }
      try listing.print(connection, list, format)
    }
  }
}

extension Connection {
  /// A rule that neither is there nor ever ran is a slip of the pen.
  fileprivate func refuseUnknownRule(_ name: String, _ rules: RuleSet) throws {
    let ran = try value("SELECT EXISTS (SELECT FROM register.rule_revision WHERE rule = \(name))", as: Bool.self)
    if ran != true { _ = try rules.named([name]) }
  }
}
