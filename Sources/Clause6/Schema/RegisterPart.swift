import Postgres
import Schema

/// The schema `part`: the register, and of it only what can matter to the vendors that a check looks at.
///
/// `SQL/acts/part.sql` makes it: a view for each table, which leaves out the rows whose numbers are not among those that the
/// transaction has set. Where none are set it is the whole register, so that one copy of the facts serves both kinds of checks.
/// `SQL/acts/part_scope.sql` works the numbers out.
enum RegisterPart {
  static let schema = "part"
  static let path = "acts/part.sql"

  /// Plans over a part name its rows one by one, and what joins them grows faster than they do: a thousand vendors of a hundred
  /// thousand cost half of what all cost. So a part is at most so many vendors, contracts and pieces of work, at most one in so many
  /// of all, and never held too large for fewer than a few.
  static let (most, leastShare, few) = (2000, 16, 300)
  fileprivate static let counted = ["vendor", "contract", "engagement"]

  /// Each step of the scope names few rows by their numbers, and nothing but indexes is worth it for them.
  fileprivate static let ways = ["enable_hashjoin", "enable_mergejoin", "enable_seqscan"]
}

extension Connection {
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
