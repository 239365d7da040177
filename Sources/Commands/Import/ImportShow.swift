import ArgumentParser
import Clause6
import Postgres

struct ImportShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one import: who, which file, and what it changed.",
    discussion: """
      EXAMPLE:
        clause6 import show 3
      """)

  @Argument(help: "Its number.")
  var number: Int

  @OptionGroup var format: FormatOptions
  @OptionGroup var known: KnownOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, known) { connection in
      _ = try connection.day(asked: nil)
      let record = try connection.table(
        """
        SELECT run_id AS id, to_char(imported_at AT TIME ZONE facts.zone(), 'YYYY-MM-DD HH24:MI') AS at, actor, reason, noun, source,
          file_name AS file, file_sha256, mapping_sha256, read AS rows, added AS new, changed, identical, replaced, gone, ended,
          rejected_rows, rejected_cells AS unreadable_cells,
          to_char(undone_at AT TIME ZONE facts.zone(), 'YYYY-MM-DD HH24:MI') AS undone_at, undone_by, undone_why
        FROM facts.import_run WHERE run_id = \(number)
        """)
      guard !record.rows.isEmpty else {
        throw Clause6Error("There is no import \(number): \"clause6 import list\" shows all.")
      }
      let changes = try connection.table(
        """
        SELECT entity AS table, what, count(*) AS rows, count(since_seq) AS changed_since
        FROM facts.import_change(\(number)) GROUP BY entity, what ORDER BY entity, what
        """)
      format.print(record, sections: [("Changes", changes)])
    }
  }
}
