import ArgumentParser
import Clause6
import Postgres

struct FindingAssign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Hand it to somebody.",
    discussion: """

      EXAMPLE:
        clause6 finding assign 12 --to suzuki --reason "knows the vendor"
      """)

  @Argument(help: "The finding's number.")
  var finding: String

  @Option(
    help: ArgumentHelp("Who is to see to it: mail address, login or name; empty: nobody any more.", valueName: "person")
  )
  var to: String

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let text = try options.author().reason
    try change(database, options, format) { connection in
      let day = try connection.day(asked: nil)
      let id = try connection.finding(called: finding)
      try connection.assignFinding(id, to: to.isEmpty ? nil : to, saying: text, on: day)
      return try connection.record(finding: id, on: day)
    }
  }
}
