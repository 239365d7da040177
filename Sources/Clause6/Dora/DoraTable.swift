import Postgres

/// A template's file, taken apart.
struct DoraTable {
  let template: DoraLayout.Template
  private(set) var rows: [(line: Int, cells: [String: String])] = []
  private(set) var faults: [DoraFault] = []

  /// - Parameter text: UTF-8.
  init(_ template: DoraLayout.Template, _ text: String) {
    self.template = template
    let reader = DelimitedReader(text: text, Dialect())
    guard let header = try? reader.next()?.fields else {
      refuse("801", nil, "has no header")
      return
    }
    if header.count == 1, text.prefix(200).contains(";") {
      refuse("809", 1, "separates its cells by something else than commas")
      return
    }
    readHeader(header)
    guard faults.isEmpty else { return }
    do {
      while let row = try reader.next() {
        guard row.fields.count == header.count else {
          refuse("809", row.line, "has \(row.fields.count) cells and not \(header.count)")
          continue
        }
        rows.append((row.line, Dictionary(zip(header, row.fields)) { first, _ in first }))
      }
    } catch {
      refuse("809", nil, "\(error)")
    }
  }

  private mutating func readHeader(_ header: [String]) {
    let known = Set(template.columns.map(\.code))
    for name in header where !known.contains(name) {
      refuse(
        "801", 1,
        name.isEmpty ? "has a column without a name" : "has a column \"\(name.prefix(40))\" that the template has not")
    }
    let counts = Dictionary(header.map { ($0, 1) }, uniquingKeysWith: +)
    for name in counts.filter({ $0.value > 1 }).keys.sorted() { refuse("802", 1, "has the column \(name) twice") }
    for column in template.columns where !header.contains(column.code) {
      refuse("801", 1, "lacks the column \(column.code), \(column.label)")
    }
  }

  mutating func refuse(_ rule: String, _ line: Int?, in column: String? = nil, _ text: String) {
    add(.reject, rule, line, column, text)
  }

  mutating func add(_ severity: DoraFault.Severity, _ rule: String, _ line: Int?, _ column: String?, _ text: String) {
    faults.append(
      DoraFault(severity: severity, rule: rule, file: template.file, line: line, column: column, text: text))
  }

  // MARK: Cells

  /// Types, closed lists, keys, and what is needed in every row.
  mutating func checkCells() {
    var keys: [[String]: Int] = [:]
    for (line, cells) in rows {
      for column in template.columns { check(cells[column.code] ?? "", column, line, cells) }
      let key = template.key.map { cells[$0] ?? "" }
      guard !key.isEmpty else { continue }
      if let first = keys.updateValue(line, forKey: key) {
        refuse("806", line, in: template.key.joined(separator: " "), "has the key of line \(first) again")
      }
    }
  }

  private mutating func check(_ value: String, _ column: DoraLayout.Column, _ line: Int, _ cells: [String: String]) {
    if value.isEmpty {
      if column.isKey {
        refuse("805", line, in: column.code, "\(column.label) is part of the key and is empty")
      } else if column.need == .always {
        add(.warning, "row completeness", line, column.code, "\(column.label) is empty")
      }
      return
    }
    if ["#none", "#empty", "#nil"].contains(value) {
      return refuse(
        "own", line, in: column.code, "\(column.label) is \(value), which plain CSV does not have: leave it empty")
    }
    switch column.kind {
    case "string": break
    case "true" where value != "true": refuse("333", line, in: column.code, "\(column.label) is not true")
    case "date" where CalendarDate(value) == nil:
      refuse("330", line, in: column.code, "\(column.label) is no day such as 2025-03-31: \(value.prefix(40))")
    case "integer" where value.wholeMatch(of: /-?[0-9]+/) == nil:
      refuse("331", line, in: column.code, "\(column.label) is no whole number: \(value.prefix(40))")
    case "monetary" where value.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) == nil:
      refuse("305", line, in: column.code, "\(column.label) is no amount: \(value.prefix(40))")
    case "true", "date", "integer", "monetary": break
    default:
      if !DoraLayout.holds(value, of: column.kind) {
        refuse("503", line, in: column.code, "\(column.label) is no code of its list: \(value.prefix(40))")
      }
    }
  }

  /// The values of columns, for what refers to them.
  func values(of columns: [String]) -> Set<[String]> { Set(rows.map { row in columns.map { row.cells[$0] ?? "" } }) }

  mutating func checkReferences(_ tables: [String: DoraTable]) {
    for reference in template.references {
      guard let target = tables[reference.template]?.values(of: reference.target) else { continue }
      for (line, cells) in rows {
        let values = reference.columns.map { cells[$0] ?? "" }
        if values.contains("") || target.contains(values) { continue }
        refuse(
          "807", line, in: reference.columns.joined(separator: " "),
          "\(values.joined(separator: " / ").prefix(120)) is not in \(reference.template)")
      }
    }
  }
}
