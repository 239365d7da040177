import ArgumentParser
import Clause6
import Postgres

struct ContractTermList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List every version of a contract's terms, and the paper that brought it.",
    discussion: """
      A version counts from its day on until a later one of the same term; until_on is the last day of an amendment that \
      no longer counts.

      EXAMPLE:
        clause6 contract term list TA-2024-001 --term audit_right
      """)

  @Argument(help: "Its reference, or # and its number.")
  var contract: String

  @Option(help: ArgumentHelp("Only versions of this term.", valueName: "term"))
  var term: String?

  @OptionGroup var language: LanguageOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var known: KnownOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, known) { connection in
      let id = try connection.contract(called: contract)
      if let term { try connection.refuseUnknownTerm(term) }
      let lang = language.language.rawValue
      var listing = Listing(
        columns: """
          term, \(identifier: "title_\(lang)") AS title, from_on, until_on, status, \(identifier: "figure_\(lang)") AS figure,
          article, page, source, checked_on, checked_by, note
          """,
        source: "facts.term_history()", conditions: ["contract_id = \(id)"],
        order: "number, from_on NULLS FIRST, source")
      listing.filter(term) { "term = \($0)" }
      try listing.print(connection, list, format)
    }
  }
}
