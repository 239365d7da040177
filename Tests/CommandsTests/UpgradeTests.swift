import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

/// Databases that earlier versions of the program made, by their own commands, are migrated to now with all that is in them.
struct UpgradeTests {
  private static let folder = "Fixtures/upgrades"

  /// Numbers of the newest migrations of the versions.
  static let levels: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()

  @Test func thereAreSome() { #expect(UpgradeTests.levels.count >= 14) }

  @Test(.emptyDatabase, arguments: levels) func aDatabaseOfBeforeIsMigratedWithItsData(_ level: String) throws {
    let connection = try TestDatabase.connect()
    try connection.restore("\(UpgradeTests.folder)/\(level).sql.xz")
    let said = try Said("\(UpgradeTests.folder)/\(level).txt")
    #expect(try rows(connection) == said.rows, "the fixture is what its version said")
    let keys = NSTemporaryDirectory() + "clause6-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: keys) }
    let environment = [
      "CLAUSE6_DATABASE": TestDatabase.current.text, "CLAUSE6_KEYS": keys, "CLAUSE6_ZONE": "Asia/Tokyo",
      "CLAUSE6_ACTOR": "test@test.example",
    ]
    func run(_ words: String..., codes: [Int32] = [0]) throws -> String {
      let outcome = try Program.run(words, environment)
      #expect(codes.contains(outcome.code), "\(level) \(words): \(outcome.code) \(outcome.err)")
      return outcome.out
    }
    // Whoever has not migrated is told so.
    #expect(try Program.run(["vendor", "list"], environment).err.contains("clause6 db migrate"))
    _ = try run("db", "migrate")
    let now = try rows(connection)
    for (table, count) in said.rows { #expect(now[table, default: -1] >= count, "\(table) lost rows") }
    for noun in ["vendor", "contract"] {
      let before = try #require(said.lists[noun])
      let after = Said.table(try run(noun, "list", "--as-of", "2026-11-22", "--format", "csv"))
      let columns = try before[0].map { try #require(after[0].firstIndex(of: $0), "\(noun) list has no \($0)") }
      #expect(after.map { row in columns.map { row[$0] } } == before, "\(noun) list")
    }
    _ = try run("history", "verify")
    _ = try run("history", "restart", "--reason", "restored")
    _ = try run("history", "seal")
    _ = try run("history", "verify")
    _ = try run("check", "--save", codes: [0, 2])
    let differences = Set(try shape(connection)).symmetricDifference(try UpgradeTests.shapeOfNew())
    #expect(differences.isEmpty, "\(differences.sorted().prefix(6))")
  }

  /// How many rows each table has that holds what people said.
  private func rows(_ connection: Connection) throws -> [String: Int] {
    try connection.ofEachTable("count(*)::text").mapValues { Int($0) ?? -1 }
  }

  private static func shapeOfNew() throws -> [String] { try new.get() }
  private static let new = Result {
    let server = try TestServer.shared()
    let database = try server.makeDatabase(template: .register)
    defer { try? server.drop(database) }
    return try UpgradeTests().shape(Connection(database))
  }

  /// Columns, constraints, indexes, functions and their comments.
  private func shape(_ connection: Connection) throws -> [String] {
    // An expression that was dumped and read again has brackets that it can do without.
    try connection.table(SQL(verbatim: UpgradeTests.shape)).rows.compactMap { row in
      row[0].map { String($0.filter { !"() \n".contains($0) }) }
    }
  }

  private static let shape = """
    WITH ours AS (
      SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema')
    )
    SELECT concat_ws(' ', nspname, relname, attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid),
      col_description(c.oid, attnum))
    FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN ours o ON o.oid = relnamespace
    LEFT JOIN pg_attrdef d ON adrelid = c.oid AND adnum = attnum
    WHERE attnum > 0 AND NOT attisdropped AND relkind <> 'i'
    UNION ALL
    SELECT concat_ws(' ', nspname, conrelid::regclass, conname, pg_get_constraintdef(n.oid), obj_description(n.oid, 'pg_constraint'))
    -- Columns say what may not be NULL; only PostgreSQL 18 and newer list it here, too, under names of its own.
    FROM pg_constraint n JOIN ours o ON o.oid = connamespace AND contype <> 'n'
    UNION ALL
    SELECT concat_ws(' ', pg_get_indexdef(i.oid), obj_description(i.oid, 'pg_class'))
    FROM pg_class i JOIN ours o ON o.oid = relnamespace WHERE relkind = 'i'
    UNION ALL
    SELECT concat_ws(' ', p.oid::regprocedure, md5(translate(pg_get_functiondef(p.oid), E'() \\n', '')), obj_description(p.oid, 'pg_proc'))
    FROM pg_proc p JOIN ours o ON o.oid = pronamespace WHERE prokind = 'f'
    UNION ALL
    SELECT concat_ws(' ', pg_get_triggerdef(t.oid), tgenabled) FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
    JOIN ours o ON o.oid = relnamespace WHERE NOT tgisinternal
    """
}

/// What a version said of its own register.
private struct Said {
  var rows: [String: Int] = [:]
  var lists: [String: [[String]]] = [:]

  init(_ path: String) throws {
    for part in try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n# ").dropFirst() {
      let end = part.firstIndex(of: "\n") ?? part.endIndex
      let text = String(part[end...].dropFirst())
      if part.hasPrefix("rows") {
        for line in text.split(separator: "\n") {
          let words = line.split(separator: " ")
          rows[String(words[0])] = Int(words[1])
        }
      } else {
        lists[String(part.prefix { $0 != " " })] = Said.table(text)
      }
    }
  }

  /// The cells of CSV whose cells have no line breaks.
  static func table(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { line in
      var (cells, isQuoted) = ([""], false)
      for character in line {
        switch character {
        case "\"": isQuoted.toggle()
        case "," where !isQuoted: cells.append("")
        case "\r", "\r\n": break
        default: cells[cells.count - 1].append(character)
        }
      }
      return cells
    }
  }
}
