import ArgumentParser
import Clause6
import Postgres

struct ContractAmend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "amend", abstract: "Register an amendment: what a contract says from a day on.",
    discussion: """
      The amendment is a contract of its own, with the vendors and the owner of the one it amends. From its first day on \
      its terms go before those of that contract, and its new end, when it has one; on the days before, nothing changes.

      EXAMPLE:
        clause6 contract amend TA-2024-001 TA-2024-001-A1 --from 2026-12-01 --term audit_right=present \\
          --term subcontracting=weak --reason "audit right agreed"
      """)

  @Argument(help: "The contract it amends: its reference, or # and its number.")
  var contract: String

  @Argument(help: "The organisation's own number for the amendment.")
  var reference: String

  @Option(
    name: .customLong("from"), help: ArgumentHelp("First day on which it counts.", valueName: "day"),
    transform: Day.parse)
  var fromOn: CalendarDate

  @Option(
    name: .customLong("until"),
    help: ArgumentHelp("Last day on which it counts; else as long as the contract.", valueName: "day"),
    transform: Day.parse)
  var untilOn: CalendarDate?

  @Option(
    name: .customLong("new-end"), help: ArgumentHelp("Last day of the contract from then on.", valueName: "day"),
    transform: Day.parse)
  var newEndsOn: CalendarDate?

  @Option(
    name: .customLong("signed"), help: ArgumentHelp("Day of signature.", valueName: "day"), transform: Day.parse)
  var signedOn: CalendarDate?

  @Option(help: ArgumentHelp("What the paper is called.", valueName: "text"))
  var title: String?

  @Flag(help: "It is a memorandum (覚書).")
  var memorandum = false

  @Option(
    name: .customLong("term"),
    help: ArgumentHelp(
      "What it says of a matter: present, weak, missing or not_applicable; several times for several.",
      valueName: "term=status"))
  var terms: [String] = []

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    var amendment = Amendment(reference: reference, fromOn: fromOn)
    (amendment.untilOn, amendment.newEndsOn, amendment.signedOn) = (untilOn, newEndsOn, signedOn)
    amendment.title = title
    amendment.isMemorandum = memorandum
    amendment.terms = try ContractFields.terms(terms)
    try change(database, options, format) { connection in
      let day = try connection.day(asked: nil)
      let id = try connection.amendContract(connection.contract(called: contract), amendment)
      return try connection.record(contract: id, on: day)
    }
  }
}
