public import Postgres

/// A filled sheet: the answers to many criteria of one assessment, from CSV or YAML.
public struct AnswerFile: Sendable {
  /// The answers in the order of the file, each with its line.
  public let answers: [(line: Int, key: String, edit: AnswerEdit)]
  /// Keys of rows in which nothing is answered.
  public let blank: [String]
  let path: String

  private static let fields = [
    "value", "score", "not_applicable_because", "comment", "evidence", "evidence_valid_until_on",
  ]
  /// What a sheet shows besides, for the reader.
  private static let shown = ["group", "question", "answer_by", "evidence_needed", "guidance"]

  /// Reads a sheet as `clause6 assessment sheet` prints it, or YAML with a line `key: answer` or
  /// `key: {value: …, evidence: …}` for each criterion.
  /// - Throws: ``Clause6Error`` that names file and line.
  public init(path: String, text: String) throws {
    self.path = path
    let lower = path.lowercased()
    let rows =
      if lower.hasSuffix(".yaml") || lower.hasSuffix(".yml") {
        try AnswerFile.yaml(path, text)
      } else {
        try AnswerFile.csv(path, text, UInt8(ascii: lower.hasSuffix(".tsv") ? "\t" : ","))
      }
    let said = rows.filter { row in
      ["value", "not_applicable_because", "score"].contains { row.cells[$0]?.isEmpty == false }
    }
    var lines: [String: Int] = [:]
    for row in said {
      if let line = lines.updateValue(row.line, forKey: row.key) {
        throw Clause6Error(
          "\(path) line \(row.line) answers \(row.key), which line \(line) has answered: keep one of the two.")
      }
    }
    answers = try said.map { ($0.line, $0.key, try AnswerFile.edit($0, path)) }
    blank = rows.map(\.key).filter { key in !said.contains { $0.key == key } }
  }

  private struct Row {
    let line: Int
    let key: String
    let cells: [String: String]
  }

  private static func csv(_ path: String, _ text: String, _ delimiter: UInt8) throws -> [Row] {
    let reader = DelimitedReader(text: text.withoutByteOrderMark, Dialect(delimiter: delimiter))
    let header = try reader.next()?.fields.map(\.trimmedCell) ?? []
    guard header.contains("key") else {
      throw Clause6Error("\(path) has no column \"key\": \"clause6 assessment sheet\" prints one to fill in.")
    }
    if let unknown = header.first(where: { $0 != "key" && !(fields + shown).contains($0) }) {
      throw Clause6Error(
        "\(path) has a column \"\(unknown)\"\(suggestion(unknown, fields)) that an answer has not; these are: \(fields.joined(separator: ", "))."
      )
    }
    var rows: [Row] = []
    while let record = try reader.next() {
      guard record.fields.count <= header.count, record.problem == nil else {
        throw Clause6Error("\(path) line \(record.line) does not fit its header of \(header.count) columns.")
      }
      let named = zip(header, record.fields.map { CSVLine.unguarded($0).trimmedCell })
      let cells = Dictionary(named.map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
      guard let key = cells["key"], !key.isEmpty else { continue }
      rows.append(Row(line: record.line, key: key, cells: cells.filter { fields.contains($0.key) }))
    }
    return rows
  }

  private static func yaml(_ path: String, _ text: String) throws -> [Row] {
    let document = try YAMLNode.document(text.withoutByteOrderMark, at: path)
    guard let pairs = document?.pairs else {
      throw Clause6Error("\(path) holds no answers: write a line \"key: answer\" for each.")
    }
    return try pairs.map { key, value in
      var cells: [String: String] = [:]
      if let text = value.text { cells["value"] = text.said ?? "" }
      for (field, content) in value.pairs ?? [] {
        guard let name = field.text, fields.contains(name), let text = content.text else {
          throw Clause6Error(
            "\(path) line \(field.line): \"\(field.text ?? "")\" is no field of an answer; these are: \(fields.joined(separator: ", "))."
          )
        }
        cells[name] = text.said ?? ""
      }
      return Row(line: key.line, key: key.text ?? "", cells: cells)
    }
  }

  private static func edit(_ row: Row, _ path: String) throws -> AnswerEdit {
    func text(_ field: String) -> Edit<String> { row.cells[field].map { .set($0.isEmpty ? nil : $0) } ?? .keep }
    func refusal(_ field: String, _ form: String) -> Clause6Error {
      Clause6Error("\(path) line \(row.line): \(field) \"\(row.cells[field] ?? "")\" is not \(form).")
    }
    var edit = AnswerEdit()
    edit.value = row.cells["value"].flatMap { $0.isEmpty ? nil : $0 }
    edit.notApplicableBecause = row.cells["not_applicable_because"].flatMap { $0.isEmpty ? nil : $0 }
    guard edit.value == nil || edit.notApplicableBecause == nil else {
      throw Clause6Error(
        "\(path) line \(row.line): \(row.key) has an answer and yet does not apply: say one of the two.")
    }
    edit.comment = text("comment")
    edit.evidence = text("evidence")
    if case .set(let score?) = text("score") {
      guard let number = Int(score) else { throw refusal("score", "a score from 0 to 4") }
      edit.score = .set(number)
    }
    switch text("evidence_valid_until_on") {
    case .keep: break
    case .set(nil): edit.evidenceValidUntilOn = .set(nil)
    case .set(let day?):
      guard let date = CalendarDate(day) else { throw refusal("evidence_valid_until_on", "a day such as 2026-11-22") }
      edit.evidenceValidUntilOn = .set(date)
    }
    return edit
  }
}

extension Connection {
  /// Answers what a sheet answers; rows without an answer leave what is there.
  /// - Returns: how many answers were new or other than before.
  /// - Throws: ``Clause6Error`` that names the line.
  public func answer(_ file: AnswerFile, ofAssessment id: Int, on day: CalendarDate) throws -> Int {
    var changed = 0
    for answer in file.answers {
      let place = "\(file.path) line \(answer.line)"
      do {
        // In a savepoint, so that the database can still be asked why it refused.
        let isChange = try savepoint { try self.answer(answer.key, ofAssessment: id, answer.edit, on: day) }
        if isChange { changed += 1 }
      } catch let error as Clause6Error {
        throw Clause6Error("\(place): \(error.message)", hint: error.hint)
      } catch let error as PostgresError {
        guard case .server(let report) = error, !error.isRetryable else { throw error }
        let sentence = try report.constraint.flatMap { try self.sentence(ofConstraint: $0) } ?? "\(report.message)."
        throw Clause6Error("\(place): \(answer.key): \(sentence)", hint: report.hint)
      }
    }
    return changed
  }
}
