import ArgumentParser
import Clause6
import Postgres

struct RuleSetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Set a parameter, the severity or the status of a rule, or how long waivers may last.",
    discussion: """
      Counts from the next check on. An empty value goes back to what the rule's file says. "clause6 rule settings" lists \
      what can be set; status is draft, active or retired; waiver_days is how long a waiver may last, of one rule or, with \
      --every, of all.

      EXAMPLE:
        clause6 rule set contract-lapsed grace_days=14 --tier low --reason "agreed with audit"
      """)

  @Argument(help: "The rule; none with --every.")
  var rule: String?

  @Argument(help: "What to set: name=value.")
  var setting: String?

  @Flag(help: "Set it for all rules.")
  var every = false

  @Option(
    help: ArgumentHelp("Only for this tier: critical, high, medium, low.", valueName: "tier"), transform: Choice.tier)
  var tier: String?

  @OptionGroup var rules: RuleOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard every == (setting == nil), rule != nil else {
      throw ValidationError("Name a rule and name=value, or --every and name=value.")
    }
    let text = every ? rule : setting
    guard text?.contains("=") == true else { throw ValidationError("Write what to set as name=value.") }
  }

  func run() throws {
    let text = (every ? rule : setting) ?? ""
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let chosen = every ? nil : try rules.set().named([rule ?? ""]).first
    try change(database, options, format) { connection in
      try connection.set(sides[0], to: sides[1].isEmpty ? nil : sides[1], of: chosen, tier: tier)
      return Table(
        columns: ["rule", "tier", "name", "value"].map { Table.Column(name: $0, kind: .text) },
        rows: [[chosen?.name ?? "all", tier ?? "all", sides[0], sides[1].isEmpty ? nil : sides[1]]])
    }
  }
}
