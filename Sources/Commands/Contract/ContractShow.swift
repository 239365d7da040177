import ArgumentParser
import Clause6
import Postgres

struct ContractShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one contract: its days, state, secrecy, amendments, terms and where it was learned of.",
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
      format.print(
        try connection.record(contract: id, on: asOf),
        sections: [
          (
            "Under it",
            try connection.table(
              """
              SELECT reference, kind, title, signed_on, starts_on, new_ends_on, state, why FROM facts.contract(\(asOf)::date)
              WHERE parent_id = \(id) ORDER BY starts_on NULLS FIRST, reference
              """)
          ),
          (
            "Terms",
            try connection.table(
              """
              SELECT term, status, figure_en AS figure, article, page, from_on, source, checked_on, checked_by
              FROM facts.term_sheet(\(asOf)::date) WHERE contract_id = \(id) AND status IS NOT NULL ORDER BY number
              """)
          ),
          (
            "Learned from",
            try connection.table(
              "SELECT file_name AS file, line, to_char(imported_at AT TIME ZONE facts.zone(), 'YYYY-MM-DD HH24:MI') AS at, actor, raw FROM facts.import_source WHERE entity = 'contract' AND key = \(id)"
            )
          ),
        ])
    }
  }
}

extension Connection {
  func record(contract id: Int, on day: CalendarDate) throws -> Table {
    try table(
      """
      SELECT reference, title, kind, parent, vendors, our_party, engagements, tier, state, since, why, signed_on, starts_on,
        ends_on, moved_by, ends_with, open_ended, new_ends_on, auto_renews, renewal_months, notice_months, notice_days,
        decision_days, delivery_days, period_ends_on, notice_by, decide_by, notice, act_by, act_why, remind_days, last_day,
        notice_given_on, terminated_on, work_ended_on, supersedes, replaced_by, secrecy, secrecy_until, secrecy_why, governing_law, value_amount, value_currency, owner,
        owner_email, note
      FROM facts.contract_sheet(\(day)::date) WHERE contract_id = \(id)
      """)
  }
}
