import Clause6
import Foundation
import Postgres
import TestSupport

extension RegisterRows {
  static func += (all: inout RegisterRows, one: RegisterRows) {
    all.vendors += one.vendors
    all.contracts += one.contracts
    all.contractVendors += one.contractVendors
    all.terms += one.terms
    all.engagements += one.engagements
    all.engagementData += one.engagementData
    all.engagementConditions += one.engagementConditions
    all.engagementContracts += one.engagementContracts
    all.tierOverrides += one.tierOverrides
    all.reviewSchedules += one.reviewSchedules
    all.reviews += one.reviews
    all.reviewMoves += one.reviewMoves
    all.assessments += one.assessments
    all.evidence += one.evidence
    all.offboardings += one.offboardings
  }

  /// Registers the rows, a statement a table; what needs two people is begun by one and decided by the other.
  func insert(into connection: Connection) throws {
    try connection.change(as: .test) { connection in
      try connection.be("asker")
      try connection.execute("INSERT INTO register.person (id, name) VALUES (1, 'asker'), (2, 'decider')")
      let questionnaire = try insertQuestionnaire(connection)
      try connection.insert(vendors)
      try connection.insert(contracts)
      try connection.insert(contractVendors)
      try connection.insert(terms)
      try connection.insert(engagements)
      try connection.insert(engagementData)
      try connection.insert(engagementConditions)
      try connection.insert(engagementContracts)
      try connection.insert(reviewSchedules)
      try connection.insert(reviews)
      try connection.insert(reviewMoves)
      try connection.insert(evidence)
      try connection.insert(offboardings)
      try connection.insert(tierOverrides, without: ["approved_on", "withdrawn_on"])
      let decision: Set = ["concluded_on", "outcome", "tier", "valid_until_on"]
      try connection.insert(assessments.map { $0.asking(questionnaire) }, without: decision)
      try connection.be("decider")
      try connection.update(tierOverrides.filter { $0.approvedOn != nil }, ["approved_on"])
      try connection.update(tierOverrides.filter { $0.withdrawnOn != nil }, ["withdrawn_on"])
      try connection.update(assessments.filter { $0.concludedOn != nil }, decision)
    }
  }

  /// One that rules nobody out, so that any decision can be made without an answer.
  private func insertQuestionnaire(_ connection: Connection) throws -> Int {
    let id = try connection.value(
      "INSERT INTO register.questionnaire (key, version, title_en, criteria) VALUES ('short', '1', 'Short', 1) RETURNING id",
      as: Int.self)!
    try connection.execute(
      "INSERT INTO register.criterion (questionnaire_id, position, key, text_en, kind, weight, required) VALUES (\(id), 1, 'Q', 'Why?', 'text', 0, false)"
    )
    return id
  }

  /// What the register has.
  static func export(from connection: Connection) throws -> RegisterRows {
    var rows = RegisterRows()
    rows.vendors = try connection.all()
    rows.contracts = try connection.all()
    rows.contractVendors = try connection.all()
    rows.terms = try connection.all()
    rows.engagements = try connection.all()
    rows.engagementData = try connection.all()
    rows.engagementConditions = try connection.all()
    rows.engagementContracts = try connection.all()
    rows.tierOverrides = try connection.all()
    rows.reviewSchedules = try connection.all()
    rows.reviews = try connection.all()
    rows.reviewMoves = try connection.all()
    rows.assessments = try connection.all()
    rows.evidence = try connection.all()
    rows.offboardings = try connection.all()
    let intervals = try connection.rows(
      """
      SELECT q.condition_key AS condition, min(r.review_interval_months) AS months
      FROM register.regime r JOIN register.requirement q ON q.regime_id = r.id
      WHERE r.by_default AND r.review_interval_months IS NOT NULL GROUP BY 1
      """, as: Interval.self)
    rows.intervals = Dictionary(uniqueKeysWithValues: intervals.map { ($0.condition, $0.months) })
    return rows
  }

  private struct Interval: Decodable {
    let condition: String
    let months: Int
  }
}

extension AssessmentRow {
  fileprivate func asking(_ questionnaire: Int) -> AssessmentRow {
    var row = self
    row.questionnaireId = questionnaire
    return row
  }
}

extension Connection {
  fileprivate func all<Row: RegisterRow>() throws -> [Row] {
    try rows(SQL(verbatim: "SELECT * FROM register.\(Row.table) ORDER BY id"), as: Row.self)
  }

  fileprivate func insert<Row: RegisterRow>(_ rows: [Row], without left: Set<String> = []) throws {
    guard let first = rows.first else { return }
    let columns = Row.columns(of: first).filter { !left.contains($0) }.joined(separator: ", ")
    let source = "jsonb_populate_recordset(NULL::register.\(Row.table), $1::text::jsonb)"
    try execute(
      SQL(
        verbatim: "INSERT INTO register.\(Row.table) (\(columns)) SELECT \(columns) FROM \(source) ORDER BY id",
        [try Row.json(rows)]))
  }

  fileprivate func update<Row: RegisterRow>(_ rows: [Row], _ columns: Set<String>) throws {
    let set = columns.map { "\($0) = n.\($0)" }.joined(separator: ", ")
    let source = "jsonb_populate_recordset(NULL::register.\(Row.table), $1::text::jsonb)"
    try execute(
      SQL(
        verbatim: "UPDATE register.\(Row.table) o SET \(set) FROM \(source) n WHERE n.id = o.id", [try Row.json(rows)]))
  }
}

extension RegisterRow {
  /// `startsOn` → `starts_on`, for each property.
  fileprivate static func columns(of row: Self) -> [String] {
    Mirror(reflecting: row).children.compactMap(\.label).map { label in
      label.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
    }
  }

  fileprivate static func json(_ rows: [Self]) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(rows), as: UTF8.self)
  }
}
