import ArgumentParser
import Clause6
import Postgres

struct ReportList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the reports, each with the question it answers.",
    discussion: """
      EXAMPLE:
        clause6 report list
      """)

  @OptionGroup var reports: ReportOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let set = try read(database) { try reports.set($0) }
    let lang = language.language.rawValue
    format.print(
      Table(
        columns: ["report", "question"].map { Table.Column(name: $0, kind: .text) },
        rows: set.reports.map { [$0.name, $0.question.text(in: lang)] }))
  }
}
