public import Postgres

extension Connection {
  /// What an expression makes of each table of the register and of its log, by the table's name; empty where it is NULL.
  /// - Parameter expression: SQL with an aggregate, in which the rows are called `t`.
  public func ofEachTable(_ expression: String) throws -> [String: String] {
    let tables = try table(
      """
      SELECT format('%I.%I', nspname, relname) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
      WHERE relkind IN ('r', 'p') AND nspname IN ('register', 'audit')
      """
    ).rows.compactMap { $0[0] }
    let text = tables.map { "SELECT '\($0)', \(expression) FROM \($0) t" }.joined(separator: " UNION ALL ")
    return Dictionary(uniqueKeysWithValues: try table(SQL(verbatim: text)).rows.map { ($0[0] ?? "", $0[1] ?? "") })
  }
}
