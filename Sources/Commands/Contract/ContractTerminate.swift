import ArgumentParser
import Clause6
import Postgres

struct ContractTerminate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terminate", abstract: "End a contract before its end.",
    discussion: """
      The day is the last one on which it is in force. Notice not to renew is no termination: record that with \
      "contract edit --notice-given".

      EXAMPLE:
        clause6 contract terminate TA-2024-001 --on 2026-12-31 --notice-given 2026-11-20 --reason "breach of clause 8"
      """)

  @Argument(help: "Its reference, or # and its number.")
  var contract: String

  @Option(name: .customLong("on"), help: ArgumentHelp("Last day in force.", valueName: "day"), transform: Day.parse)
  var lastDay: CalendarDate

  @Option(
    name: .customLong("notice-given"), help: ArgumentHelp("Day on which notice was given.", valueName: "day"),
    transform: Day.parse)
  var noticeGivenOn: CalendarDate?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let day = try connection.day(asked: nil)
      let id = try connection.contract(called: contract)
      try connection.terminateContract(id, on: lastDay, noticeGivenOn: noticeGivenOn)
      return try connection.record(contract: id, on: day)
    }
  }
}
