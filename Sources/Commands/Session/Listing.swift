import Clause6
import Postgres

/// A list: what to select, from where, in which order.
struct Listing {
  var columns: SQL
  var source: SQL
  var conditions: [SQL] = []
  var order: SQL
  /// Columns of numbers that are not shown; the first says how many rows there are. For what takes long, and is else worked out once more to be counted.
  var numbers: [SQL] = []

  /// A condition that is left out when there is no value.
  mutating func filter<Value>(_ value: Value?, _ condition: (Value) -> SQL) {
    if let value { conditions.append(condition(value)) }
  }

  private var tail: SQL {
    guard let first = conditions.first else { return "FROM \(source)" }
    return conditions.dropFirst().reduce("FROM \(source) WHERE \(first)") { "\($0) AND \($1)" }
  }

  /// Prints the list, and says on stderr when it was cut.
  func print(
    _ connection: Connection, _ list: ListOptions, _ format: FormatOptions, layout: Layout = .rows
  ) throws {
    _ = try printCounting(connection, list, format, layout: layout)
  }

  /// Prints the list like ``print(_:_:_:layout:)``.
  /// - Returns: the numbers of the first row; none where there are no rows.
  func printCounting(
    _ connection: Connection, _ list: ListOptions, _ format: FormatOptions, layout: Layout = .rows
  ) throws -> [Int] {
    let limit = list.limit(for: format.format)
    // One row more than is shown tells whether there are more, which only then are counted.
    let fetched = limit.map { min($0, .max - 1) + 1 }
    let all = numbers.reduce(columns) { "\($0), \($1)" }
    var table = try connection.table("SELECT \(all) \(tail) ORDER BY \(order) LIMIT \(fetched)::bigint")
    let told = table.rows.first?.suffix(numbers.count).compactMap { $0.flatMap { Int($0) } } ?? []
    table.columns.removeLast(numbers.count)
    for row in table.rows.indices { table.rows[row].removeLast(numbers.count) }
    let isCut = table.rows.count == fetched
    if isCut { table.rows.removeLast() }
    if list.quiet {
      for row in table.rows { Terminal.current.print(row[0] ?? "") }
    } else {
      format.print(table, layout: layout)
    }
    if isCut, let count = try told.first ?? connection.value("SELECT count(*) \(tail)", as: Int.self) {
      Terminal.current.note("\(table.rows.count) of \(count); --limit \(count) shows all.")
    }
    return told
  }
}
