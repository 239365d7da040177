package import Postgres
import Schema

/// The schema `part`: the register, and of it only what can matter to the vendors that a check looks at.
///
/// `SQL/acts/part.sql` makes it: a view for each table, which leaves out the rows whose numbers are not among those that the
/// transaction has set. Where none are set it is the whole register, so that one copy of the facts serves both kinds of checks.
/// `SQL/acts/part_scope.sql` works the numbers out.
enum RegisterPart {
  static let schema = "part"
  static let path = "acts/part.sql"

  /// The schema of the facts over it, file by file, for what is asked of one vendor. A check has its own, ``FactSnapshot``.
  static let factSchema = "part_facts"
  static let names = SchemaNames(["register": schema, "facts": factSchema])

  /// That schema's SQL, made from that of `facts`.
  static func factFile(from facts: [SQLFile]) -> SQLFile {
    SQLFile(path: "part/facts.sql", text: KnownSchemas.copy(of: facts, under: names))
  }

  /// In a register of fewer vendors all facts of all of them are there sooner than it is known which ones matter.
  fileprivate static let worthFrom = 5000

  /// Plans over a part name its rows one by one, and what joins them grows faster than they do: a thousand vendors of a hundred
  /// thousand cost half of what all cost. So a part is at most so many vendors, contracts and pieces of work, at most one in so many
  /// of all, and never held too large for fewer than a few.
  static let (most, leastShare, few) = (2000, 16, 300)
  fileprivate static let counted = ["vendor", "contract", "engagement"]

  /// Each step of the scope names few rows by their numbers, and nothing but indexes is worth it for them.
  fileprivate static let ways = ["enable_hashjoin", "enable_mergejoin", "enable_seqscan"]
}

/// What is asked about, by its number.
package enum PartSubject {
  case vendor(Int)
  case engagement(Int)
  case contract(Int)

  /// Asks whose it is on the day.
  fileprivate func vendors(on day: CalendarDate) -> SQL {
    switch self {
    case .vendor(let id): "SELECT \(id)::bigint"
    case .engagement(let id):
      "SELECT vendor_id FROM facts.engagement_vendor(\(day)::date) WHERE engagement_id = \(id)"
    case .contract(let id): "SELECT vendor_id FROM facts.contract_vendor(\(day)::date) WHERE contract_id = \(id)"
    }
  }
}

extension Connection {
  /// Has what is asked of something look only at what can matter to its vendors, where the register is large: whether the gate is open
  /// for their work, and with it all that is shown of that, is else worked out together with that of all others.
  ///
  /// - Parameter body: asks for facts of these vendors, their work and their contracts; in the transaction that is open.
  package func looking<T>(
    at subject: PartSubject, on day: CalendarDate, _ body: (Connection) throws -> T
  ) throws -> T {
    guard schemaNames.isEmpty else { return try body(self) }
    let isWorthIt =
      try value(
        """
        SELECT c.reltuples >= \(RegisterPart.worthFrom) AND has_schema_privilege(n.oid, 'USAGE')
        FROM pg_class c, pg_namespace n WHERE c.oid = 'register.vendor'::regclass AND n.nspname = \(RegisterPart.factSchema)
        """) ?? false
    guard isWorthIt else { return try body(self) }
    let vendors = try table(subject.vendors(on: day)).rows.compactMap { row in row[0].flatMap { Int($0) } }
    return vendors.isEmpty ? try body(self) : try lookingOnly(at: vendors, body)
  }

  /// The same at some vendors, in a register of any size.
  package func lookingOnly<T>(at vendors: [Int], _ body: (Connection) throws -> T) throws -> T {
    guard schemaNames.isEmpty, try lookOnly(at: vendors) else { return try body(self) }
    schemaNames = RegisterPart.names
    defer {
      schemaNames = SchemaNames()
      // In a transaction that is broken it fails, and that one's end takes the numbers along.
      try? lookAtAll()
    }
    return try body(self)
  }

  /// Has `part` be the whole register in this transaction, whatever the session has set.
  ///
  /// Plans hold the numbers that were set when they were made, and outlive the transaction: so they are discarded before each use.
  /// Afterwards would be too late, for a broken transaction may have left some, and behind a pooler they are another client's.
  func lookAtAll() throws {
    try execute(
      "SELECT set_config('clause6.part_' || s.set, '', true) FROM (SELECT DISTINCT set FROM part.listed WHERE set IS NOT NULL) s"
    )
    try execute(script: "DISCARD PLANS")
  }

  /// Has `part` be what can matter to some vendors, for the rest of the transaction.
  /// - Returns: whether it is; `false` where that would be much of the register, and all of it is looked at.
  func lookOnly(at vendors: [Int]) throws -> Bool {
    struct Counted: Decodable {
      let name: String
      let rows: Int
    }
    let counted = RegisterPart.counted
    let all =
      try value(
        """
        SELECT sum(greatest(reltuples, 0))::bigint FROM pg_class
        WHERE relnamespace = 'register'::regnamespace AND relname = ANY (\(counted)::text[])
        """) ?? 0
    let most = min(RegisterPart.most, max(RegisterPart.few, all / RegisterPart.leastShare))
    guard vendors.count <= most else { return false }
    for way in RegisterPart.ways { try execute(script: "SET LOCAL \(way) = off") }
    let sets = try rows(SQL(verbatim: SQLFile.at("acts/part_scope.sql").text, [vendors]), as: Counted.self)
    for way in RegisterPart.ways { try execute(script: "SET LOCAL \(way) TO DEFAULT") }
    guard sets.filter({ counted.contains($0.name) }).reduce(0, { $0 + $1.rows }) <= most else {
      try lookAtAll()
      return false
    }
    try execute(script: "DISCARD PLANS")
    return true
  }
}
