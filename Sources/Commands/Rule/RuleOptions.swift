import ArgumentParser
import Clause6
import Postgres

/// Which rules there are: those that come with clause6, and those of the organisation's own folders.
struct RuleOptions: ParsableArguments {
  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      "A folder with rules of your own, beside those that come with clause6; may be given several times.",
      discussion: "Else the folders in CLAUSE6_RULES, separated by colons.", valueName: "folder"))
  var folders: [String] = []

  /// - Throws: ``Clause6Error`` for a folder or a file that cannot be read.
  func set() throws -> RuleSet { try RuleSet(folders: allFolders) }

  fileprivate var allFolders: [String] { Invocation.current.folders(folders, orOf: "CLAUSE6_RULES") }
}

/// How rules are run: those of one's own by a login that can only read.
struct RuleRunOptions: ParsableArguments {
  @Flag(
    help: "Run rules of your own with your own rights rather than as clause6_rules: only what you have read and trust.")
  var trustRules = false
}

extension DatabaseOptions {
  /// The session that evaluates rules: as the login clause6_rules where rules are not ours, or where that is configured.
  /// - Parameter connection: one's own session.
  /// - Returns: `nil` where one's own rights are meant.
  func evaluator(_ rules: RuleOptions, _ options: RuleRunOptions, _ connection: Connection) throws -> Connection? {
    if options.trustRules { return nil }
    if let address = Invocation.current.variable("CLAUSE6_RULES_DATABASE") {
      return try watched(try Connection(ConnectionInfo(address), logger: connection.logger))
    }
    guard !rules.allFolders.isEmpty else { return nil }
    guard case .privateServer = place else {
      throw Clause6Error(
        "Rules in folders are run by a login that can only read, and none is configured.",
        hint:
          "Create it with \"clause6 db rules-login --create\" and set CLAUSE6_RULES_DATABASE to its address, or add "
          + "--trust-rules if you have read the rules.")
    }
    if try connection.ruleFences().contains(where: { !$0.holds }) { try connection.createRulesLogin() }
    return try watched(
      try Connection(connection.info.with(["user": Connection.rulesLogin]), logger: connection.logger))
  }

  private func watched(_ connection: Connection) throws -> Connection {
    if Invocation.current.ownsProcess { connection.cancelHandle.cancelOnInterrupt() }
    try connection.setZone(forTransaction: false)
    return connection
  }
}
