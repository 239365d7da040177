package import Clause6
package import Postgres

/// An answer as a table of Markdown (GitHub Flavored Markdown Spec §4.10), for web sites that are made of it.
package final class MarkdownTable {
  private let report: Report
  private let question: ReportQuestion
  private let words: ReportWords
  private var columns: [Table.Column] = []

  package init(_ report: Report, _ question: ReportQuestion) {
    self.report = report
    self.question = question
    words = ReportWords(question.language, of: report.name)
  }

  /// The title, the day, and the titles of the columns.
  package func head(_ columns: [Table.Column]) -> String {
    self.columns = columns
    let titles = columns.map { MarkdownTable.escaped(words.title(ofColumn: $0.name)) }
    let rule = columns.map { $0.kind == .number ? "---:" : "---" }
    return "# \(MarkdownTable.escaped(report.title.text(in: question.language)))\n\n\(question.dayInWords)\n\n"
      + MarkdownTable.line(titles)
      + MarkdownTable.line(rule)
  }

  package func line(_ row: [String?]) -> String {
    MarkdownTable.line(zip(row, columns).map { value, column in value.map { cell($0, column) } ?? "" })
  }

  private func cell(_ value: String, _ column: Table.Column) -> String {
    guard column.kind == .list, let elements = Table.elements(ofList: value) else {
      return MarkdownTable.escaped(words.text(value, in: column))
    }
    let single = Table.Column(name: column.name, kind: .text)
    let comma = question.language == "ja" ? "、" : ", "
    return MarkdownTable.escaped(elements.map { words.text($0 ?? "", in: single) }.joined(separator: comma))
  }

  private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

  /// A text that stays text: what Markdown or HTML would take for more has a backslash before it, and a line break is one in a cell.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in TextWidth.visibleLines(text).unicodeScalars {
      if scalar == "\n" {
        result += "<br>".unicodeScalars
      } else {
        if special.contains(scalar) { result.append("\\") }
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static let special = Set("\\`*_{}[]<>()#!|~&:@".unicodeScalars)
}
