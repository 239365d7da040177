import ArgumentParser
import Clause6
import Postgres

struct WaiverWithdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Take a waiver back.",
    discussion: """
      EXAMPLE:
        clause6 waiver withdraw 2 --reason "the contract is signed"
      """, aliases: ["revoke"])

  @Argument(help: "The waiver's number.")
  var waiver: String

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let day = try connection.day(asked: nil)
      let id = try connection.waiver(called: waiver)
      try connection.withdrawWaiver(id, on: day)
      return try connection.record(waiver: id, on: day)
    }
  }
}
