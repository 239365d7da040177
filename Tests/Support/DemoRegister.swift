import Clause6
import Foundation
public import Postgres
import Schema

extension TestServer.Template {
  /// The demo register as the newest fixture of upgrades has it, with findings kept and waived, migrated to now.
  public static let demo = TestServer.Template(name: "demo") { connection in
    let folder = "Fixtures/upgrades"
    let levels = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sql.xz") }
    try connection.restore("\(folder)/\(levels.max() ?? "")")
    try Migrator().migrate(connection, as: .test)
  }
}

extension Connection {
  struct RestoreFailed: Error { let path: String }

  /// Fills an empty database from a compressed dump.
  public func restore(_ path: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c", "xz -dc \"$1\" | \"$2\" -XqAt -v ON_ERROR_STOP=1 --single-transaction -d \"$3\"", "sh",
      path, try TestServer.program("psql"), info.text,
    ]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw RestoreFailed(path: path) }
  }
}
