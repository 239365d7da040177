import ArgumentParser
import Clause6
import Postgres

struct RemindShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a message: to whom, when, with what answer; --message prints it as it was sent.",
    discussion: """
      EXAMPLE:
        clause6 remind show 12 --message > digest.eml
      """)

  @Argument(help: "The delivery's number, as \"clause6 remind list\" shows it.")
  var number: String

  @Flag(help: "Print the bytes that were handed over, and nothing else.")
  var message = false

  @OptionGroup var format: FormatOptions
  @OptionGroup var known: KnownOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, known) { connection in
      try connection.setZone(forTransaction: true)
      let id = try connection.delivery(called: number)
      guard message else { return format.print(try connection.record(delivery: id), layout: .record) }
      guard let text = try connection.deliveredMessage(id) else {
        throw Clause6Error("Delivery \(id) has not been handed over: its message is written when it goes.")
      }
      Terminal.current.out.write(text)
    }
  }
}

extension Connection {
  func record(delivery id: Int) throws -> Table { try table("SELECT * FROM facts.delivery WHERE delivery = \(id)") }
}
