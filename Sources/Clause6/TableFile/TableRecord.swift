/// One row of a table, whatever form its file has.
package struct TableRecord: Equatable, Sendable {
  /// Where it stands, from 1: the line of a text file, the row of a sheet, the number of an object.
  package var line: Int
  package var fields: [String]
  /// The row as it stands in the file: its text, or its cells where the file is no text.
  package var raw: String
  /// Why the row as a whole cannot be taken, as the end of a sentence that begins with "the row".
  package var problem: String? = nil
  /// Cells that hold no value, by their place from 0, each with why, as the end of a sentence that begins with its text.
  package var unreadable: [Int: String] = [:]
}
