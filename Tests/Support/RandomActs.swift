import Clause6
public import Postgres

/// Random changes of whatever a register holds, of every table and column, as far as its rules allow them.
public struct RandomActs {
  private let connection: Connection
  private let places: [Place]
  private var random: SplitMix64

  private struct Place: Decodable {
    let entity: String
    let field: String
    let changed: String
  }

  /// - Parameter seed: the same acts each time, over the same register.
  public init(on connection: Connection, seed: UInt64) throws {
    self.connection = connection
    random = SplitMix64(state: seed)
    places = try connection.rows(
      """
      SELECT c.relname AS entity, a.attname AS field, CASE t.typname
        WHEN 'date' THEN format('%I + 17', a.attname) WHEN 'text' THEN format('%I || ''葵''', a.attname)
        WHEN 'bool' THEN format('NOT %I', a.attname) ELSE format('%I + 1', a.attname) END AS changed
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
      WHERE c.relnamespace = 'register'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'id' AND a.attgenerated = ''
        AND t.typname IN ('date', 'text', 'bool', 'int4', 'int8', 'numeric')
        AND EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = c.oid AND g.tgname = 'c6_update')
      ORDER BY c.relname, a.attnum
      """, as: Place.self)
  }

  /// Does so many acts, each in a transaction of its own; those that the register refuses do not count.
  public mutating func run(_ count: Int) throws {
    var done = 0
    while done < count { if try act() { done += 1 } }
  }

  private mutating func act() throws -> Bool {
    let place = places[Int(random.next() % UInt64(places.count))]
    let (chance, pick) = (random.next() % 10, Int(random.next() % 10_000))
    let table: SQL = "register.\(identifier: place.entity)"
    let row: SQL = """
      (SELECT id FROM \(table) ORDER BY id OFFSET (SELECT \(pick)::bigint % greatest(count(*), 1) FROM \(table)) LIMIT 1)
      """
    let act: SQL =
      switch chance {
      case 0...1: "DELETE FROM \(table) WHERE id = \(row)"
      case 2: "UPDATE \(table) SET \(identifier: place.field) = NULL WHERE id = \(row)"
      default: "UPDATE \(table) SET \(identifier: place.field) = \(SQL(verbatim: place.changed)) WHERE id = \(row)"
      }
    do {
      return try connection.change(as: .test) { try $0.execute(act) } > 0
    } catch let error as PostgresError {
      guard error.sqlState != nil else { throw error }
      return false
    }
  }
}
