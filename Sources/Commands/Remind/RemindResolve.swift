import ArgumentParser
import Clause6
import Postgres

struct RemindResolve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "Settle a message of which nobody knows whether it arrived.",
    discussion: """
      Such a message was whole when the process or the connection died, so the other side may have it. Ask the recipient \
      or look into the mail server's log by its Message-ID: "clause6 remind show" has it.

      EXAMPLE:
        clause6 remind resolve 12 --delivered --reason "Sato has it"
      """)

  @Argument(help: "The delivery's number, as \"clause6 remind list\" shows it.")
  var number: String

  @Flag(help: "It arrived.")
  var delivered = false

  @Flag(help: "Send it again, byte for byte.")
  var resend = false

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if delivered == resend { throw ValidationError("Say either --delivered or --resend.") }
  }

  func run() throws {
    try change(database, options, format) { connection in
      let id = try connection.delivery(called: number)
      try connection.settleDelivery(id, isDelivered: delivered)
      return try connection.record(delivery: id)
    }
  }
}
