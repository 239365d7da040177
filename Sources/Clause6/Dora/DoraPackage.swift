package import Postgres

/// A package of the register of information, in plain CSV, looked at as the authorities do and more closely.
///
/// Rules by the EBA's overview of 28 April 2025; what public validators leave out is in it: codes, types, keys, references.
package struct DoraPackage {
  package private(set) var faults: [DoraFault] = []
  private let files: FileTree
  private var tables: [String: DoraTable] = [:]
  /// What the name says.
  private var name: Name?

  private struct Name {
    let lei: String
    let scope: String
    let day: CalendarDate?
  }

  static let report = "reports/report.json"
  static let parameters = "reports/parameters.csv"
  static let indicators = "reports/FilingIndicators.csv"
  static let packaging = "META-INF/reportPackage.json"
  static let module = "/dora/4.0/mod/dora.json"

  /// - Parameters:
  ///   - path: a zip file, or the folder that is in one.
  ///   - today: a later reference date is in the future.
  /// - Throws: ``Clause6Error`` when it cannot be read.
  package init(_ path: String, today: CalendarDate) throws(Clause6Error) {
    files = try FileTree(path)
    checkName(path, today)
    checkFiles()
    checkParameters()
    checkIndicators()
    for template in DoraLayout.templates { read(template) }
    for template in DoraLayout.templates {
      guard var table = tables[template.code] else { continue }
      table.checkCells()
      table.checkRows()
      table.checkReferences(tables)
      faults += table.faults
    }
    if !tables.isEmpty, tables.values.allSatisfy({ $0.rows.isEmpty }) { refuse("724", "", "no template has a row") }
  }

  /// How many templates could be read.
  package var templates: Int { tables.count }
  /// How many rows they have.
  package var rows: Int { tables.values.reduce(0) { $0 + $1.rows.count } }

  package var table: Table {
    let columns: [(String, Table.Kind)] = [
      ("severity", .text), ("rule", .text), ("file", .text), ("line", .number), ("column", .text), ("fault", .text),
    ]
    return Table(
      columns: columns.map { Table.Column(name: $0.0, kind: $0.1) },
      rows: faults.map {
        [$0.severity.rawValue, $0.rule, $0.file.isEmpty ? nil : $0.file, $0.line.map(String.init), $0.column, $0.text]
      })
  }

  private mutating func refuse(_ rule: String, _ file: String, _ text: String) {
    faults.append(DoraFault(severity: .reject, rule: rule, file: file, text: text))
  }

  private mutating func checkName(_ path: String, _ today: CalendarDate) {
    let file = String(path.split(separator: "/").last ?? "")
    let stem = file.lowercased().hasSuffix(".zip") ? String(file.dropLast(4)) : file
    if stem.wholeMatch(of: /[A-Za-z0-9._-]+/) == nil {
      refuse("104", "", "its name has more than letters, digits, \"-\", \"_\" and \".\"")
    }
    if files.root != stem { refuse("103", "", "the folder in it is called \(files.root.prefix(100)), and not \(stem)") }
    guard
      let parts = stem.wholeMatch(
        of: /([A-Z0-9]{20})\.(IND|CON)_([A-Z]{2})_DORA([0-9]{6})_DORA_([0-9-]{10})_([0-9]{17})/)
    else {
      return refuse("105", "", "its name is not LEI.IND_CC_DORA010100_DORA_2025-03-31_20250401120000000.zip or alike")
    }
    if parts.4 != "010100" { refuse("106", "", "its name says module version \(parts.4), and 010100 is in force") }
    let day = CalendarDate(String(parts.5))
    if day == nil { refuse("109", "", "its name has no day: \(parts.5)") }
    if let day, day > today { refuse("111", "", "its reference date \(day) is to come") }
    name = Name(lei: String(parts.1), scope: String(parts.2), day: day)
  }

  private mutating func checkFiles() {
    let known = Set(
      DoraLayout.templates.map(\.file) + [
        DoraPackage.report, DoraPackage.parameters, DoraPackage.indicators, DoraPackage.packaging,
      ])
    for file in files.names where !known.contains(file) {
      refuse("720", file, "is no file of such a package, by this name")
    }
    for file in [DoraPackage.packaging, DoraPackage.report] {
      guard let text = files.text(file), !text.isEmpty else {
        refuse(file == DoraPackage.packaging ? "103" : "701", file, "is missing, empty or no UTF-8")
        continue
      }
      if file == DoraPackage.report, !text.contains(DoraPackage.module) {
        refuse("505", file, "does not extend the module in force, \(DoraPackage.module)")
      }
    }
  }

  /// Lines of a small file, its header first.
  private mutating func lines(_ file: String, header: [String], rule: String) -> [[String]] {
    guard let text = files.text(file), !text.isEmpty else {
      refuse("701", file, "is missing, empty or no UTF-8")
      return []
    }
    let reader = DelimitedReader(text: text, Dialect())
    var lines: [[String]] = []
    while let row = try? reader.next() { lines.append(row.fields) }
    if lines.first != header { refuse(rule, file, "begins otherwise than with \(header.joined(separator: ","))") }
    return Array(lines.dropFirst())
  }

  private mutating func checkParameters() {
    var given: [String: String] = [:]
    for line in lines(DoraPackage.parameters, header: ["name", "value"], rule: "723") where line.count == 2 {
      given[line[0]] = line[1]
    }
    let known = ["entityID", "refPeriod", "baseCurrency", "decimalsInteger", "decimalsMonetary"]
    for name in known where given[name] == nil { refuse("701", DoraPackage.parameters, "lacks \(name)") }
    for name in given.keys.sorted() where !known.contains(name) {
      refuse("own", DoraPackage.parameters, "has a parameter \(name.prefix(40)), which some authorities refuse")
    }
    if let entity = given["entityID"] {
      if !entity.hasSuffix(".IND"), !entity.hasSuffix(".CON") {
        refuse("514", DoraPackage.parameters, "has an entityID that ends in neither .IND nor .CON")
      }
      if let name, entity != "rs:\(name.lei).\(name.scope)" {
        refuse(
          "714", DoraPackage.parameters, "has the entityID \(entity.prefix(60)), and not rs:\(name.lei).\(name.scope)")
      }
    }
    if let period = given["refPeriod"], let name, CalendarDate(period) != name.day {
      refuse("320", DoraPackage.parameters, "has the refPeriod \(period.prefix(40)), and the name another day")
    }
    if let currency = given["baseCurrency"],
      !currency.hasPrefix("iso4217:") || !DoraLayout.holds("eba_CU:" + currency.dropFirst(8), of: "CURRENCY")
    {
      refuse("503", DoraPackage.parameters, "has a baseCurrency that is none: \(currency.prefix(40))")
    }
  }

  private mutating func checkIndicators() {
    var told: [String: String] = [:]
    let codes = DoraLayout.templates.map(\.code)
    for line in lines(DoraPackage.indicators, header: ["templateID", "reported"], rule: "702") where line.count == 2 {
      if !codes.contains(line[0]) {
        refuse("510", DoraPackage.indicators, "has a template \(line[0].prefix(40)) that is none")
      }
      if told.updateValue(line[1], forKey: line[0]) != nil {
        refuse("703", DoraPackage.indicators, "has \(line[0]) twice")
      }
      if !["true", "false"].contains(line[1]) {
        refuse("704", DoraPackage.indicators, "says neither true nor false of \(line[0])")
      }
    }
    for code in codes {
      guard let value = told[code] else {
        refuse("705", DoraPackage.indicators, "says nothing of \(code)")
        continue
      }
      if value == "false" {
        refuse("808", DoraPackage.indicators, "says that \(code) is not reported: all are, also without rows")
      }
    }
  }

  private mutating func read(_ template: DoraLayout.Template) {
    guard files.names.contains(template.file) else {
      return refuse("808", template.file, "is missing: a template without rows has its header")
    }
    guard let text = files.text(template.file) else { return refuse("306", template.file, "is no UTF-8") }
    tables[template.code] = DoraTable(template, text)
  }
}
