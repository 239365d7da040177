import Clause6
public import Postgres

extension Connection {
  /// A session of a login that belongs to one role and to nothing else, with the same database; the login goes afterwards.
  public func asMember<T>(of role: String, _ body: (Connection) throws -> T) throws -> T {
    try asMember(of: [role], units: [], body)
  }

  /// A session of a login that has these roles, and is limited to these units, if there are any.
  public func asMember<T>(of roles: [String], units: [String], _ body: (Connection) throws -> T) throws -> T {
    let login = "\(roles[0])_\(info.settings["dbname"] ?? "")_\(UInt32.random(in: 0 ... .max))"
    try execute("CREATE ROLE \(identifier: login) LOGIN")
    defer { _ = try? execute("DROP ROLE \(identifier: login)") }
    for role in roles { try execute("GRANT \(identifier: role) TO \(identifier: login)") }
    guard !units.isEmpty else { return try body(Connection(info.with(["user": login]))) }
    let author = try Authorship(actor: "owner", reason: "works for a unit")
    try change(as: author) { try $0.limit(login, toUnits: units) }
    defer { try? change(as: author) { try $0.limit(login, toUnits: []) } }
    return try body(Connection(info.with(["user": login])))
  }
}
