public import Postgres
import Schema

/// Units of the organisation, and the logins that work on the vendors of some of them only: `docs/roles.md`.
///
/// The database keeps the rows apart, by policies that follow the references between tables; the program only says who is limited.
extension Connection {
  /// The units that this session is limited to; `nil` when it sees all.
  public func units() throws(PostgresError) -> [String]? {
    // Who has no role is limited by nothing, and may not ask.
    guard try value("SELECT has_function_privilege('audit.units()', 'EXECUTE')") == true else { return nil }
    return try value("SELECT audit.units()")
  }

  /// Refuses what would be wrong when some of the rows are out of sight.
  /// - Parameter act: what takes the whole register, such as "a check".
  /// - Throws: ``Clause6Error`` when the session is limited to units.
  func refuseLimited(_ act: String) throws {
    guard let units = try units() else { return }
    throw Clause6Error(
      "\(act) takes a login that sees the whole register, and this one is limited to \(units.joined(separator: ", ")): "
        + "nothing was changed.")
  }

  /// Limits a login, or everybody who has a role, to the vendors of some units and what belongs to them.
  ///
  /// With the first limit the tables are fenced, with the last one that goes they are open again.
  /// - Parameters:
  ///   - login: a login or role of the server that is no superuser.
  ///   - units: all that they are to see; none: the limit goes.
  /// - Throws: ``Clause6Error`` when there is no such login, nothing could bind it, or no roles were made in this database;
  ///   ``PostgresError`` unless the session is the owner's.
  public func limit(_ login: String, toUnits units: [String]) throws {
    try becomeOwner()
    if !units.isEmpty { try refuseUnlimitable(login) }
    let isLimited = try value("SELECT EXISTS (SELECT FROM register.unit_limit WHERE login = \(login))", as: Bool.self)
    if units.isEmpty, isLimited != true { throw Clause6Error("\(login) is limited to no units.") }
    try execute("DELETE FROM register.unit_limit WHERE login = \(login) AND unit <> ALL (\(units)::text[])")
    try execute(
      """
      INSERT INTO register.unit_limit (login, unit) SELECT DISTINCT \(login)::text, u FROM unnest(\(units)::text[]) u
      ON CONFLICT ON CONSTRAINT unit_limit_is_said_once DO NOTHING
      """)
    try execute(script: SQLFile.at("acts/roles_fences.sql").text)
  }

  private func refuseUnlimitable(_ login: String) throws {
    guard try value("SELECT facts.has_roles() AND to_regrole('clause6_reader') IS NOT NULL", as: Bool.self) == true
    else {
      throw Clause6Error(
        "Limits take the roles, which this register has not yet: \"clause6 db roles --create\" makes them.")
    }
    let why = try value(
      """
      SELECT coalesce((
        SELECT CASE WHEN r.rolsuper OR r.rolbypassrls THEN 'is a superuser, whom nothing limits'
          WHEN pg_has_role(r.oid, 'clause6_owner', 'MEMBER') THEN 'belongs to clause6_owner, which owns everything' END
        FROM pg_roles r WHERE r.rolname = \(login)), CASE WHEN to_regrole(quote_ident(\(login))) IS NULL THEN 'is no login or role of the server' END)
      """, as: String.self)
    if let why { throw Clause6Error("\(login) \(why), so it cannot be limited to units.") }
  }
}
