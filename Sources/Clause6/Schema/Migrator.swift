import Bytes
public import Postgres
public import Schema

/// Brings a database to the schema that this program carries.
///
/// Migrations run once, in order. The schemas `facts` and `reports` are dropped and rebuilt from their files whenever a
/// file changed, so a view's file always is the view.
public struct Migrator: Sendable {
  public let files: [SQLFile]

  /// - Parameter files: the SQL folder; tests give others.
  public init(files: [SQLFile] = SQLFile.all) {
    self.files = files
  }

  /// The schemas that are rebuilt, lower layer first.
  static let rebuilt =
    ["facts", RegisterPart.schema, RegisterPart.factSchema, FactSnapshot.schema, "reports"]
    + KnownSchemas.all
  /// One migrator at a time; the number only has to be ours.
  static let lock = 6_000_006

  public var migrations: [Migration] {
    files.filter { $0.folder == "migrations" }.compactMap(Migration.init).sorted { $0.version < $1.version }
  }

  /// The files of `facts` and `reports`.
  var derivedFiles: [SQLFile] {
    Migrator.rebuilt.flatMap { folder in files.filter { $0.folder == folder }.sorted { $0.path < $1.path } }
  }

  /// Makes the register's past readable.
  private var knownFile: SQLFile? { files.first { $0.path == "acts/known.sql" } }

  /// Says which rows of the register matter to a check of some vendors.
  private var partFile: SQLFile? { files.first { $0.path == RegisterPart.path } }

  /// Makes the register's own functions anew over either.
  private var functionsFile: SQLFile? { files.first { $0.path == "acts/register_functions.sql" } }

  /// Who may read what of it, given anew after each rebuild.
  private static let grants = ["acts/rules_grants.sql", "acts/roles_grants.sql", "acts/roles_fences.sql"]

  /// Tells whether any of these files changed since the last migration.
  var fingerprint: String {
    let all = (migrations.map(\.file) + derivedFiles + Migrator.grants.map(SQLFile.at)).reduce(
      FactSnapshot.fingerprint &+ KnownSchemas.fingerprint &+ (knownFile?.fingerprint ?? 0)
        &+ (partFile?.fingerprint ?? 0) &+ (functionsFile?.fingerprint ?? 0)
    ) { ($0 &* 31) ^ $1.fingerprint }
    return String(all, radix: 16)
  }

  /// Whether the database's schema is this program's: the question before every command, so it is one short round trip.
  ///
  /// ``status(_:)`` says in detail what is the matter when it is not.
  public func isCurrent(_ connection: Connection) -> Bool {
    (try? connection.value("SELECT fingerprint FROM audit.rebuild", as: String.self)) == fingerprint
  }

  /// What the database has, compared with what this program carries.
  public func status(_ connection: Connection) throws -> SchemaStatus {
    guard try connection.value("SELECT to_regclass('audit.migration') IS NOT NULL", as: Bool.self) == true else {
      return SchemaStatus(applied: [], pending: migrations, edited: [], unknown: [], needsRebuild: true)
    }
    let applied = try connection.rows(
      "SELECT version, name, sha256 FROM audit.migration ORDER BY version", as: AppliedMigration.self)
    let known = Dictionary(migrations.map { ($0.version, $0) }, uniquingKeysWith: { first, _ in first })
    let built = try connection.value("SELECT fingerprint FROM audit.rebuild", as: String.self)
    return SchemaStatus(
      applied: applied,
      pending: migrations.filter { migration in !applied.contains { $0.version == migration.version } },
      edited: applied.filter { applied in known[applied.version].map { !$0.isFile(of: applied) } ?? false },
      unknown: applied.filter { known[$0.version] == nil },
      needsRebuild: built != fingerprint)
  }

  /// Applies what is pending and rebuilds what changed, in one transaction under a lock.
  ///
  /// - Parameters:
  ///   - connection: a session without an open transaction, of a role that may create schemas.
  ///   - author: who migrates, and why.
  ///   - rehearse: do it all and roll it back.
  ///   - show: is given each piece of SQL before it runs.
  /// - Returns: the status before.
  /// - Throws: ``Clause6Error`` when an applied migration was edited, the database is newer than the program, or
  ///   somebody else's objects depend on what would be rebuilt.
  @discardableResult
  public func migrate(
    _ connection: Connection, as author: Authorship, rehearse: Bool = false, show: (SQLFile) throws -> Void = { _ in }
  ) throws -> SchemaStatus {
    try connection.exclusively(lock: Migrator.lock, rehearse: rehearse) { connection in
      let status = try self.status(connection)
      try refuseWhatCannotBeMigrated(status)
      if status.isCurrent { return status }
      try connection.act(as: author)
      try connection.becomeOwner()
      if !status.pending.isEmpty { try refuseOtherGuards(connection) }
      try dropDerivedSchemas(connection)
      for migration in status.pending { try apply(migration, connection, show) }
      try rebuild(connection, show)
      // At the end, for the log of old migrations was another, and the last one says what the guards are then.
      for migration in status.pending {
        try note(migration, isNewest: migration.version == status.pending.last?.version, connection)
      }
      return status
    }
  }

  private func refuseWhatCannotBeMigrated(_ status: SchemaStatus) throws(Clause6Error) {
    if let edited = status.edited.first {
      throw Clause6Error(
        "Migration \(edited.name) was edited after it was applied to this database: "
          + "use the clause6 that applied it, or put its file back and write the change as a new migration.")
    }
    if let newest = status.unknown.last {
      throw Clause6Error(
        "The database is newer than this program: it has migration \(newest.name), which this clause6 does not know. "
          + "Use the newer clause6.")
    }
  }

  /// A migration says in the log what the guards do: what somebody made of them must not become what they should be.
  private func refuseOtherGuards(_ connection: Connection) throws {
    guard try connection.value("SELECT to_regclass('facts.history_body') IS NOT NULL") == true else { return }
    let other = try connection.value(
      "SELECT string_agg(name, ', ' ORDER BY name) FROM facts.history_body WHERE flaw IS NOT NULL", as: String.self)
    guard let other else { return }
    throw Clause6Error(
      "These functions are not what the last migration made: \(other). Put them back and migrate then; "
        + "\"clause6 history verify\" says what is the matter with each.")
  }

  private func dropDerivedSchemas(_ connection: Connection) throws {
    let dependents = try connection.rows(
      SQL(verbatim: SQLFile.at("acts/foreign_dependents.sql").text, [Migrator.rebuilt]), as: Dependent.self)
    guard dependents.isEmpty else {
      throw Clause6Error(
        "Objects that are not clause6's depend on its schemas facts or reports, which every migration rebuilds: "
          + dependents.map(\.object).joined(separator: ", ")
          + ". Drop them, migrate, and create them again.")
    }
    // CASCADE reaches only what was just seen to be ours.
    for schema in Migrator.rebuilt.reversed() {
      try connection.execute("DROP SCHEMA IF EXISTS \(identifier: schema) CASCADE")
    }
  }

  private func apply(_ migration: Migration, _ connection: Connection, _ show: (SQLFile) throws -> Void) throws {
    try show(migration.file)
    try run(migration.file, connection)
    try connection.execute(
      """
      INSERT INTO audit.migration (version, name, sha256)
      VALUES (\(migration.version)::int, \(migration.name), \(migration.sha256))
      """)
  }

  private func note(_ migration: Migration, isNewest: Bool, _ connection: Connection) throws {
    guard let act = files.first(where: { $0.path == "acts/note_migration.sql" }) else { return }
    try connection.execute(SQL(verbatim: act.text, [migration.version, migration.name, migration.sha256, isNewest]))
  }

  private func rebuild(_ connection: Connection, _ show: (SQLFile) throws -> Void) throws {
    for schema in Migrator.rebuilt { try connection.execute("CREATE SCHEMA \(identifier: schema)") }
    try connection.execute("COMMENT ON SCHEMA facts IS 'Derived from the register and the day asked about'")
    try connection.execute(
      "COMMENT ON SCHEMA part IS 'What of the register can matter to the vendors that a check looks at, or all of it'")
    try connection.execute(
      "COMMENT ON SCHEMA part_facts IS 'The same as facts, over that part of the register, for what is asked of one vendor'"
    )
    try connection.execute(
      "COMMENT ON SCHEMA snapshot IS 'The same as facts, for a check, which works out once what many rules read'")
    try connection.execute(
      "COMMENT ON SCHEMA reports IS 'One function a report; its comment is the question it answers'")
    try connection.execute(
      "COMMENT ON SCHEMA known IS 'The register as it was once so many leaves of the log were known'")
    try connection.execute("COMMENT ON SCHEMA known_facts IS 'The same as facts, over what was known'")
    try connection.execute("COMMENT ON SCHEMA known_reports IS 'The same as reports, over what was known'")
    for file in derivedFiles {
      try show(file)
      try run(file, connection)
    }
    // Registers of tests may be older than their past.
    if let knownFile, try connection.value("SELECT to_regnamespace('version') IS NOT NULL") == true {
      let known = KnownSchemas.file(from: derivedFiles)
      for file in [withFunctions(knownFile, over: "known"), known] {
        try show(file)
        try run(file, connection)
      }
    }
    if let partFile, files.contains(where: { $0.folder == "facts" }) {
      let facts = derivedFiles.filter { $0.folder == "facts" }
      for file in [
        withFunctions(partFile, over: RegisterPart.schema), RegisterPart.factFile(from: facts),
        FactSnapshot.file(from: facts),
      ] {
        try show(file)
        try run(file, connection)
      }
    }
    for grants in Migrator.grants {
      try connection.execute(script: SQLFile.at(grants).text)
    }
    try connection.execute(
      """
      INSERT INTO audit.rebuild (fingerprint) VALUES (\(fingerprint))
      ON CONFLICT (one) DO UPDATE SET fingerprint = excluded.fingerprint, rebuilt_at = clock_timestamp()
      """)
  }

  /// A file that makes a schema of the register's tables, and what makes the register's functions over it.
  private func withFunctions(_ file: SQLFile, over schema: String) -> SQLFile {
    SQLFile(path: file.path, text: "\(file.text)\nSET LOCAL clause6.over = '\(schema)';\n\(functionsFile?.text ?? "")")
  }

  private func run(_ file: SQLFile, _ connection: Connection) throws {
    do {
      try connection.execute(script: file.text)
    } catch {
      guard error.sqlState != nil else { throw error }
      throw Clause6Error("\(file.path) failed, and nothing was changed: \(error.sentence).")
    }
  }

  private struct Dependent: Decodable { let object: String }
}

/// One file of `SQL/migrations`.
public struct Migration: Sendable {
  public let version: Int
  public let file: SQLFile
  public var name: String { file.name }
  public var sha256: String { SHA256.hexadecimal(of: file.text) }

  /// Texts under which a migration was applied before it was mended; what it makes is made anew by a later one.
  private static let former = [
    // Could be applied by a superuser alone.
    "0031_log": "2d7d547bf43430a951ecbe327f0077bb79490c7c31fbad47cae31e13933b36bb"
  ]

  /// Whether this is the migration that was applied.
  func isFile(of applied: AppliedMigration) -> Bool {
    applied.sha256 == sha256 || applied.sha256 == Migration.former[name]
  }

  /// `nil` unless the file's name begins with a number.
  init?(_ file: SQLFile) {
    guard let version = Int(file.name.prefix { $0.isNumber }) else { return nil }
    self.version = version
    self.file = file
  }
}

/// A migration that the database has.
public struct AppliedMigration: Sendable, Decodable {
  public let version: Int
  public let name: String
  public let sha256: String
}

/// What the database has, compared with what the program carries.
public struct SchemaStatus: Sendable {
  public let applied: [AppliedMigration]
  public let pending: [Migration]
  /// Applied from a file that reads otherwise now.
  public let edited: [AppliedMigration]
  /// Applied by a newer program.
  public let unknown: [AppliedMigration]
  /// Whether the files of `facts` and `reports` changed since they were built.
  public let needsRebuild: Bool

  public var isInitialised: Bool { !applied.isEmpty }
  public var isCurrent: Bool { pending.isEmpty && edited.isEmpty && unknown.isEmpty && !needsRebuild }
}

extension Connection {
  /// A transaction that waits for its turn and then sees what its predecessor did.
  func exclusively<T>(lock: Int, rehearse: Bool, _ body: (Connection) throws -> T) throws -> T {
    try transaction(begin: "BEGIN ISOLATION LEVEL READ COMMITTED", end: rehearse ? "ROLLBACK" : "COMMIT") {
      connection in
      try connection.execute("SELECT pg_advisory_xact_lock(\(lock))")
      return try body(connection)
    }
  }
}
