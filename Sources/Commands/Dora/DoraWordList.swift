import ArgumentParser
import Clause6
import Postgres

struct DoraWordList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "words",
    abstract: "The words of the register of information, with the codes by which they are reported.",
    discussion: """
      What the fields of lists such as dora_service may say; docs/dora.md says which field has which of them.

      EXAMPLE:
        clause6 dora words --list service
      """)

  @Option(help: ArgumentHelp("Only this list, such as service.", valueName: "list"))
  var list: String?

  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let connection = try database.connect()
    let words = try connection.table("SELECT list, word, code FROM facts.dora_word ORDER BY list, place")
    let known = Set(words.rows.compactMap { $0[0] })
    if let list, !known.contains(list) {
      throw Clause6Error("No list is called \(list); these are: \(known.sorted().joined(separator: ", ")).")
    }
    let columns = words.columns + [Table.Column(name: "meaning", kind: .text)]
    let rows = words.rows.filter { list == nil || $0[0] == list }.map { $0 + [$0[2].flatMap(DoraLayout.meaning(of:))] }
    format.terminal.print(Table(columns: columns, rows: rows), format: format.format, layout: .rows)
  }
}
