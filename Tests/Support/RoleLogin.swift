import Clause6
public import Postgres

extension Connection {
  /// A session of a login that belongs to one role and to nothing else, with the same database; the login goes afterwards.
  public func asMember<T>(of role: String, _ body: (Connection) throws -> T) throws -> T {
    let login = "\(role)_\(info.settings["dbname"] ?? "")_\(UInt32.random(in: 0 ... .max))"
    try execute("CREATE ROLE \(identifier: login) LOGIN")
    defer { _ = try? execute("DROP ROLE \(identifier: login)") }
    try execute("GRANT \(identifier: role) TO \(identifier: login)")
    return try body(Connection(info.with(["user": login])))
  }
}
