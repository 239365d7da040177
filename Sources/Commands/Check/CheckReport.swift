import Clause6
import Postgres

/// What a check did, as it is printed: a row a rule, and a row a change.
struct CheckReport {
  let day: CalendarDate
  let language: Language
  /// At most so many changes are kept to be shown; all when `nil`.
  let limit: Int?
  /// Whom it was asked about; all when empty.
  let asked: [String]
  private(set) var rules: [RuleOutcome] = []
  private(set) var changes: [Change] = []
  private(set) var changeCount = 0
  private var vendors: [String: String] = [:]
  private(set) var kept: KeptFindings?
  /// The names of rules that come with the program.
  private(set) var shipped: Set<String> = []

  /// A finding that changed, or that is there.
  struct Change {
    let rule: Rule?
    let name: String
    let values: [String: String]

    /// How bad it is; what is resolved comes last.
    fileprivate var rank: Int {
      self["what"] == "resolved" ? -1 : self["severity"].flatMap { Rule.severities.firstIndex(of: $0) } ?? 0
    }

    subscript(_ column: String) -> String? { values[column] }

    /// The vendor it concerns; of one that is resolved the vendor it had concerned.
    var vendorID: String? { self["vendor_id"] ?? self["old_vendor_id"] }
  }

  init(on day: CalendarDate, limit: Int?, asked: [String], _ language: Language) {
    self.day = day
    self.limit = limit
    self.asked = asked
    self.language = language
  }

  /// Of a plan the worst come first, and what is too much to be shown is counted alone.
  mutating func add(_ outcome: RuleOutcome, _ plan: Table?) {
    rules.append(outcome)
    guard let plan, outcome.error == nil else { return }
    changeCount += plan.rows.count
    let found = plan.rows.lazy.map { row in
      let values = zip(plan.columns, row).compactMap { column, value in value.map { (column.name, $0) } }
      return Change(rule: outcome.rule, name: outcome.name, values: Dictionary(uniqueKeysWithValues: values))
    }
    guard let limit else {
      changes += found
      return
    }
    changes = Array(
      (changes + found).enumerated().sorted { ($0.element.rank, -$0.offset) > ($1.element.rank, -$1.offset) }.map(
        \.element
      ).prefix(limit))
  }

  /// Looks up what the vendors are called.
  mutating func name(_ connection: Connection) throws {
    struct Name: Decodable {
      let id: Int
      let name: String
    }
    let ids = Set(changes.compactMap { $0.vendorID.flatMap(Int.init) })
    guard !ids.isEmpty else { return }
    let names = try connection.rows(
      "SELECT id, name FROM register.vendor WHERE id = ANY (\(ids.sorted())::bigint[])", as: Name.self)
    vendors = Dictionary(uniqueKeysWithValues: names.map { (String($0.id), $0.name) })
  }

  /// Looks up what the register has kept of the findings.
  mutating func recall(_ connection: Connection) throws {
    kept = try connection.keptFindings(changes.compactMap { $0["id"].flatMap(Int.init) }, on: day)
    shipped = Set(try RuleSet.shipped().rules.map(\.name))
  }

  func vendor(_ change: Change) -> String? { change.vendorID.flatMap { vendors[$0] } }

  func reason(_ change: Change) -> String? {
    language == .ja ? change["reason_ja"] ?? change["reason"] : change["reason"]
  }

  // MARK: Tables

  /// The rules that have something to tell.
  var ruleTable: Table {
    let numbers = ["open", "waived", "opened", "changed", "reopened", "resolved"]
    let shown = rules.filter { $0.error != nil || $0.outcome == .skipped || $0.open + $0.resolved > 0 }
    return Table(
      columns: [Table.Column(name: "rule", kind: .text)] + numbers.map { Table.Column(name: $0, kind: .number) }
        + [Table.Column(name: "note", kind: .text)],
      rows: shown.map { rule in
        [
          rule.name, String(rule.open), String(rule.waived), String(rule.opened), String(rule.changed),
          String(rule.reopened), String(rule.resolved), CheckReport.note(of: rule),
        ]
      })
  }

  private static func note(of rule: RuleOutcome) -> String? {
    switch rule.outcome {
    case .done: rule.population.map { "of \($0)" }
    case .failed: rule.error
    case .held: "held: \(rule.error ?? "")"
    case .draft: rule.error ?? "draft: counts for nothing"
    case .retired: "retired"
    case .skipped: "left out: it looks at all vendors together"
    }
  }

  /// The changes for people.
  var changeTable: Table {
    let names = ["what", "severity", "rule", "vendor", "reason"]
    return Table(
      columns: names.map { Table.Column(name: $0, kind: .text) },
      rows: changes.map { [$0["what"], $0["severity"], $0.name, vendor($0), reason($0)] })
  }

  /// The changes for programs, whole.
  var dataTable: Table {
    let columns: [(String, Table.Kind)] = [
      ("what", .text), ("rule", .text), ("version", .number), ("severity", .text), ("is_waived", .boolean),
      ("vendor_id", .number), ("vendor", .text),
      ("subject", .text), ("subject_id", .number), ("key", .text), ("since", .day), ("due_on", .day), ("as_of", .day),
      ("reason", .text), ("reason_ja", .text), ("evidence", .json), ("controls", .text), ("finding_id", .number),
    ]
    return Table(
      columns: columns.map { Table.Column(name: $0.0, kind: $0.1) },
      rows: changes.map { change in
        [
          change["what"], change.name, change.rule.map { String($0.version) }, change["severity"],
          change["is_waived"] ?? change["was_waived"], change.vendorID, vendor(change),
          change.rule?.subject, change["subject_id"],
          change["key"], change["since"], change["due_on"], day.description, change["reason"], change["reason_ja"],
          change["evidence"], change.rule?.controls.joined(separator: "; "), change["id"],
        ]
      })
  }
}

extension CheckFormatOptions {
  var terminal: Terminal { color == .auto ? .current : Terminal.current.with(color: color) }

  func print(_ report: CheckReport, _ result: CheckResult) {
    switch format {
    case .table:
      if !report.ruleTable.rows.isEmpty { terminal.print(report.ruleTable, format: .table, layout: .wrapped) }
      guard report.changeCount > 0 else { return }
      if !report.ruleTable.rows.isEmpty { terminal.print("") }
      terminal.print(report.changeTable, format: .table, layout: .wrapped)
      if report.changeCount > report.changes.count {
        Terminal.current.note(
          "\(report.changes.count) of \(report.changeCount) changes; --limit \(report.changeCount) shows all.")
      }
    case .json: terminal.print(report.dataTable, format: .json)
    case .ndjson: terminal.print(report.dataTable, format: .ndjson)
    case .csv: terminal.print(report.dataTable, format: .csv)
    case .csvRaw: terminal.print(report.dataTable, format: .csvRaw)
    case .junit: terminal.out.write(JUnitText.render(report))
    case .sarif: terminal.out.write(SARIFText.render(report, result))
    case .oscal: terminal.out.write(OSCALText.render(report))
    }
  }
}
