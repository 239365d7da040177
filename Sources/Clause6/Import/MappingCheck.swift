import Postgres

/// How a mapping fits a file, found out without a register.
public struct MappingCheck: Sendable {
  /// What became of the cells of one field.
  public struct Field: Sendable {
    public let name: String
    public let column: String
    public var filled = 0
    public var blank = 0
    public var unreadable = 0
    /// The first value, as it would be registered.
    public var example: String?
    /// Why the first unreadable cell is one, with its line and text.
    public var problem: String?
  }

  public var rows = 0
  /// Rows that cannot be taken as a whole.
  public var rejectedRows = 0
  public var fields: [Field]
  public var unusedColumns: [String] = []
  /// What was found out about the file's form, in sentences.
  public var notes: [String] = []
}

extension Mapping {
  /// What the mapping says, without a file.
  public var described: MappingCheck {
    MappingCheck(
      fields: fields.map { mapped in
        MappingCheck.Field(
          name: mapped.field.name, column: mapped.constant.map { "always \($0)" } ?? mapped.columnName)
      })
  }

  /// Reads a whole file as an import does, and counts what its cells say.
  /// - Throws: ``Clause6Error`` when the file or its columns cannot be used at all.
  public func check(file path: String) throws -> MappingCheck {
    var check = described
    let table = try TableReader(path: path, form, columns: columns)
    let reader = try RowReader(mapping: self, header: table.header, path: path)
    while let record = try table.next() {
      if reader.isIgnored(record) { continue }
      check.rows += 1
      var rejects = RejectList(path: path)
      let row = try reader.read(record, &rejects)
      if row == nil { check.rejectedRows += 1 }
      for index in fields.indices {
        count(
          fields[index], row.flatMap { reader.gives(fields[index], $0) ? $0 : nil }, rejects.all,
          in: &check.fields[index])
      }
    }
    check.unusedColumns = reader.unusedColumns
    check.notes = table.notes + (check.rows == 0 ? ["\(path) has no rows."] : [])
    return check
  }

  /// - Parameter row: none when it does not give the field.
  private func count(_ mapped: MappedField, _ row: StagedRow?, _ rejects: [Reject], in field: inout MappingCheck.Field)
  {
    if let reject = rejects.first(where: { $0.column == mapped.columnName }) {
      field.unreadable += 1
      field.problem = field.problem ?? "line \(reject.line): \"\(reject.text ?? "")\" \(reject.reason)"
      return
    }
    guard let row else { return }
    let place = noun.fields.firstIndex(of: mapped.field)
    let value =
      place.map { row.values[$0] } ?? row.terms.first { $0.key == mapped.field.termKey }.flatMap(\.status)
    if value == nil { field.blank += 1 } else { field.filled += 1 }
    field.example = field.example ?? value.map { shown($0, mapped.field.kind) }
  }

  private func shown(_ value: String, _ kind: ImportField.Kind) -> String {
    switch kind {
    case .flag: value == "t" ? "yes" : "no"
    case .list: [String](postgresText: value)?.filter { !$0.isEmpty }.joined(separator: "; ") ?? value
    case .numbers: [Int](postgresText: value)?.map(String.init).joined(separator: ", ") ?? value
    default: value
    }
  }
}
