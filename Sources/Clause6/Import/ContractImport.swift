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
        counts: counts, rejects: staging.rejects.sorted { $0.line < $1.line }, header: staging.header,
        unusedColumns: staging.reader.unusedColumns,
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

  /// The mapping's, else what the file's ending says.
  private var delimiter: UInt8 {
    mapping.delimiter ?? UInt8(ascii: file.hasSuffix(".tsv") ? "\t" : ",")
  }

  private func script(_ step: Int, _ name: String, _ connection: Connection) throws {
    try connection.execute(script: SQLFile.at("acts/import_contract_\(step)_\(name).sql").text)
  }

  /// What reading the file gave.
  private struct Staging {
    let reader: RowReader
    let header: [String]
    var rejects: [Reject] = []
    var rows = 0
    var fileHash = ""
  }

  private func stage(_ connection: Connection, _ progress: (Int, Int) -> Void) throws -> Staging {
    let csv = try CSVReader(path: file, delimiter: delimiter)
    guard let header = try csv.next()?.fields else {
      throw Clause6Error("\(file) is empty: its first line must name the columns.")
    }
    var staging = Staging(reader: try RowReader(mapping: mapping, header: header, path: file), header: header)
    try connection.copyIn(StagedRow.copy) { writer in
      while let record = try csv.next() {
        staging.rows += 1
        if let row = staging.reader.read(record, &staging.rejects) { try writer.write(row: row.copyRow) }
        progress(csv.bytesRead, csv.fileSize)
      }
    }
    staging.fileHash = csv.fileHash()
    return staging
  }

  private func record(
    _ staging: Staging, _ author: Authorship, _ connection: Connection
  ) throws -> ImportCounts {
    let fileName = String(file.split(separator: "/").last ?? "")
    let statement = SQL(
      verbatim: SQLFile.at("acts/import_contract_6_record.sql").text,
      [
        mapping.source, fileName, staging.fileHash, mapping.sha256, author.actor, author.reason, staging.rows,
        staging.rejects.count { $0.isRow }, staging.rejects.count { !$0.isRow },
        staging.header.contains(RejectsFile.columns[0]),
        staging.rejects.filter(\.isRow).compactMap { staging.reader.reference(in: $0.cells) },
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
      let cells = CSVReader.cells(of: row.raw, delimiter: delimiter)
      let place = row.field.map { staging.reader.column(of: $0, in: cells) }
      staging.rejects.append(
        Reject(line: row.line, column: place?.name, text: place?.text, reason: row.reason, cells: cells))
    }
  }
}

/// What an import did, or would do.
public struct ImportResult: Sendable {
  public let counts: ImportCounts
  /// Every row and cell that was not taken, by line.
  public let rejects: [Reject]
  public let header: [String]
  /// Columns of the file that the mapping does not use.
  public let unusedColumns: [String]
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
