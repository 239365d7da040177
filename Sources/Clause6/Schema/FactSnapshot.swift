import Postgres
import Schema

/// The schema `snapshot`: the facts of one day, of which a check works out the costly ones once for all its rules.
///
/// It is `facts`, file by file, under another name, and over the schema `part` (``RegisterPart``). Only the functions in
/// ``taken`` differ: they read a temporary table that the check filled by `take_…`, which has their text. So there still is
/// one definition of each fact. A rule over tables is planned in a tenth of the time, too.
enum FactSnapshot {
  static let schema = "snapshot"

  static let names = SchemaNames(["register": RegisterPart.schema, "facts": schema])

  /// What is taken: facts that many rules lean on and that cost more to work out than to read. In the order in which they
  /// lean on one another; none is called by a function in another language, which could not see a session's own tables.
  static let taken = [
    "contract_state", "judged_engagement", "vendor_tier", "contract_tier", "contract",
    "term_version", "term", "secrecy", "evidence", "stage", "offboarding", "work", "vendor_end", "contract_user",
    "assessment", "cadence", "review_due", "begun_work", "paper_term", "subcontractor", "rule_waiver",
    "lapse",
  ]

  /// What would have to be built again if it were made in another way.
  static let fingerprint = SQLFile(path: "", text: "4 " + taken.joined(separator: " ")).fingerprint

  /// The schema's SQL, made from that of `facts`.
  static func file(from facts: [SQLFile]) -> SQLFile {
    var text = KnownSchemas.copy(of: facts, under: names).lookingUpInSets
    for name in taken {
      guard let head = text.firstRange(of: "CREATE FUNCTION snapshot.\(name)("),
        let columns = text[head.upperBound...].firstRange(of: " RETURNS TABLE "),
        let language = text[columns.upperBound...].firstRange(of: "LANGUAGE sql"),
        let end = text[language.upperBound...].firstRange(of: "\nEND;\n")
      else { preconditionFailure("facts has no function \(name) that returns a table") }
      let parameters = text[head.upperBound..<columns.lowerBound]
      let reader = """
        SET check_function_bodies = off;
        CREATE FUNCTION snapshot.\(name)(\(parameters) RETURNS TABLE \(text[columns.upperBound..<language.lowerBound])
        LANGUAGE sql STABLE PARALLEL RESTRICTED AS 'SELECT * FROM pg_temp.fact_\(name)';
        RESET check_function_bodies;

        """
      text.insert(contentsOf: reader, at: end.upperBound)
      text.replaceSubrange(head, with: "CREATE FUNCTION snapshot.take_\(name)(")
    }
    return SQLFile(path: "snapshot/facts.sql", text: text)
  }
}

extension String {
  /// The same SQL with sets where arrays stand. By an array an index is asked for few rows; a temporary table has none, and each of its rows
  /// would be compared with each element: of a million vendors `cadence` had not ended after seven minutes.
  fileprivate var lookingUpInSets: String {
    replacing(/= ANY \(ARRAY\((SELECT [^()]*(?:\([^()]*\)[^()]*)*)\)\)/) { "IN (\($0.1))" }
  }

  /// The same SQL over the snapshot.
  var snapshotted: String { replacing(/\bfacts\./, with: "\(FactSnapshot.schema).") }

  /// The same rule over the snapshot. What it keeps the planner from taking apart, because nothing was known of its size,
  /// is a table here of which all is known.
  var snapshottedRule: String { FactSnapshot.names.apply(to: self).replacing("AS MATERIALIZED (", with: "AS (") }
}

extension Connection {
  /// Whether this session may keep tables of its own.
  func maySnapshot() throws -> Bool {
    try value(
      """
      SELECT NOT pg_is_in_recovery() AND has_database_privilege(current_database(), 'TEMP')
        AND coalesce((SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = \(FactSnapshot.schema)), false)
      """) ?? false
  }

  /// Works out the facts of a day that many rules share; they last as long as the transaction.
  /// - Parameter vendors: of whom the facts are needed; `nil` for all.
  func takeSnapshot(_ day: CalendarDate, of vendors: [Int]? = nil) throws {
    // A few rows tell the planner enough, and to look at more would take longer than most rules do.
    try execute("SET LOCAL default_statistics_target = 10")
    var names = FactSnapshot.taken
    var isPart = false
    if let vendors {
      // Of all vendors: a finding of theirs may have been somebody else's when it was waived.
      names.removeAll { $0 == "rule_waiver" }
      try takeFact("rule_waiver", day)
      isPart = try lookOnly(at: vendors)
    }
    // Whole registers are sorted and joined here: with the server's usual 4 MB on disk.
    if !isPart {
      try execute(
        "SELECT set_config('work_mem', '64MB', true) WHERE pg_size_bytes(current_setting('work_mem')) < pg_size_bytes('64MB')"
      )
    }
    for name in names { try takeFact(name, day) }
  }

  private func takeFact(_ name: String, _ day: CalendarDate) throws {
    // Versions of terms are of all days.
    let isOfADay = name != "term_version"
    try execute(
      SQL(
        verbatim: "CREATE TEMPORARY TABLE fact_\(name) ON COMMIT DROP AS "
          + "SELECT * FROM \(FactSnapshot.schema).take_\(name)(\(isOfADay ? "$1::date" : ""))",
        isOfADay ? [day] : []))
    try execute(script: "ANALYZE fact_\(name)")
  }
}
