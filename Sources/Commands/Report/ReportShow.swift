import ArgumentParser
import Clause6
import Postgres

struct ReportShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what a report answers, and what it can be narrowed to.",
    discussion: """
      EXAMPLE:
        clause6 report show lapsed
      """)

  @Argument(help: "The report; \"clause6 report list\" shows them.")
  var report: String

  @OptionGroup var reports: ReportOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let report = try read(database) { try reports.set($0).named(self.report) }
    let lang = language.language.rawValue
    let record = Table(
      columns: ["report", "title", "question", "asked_about", "sql"].map { Table.Column(name: $0, kind: .text) },
      rows: [
        [
          report.name, report.title.text(in: lang), report.question.text(in: lang),
          report.takesPeriod ? "a day, or the days from one to another" : "a day", report.path,
        ]
      ])
    let filters = Table(
      columns: ["filter", "type", "words", "meaning"].map { Table.Column(name: $0, kind: .text) },
      rows: report.filters.map { filter in
        [filter.name, filter.type, filter.choices.isEmpty ? nil : filter.choices.joined(separator: ", "), filter.help]
      })
    format.print(record, sections: [("Filters", filters)])
  }
}
