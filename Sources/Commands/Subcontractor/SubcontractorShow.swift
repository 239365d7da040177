import ArgumentParser
import Clause6
import Postgres

struct SubcontractorShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one subcontractor: its work, our consent and what binds it.",
    discussion: """
      EXAMPLE:
        clause6 subcontractor show 3
      """)

  @Argument(help: "Its number.")
  var subcontractor: String

  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let id = try connection.subcontractor(called: subcontractor)
      format.print(try connection.record(subcontractor: id, on: asOf), layout: .record)
    }
  }
}
