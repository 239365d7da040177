import ArgumentParser
import Clause6
import Postgres

struct EngagementOverrides: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "overrides", abstract: "List overrides of tiers, those that wait for approval among them.",
    discussion: """
      EXAMPLE:
        clause6 engagement overrides --state requested
      """)

  @Option(
    help: ArgumentHelp(
      "Only overrides in this state: requested, approved, in_force, ended, withdrawn.", valueName: "state"),
    transform: Choice.overrideState)
  var state: String?

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns: """
          override_id AS id, engagement_id AS engagement, tier, state, starts_on, ends_on, requested_by, approved_by, reason
          """,
        source: "facts.tier_override(\(asOf)::date)", order: "override_id")
      listing.filter(state) { "state = \($0)" }
      try listing.print(connection, list, format)
    }
  }
}

extension Choice {
  @Sendable static func overrideState(_ text: String) throws -> String {
    try one(of: TierOverrideState.allCases.map(\.rawValue), text, "state of an override")
  }
}
