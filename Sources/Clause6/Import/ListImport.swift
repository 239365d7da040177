public import Postgres
import Schema

/// Imports a file that is a list of contracts, vendors or what else ``Mapping/nouns`` has, as its mapping says.
///
/// Parse and check in a stream, COPY into a staging table, compare, write what differs: one transaction. A second run of
/// the same file changes nothing; whatever fails leaves the register as it was.
public struct ListImport {
  public let file: String
  public let mapping: Mapping
  /// What becomes of entries that an earlier edition of the source had and this file lacks.
  public var gone = GonePolicy.keep
  /// Whether a single row or cell that cannot be taken makes the import fail.
  public var isStrict = false

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
  /// - Throws: ``Clause6Error`` when the file or its columns cannot be used at all, or when a stated condition does not
  ///   hold; cells and rows that cannot be read are no error but ``ImportResult/rejects``.
  public func run(
    on connection: Connection, as author: Authorship, rehearse: Bool = false,
    beforeCommit: (ImportResult) throws -> Void = { _ in }, progress: (_ bytes: Int, _ of: Int) -> Void = { _, _ in }
  ) throws -> ImportResult {
    try connection.change(as: author, rehearse: rehearse) { connection in
      let before = try connection.value("SELECT audit.newest_seq()", as: Int.self) ?? 0
      try connection.prepareStaging(of: mapping.noun, source: mapping.source)
      var staging = try stage(connection, progress)
      if mapping.lastCounts { try connection.keepLastRows(of: mapping.noun) }
      for step in mapping.noun.steps { try connection.take(step, of: mapping.noun) }
      let ended = try settleGone(staging, connection)
      let counts = try record(staging, after: before, ended: ended, author, connection)
      try collectRejects(&staging, connection)
      let result = try result(staging, counts, connection)
      try beforeCommit(result)
      if isStrict { try refuseRejects(result) }
      return result
    }
  }

  private func refuseRejects(_ result: ImportResult) throws {
    guard result.counts.read > 0 else {
      throw Clause6Error("\(file) has no rows, so nothing was imported, as --strict wants it.")
    }
    guard let first = result.rejects.first else { return }
    let place = "line \(first.line)\(first.column.map { ", column \($0)" } ?? "")"
    let reason = first.reason.hasSuffix(".") ? String(first.reason.dropLast()) : first.reason
    throw Clause6Error(
      "\(file) has \(result.rejects.count) rows and cells that cannot be taken, so nothing was imported, as --strict wants "
        + "it. The first is in \(place): \(reason).")
  }

  private func result(
    _ staging: Staging, _ counts: ImportCounts, _ connection: Connection
  ) throws -> ImportResult {
    ImportResult(
      counts: counts, rejects: staging.rejects.all.sorted { $0.line < $1.line }, header: staging.file.header,
      rowForm: staging.file.rowForm, unusedColumns: staging.reader.unusedColumns,
      notes: staging.file.notes + (counts.read == 0 ? ["\(file) has no rows."] : []),
      differences: try connection.rows(
        """
        SELECT d.line, \(mapping.noun.shown.key) AS reference, d.field, d.old, d.new
        FROM pg_temp.difference d, pg_temp.merged m WHERE m.line = d.line ORDER BY d.line, d.field LIMIT 20
        """),
      added: try connection.rows(
        """
        SELECT line, \(mapping.noun.shown.key) AS reference, \(mapping.noun.shown.title) AS title
        FROM pg_temp.merged m WHERE is_new ORDER BY line LIMIT 10
        """),
      gone: try connection.rows("SELECT name AS reference FROM pg_temp.gone WHERE binds ORDER BY name LIMIT 10"))
  }

  /// What is gone, and what becomes of it.
  /// - Returns: how many entries were ended.
  private func settleGone(_ staging: Staging, _ connection: Connection) throws -> Int {
    let rejected = staging.rejects.all.filter(\.isRow).compactMap { reject in
      staging.reader.key(in: staging.file.rowForm.cells(of: reject.raw))
    }
    var values: [any PostgresEncodable] = [mapping.source, staging.isRejects, rejected, mapping.noun.name]
    if mapping.noun.isTakenRowByRow { values.append(mapping.noun.ending != nil) }
    try connection.execute(SQL(verbatim: SQLFile.at("acts/\(mapping.noun.goneScript).sql").text, values))
    guard gone != .keep else { return 0 }
    struct Gone: Decodable {
      let count: Int
      let first: String?
    }
    let found = try connection.row(
      "SELECT count(*) AS count, min(name) AS first FROM pg_temp.gone WHERE binds", as: Gone.self)
    guard let found, let first = found.first else { return 0 }
    guard gone == .end else {
      throw Clause6Error(
        "\(file) lacks \(found.count) \(mapping.noun.plural) that an earlier edition of \(mapping.source) had, first \(first), so nothing "
          + "was imported, as --gone fail wants it.")
    }
    guard staging.rows > 0 else {
      throw Clause6Error(
        "\(file) has no rows, and --gone end would end all \(found.count) \(mapping.noun.plural) of \(mapping.source): nothing was "
          + "imported.")
    }
    return try mapping.noun.ending.map { try connection.execute($0) } ?? 0
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
    let isGuarded = isRejects || (mapping.isOwnForm && table.isDelimited)
    var given = GivenFields(mapped: staging.reader.mappedFields)
    try connection.copyIn(StagedRow.copy(mapping.noun)) { writer in
      while var record = try table.next() {
        if isGuarded { record.fields = record.fields.map(CSVLine.unguarded) }
        if staging.reader.isIgnored(record) { continue }
        staging.rows += 1
        if let row = try staging.reader.read(record, &staging.rejects) {
          try writer.write(row: row.copyRow(mapping.noun, given: given.number(without: row.unreadable)))
        }
        let (read, total) = table.progress
        progress(read, total)
      }
    }
    try connection.copyIn(GivenFields.copy) { writer in
      for row in given.rows { try writer.write(row: row) }
    }
    try connection.execute(script: SQLFile.at("acts/import_any_fields.sql").text)
    try refuseAbsent(table)
    staging.fileHash = try table.fileHash()
    return staging
  }

  /// A member that no row has would empty a field everywhere.
  private func refuseAbsent(_ table: TableReader) throws(Clause6Error) {
    let optional = Set(mapping.fields.filter(\.isOptional).flatMap(\.columns))
    guard let column = table.absentColumns.first(where: { !optional.contains($0) }) else { return }
    throw Clause6Error(
      "\(file) has no row with \"\(column)\", so nothing was imported: correct the mapping, or say there that the field "
        + "is optional (\"optional: yes\").")
  }

  private func record(
    _ staging: Staging, after before: Int, ended: Int, _ author: Authorship, _ connection: Connection
  ) throws -> ImportCounts {
    let fileName = String(file.split(separator: "/").last ?? "")
    let statement = SQL(
      verbatim: SQLFile.at("acts/import_any_record.sql").text,
      [
        mapping.source, fileName, staging.fileHash, mapping.sha256, author.actor, author.reason, staging.rows,
        staging.rejects.all.count { $0.isRow }, staging.rejects.all.count { !$0.isRow }, before, ended,
        mapping.noun.name,
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
