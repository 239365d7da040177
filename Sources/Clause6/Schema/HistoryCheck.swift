public import Postgres
import Schema

/// Something that the register and its append-only log do not agree on.
public struct HistoryProblem: Sendable, Decodable, Equatable {
  public let table: String
  public let id: String?
  public let problem: String
}

extension Connection {
  /// Compares each row of the register with the newest image of it in the log, and looks whether the log is on.
  public func verifyHistory() throws(PostgresError) -> [HistoryProblem] {
    struct Tracked: Decodable { let name: String }
    var problems = try rows(SQL(verbatim: SQLFile.at("acts/verify_log.sql").text), as: HistoryProblem.self)
    let tracked = try rows(
      """
      SELECT DISTINCT relname AS name FROM pg_class JOIN pg_trigger ON tgrelid = pg_class.oid
      WHERE relnamespace = 'register'::regnamespace AND tgname = 'c6_insert' ORDER BY relname
      """, as: Tracked.self)
    for table in tracked {
      problems += try rows(
        """
        SELECT \(table.name) AS table, coalesce(x.id, h.key)::text AS id,
          CASE WHEN x.id IS NULL THEN 'is missing: the log has it' WHEN h.op IS NULL THEN 'was added behind the log''s back'
            WHEN h.op = 'D' THEN 'is there although the log says it was removed' ELSE 'differs from its newest image in the log' END AS problem
        FROM register.\(identifier: table.name) x
        FULL JOIN (
          SELECT DISTINCT ON (key) key, op, image FROM audit.outbox WHERE entity = \(table.name) ORDER BY key, seq DESC
        ) h ON h.key = x.id
        WHERE (x.id IS NULL AND h.op <> 'D') OR (x.id IS NOT NULL AND (h.op IS NULL OR h.op = 'D' OR h.image::jsonb <> to_jsonb(x)))
        ORDER BY 2
        """, as: HistoryProblem.self)
    }
    return problems
  }
}
