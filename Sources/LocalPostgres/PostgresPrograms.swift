/// A folder with the programs of one PostgreSQL version.
package struct PostgresPrograms: Sendable {
  package let folder: String
  /// 15 for 15.18.
  package let major: Int
  private let environment: [String: String]

  /// The path of one program.
  package func path(_ program: String) -> String { "\(folder)/\(program)" }

  /// Names the folder to use instead of searching.
  static let setting = "CLAUSE6_POSTGRES_BIN"

  /// The programs to use.
  /// - Parameter major: the version a cluster needs; `nil` is the newest there is.
  /// - Throws: ``LocalServerError/noPrograms(setting:)``, ``LocalServerError/otherVersion(cluster:needs:installed:)``.
  package static func find(
    major: Int? = nil, cluster: String = "", environment: [String: String]
  ) throws(LocalServerError) -> PostgresPrograms {
    let installed = all(environment: environment)
    guard !installed.isEmpty else { throw .noPrograms(setting: environment[setting]) }
    guard let major else { return installed[0] }
    guard let match = installed.first(where: { $0.major == major }) else {
      throw .otherVersion(cluster: cluster, needs: major, installed: installed.map(\.major))
    }
    return match
  }

  /// All that are installed, the newest first; only the one that the setting names when there is one.
  static func all(environment: [String: String]) -> [PostgresPrograms] {
    let folders = environment[setting].map { [$0] } ?? (usualFolders + searchPath(environment))
    var seen: Set<String> = []
    var found = folders.filter { seen.insert($0).inserted }.compactMap { PostgresPrograms($0, environment) }
    if found.isEmpty, environment[setting] == nil { found += named(byPgConfigIn: environment) }
    return found.enumerated().sorted { ($1.element.major, $0.offset) < ($0.element.major, $1.offset) }.map(\.element)
  }

  /// Where the packages of Debian, Red Hat, Alpine and Homebrew put them: mostly out of `PATH`.
  private static var usualFolders: [String] {
    let versioned = [
      ("/usr/lib/postgresql", "", "/bin"), ("/usr", "pgsql-", "/bin"), ("/usr/libexec", "postgresql", ""),
      ("/opt/homebrew/opt", "postgresql@", "/bin"), ("/usr/local/opt", "postgresql@", "/bin"),
    ]
    return versioned.flatMap { parent, prefix, suffix in
      Files.names(in: parent).filter { $0.hasPrefix(prefix) && Int($0.dropFirst(prefix.count)) != nil }
        .map { "\(parent)/\($0)\(suffix)" }
    }
  }

  private static func named(byPgConfigIn environment: [String: String]) -> [PostgresPrograms] {
    searchPath(environment).map { $0 + "/pg_config" }.filter(Files.isExecutable).compactMap { tool in
      let answer = try? Program([tool, "--bindir"], environment: environment).run()
      return answer.flatMap { PostgresPrograms(String($0.output.prefix { $0 != "\n" }), environment) }
    }
  }

  /// `nil` when the folder cannot create and run a server: `pg_config` may name one that holds only client programs.
  private init?(_ folder: String, _ environment: [String: String]) {
    self.folder = folder
    self.environment = environment
    guard Files.isExecutable("\(folder)/initdb"), Files.isExecutable("\(folder)/postgres"),
      let answer = try? Program(["\(folder)/postgres", "--version"], environment: environment).run(),
      let major = PostgresPrograms.major(inVersionLine: answer.output)
    else { return nil }
    self.major = major
  }

  /// Reads `postgres (PostgreSQL) 15.18 (Debian …)`.
  static func major(inVersionLine line: String) -> Int? {
    guard let version = line.split(separator: " ").first(where: { $0.first?.isNumber == true }) else { return nil }
    return Int(version.prefix { $0.isNumber })
  }
}
