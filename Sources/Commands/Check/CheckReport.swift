import Clause6
import Postgres

/// What a check did, as it is printed: a row a rule, and a row a change.
struct CheckReport {
  let day: CalendarDate
  let language: Language
  /// Whom it was asked about; all when empty.
  let asked: [String]
  private(set) var rules: [RuleOutcome] = []
  /// What is shown of all changes, and how many there are.
  private var shown: WorstFirst<Change>
  private(set) var changeCount = 0
  /// The same of the rule that is being evaluated.
  private var found: WorstFirst<PlannedFinding>
  private var foundCount = 0
  private var vendors: [String: String] = [:]
  private(set) var kept: KeptFindings?
  /// The names of rules that come with the program.
  private(set) var shipped: Set<String> = []

  /// A finding that changed, or that is there.
  struct Change {
    fileprivate let by: Finder
    fileprivate let finding: PlannedFinding

    var rule: Rule? { by.rule }
    /// The rule's name.
    var name: String { by.name }

    subscript(_ column: String) -> String? { finding[column] }

    /// The vendor it concerns; of one that is resolved the vendor it had concerned.
    var vendorID: String? { self["vendor_id"] ?? self["old_vendor_id"] }
  }

  /// The rule that found something, once for all that it found.
  fileprivate final class Finder: Sendable {
    let rule: Rule?
    let name: String

    init(_ outcome: RuleOutcome) { (rule, name) = (outcome.rule, outcome.name) }
  }

  /// - Parameter limit: at most so many changes are kept to be shown; all when `nil`.
  init(on day: CalendarDate, limit: Int?, asked: [String], _ language: Language) {
    self.day = day
    self.asked = asked
    self.language = language
    shown = WorstFirst(limit: limit)
    found = WorstFirst(limit: limit)
  }

  var changes: [Change] { shown.all }

  /// Hears what a rule finds.
  mutating func add(_ finding: PlannedFinding) {
    foundCount += 1
    found.add(finding, rank: finding.rank)
  }

  /// Hears what became of the rule.
  mutating func add(_ outcome: RuleOutcome) {
    rules.append(outcome)
    defer { (found, foundCount) = (WorstFirst(limit: found.limit), 0) }
    guard outcome.error == nil else { return }
    changeCount += foundCount
    let finder = Finder(outcome)
    for finding in found.all { shown.add(Change(by: finder, finding: finding), rank: finding.rank) }
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

  /// Writes the changes for programs, whole, one by one.
  func write(_ format: Format, to terminal: Terminal) {
    let writer = RowWriter(terminal.out, format, isShown: terminal.isTerminal)
    writer.begin(CheckReport.columns)
    for change in changes { writer.row(cells(change)) }
    writer.end()
  }

  private static let columns: [Table.Column] = [
    ("what", Table.Kind.text), ("rule", .text), ("version", .number), ("severity", .text), ("is_waived", .boolean),
    ("vendor_id", .number), ("vendor", .text),
    ("subject", .text), ("subject_id", .number), ("key", .text), ("since", .day), ("due_on", .day), ("as_of", .day),
    ("reason", .text), ("reason_ja", .text), ("evidence", .json), ("controls", .text), ("finding_id", .number),
  ].map { Table.Column(name: $0.0, kind: $0.1) }

  private func cells(_ change: Change) -> [String?] {
    [
      change["what"], change.name, change.rule.map { String($0.version) }, change["severity"],
      change["is_waived"] ?? change["was_waived"], change.vendorID, vendor(change),
      change.rule?.subject, change["subject_id"],
      change["key"], change["since"], change["due_on"], day.description, change["reason"], change["reason_ja"],
      change["evidence"], change.rule?.controls.joined(separator: "; "), change["id"],
    ]
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
    case .json: report.write(.json, to: terminal)
    case .ndjson: report.write(.ndjson, to: terminal)
    case .csv: report.write(.csv, to: terminal)
    case .csvRaw: report.write(.csvRaw, to: terminal)
    case .junit: terminal.out.write(JUnitText.render(report))
    case .sarif: terminal.out.write(SARIFText.render(report, result))
    case .oscal: terminal.out.write(OSCALText.render(report))
    }
  }
}

extension PlannedFinding {
  /// How bad it is; what is resolved comes last.
  fileprivate var rank: Int {
    self["what"] == "resolved" ? -1 : self["severity"].flatMap { Rule.severities.firstIndex(of: $0) } ?? 0
  }
}
