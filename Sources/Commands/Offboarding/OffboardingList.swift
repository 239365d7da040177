import ArgumentParser
import Clause6
import Postgres

struct OffboardingList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List offboardings with what still keeps them open.",
    discussion: """
      EXAMPLE:
        clause6 offboarding list --open
      """)

  @Option(help: ArgumentHelp("Only those of this vendor: code, name or # and number.", valueName: "vendor"))
  var vendor: String?

  @Flag(help: "Only those that are not closed.")
  var open = false

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns: """
          '#' || offboarding_id AS offboarding, vendor, engagement, ended_on, state, data_state, proof_state, access_state, secrecy_state,
          secrecy_until_on, open_legs
          """,
        source: "facts.offboarding(\(asOf)::date)", order: "offboarding_id")
      listing.filter(try vendor.map { try connection.vendor(called: $0) }) { "vendor_id = \($0)" }
      if open { listing.conditions.append("state <> 'closed'") }
      try listing.print(connection, list, format)
    }
  }
}
