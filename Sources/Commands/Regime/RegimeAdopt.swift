import ArgumentParser
import Clause6
import Postgres

struct RegimeAdopt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt", abstract: "Follow a regime from a day on.",
    discussion: """
      Its requirements count from then on for every engagement for which their condition holds.

      EXAMPLE:
        clause6 regime adopt iso27001-a5 --from 2026-12-01 --reason "certification planned"
      """)

  @Argument(help: "Its key; \"clause6 regime list\" shows them.")
  var regime: String

  @Option(
    name: .customLong("from"), help: ArgumentHelp("First day on which it counts; default today.", valueName: "day"),
    transform: Day.parse)
  var fromOn: CalendarDate?

  @Option(help: ArgumentHelp("Why, or for which part of the organisation.", valueName: "text"))
  var note: String?

  @OptionGroup var language: LanguageOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let day = try fromOn ?? connection.day(asked: nil)
      try connection.adoptRegime(regime, from: day, note: note)
      return try connection.record(regime: regime, on: day, language)
    }
  }
}
