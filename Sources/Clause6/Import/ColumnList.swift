import Postgres

extension SQL {
  /// Names of columns, of a table where it is named.
  static func list(_ columns: [String], of table: String? = nil) -> SQL {
    let prefix: SQL = table.map { "\(identifier: $0)." } ?? ""
    let names = columns.map { name -> SQL in "\(prefix)\(identifier: name)" }
    guard let first = names.first else { return "" }
    return names.dropFirst().reduce(first) { "\($0), \($1)" }
  }
}

extension Connection {
  /// Names of a table's columns that can be written.
  func columns(of table: String) throws -> [String] {
    try self.table(
      """
      SELECT attname FROM pg_attribute
      WHERE attrelid = \(table)::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum
      """
    ).rows.compactMap { $0[0] }
  }
}
