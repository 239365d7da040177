import ArgumentParser
import Clause6
import Postgres

struct FindingShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one finding: why it is one, what to do, and what became of it.",
    discussion: """
      EXAMPLE:
        clause6 finding show 12
      """)

  @Argument(help: "Its number.")
  var finding: String

  @OptionGroup var day: DayOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let id = try connection.finding(called: finding)
      let record = try connection.record(finding: id, on: asOf)
      guard !record.rows.isEmpty else { throw Clause6Error("Finding \(id) was not found yet on \(asOf).") }
      format.print(try connection.explained(record, id, language.language), layout: .record)
      guard format.format == .table else { return }
      Terminal.current.print("\nHistory")
      format.print(
        try connection.table(
          """
          SELECT on_day AS on, what, severity, by, text, at FROM facts.finding_history(\(asOf)::date) WHERE finding_id = \(id) ORDER BY place
          """), layout: .wrapped)
    }
  }
}

extension Connection {
  func record(finding id: Int, on day: CalendarDate) throws -> Table {
    try table(
      """
      SELECT finding_id AS id, rule, version, title, state, severity, since, due_on, subject, reference, vendor, reason, reason_ja, evidence,
        opened_on, resolved_on, reopened, assignee, acknowledged_by, acknowledged_on, waiver_id AS waiver, waived_until, waiver_ended_on
      FROM facts.finding(\(day)::date) WHERE finding_id = \(id)
      """)
  }

  /// Adds why the rule exists and what to do, from the rule's text as it was when it spoke.
  fileprivate func explained(_ record: Table, _ finding: Int, _ language: Language) throws -> Table {
    let text = try value(
      """
      SELECT r.source FROM register.finding f, register.rule_revision r
      WHERE r.id = f.rule_revision_id AND f.id = \(finding)
      """, as: String.self)
    guard let text else { return record }
    let texts = try Rule(source: text, path: "the rule").texts
    let words = language == .ja ? [texts.whyJa ?? texts.why, texts.fixJa ?? texts.fix] : [texts.why, texts.fix]
    return Table(
      columns: record.columns + [Table.Column(name: "why", kind: .text), Table.Column(name: "fix", kind: .text)],
      rows: record.rows.map { $0 + words })
  }
}
