import ArgumentParser
import Clause6
import Postgres

struct RegimeShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one regime: what it asks, when, how often to review, and where it was read.",
    discussion: """
      A requirement is met when every one of its terms is present.

      EXAMPLE:
        clause6 regime show jisq15001-a3434 --lang ja
      """)

  @Argument(help: "Its key; \"clause6 regime list\" shows them.")
  var regime: String

  @OptionGroup var language: LanguageOptions
  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let key = try connection.regime(called: regime, on: asOf).regime
      let id = try connection.value(
        "SELECT regime_id FROM facts.regime(\(asOf)::date) WHERE regime = \(key)", as: Int.self)
      var record = try connection.record(regime: key, on: asOf, language)
      guard format.format == .table else {
        record.append(
          try connection.table("SELECT requirements, obligations FROM facts.regime_content() WHERE regime_id = \(id)"))
        return format.print(record, layout: .record)
      }
      format.print(
        record,
        sections: [
          (
            "What it asks of contracts",
            try connection.table(
              """
              SELECT ref, \(identifier: language.title) AS requirement, strength, applies_when, \(identifier: language.terms) AS terms
              FROM facts.requirement() WHERE regime_id = \(id) ORDER BY place
              """)
          ),
          (
            "What it asks besides",
            try connection.table(
              """
              SELECT ref, kind, \(identifier: language.title) AS obligation FROM register.obligation
              WHERE regime_id = \(id) ORDER BY id
              """)
          ),
        ])
    }
  }
}

extension Table {
  /// Puts the columns of another one-row table beside its own.
  fileprivate mutating func append(_ other: Table) {
    columns += other.columns
    for index in rows.indices { rows[index] += other.rows[index] }
  }
}

extension Connection {
  func record(regime key: String, on day: CalendarDate, _ language: LanguageOptions) throws -> Table {
    try table(
      """
      SELECT regime, \(identifier: language.title) AS title, version, jurisdiction, checked, standing, since, choice_note,
        review_interval_months, review_basis, review_ref, review_scope, review_triggers, note, source, catalogue
      FROM facts.regime(\(day)::date) WHERE regime = \(key)
      """)
  }
}

extension LanguageOptions {
  /// The columns of texts that the register has in both languages.
  var title: String { "title_\(language.rawValue)" }
  var terms: String { "terms_\(language.rawValue)" }
  var detail: String { "detail_\(language.rawValue)" }
}
