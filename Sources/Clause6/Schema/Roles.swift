public import Postgres
import Schema

/// One thing that the roles promise: what who may do, and what nobody may.
public struct RolePromise: Sendable, Decodable, Equatable {
  public let promise: String
  public let holds: Bool
  /// What breaks it.
  public let breach: String?
}

/// The roles of the server, of which people's logins are granted one: `docs/roles.md` says who may do what.
extension Connection {
  /// The role that everything of the program belongs to, where roles were made.
  public static let ownerRole = "clause6_owner"

  /// Makes the roles, gives everything to their owner and each role what it may, or puts that right.
  ///
  /// - Throws: ``PostgresError`` unless the session may make roles and owns the database.
  public func createRoles() throws {
    try repeatingSharedWork { connection in
      try connection.execute(script: SQLFile.at("acts/roles.sql").text)
      try connection.execute(script: SQLFile.at("acts/roles_grants.sql").text)
      try connection.execute(script: SQLFile.at("acts/roles_fences.sql").text)
    }
  }

  /// Each promise, and whether it holds on this server and in this database.
  public func rolePromises() throws -> [RolePromise] {
    try readFacts { try $0.rows(SQL(verbatim: SQLFile.at("acts/roles_check.sql").text)) }
  }

  /// Whether the session may look into the register; auditors may not.
  public func mayReadRegister() throws(PostgresError) -> Bool {
    try value("SELECT has_schema_privilege('register', 'USAGE')") ?? false
  }

  /// One transaction of work on what is of the whole server, again when others were at it, too.
  func repeatingSharedWork(_ work: (Connection) throws -> Void) throws {
    for attempt in 1...5 {
      do {
        return try transaction(begin: "BEGIN; \(factSettings)", end: "COMMIT", work)
      } catch let error as PostgresError {
        let isMet = ["XX000", "23505", "42710"].contains(error.sqlState)
        guard isMet, attempt < 5 else { throw error }
      }
    }
  }

  /// Acts as the owner for the rest of the transaction, where the schemas belong to it and the session may: what it makes
  /// then belongs to it, too.
  func becomeOwner() throws {
    try execute(script: SQLFile.at("acts/roles_membership.sql").text)
    try execute(
      """
      SELECT set_config('role', \(Connection.ownerRole), true) FROM pg_namespace
      WHERE nspname = 'audit' AND nspowner = to_regrole(\(Connection.ownerRole)) AND pg_has_role(nspowner, 'MEMBER')
      """)
  }
}
