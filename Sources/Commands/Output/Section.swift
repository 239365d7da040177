import Postgres

extension FormatOptions {
  /// A list below the record that a command shows: for people only, and only when there is anything in it.
  func printSection(_ title: String, _ table: Table) {
    guard format == .table, !table.rows.isEmpty else { return }
    Terminal.current.print("\n\(title)")
    print(table)
  }
}
