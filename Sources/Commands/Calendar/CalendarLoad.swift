import ArgumentParser
import Clause6
import Postgres

struct CalendarLoad: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Record a calendar from a YAML file, or more years of one.",
    discussion: """
      Of a calendar that is registered the closed days of the time that the file covers become those of the file; the rest \
      stays, unless --replace is given. The same file twice changes nothing. "calendar show NAME --yaml" prints such a file.

      EXAMPLE:
        clause6 calendar load jp-2032.yaml --reason "the holidays of 2032 were published"
      """)

  @Argument(help: "The file, in UTF-8.")
  var file: String

  @Flag(help: "Let nothing of a registered calendar stay but what the file says.")
  var replace = false

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let draft = try CalendarDraft(path: file, text: TextFile.read(file))
    let fileName = file.split(separator: "/").last.map(String.init) ?? file
    try change(database, options, format) { connection in
      let id = try connection.loadCalendar(draft, fileName: fileName, wholly: replace)
      return try connection.record(calendar: id, on: try connection.day(asked: nil))
    }
  }
}
