import ArgumentParser
import Clause6
import Postgres

struct RegimeDrop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop", abstract: "Follow a regime no longer, from a day on.",
    discussion: """
      What was judged for earlier days stays as it was.

      EXAMPLE:
        clause6 regime drop jisq15001-a3434 --on 2026-12-01 --reason "PrivacyMark given up"
      """)

  @Argument(help: "Its key; \"clause6 regime list\" shows them.")
  var regime: String

  @Option(
    name: .customLong("on"),
    help: ArgumentHelp("First day on which it no longer counts; default today.", valueName: "day"),
    transform: Day.parse)
  var droppedOn: CalendarDate?

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var note: String?

  @OptionGroup var language: LanguageOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let day = try droppedOn ?? connection.day(asked: nil)
      try connection.dropRegime(regime, on: day, note: note)
      return try connection.record(regime: regime, on: day, language)
    }
  }
}
