/// Reads the rows of a JSON file in a stream: memory does not grow with the file.
///
/// The file is a list of objects, objects one after another (NDJSON), or an object that holds the list: an OCDS package
/// of releases or records, or whatever has only one list of objects. Of OCDS records the compiled release is the row,
/// else the last release. An object without such a list is itself the only row.
package final class JSONRowReader {
  /// A row and the objects around it, the outermost first.
  struct Row {
    var value: JSONValue
    var around: [JSONValue] = []
    var line: UInt32
    var problem: String?
  }

  private let path: String
  private let pull: () throws(Clause6Error) -> ArraySlice<UInt8>?
  private let columns: [JSONPath]
  private let plan: JSONRowPlan?
  private let climb: Int
  private let finder: JSONRowFinder
  private let parser: JSONParser
  private let limits: JSONLimits
  private var piece: ArraySlice<UInt8> = []
  /// Nothing is to be pulled any more.
  private var isDrained = false
  private var isAtEnd = false
  private var rows: [Row] = []
  private var taken = 0
  private var wasFound = false
  /// Columns that no row has had yet, by their place.
  private(set) var absentColumns: Set<Int>
  private var lookup = JSONLookup()

  /// - Parameters:
  ///   - pull: gives the next piece of the file in UTF-8, `nil` at its end.
  ///   - columns: the paths that the mapping names, each a column, in this order; see ``JSONPath``.
  ///   - rows: where the rows stand; `nil` when the file itself has to show it.
  package init(
    path: String, pull: @escaping () throws(Clause6Error) -> ArraySlice<UInt8>?, columns: [String], rows: String?,
    limits: JSONLimits = .usual
  ) throws(Clause6Error) {
    self.path = path
    self.pull = pull
    self.limits = limits
    var paths: [JSONPath] = []
    for column in columns { paths.append(try JSONPath(column: column)) }
    self.columns = paths
    absentColumns = Set(paths.indices)
    climb = paths.map(\.climb).max() ?? 0
    if let rows {
      let plan = try JSONRowPlan(rows: rows, climb: climb, columns: paths)
      self.plan = plan
      finder = JSONRowFinder(path: path, form: .rows(plan), limits: limits)
    } else {
      if let column = paths.first(where: { $0.climb > 0 }) {
        throw Clause6Error(
          "The column \"\(column.text)\" climbs out of the row: say in the mapping, under rows, where the rows are.")
      }
      plan = nil
      finder = JSONRowFinder(path: path, form: .automatic, limits: limits)
    }
    parser = JSONParser(path: path, finder: finder, limits: limits)
  }

  /// The next row, or `nil` at the end.
  package func next() throws(Clause6Error) -> TableRecord? {
    guard let row = try nextRow() else { return nil }
    let record = record(row)
    guard lookup.visited <= limits.visits else {
      throw refusal(row, "stands among so much that its columns cannot be read: they climb to long lists with ../")
    }
    return record
  }

  func nextRow() throws(Clause6Error) -> Row? {
    while true {
      if taken < rows.count {
        taken += 1
        return rows[taken - 1]
      }
      if let held = finder.take() {
        rows = try rows(in: held)
        lookup = JSONLookup()
        taken = 0
      } else if try fill() {
        let step = piece.prefix(limits.step)
        piece = piece.dropFirst(limits.step)
        try parser.parse(step)
      } else if isAtEnd {
        return nil
      } else {
        isAtEnd = true
        try parser.finish()
        // What climbs to the outermost object leaves nothing for the finder to look for.
        if let plan, plan.spine.isEmpty, !wasFound { throw finder.notFound() }
      }
    }
  }

  /// Pieces of one size, for libyajl begins a text that spans pieces anew with each of them.
  private func fill() throws(Clause6Error) -> Bool {
    while !isDrained, piece.count < limits.step {
      if let next = try pull() { if piece.isEmpty { piece = next } else { piece += next } } else { isDrained = true }
    }
    return !piece.isEmpty
  }

  private func rows(in held: JSONHeld) throws(Clause6Error) -> [Row] {
    if let filter = plan?.filter, !filter.keeps(held.value, row: .null) { return [] }
    var found: [Row] = []
    try collect(Row(value: held.value, line: held.line), finder.rest[...], &found)
    if climb > 0, finder.hasFaults, let problem = held.value.problem {
      for index in found.indices { found[index].problem = problem }
    }
    return found
  }

  private func collect(_ row: Row, _ steps: ArraySlice<JSONStep>, _ found: inout [Row]) throws(Clause6Error) {
    guard let step = steps.first else { return found.append(row) }
    switch (step, row.value) {
    case (.release, let value):
      var row = row
      if let release = value.release { row.move(to: release) } else { row.problem = "has no release" }
      found.append(row)
    case (_, .null): break
    case (.member(let name), .object(let object)):
      guard let member = object[name] else { return }
      var inner = row
      inner.around.append(row.value)
      inner.move(to: member)
      try collect(inner, steps.dropFirst(), &found)
    case (.each(let filter), .list(let elements)):
      wasFound = true
      for element in elements where filter?.keeps(element, row: .null) ?? true {
        var inner = row
        inner.move(to: element)
        try collect(inner, steps.dropFirst(), &found)
      }
    case (.each(let filter), .object):
      wasFound = true
      if filter?.keeps(row.value, row: .null) ?? true { try collect(row, steps.dropFirst(), &found) }
    case (.member(let name), .list):
      throw refusal(row, "has a list where the mapping goes on to \"\(name.excerpt)\": write [] into rows")
    default: throw refusal(row, "has a plain value where the mapping has rows or goes on to them")
    }
  }

  private func refusal(_ row: Row, _ problem: String) -> Clause6Error {
    Clause6Error("\(path) line \(row.line) \(problem).")
  }

  private func record(_ row: Row) -> TableRecord {
    var record = TableRecord(line: Int(row.line), fields: [], raw: row.value.json, problem: row.problem)
    record.fields.reserveCapacity(columns.count)
    if !row.value.isObject {
      record.problem = "is no JSON object"
    } else if record.problem == nil, finder.hasFaults {
      record.problem = row.value.problem
    }
    for (index, column) in columns.enumerated() {
      let start = column.climb == 0 ? row.value : row.around[row.around.count - column.climb]
      if absentColumns.contains(index), column.isThere(from: start, row: row.value, lookup: lookup) {
        absentColumns.remove(index)
      }
      let cell = JSONCell(column.values(from: start, row: row.value, lookup: lookup))
      record.fields.append(cell.text)
      if let problem = cell.problem { record.unreadable[index] = problem }
    }
    return record
  }
}

extension JSONRowReader.Row {
  fileprivate mutating func move(to value: JSONValue) {
    self.value = value
    if case .object(let object) = value { line = object.line }
  }
}

/// The text that the values of a path make in one cell.
struct JSONCell {
  var text = ""
  /// Why it holds no value, as the end of a sentence that begins with its text.
  var problem: String?

  init(_ values: [JSONValue]) {
    // Nearly all cells are one plain value.
    if values.count == 1, values[0].isPlain {
      text = piece(values[0])
    } else {
      let texts = values.flatMap(\.plainElements).map { piece($0) }
      if texts.count > 1, texts.contains(where: { $0.utf8.contains { $0 == 0x0A || $0 == 0x0D } }) {
        problem = problem ?? "has a line break within one of several values"
      }
      text = texts.allSatisfy(\.isEmpty) ? "" : texts.joined(separator: "\n")
    }
    if text.utf8.contains(0) {
      text = text.split(separator: "\0", omittingEmptySubsequences: false).joined(separator: "\\u0000")
      problem = "holds a zero character"
    }
  }

  private mutating func piece(_ value: JSONValue) -> String {
    switch value {
    case .null: return ""
    case .list, .object: return value.json
    case .number(let text):
      if let plain = text.plainDecimal { return plain }
      problem = "is a number of more than a thousand digits"
      return text
    case .text(let text): return text
    case .boolean(let flag): return flag ? "true" : "false"
    }
  }
}

extension JSONValue {
  /// A list of plain values as these, anything else as it is.
  fileprivate var plainElements: [JSONValue] {
    if case .list(let values) = self, values.allSatisfy(\.isPlain) { values } else { [self] }
  }
}
