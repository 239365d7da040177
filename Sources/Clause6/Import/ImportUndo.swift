public import Postgres
import Schema

/// What taking an import back did.
public struct ImportUndo: Sendable, Equatable {
  /// Rows of the register that the import had added, and that were removed.
  public var removed = 0
  /// Rows that are again as they were before it.
  public var restored = 0
  /// Rows that were left alone because they were changed or used since.
  public var kept: [String] = []
}

extension Connection {
  /// Takes back what an import changed, as further changes: the log keeps both.
  /// - Parameters:
  ///   - run: the number of the import.
  ///   - leavesChanged: leave rows alone that were changed or used since, instead of refusing.
  /// - Throws: ``Clause6Error`` when there is no such import, it was undone already, or rows were changed since.
  public func undoImport(_ run: Int, leavesChanged: Bool = false) throws -> ImportUndo {
    try refuseUndone(run)
    try execute("SELECT set_config('clause6.undoes', \(String(run)), true)")
    try execute(script: SQLFile.at("acts/import_undo_1_stage.sql").text)
    try execute(SQL(verbatim: SQLFile.at("acts/import_undo_2_fill.sql").text, [run]))
    let batches = try rows(
      """
      SELECT batch, min(entity) AS entity, min(what) AS what FROM pg_temp.undoing GROUP BY batch ORDER BY batch
      """, as: ImportBatch.self)
    var undo = ImportUndo()
    for batch in batches {
      switch batch.what {
      case .added: undo.removed += try remove(batch)
      case .changed: undo.restored += try restore(batch)
      case .removed: undo.restored += try putBack(batch)
      }
    }
    undo.kept = try keptRows()
    guard leavesChanged || undo.kept.isEmpty else {
      throw Clause6Error(
        "\(undo.kept.count) rows were changed or used since import \(run), so nothing was undone: "
          + "\(undo.kept.prefix(3).joined(separator: "; ")).",
        hint: "With --leave-changed they stay as they are, and the others are undone.")
    }
    try execute(
      """
      INSERT INTO register.import_undo (import_run_id, actor, reason, removed, restored, kept)
      VALUES (\(run), register.actor(), current_setting('clause6.reason'), \(undo.removed), \(undo.restored), \(undo.kept.count))
      """)
    return undo
  }

  private func refuseUndone(_ run: Int) throws {
    struct Known: Decodable {
      let isLogged: Bool
      let undone: String?
    }
    let known = try row(
      """
      SELECT r.tx IS NOT NULL AS is_logged, (
        SELECT format('%s, by %s', to_char(u.undone_at AT TIME ZONE facts.zone(), 'YYYY-MM-DD HH24:MI'), u.actor)
        FROM register.import_undo u WHERE u.import_run_id = r.id) AS undone
      FROM register.import_run r WHERE r.id = \(run) FOR KEY SHARE
      """, as: Known.self)
    guard let known else {
      throw Clause6Error("There is no import \(run): \"clause6 import list\" shows all.")
    }
    if let undone = known.undone { throw Clause6Error("Import \(run) was undone already: on \(undone).") }
    guard known.isLogged else {
      throw Clause6Error("Import \(run) was made by an older program, which did not note what it changed.")
    }
  }

  /// Removes what the import added and nobody refers to.
  private func remove(_ batch: ImportBatch) throws -> Int {
    try execute(
      """
      UPDATE pg_temp.undoing u SET used_by = x.by
      FROM facts.used_elsewhere(\(batch.entity), ARRAY(
        SELECT key FROM pg_temp.undoing WHERE batch = \(batch.batch) AND changed_by IS NULL)) x
      WHERE u.batch = \(batch.batch) AND u.key = x.key
      """)
    return try execute(
      """
      DELETE FROM register.\(identifier: batch.entity) WHERE id IN (
        SELECT key FROM pg_temp.undoing WHERE batch = \(batch.batch) AND changed_by IS NULL AND used_by IS NULL)
      """)
  }

  /// Makes rows what they were.
  private func restore(_ batch: ImportBatch) throws -> Int {
    let columns = try columns(batch).filter { $0 != "id" }
    return try execute(
      """
      UPDATE register.\(identifier: batch.entity) t SET (\(SQL.list(columns))) = ROW (\(SQL.list(columns, of: "r")))
      FROM pg_temp.undoing u, json_populate_record(NULL::register.\(identifier: batch.entity), u.before) r
      WHERE u.batch = \(batch.batch) AND u.changed_by IS NULL AND t.id = u.key
      """)
  }

  private func putBack(_ batch: ImportBatch) throws -> Int {
    let columns = try columns(batch)
    return try execute(
      """
      INSERT INTO register.\(identifier: batch.entity) (\(SQL.list(columns))) OVERRIDING SYSTEM VALUE
      SELECT \(SQL.list(columns, of: "r"))
      FROM pg_temp.undoing u, json_populate_record(NULL::register.\(identifier: batch.entity), u.before) r
      WHERE u.batch = \(batch.batch) AND u.changed_by IS NULL
      """)
  }

  private func columns(_ batch: ImportBatch) throws -> [String] {
    try columns(of: "register.\(batch.entity)")
  }

  private func keptRows() throws -> [String] {
    try table(
      """
      SELECT format('%s %s %s', entity, key,
        CASE WHEN changed_by IS NOT NULL THEN 'was changed by ' || changed_by ELSE 'is used by a ' || split_part(used_by, '.', 2) END)
      FROM pg_temp.undoing WHERE changed_by IS NOT NULL OR used_by IS NOT NULL ORDER BY batch, key
      """
    ).rows.compactMap { $0[0] }
  }
}

/// Rows to which an import did the same, one after another.
private struct ImportBatch: Decodable {
  enum What: String, Decodable { case added, changed, removed }
  let batch: Int
  let entity: String
  let what: What
}
