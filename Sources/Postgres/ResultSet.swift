import CLibpq

/// One result of libpq, read-only once returned, and freed with this object.
final class ResultSet {
  let pointer: OpaquePointer?

  init(_ pointer: OpaquePointer?) { self.pointer = pointer }
  deinit { PQclear(pointer) }

  var status: ExecStatusType { PQresultStatus(pointer) }
  var rowCount: Int { Int(PQntuples(pointer)) }
  var columnCount: Int { Int(PQnfields(pointer)) }

  func columnName(_ column: Int) -> String { String(cString: PQfname(pointer, Int32(column))) }
  func columnType(_ column: Int) -> UInt32 { PQftype(pointer, Int32(column)) }

  /// `nil` for NULL.
  func text(_ row: Int, _ column: Int) -> String? {
    if PQgetisnull(pointer, Int32(row), Int32(column)) != 0 { return nil }
    guard let start = PQgetvalue(pointer, Int32(row), Int32(column)) else { return nil }
    let length = Int(PQgetlength(pointer, Int32(row), Int32(column)))
    return String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
  }

  /// Rows inserted, updated, deleted, copied or selected.
  var affectedRows: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

  var columnNames: [String] { (0..<columnCount).map(columnName) }

  /// The server's report of an error; `nil` when it is libpq that found one.
  var serverError: ServerError? {
    guard let sqlState = field(.sqlState) else { return nil }
    return ServerError(
      severity: field(.severity) ?? "ERROR", sqlState: sqlState, message: field(.message) ?? "",
      detail: field(.detail), hint: field(.hint), context: field(.context), schema: field(.schema),
      table: field(.table), column: field(.column), constraint: field(.constraint),
      position: field(.position).flatMap { Int($0) })
  }

  /// The field codes are character macros, which the importer does not bring over.
  private enum Field: UnicodeScalar {
    case severity = "V", sqlState = "C", message = "M", detail = "D", hint = "H", context = "W"
    case schema = "s", table = "t", column = "c", constraint = "n", position = "P"
  }

  private func field(_ field: Field) -> String? {
    PQresultErrorField(pointer, Int32(field.rawValue.value)).map { String(cString: $0) }
  }
}
