import ArgumentParser
import Clause6
import Postgres

struct WaiverRequest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "request", abstract: "Ask that something be waived until a day.",
    discussion: """
      A finding (--finding), all that a rule finds of a vendor (--rule and --vendor), or a leg of an engagement's gate \
      (the engagement and --leg). The reason is what the approver reads. A waiver counts for nothing before another person \
      approves it, counts on its last day, lasts a year at most, and hides nothing.

      EXAMPLE:
        clause6 waiver request --finding 12 --until 2027-01-31 --reason "the new contract is with their lawyers"
      """)

  @Argument(help: "The engagement whose gate it is: its number, or its title.")
  var engagement: String?

  @Option(help: ArgumentHelp("assessment, contract or terms.", valueName: "leg"), transform: Choice.gateLeg)
  var leg: String?

  @Option(help: ArgumentHelp("The finding's number.", valueName: "number"))
  var finding: String?

  @Option(help: ArgumentHelp("The rule.", valueName: "rule"))
  var rule: String?

  @Option(help: ArgumentHelp("The vendor: code, name or # and number.", valueName: "vendor"))
  var vendor: String?

  @Option(help: ArgumentHelp("Last day.", valueName: "day"), transform: Day.parse)
  var until: CalendarDate

  @Option(
    name: .customLong("from"), help: ArgumentHelp("First day; else today.", valueName: "day"), transform: Day.parse)
  var first: CalendarDate?

  @OptionGroup var rules: RuleOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    let given = [engagement != nil, leg != nil, finding != nil, rule != nil, vendor != nil]
    let allowed = [
      [true, true, false, false, false], [false, false, true, false, false], [false, false, false, true, true],
    ]
    guard allowed.contains(given) else {
      throw ValidationError("Name an engagement and --leg, or --finding, or --rule and --vendor.")
    }
  }

  func run() throws {
    let why = try options.author().reason
    if let rule { _ = try rules.set().named([rule]) }
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.requestWaiver(
        of: try thing(connection), because: why, from: first ?? today, until: until, on: today)
      return try connection.record(waiver: id, on: today)
    }
  }

  private func thing(_ connection: Connection) throws -> WaivedThing {
    if let finding { return .finding(try connection.finding(called: finding)) }
    if let rule, let vendor { return .rule(rule, vendor: try connection.vendor(called: vendor)) }
    return .leg(leg ?? "", engagement: try connection.engagement(called: engagement ?? ""))
  }
}

extension Choice {
  @Sendable static func gateLeg(_ text: String) throws -> String {
    try one(of: ["assessment", "contract", "terms"], text, "leg of the gate")
  }
}
