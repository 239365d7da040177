import ArgumentParser
import Clause6
import Postgres

struct EvidenceList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List evidence: whether it is valid, how old it is, and who read it.",
    discussion: """
      EXAMPLE:
        clause6 evidence list --expiring 90d --kind iso27001
      """)

  @Option(help: ArgumentHelp("Only evidence of this vendor: code, name or # and number.", valueName: "vendor"))
  var vendor: String?

  @Option(help: ArgumentHelp("Only evidence of this kind.", valueName: "kind"), transform: Choice.evidenceKind)
  var kind: String?

  @Option(
    help: ArgumentHelp("Only evidence in this state: valid, expired, not_yet_valid, no_end.", valueName: "state"),
    transform: Choice.evidenceState)
  var state: String?

  @Option(
    help: ArgumentHelp(
      "Only what ends within so many days (90d), weeks (6w) or months (3m), or has ended, and nothing replaces.",
      valueName: "span"), transform: Span.parse)
  var expiring: Span?

  @Flag(help: "Only what nobody has read.")
  var unread = false

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns: """
          '#' || evidence_id AS evidence, vendor, kind, issuer, number, state, valid_until_on, days_left, age_months, read_by, read_on, files
          """,
        source: "facts.evidence(\(asOf)::date)", order: "evidence_id")
      listing.filter(try vendor.map { try connection.vendor(called: $0) }) { "vendor_id = \($0)" }
      listing.filter(kind) { "kind = \($0)" }
      listing.filter(state) { "state = \($0)" }
      listing.filter(expiring) {
        "(valid_until_on <= (\(asOf)::date + \($0.text)::interval)::date AND replaced_by_id IS NULL)"
      }
      if unread { listing.conditions.append("read_on IS NULL") }
      try listing.print(connection, list, format)
    }
  }
}
