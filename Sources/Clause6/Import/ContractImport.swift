public import Postgres
import Schema

/// Imports a register of contracts from a CSV file.
///
/// Parse and check in a stream, COPY into a staging table, compare, write what differs: one transaction. A second run of
/// the same file changes nothing; whatever fails leaves the register as it was.
public struct ContractImport {
  public let file: String
  public let mapping: Mapping

  public init(file: String, mapping: Mapping) {
    self.file = file
    self.mapping = mapping
  }

  /// - Parameters:
  ///   - connection: a session without an open transaction; the import is one.
  ///   - author: who imports, and why.
  ///   - rehearse: do it all and roll it back.
  ///   - beforeCommit: sees the result while it can still be undone: what it throws leaves the register as it was.
  ///   - progress: is told how many bytes of how many are read.
  /// - Throws: ``Clause6Error`` when the file or its columns cannot be used at all; cells and rows that cannot be read
  ///   are no error but ``ImportResult/rejects``.
  public func run(
    on connection: Connection, as author: Authorship, rehearse: Bool = false,
    beforeCommit: (ImportResult) throws -> Void = { _ in }, progress: (_ bytes: Int, _ of: Int) -> Void = { _, _ in }
  ) throws -> ImportResult {
    try connection.change(as: author, rehearse: rehearse) { connection in
      try script(1, "stage", connection)
      var staging = try stage(connection, progress)
      for (step, name) in [(2, "merge"), (3, "people_and_vendors"), (4, "compare"), (5, "write")] {
        try script(step, name, connection)
      }
      let counts = try record(staging, author, connection)
      try collectRejects(&staging, connection)
      let result = ImportResult(
        counts: counts, rejects: staging.rejects.all.sorted { $0.line < $1.line }, header: staging.file.header,
        rowForm: staging.file.rowForm, unusedColumns: staging.reader.unusedColumns, notes: staging.file.notes,
        differences: try connection.rows(
          """
          SELECT d.line, m.reference, d.field, d.old, d.new
          FROM pg_temp.difference d, pg_temp.merged m WHERE m.line = d.line ORDER BY d.line, d.field LIMIT 20
          """),
        added: try connection.rows(
          """
          SELECT line, reference, title FROM pg_temp.merged WHERE is_new ORDER BY line LIMIT 10
          """))
      try beforeCommit(result)
      return result
    }
  }

  private func script(_ step: Int, _ name: String, _ connection: Connection) throws {
    try connection.execute(script: SQLFile.at("acts/import_contract_\(step)_\(name).sql").text)
  }

  /// What reading the file gave.
  private struct Staging {
    let file: TableReader
    /// What a file of an earlier run's rejects lacks is not gone.
    let isRejects: Bool
    let reader: RowReader
    var rejects: RejectList
    var rows = 0
    var fileHash = ""
  }

  private func stage(_ connection: Connection, _ progress: (Int, Int) -> Void) throws -> Staging {
    let isRejects = RejectsFile.isOne(file)
    let table = try TableReader(path: file, isRejects ? TableForm() : mapping.form, columns: mapping.columns)
    var staging = Staging(
      file: table, isRejects: isRejects, reader: try RowReader(mapping: mapping, header: table.header, path: file),
      rejects: RejectList(path: file))
    try connection.copyIn(StagedRow.copy(mapping.noun)) { writer in
      while var record = try table.next() {
        if isRejects { record.fields = record.fields.map(CSVLine.unguarded) }
        if staging.reader.isIgnored(record) { continue }
        staging.rows += 1
        if let row = try staging.reader.read(record, &staging.rejects) {
          try writer.write(row: row.copyRow(mapping.noun))
        }
        let (read, total) = table.progress
        progress(read, total)
      }
    }
    try refuseAbsent(table, staging.rows)
    staging.fileHash = try table.fileHash()
    return staging
  }

  /// A member that no row has would empty a field everywhere.
  private func refuseAbsent(_ table: TableReader, _ rows: Int) throws(Clause6Error) {
    let optional = Set(mapping.fields.filter(\.isOptional).flatMap(\.columns))
    guard rows > 0, let column = table.absentColumns.first(where: { !optional.contains($0) }) else { return }
    throw Clause6Error(
      "\(file) has no row with \"\(column)\", so nothing was imported: correct the mapping, or say there that the field "
        + "is optional (\"optional: yes\").")
  }

  private func record(
    _ staging: Staging, _ author: Authorship, _ connection: Connection
  ) throws -> ImportCounts {
    let fileName = String(file.split(separator: "/").last ?? "")
    let statement = SQL(
      verbatim: SQLFile.at("acts/import_contract_6_record.sql").text,
      [
        mapping.source, fileName, staging.fileHash, mapping.sha256, author.actor, author.reason, staging.rows,
        staging.rejects.all.count { $0.isRow }, staging.rejects.all.count { !$0.isRow },
        staging.isRejects,
        staging.rejects.all.filter(\.isRow).compactMap { reject in
          staging.reader.key(in: staging.file.rowForm.cells(of: reject.raw))
        },
      ])
    guard let counts = try connection.row(statement, as: ImportCounts.self) else {
      throw PostgresError.unexpectedRowCount(0)
    }
    return counts
  }

  /// Adds what the database refused, with the cells as they stood.
  private func collectRejects(_ staging: inout Staging, _ connection: Connection) throws {
    struct Rejected: Decodable {
      let line: Int
      let field: String?
      let reason: String
      let raw: String
    }
    let rejected = try connection.rows(
      """
      SELECT r.line, r.field, r.reason, s.raw FROM pg_temp.rejected r, pg_temp.staged s WHERE s.line = r.line
      """, as: Rejected.self)
    for row in rejected {
      let place = row.field.map { staging.reader.column(of: $0, in: staging.file.rowForm.cells(of: row.raw)) }
      try staging.rejects.add(
        Reject(line: row.line, column: place?.name, text: place?.text, reason: row.reason, raw: row.raw))
    }
  }
}

/// What an import did, or would do.
public struct ImportResult: Sendable {
  public let counts: ImportCounts
  /// Every row and cell that was not taken, by line.
  public let rejects: [Reject]
  public let header: [String]
  let rowForm: RowForm
  /// Columns of the file that the mapping does not use.
  public let unusedColumns: [String]
  /// What was found out about the file's form, in sentences.
  public let notes: [String]
  /// The first differences from what was registered.
  public let differences: [ImportDifference]
  /// The first new contracts.
  public let added: [ImportAddition]
}

/// Every row of the file is added, changed, identical or rejected.
public struct ImportCounts: Sendable, Decodable, Equatable {
  public let read: Int
  public let added: Int
  public let changed: Int
  public let identical: Int
  /// Contracts of an earlier edition of the same source that this file lacks; they are kept.
  public let gone: Int
  public let rejectedRows: Int
  public let rejectedCells: Int
}

/// One field that the file would change.
public struct ImportDifference: Sendable, Decodable, Equatable {
  public let line: Int
  public let reference: String
  public let field: String
  public let old: String?
  public let new: String?
}

/// One contract that is new.
public struct ImportAddition: Sendable, Decodable, Equatable {
  public let line: Int
  public let reference: String
  public let title: String?
}
