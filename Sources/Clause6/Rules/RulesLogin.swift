public import Postgres
import Schema

/// One thing that keeps a rule in its place.
public struct RuleFence: Sendable, Decodable, Equatable {
  public let fence: String
  public let holds: Bool
}

/// The login that rules of one's own are run as: a rule is SQL, so what it may do is what its session may do.
extension Connection {
  /// What the login is called, on every server.
  public static let rulesLogin = "clause6_rules"

  /// Makes the login, or puts right what it may do; needs a role that may make roles, and for some fences a superuser.
  public func createRulesLogin() throws {
    try repeatingSharedWork { connection in
      try connection.execute(script: SQLFile.at("acts/rules_login.sql").text)
      try connection.execute(script: SQLFile.at("acts/rules_grants.sql").text)
    }
  }

  /// Each fence, and whether it holds on this server and in this database.
  public func ruleFences() throws -> [RuleFence] {
    try rows(SQL(verbatim: SQLFile.at("acts/rules_fences.sql").text))
  }
}
