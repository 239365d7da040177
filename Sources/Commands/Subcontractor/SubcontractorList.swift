import ArgumentParser
import Clause6
import Postgres

struct SubcontractorList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List subcontractors: for whom they work, whether we consented, whether terms bind them.",
    discussion: """
      Those whose work is over are left out unless --ended asks for them too.

      EXAMPLE:
        clause6 subcontractor list --without-consent
      """)

  @Option(
    help: ArgumentHelp("Only those below this vendor, at any depth: code, name or # and number.", valueName: "vendor"))
  var vendor: String?

  @Option(help: ArgumentHelp("Only those that work in this country, as ISO 3166-1 code.", valueName: "code"))
  var country: String?

  @Flag(help: "Only those to which nobody consented.")
  var withoutConsent = false

  @Flag(help: "Those whose work is over, too.")
  var ended = false

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns: """
          '#' || subcontractor_id AS subcontractor, name, rank, used_by, vendor, engagement, country, service, data, state, consent_state,
          flow_down
          """,
        source: "facts.subcontractor(\(asOf)::date)", order: "vendor, rank, name, subcontractor_id")
      listing.filter(try vendor.map { try connection.vendor(called: $0) }) { "vendor_id = \($0)" }
      listing.filter(country) { "country = \($0)" }
      if withoutConsent { listing.conditions.append("consent_state = 'missing'") }
      if !ended { listing.conditions.append("state <> 'ended'") }
      try listing.print(connection, list, format)
    }
  }
}
