import CLibpq

/// Any result, to print without a Swift type for it.
public struct Table: Sendable {
  public struct Column: Sendable, Equatable {
    public var name: String
    public var kind: Kind

    public init(name: String, kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  /// What the text of a cell is, so that it can be aligned and written as JSON.
  public enum Kind: Sendable { case text, number, boolean, json, day, list }

  public var columns: [Column]
  /// `nil` is NULL.
  public var rows: [[String?]]

  public init(columns: [Column], rows: [[String?]]) {
    self.columns = columns
    self.rows = rows
  }

  init(_ result: ResultSet) {
    columns = Table.columns(of: result)
    rows = (0..<result.rowCount).map { row in (0..<result.columnCount).map { result.text(row, $0) } }
  }

  static func columns(of result: ResultSet) -> [Column] {
    (0..<result.columnCount).map {
      Column(name: result.columnName($0), kind: Kind(typeOID: result.columnType($0)))
    }
  }
}

extension Table.Kind {
  /// By the OIDs of pg_type, which never change.
  init(typeOID: UInt32) {
    switch typeOID {
    case 16: self = .boolean
    case 20, 21, 23, 26, 700, 701, 1700: self = .number
    case 114, 3802: self = .json
    case 1082: self = .day
    case 1007, 1009, 1015, 1016: self = .list
    default: self = .text
    }
  }
}
