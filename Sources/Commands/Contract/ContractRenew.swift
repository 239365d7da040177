import ArgumentParser
import Clause6
import Postgres

struct ContractRenew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "renew", abstract: "Record that both sides renewed a contract.",
    discussion: """
      A renewal is an amendment that moves the end, so the end that was written stays known: asked about a day before the \
      renewal, the contract ends when it then did. A contract that renews itself needs no such record.

      EXAMPLE:
        clause6 contract renew TA-2024-001 --until 2028-03-31 --signed 2026-11-20 --reason "renewed for a year"
      """)

  @Argument(help: "Its reference, or # and its number.")
  var contract: String

  @Option(
    name: .customLong("until"), help: ArgumentHelp("Last day of the contract from then on.", valueName: "day"),
    transform: Day.parse)
  var untilOn: CalendarDate

  @Option(
    name: .customLong("signed"), help: ArgumentHelp("Day on which the renewal was signed.", valueName: "day"),
    transform: Day.parse)
  var signedOn: CalendarDate?

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp("Day from which it counts; else the day of signature, else today.", valueName: "day"),
    transform: Day.parse)
  var fromOn: CalendarDate?

  @Option(
    help: ArgumentHelp("Its own number; else that of the contract with -R1, -R2 … after it.", valueName: "reference"))
  var reference: String?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    var renewal = Renewal(untilOn: untilOn)
    (renewal.fromOn, renewal.signedOn, renewal.reference) = (fromOn, signedOn, reference)
    try change(database, options, format) { connection in
      let day = try connection.day(asked: nil)
      let id = try connection.contract(called: contract)
      try connection.renewContract(id, renewal)
      return try connection.record(contract: id, on: day)
    }
  }
}
