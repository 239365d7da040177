import ArgumentParser
import Clause6
import Postgres

struct PersonWithdrawErasure: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw-erasure", abstract: "Take a request to erase back, as long as nobody approved it.",
    discussion: """
      EXAMPLE:
        clause6 person withdraw-erasure 3 --reason "they were somebody else"
      """)

  @Argument(help: "The request's number.")
  var erasure: String

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.erasure(called: erasure)
      try connection.withdrawErasure(id)
      return try connection.record(erasure: id, on: today)
    }
  }
}
