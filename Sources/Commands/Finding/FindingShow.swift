import ArgumentParser
import Clause6
import Postgres

struct FindingShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one finding: why it is one, what to do, and what each check said of it.",
    discussion: """
      EXAMPLE:
        clause6 finding show 12
      """)

  @Argument(help: "Its number.")
  var finding: Int

  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database) { connection in
      let record = try connection.table(
        """
        SELECT finding_id AS id, rule, version, title, state, severity, since, due_on, subject, reference, vendor, reason, evidence,
          opened_on, resolved_on, reopened FROM facts.finding WHERE finding_id = \(finding)
        """)
      guard !record.rows.isEmpty else {
        throw Clause6Error("There is no finding \(finding): \"clause6 finding list --all\" shows all.")
      }
      format.print(try connection.explained(record, finding), layout: .record)
      guard format.format == .table else { return }
      Terminal.current.print("\nChecks")
      format.print(
        try connection.table(
          """
          SELECT as_of, what, to_char(checked_at AT TIME ZONE facts.zone(), 'YYYY-MM-DD HH24:MI') AS at, actor FROM facts.finding_event WHERE finding_id = \(finding) ORDER BY event_id
          """))
    }
  }
}

extension Connection {
  /// Adds why the rule exists and what to do, from the rule's text as it was when it spoke.
  fileprivate func explained(_ record: Table, _ finding: Int) throws -> Table {
    guard let source = try value("SELECT source FROM facts.finding WHERE finding_id = \(finding)", as: String.self)
    else { return record }
    let rule = try Rule(source: source, path: "the rule")
    return Table(
      columns: record.columns + [Table.Column(name: "why", kind: .text), Table.Column(name: "fix", kind: .text)],
      rows: record.rows.map { $0 + [rule.why, rule.fix] })
  }
}
