import ArgumentParser
import Clause6
import Postgres

struct VendorNameEnd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "end", abstract: "Record the last day of a name; the vendor is still found by it.",
    discussion: """
      EXAMPLE:
        clause6 vendor name end T0901 "青空" --on 2026-03-31 --reason "they write it in full now"
      """)

  @Argument(help: "Its code, any of its names, or its number.")
  var vendor: String

  @Argument(help: "The name that is no longer used.")
  var name: String

  @Option(help: ArgumentHelp("The name's last day.", valueName: "day"), transform: Day.parse)
  var on: CalendarDate

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let id = try connection.vendor(called: vendor)
      try connection.endName(name, ofVendor: id, on: on)
      return try connection.record(name: name, ofVendor: id)
    }
  }
}
