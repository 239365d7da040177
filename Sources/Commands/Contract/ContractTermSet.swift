import ArgumentParser
import Clause6
import Postgres

struct ContractTermSet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Record what a contract says about a matter, where, and that it was read.",
    discussion: """
      "clause6 term list" shows the thirty terms, what a contract must say for each, and which have a figure. What is not \
      named stays; an empty text takes a field away. The check is that of who acts, today unless a day is given.

      EXAMPLE:
        clause6 contract term set TA-2024-001 breach_notification present --article 12 --page 7 --figure 24 \\
          --reason "read by legal"
      """)

  @Argument(help: "Its reference, or # and its number.")
  var contract: String

  @Argument(help: "The term, such as confidentiality.")
  var term: String

  @Argument(help: "present, weak, missing or not_applicable.", transform: ContractTermSet.status)
  var status: TermStatus

  @Option(help: ArgumentHelp("Where the paper says it.", valueName: "article"))
  var article: String?

  @Option(help: ArgumentHelp("On which page.", valueName: "page"))
  var page: String?

  @Option(
    help: ArgumentHelp(
      "The figure that matters, in the term's unit: hours to tell of an incident, months that secrecy goes on; forever.",
      valueName: "number"),
    transform: ContractTermSet.figure)
  var figure: Edit<String> = .keep

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp("First day on which it says so; else from its start.", valueName: "day"), transform: Day.parse)
  var fromOn: CalendarDate?

  @Option(
    name: .customLong("checked-on"),
    help: ArgumentHelp("Day on which the paper was read; empty when nobody read it.", valueName: "day"),
    transform: Day.parseEdit)
  var checkedOn: Edit<CalendarDate> = .keep

  @Option(help: ArgumentHelp("Anything else worth knowing.", valueName: "text"))
  var note: String?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  @Sendable private static func status(_ text: String) throws -> TermStatus {
    guard let status = TermStatus(rawValue: text) else {
      let statuses = TermStatus.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("\"\(text)\" is no status of a term; these are: \(statuses).")
    }
    return status
  }

  @Sendable private static func figure(_ text: String) throws -> Edit<String> {
    if text.isEmpty { return .set(nil) }
    if text == "forever" { return .set("infinity") }
    guard Double(text) != nil, text.allSatisfy({ $0.isNumber || $0 == "." }) else {
      throw ValidationError("\"\(text)\" is not a figure: write 24, 99.9 or forever.")
    }
    return .set(text)
  }

  func run() throws {
    var edit = TermEdit(key: term, status: status, fromOn: fromOn)
    (edit.article, edit.page, edit.note, edit.figure) = (.text(article), .text(page), .text(note), figure)
    try change(database, options, format) { connection in
      let day = try connection.day(asked: nil)
      edit.checkedOn = if case .keep = checkedOn { .set(day) } else { checkedOn }
      let id = try connection.contract(called: contract)
      try connection.setTerm(edit, ofContract: id)
      return try connection.table(
        """
        SELECT term, title_en, title_ja, from_on, status, figure_en AS figure, article, page, source AS contract, checked_on, checked_by, note
        FROM facts.term_history() WHERE contract_id = \(id) AND term = \(term) AND from_on IS NOT DISTINCT FROM \(fromOn)::date
          AND source = (SELECT reference FROM register.contract WHERE id = \(id))
        """)
    }
  }
}
