import ArgumentParser
import Clause6
import Postgres

struct ContractList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List contracts with their state.",
    discussion: """
      The state is worked out for the day asked about, never stored.

      EXAMPLE:
        clause6 contract list --state lapsed --as-of 2026-11-22
      """)

  @Option(
    help: ArgumentHelp("Only contracts in this state; may be given several times.", valueName: "state"),
    transform: ContractList.state)
  var state: [ContractState] = []

  @Option(help: ArgumentHelp("Only contracts of this vendor: code, name or # and number.", valueName: "vendor"))
  var vendor: String?

  @Option(
    help: ArgumentHelp("Only contracts of this tier: critical, high, medium, low.", valueName: "tier"),
    transform: Choice.tier)
  var tier: String?

  @Option(help: ArgumentHelp("Only contracts of this owner: mail address or name.", valueName: "person"))
  var owner: String?

  @Option(help: ArgumentHelp("Only contracts whose reference or title contains this.", valueName: "text"))
  var search: String?

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  @Sendable private static func state(_ text: String) throws -> ContractState {
    guard let state = ContractState(rawValue: text) else {
      let states = ContractState.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("\"\(text)\" is no state of a contract; these are: \(states).")
    }
    return state
  }

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns: "reference, array_to_string(vendors, '; ') AS vendors, tier, state, since, ends_on, notice_by, why",
        source: "facts.contract(\(asOf)::date)", order: "reference")
      listing.filter(state.isEmpty ? nil : state.map(\.rawValue)) { "state = ANY (\($0)::text[])" }
      listing.filter(try vendor.map { try connection.vendor(called: $0) }) { "\($0) = ANY (vendor_ids)" }
      listing.filter(tier) { "tier = \($0)" }
      listing.filter(try owner.map { try connection.registeredPerson(called: $0) }) {
        "(owner, owner_email) IS NOT DISTINCT FROM (SELECT (name, email) FROM register.person WHERE id = \($0))"
      }
      listing.filter(search) { "(reference || ' ' || coalesce(title, '')) ILIKE '%' || \($0) || '%'" }
      try listing.print(connection, list, format)
    }
  }
}
