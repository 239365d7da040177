/// A row or a cell of a file that could not be taken.
public struct Reject: Sendable, Equatable {
  public let line: Int
  /// The column's name; none when the whole row was refused.
  public let column: String?
  /// The text that could not be read.
  public let text: String?
  public let reason: String
  /// The row as it stood in the file.
  public let raw: String

  /// Whether the whole row was refused, and not one cell of it.
  public var isRow: Bool { column == nil }
}

/// The rejects of one run; a file of nothing else does not fit its mapping, and would fill the memory.
struct RejectList {
  static let limit = 100_000

  let path: String
  private(set) var all: [Reject] = []

  init(path: String) { self.path = path }

  mutating func add(row record: TableRecord, _ reason: String) throws(Clause6Error) {
    try add(Reject(line: record.line, column: nil, text: nil, reason: reason, raw: record.raw))
  }

  mutating func add(cell text: String?, of column: String, in record: TableRecord, _ reason: String)
    throws(Clause6Error)
  {
    try add(Reject(line: record.line, column: column, text: text, reason: reason, raw: record.raw))
  }

  mutating func add(_ reject: Reject) throws(Clause6Error) {
    all.append(reject)
    guard all.count > RejectList.limit else { return }
    let first = all[0]
    throw Clause6Error(
      "\(path) has more than \(RejectList.limit) rows and cells that cannot be read, so nothing was imported: does the "
        + "mapping fit it? The first is in line \(first.line)\(first.column.map { ", column \($0)" } ?? ""): it \(first.reason)."
    )
  }
}
