import ArgumentParser
import Clause6
import Postgres

struct MappingCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check a mapping, and how it fits a file.",
    discussion: """
      Reads the file as an import does and says of each field how many cells are filled, blank and unreadable, with the \
      first value and the first problem. The register is not looked at: an import rehearsed with --dry-run does that.

      EXAMPLE:
        clause6 mapping check mapping.yaml register.xlsx
      """)

  @Argument(help: "The mapping.")
  var mapping: String

  @Argument(help: "The file that it is for.")
  var file: String?

  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let path = mapping
    let mapping = try read(database) { try $0.mapping(at: path) }
    guard let file else { return format.print(mapping.described.columnTable) }
    let check = try mapping.check(file: file)
    for note in check.notes { Terminal.current.note(note) }
    if !check.unusedColumns.isEmpty {
      Terminal.current.note("The mapping does not name: \(check.unusedColumns.joined(separator: ", ")).")
    }
    format.print(check.cellTable)
    Terminal.current.note(
      "\(check.rows) rows, of which \(check.rejectedRows) cannot be taken as a whole.")
    if check.rejectedRows > 0 || check.fields.contains(where: { $0.unreadable > 0 }) { throw ExitCode(2) }
  }
}

extension MappingCheck {
  fileprivate var columnTable: Table {
    Table(
      columns: [Table.Column(name: "field", kind: .text), Table.Column(name: "column", kind: .text)],
      rows: fields.map { [$0.name, $0.column] })
  }

  fileprivate var cellTable: Table {
    let numbers = ["filled", "blank", "unreadable"].map { Table.Column(name: $0, kind: .number) }
    return Table(
      columns: [Table.Column(name: "field", kind: .text), Table.Column(name: "column", kind: .text)] + numbers
        + [Table.Column(name: "example", kind: .text), Table.Column(name: "first_problem", kind: .text)],
      rows: fields.map { field in
        [
          field.name, field.column, String(field.filled), String(field.blank), String(field.unreadable), field.example,
          field.problem,
        ]
      })
  }
}
