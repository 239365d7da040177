import ArgumentParser
import Clause6
import Postgres
import Transport

struct RemindTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Send one mail that nothing is due, to see whether the mail server takes it.",
    discussion: """
      Nothing is recorded. Exit 2 when the mail was not taken, with the server's answer.

      EXAMPLE:
        clause6 remind test --to sato@tsubame.example
      """)

  @Option(help: ArgumentHelp("The address.", valueName: "address"))
  var to: String

  @OptionGroup var channels: ChannelOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let connection = try database.connect()
    try connection.setZone(forTransaction: false)
    guard let mail = try channels.read(connection).mail else { return }
    let courier = try MailCourier(mail)
    let now = MachineClock.now
    let message = try courier.compose(
      Digest(
        id: "test.\(now)", recipientName: "", recipientAddress: to, language: language.language.rawValue,
        day: try connection.today(), madeAt: now, items: []))
    let attempt = try courier.hand(message) {}
    guard attempt.verdict == .accepted else {
      Terminal.current.note("\(to): \(attempt.reply)")
      throw ExitCode(2)
    }
    Terminal.current.note("Sent to \(to): \(attempt.reply)")
  }
}
