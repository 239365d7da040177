import ArgumentParser
import Clause6
import Postgres

struct UndoImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take back what an import changed.",
    discussion: """
      What it added is removed, what it changed is again as it was before, in one transaction and as new changes: the \
      history keeps both. Rows that were changed or used since are named, and then nothing is undone.

      EXAMPLE:
        clause6 import undo 3 --reason "the file was last year's" --dry-run
      """)

  @Argument(help: "The import's number.")
  var number: Int

  @Flag(help: "Leave rows as they are that were changed or used since, and undo the others.")
  var leaveChanged = false

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let undo = try write(database, options) { connection, author in
      if !options.dryRun { try connection.sealUnsigned() }
      return try connection.change(as: author, rehearse: options.dryRun) { connection in
        _ = try connection.day(asked: nil)
        return try connection.undoImport(number, leavesChanged: leaveChanged)
      }
    }
    for row in undo.kept.prefix(10) { Terminal.current.note("\(row) since, and stays as it is.") }
    let counts = [("removed", undo.removed), ("restored", undo.restored), ("kept", undo.kept.count)]
    format.print(
      Table(columns: counts.map { Table.Column(name: $0.0, kind: .number) }, rows: [counts.map { String($0.1) }]))
  }
}
