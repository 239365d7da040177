import ArgumentParser
import Clause6
import Postgres

struct SubcontractorConsent: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consent", abstract: "Consent to a subcontractor.",
    discussion: """
      Whoever makes the change is who consents, and must be a person of the register; nobody consents in another's name.

      EXAMPLE:
        clause6 subcontractor consent 3 --article "article 9" --reason "asked for by letter of 1 November"
      """)

  @Argument(help: "Its number.")
  var subcontractor: String

  @Option(name: .customLong("on"), help: ArgumentHelp("When; default today.", valueName: "day"), transform: Day.parse)
  var givenOn: CalendarDate?

  @Option(help: ArgumentHelp("The article of the contract, or the letter, on which it rests.", valueName: "text"))
  var article: String?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.subcontractor(called: subcontractor)
      try connection.consentToSubcontractor(id, on: givenOn ?? today, article: article)
      return try connection.record(subcontractor: id, on: today)
    }
  }
}
