import ArgumentParser
import Clause6
import Postgres

struct WaiverReject: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Refuse what was asked for; whoever asked withdraws it instead.",
    discussion: """
      EXAMPLE:
        clause6 waiver reject 2 --actor sato --reason "the contract can be signed this week"
      """)

  @Argument(help: "The waiver's number.")
  var waiver: String

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let day = try connection.day(asked: nil)
      let id = try connection.waiver(called: waiver)
      try connection.rejectWaiver(id, on: day)
      return try connection.record(waiver: id, on: day)
    }
  }
}
