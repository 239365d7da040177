import ArgumentParser
import Clause6
import Postgres

struct ContractShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one contract: its days, state, terms and where it was learned of.",
    discussion: """
      EXAMPLE:
        clause6 contract show TA-2024-001
      """)

  @Argument(help: "Its reference, or # and its number.")
  var contract: String

  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let id = try connection.contract(called: contract)
      format.print(try connection.record(contract: id, on: asOf), layout: .record)
      try format.printSection(
        "Terms",
        connection.table(
          """
          SELECT t.term_key AS term, t.status, t.from_on, t.article FROM facts.term(\(asOf)::date) t
          WHERE t.contract_id = \(id) ORDER BY t.term_key
          """))
      try format.printSection(
        "Learned from",
        connection.table(
          "SELECT file_name AS file, line, to_char(imported_at, 'YYYY-MM-DD HH24:MI') AS at, actor, raw FROM facts.contract_source WHERE contract_id = \(id)"
        ))
    }
  }
}

extension Connection {
  func record(contract id: Int, on day: CalendarDate) throws -> Table {
    try table(
      """
      SELECT reference, title, kind, vendors, engagements, tier, state, since, why, signed_on, starts_on, ends_on, open_ended,
        auto_renews, renewal_months, notice_months, notice_days, decision_days, period_ends_on, notice_by, decide_by, last_day,
        notice_given_on, terminated_on, work_ended_on, supersedes, value_amount, value_currency, owner, owner_email, note
      FROM facts.contract(\(day)::date) WHERE contract_id = \(id)
      """)
  }
}
