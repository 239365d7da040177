import ArgumentParser
import Clause6
import Postgres

struct WaiverApprove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Give what was asked for; whoever asked cannot.",
    discussion: """
      EXAMPLE:
        clause6 waiver approve 2 --actor sato --reason "agreed by the board on 20 November"
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
      try connection.approveWaiver(id, on: day)
      return try connection.record(waiver: id, on: day)
    }
  }
}
