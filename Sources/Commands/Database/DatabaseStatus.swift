import ArgumentParser
import Clause6
import LocalPostgres
import Postgres

struct DatabaseStatus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show which database is used and whether its schema is current; exit 2 if not.",
    discussion: """
      Starts nothing.

      EXAMPLE:
        clause6 db status --format json
      """)

  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    var facts: [(String, String)] = []
    var isRunning = true
    switch database.place {
    case .configured(let info): facts.append(("database", info.text.isEmpty ? "PG* variables" : info.description))
    case .privateServer(let server):
      let status = server.status()
      facts += [("database", "private server"), ("folder", server.folder), ("server", status.text)]
      if case .running = status {} else { isRunning = false }
    }
    guard isRunning else {
      format.print(DatabaseStatus.record(facts), layout: .record)
      throw ExitCode(2)
    }
    let connection = try database.connectToAnySchema()
    let status = try connection.read { try Migrator().status($0) }
    facts.append(("server_version", connection.serverSetting("server_version") ?? ""))
    facts += status.lines
    format.print(DatabaseStatus.record(facts), layout: .record)
    if !status.isCurrent { throw ExitCode(2) }
  }

  private static func record(_ facts: [(String, String)]) -> Table {
    Table(columns: facts.map { Table.Column(name: $0.0, kind: .text) }, rows: [facts.map(\.1)])
  }
}

extension LocalServer.Status {
  fileprivate var text: String {
    switch self {
    case .notCreated: "not created; the first command that needs it creates it"
    case .stopped: "stopped; the next command that needs it starts it"
    case .starting: "starting"
    case .running(let pid, let version, let size): "running (PostgreSQL \(version), pid \(pid), \(size / 1_048_576) MB)"
    }
  }
}

extension SchemaStatus {
  fileprivate var lines: [(String, String)] {
    let schema =
      !isInitialised
      ? "none; run \"clause6 db init\""
      : isCurrent
        ? "current (\(applied.last?.name ?? ""))"
        : !unknown.isEmpty
          ? "newer than this program; use the newer clause6"
          : !edited.isEmpty
            ? "made from other migrations than this program's; use the clause6 that made it"
            : "not current; run \"clause6 db migrate\""
    var lines = [("schema", schema)]
    func add(_ name: String, _ names: [String]) {
      if !names.isEmpty { lines.append((name, names.joined(separator: ", "))) }
    }
    add("pending", pending.map(\.name))
    add("edited", edited.map(\.name))
    add("unknown_to_this_program", unknown.map(\.name))
    if isInitialised, needsRebuild { lines.append(("facts_and_reports", "made from other files than this program's")) }
    return lines
  }
}
