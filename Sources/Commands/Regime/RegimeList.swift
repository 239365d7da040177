import ArgumentParser
import Clause6
import Postgres

struct RegimeList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the regimes, and whether they count.",
    discussion: """
      A regime counts when it was adopted, or by default until it is dropped. "unverified" means that neither wording \
      nor numbering was confirmed: read the original before you rely on it.

      EXAMPLE:
        clause6 regime list --followed --lang ja
      """)

  @Flag(help: "Only regimes that count.")
  var followed = false

  @Option(help: ArgumentHelp("Only regimes of this jurisdiction, such as JP or EU.", valueName: "code"))
  var jurisdiction: String?

  @OptionGroup var language: LanguageOptions
  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns: "regime, \(identifier: language.title) AS title, jurisdiction, checked, standing, since",
        source: "facts.regime(\(asOf)::date)", order: "place")
      listing.filter(followed ? true : nil) { "followed = \($0)" }
      listing.filter(jurisdiction) { "jurisdiction = upper(\($0))" }
      try listing.print(connection, list, format)
    }
  }
}
