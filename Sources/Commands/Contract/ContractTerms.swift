import ArgumentParser
import Clause6
import Postgres

struct ContractTerms: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms", abstract: "Show what a contract says about each of the thirty terms on a day.",
    discussion: """
      Amendments are counted from their first day on; source is the paper that says so. A term without status is one that \
      nobody looked for.

      EXAMPLE:
        clause6 contract terms TA-2024-001 --recorded --as-of 2026-03-31 --lang ja
      """)

  @Argument(help: "Its reference, or # and its number.")
  var contract: String

  @Flag(help: "Only terms of which something is recorded.")
  var recorded = false

  @OptionGroup var language: LanguageOptions
  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let id = try connection.contract(called: contract)
      let lang = language.language.rawValue
      var listing = Listing(
        columns: """
          term, \(identifier: "title_\(lang)") AS title, status, \(identifier: "figure_\(lang)") AS figure, article, page,
          from_on, source, checked_on, checked_by, note
          """,
        source: "facts.term_sheet(\(asOf)::date)", conditions: ["contract_id = \(id)"], order: "number")
      if recorded { listing.conditions.append("status IS NOT NULL") }
      try listing.print(connection, list, format)
    }
  }
}
