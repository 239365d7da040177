/// What a mapping states of a file's form. What it does not state is found out, and said.
package struct TableForm: Sendable {
  package var encoding: TextEncoding?
  package var delimiter: UInt8?
  package var quote: UInt8?
  package var escape: UInt8?
  package var comment: UInt8?
  /// The lines (rows of a sheet) that name the columns, from 1; the first row that there is when it is not said.
  package var header: Header = .first
  /// Names of the columns, instead of those in the file.
  package var columns: [String]?
  /// Whether a row with too few cells has empty ones at its end, as some programs write it.
  package var padsShortRows = false
  /// The sheet of a workbook.
  package var sheet: String?
  /// Where the rows of a JSON file stand.
  package var rows: String?
  /// A regular expression: each line of the file that it finds is a row, its named groups are the columns.
  package var lines: String?

  package init() {}

  package enum Header: Equatable, Sendable {
    case first
    case lines(ClosedRange<Int>)
    case none
  }
}

extension [String] {
  /// Names of columns without line ends and without blanks at their ends: people break long headings.
  var columnNames: [String] { map(\.columnName) }

  var isBlank: Bool { allSatisfy { $0.trimmedCell.isEmpty } }
}

extension String {
  /// A heading on one line.
  var columnName: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
