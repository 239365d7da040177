import Foundation
import Postgres
import TestSupport
import Testing

/// The program as a process of its own, as a scheduler or a shell runs it.
struct ProcessTests {
  @Test func theBinaryNeedsNoFilesBesideIt() throws {
    let folder = NSTemporaryDirectory() + "clause6-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.copyItem(atPath: Program.path, toPath: "\(folder)/moved")
    let outcome = try Program.run(["db", "sql", "facts/01_as_of.sql"], binary: "\(folder)/moved", folder: folder)
    #expect(outcome.code == 0)
    #expect(outcome.out == (try String(contentsOfFile: "SQL/facts/01_as_of.sql", encoding: .utf8)))
  }

  @Test(.register) func exitCodesAndStreamsAreAsDocumented() throws {
    let environment = ["CLAUSE6_DATABASE": TestDatabase.current.text]
    let list = try Program.run(["vendor", "list", "--format", "csv"], environment)
    #expect(list.code == 0 && list.out.hasPrefix("code,name") && list.err.isEmpty)
    let wrong = try Program.run(["vendor", "lst"], environment)
    #expect(wrong.code == 64 && wrong.out.isEmpty && wrong.err.contains("lst"))
    let failed = try Program.run(["vendor", "show", "nobody"], environment)
    #expect(failed.code == 1 && failed.out.isEmpty && failed.err.hasPrefix("error: "))
    let help = try Program.run(["--help"], environment)
    #expect(help.code == 0 && help.out.contains("EXIT CODES") && help.err.isEmpty)
  }

  @Test(.register) func wrongPasswordsAndAddressesNeverShowTheSecret() throws {
    for address in [
      "host=127.0.0.1 port=1 password=s3cret", "postgresql://u:s3cret@127.0.0.1:1/x", "password=s3cret nonsense",
    ] {
      let outcome = try Program.run(["vendor", "list", "--database", address])
      #expect(outcome.code == 1 && !outcome.err.contains("s3cret") && !outcome.err.isEmpty)
    }
  }

  @Test(.register) func aReadOnlyDatabaseIsNamed() throws {
    let connection = try TestDatabase.connect()
    let name = try #require(TestDatabase.current.settings["dbname"])
    try connection.execute("ALTER DATABASE \(identifier: name) SET default_transaction_read_only = on")
    let outcome = try Program.run(
      ["vendor", "add", "Acme", "--reason", "test"], ["CLAUSE6_DATABASE": TestDatabase.current.text])
    #expect(outcome.code == 1 && outcome.err.contains("read-only"))
    #expect(try connection.value("SELECT count(*) FROM register.vendor", as: Int.self) == 0)
  }

  /// Both signals, each while the file is being read.
  @Test(.register, arguments: [(SIGKILL, nil), (SIGINT, 130)] as [(Int32, Int32?)])
  func anInterruptedImportLeavesTheRegisterAsItWas(_ signal: Int32, _ code: Int32?) throws {
    let connection = try TestDatabase.connect()
    let environment = ["CLAUSE6_DATABASE": TestDatabase.current.text]
    let file = try ContractFile(rows: 60_000)
    defer { file.remove() }
    let arguments = ["import", "contract", file.path, "--mapping", "Fixtures/import/mapping.yaml"]
    let process = try Program.start(arguments, environment)
    try waitForStaging(connection)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    if let code { #expect(process.terminationStatus == code) }
    try waitForQuiet(connection)
    #expect(try connection.value("SELECT count(*) FROM register.contract", as: Int.self) == 0)
    #expect(try connection.value("SELECT count(*) FROM register.vendor", as: Int.self) == 0)
    let again = try Program.run(
      ["import", "contract", "Fixtures/import/good.csv", "--mapping", "Fixtures/import/mapping.yaml"], environment)
    #expect(again.code == 0)
    #expect(try connection.value("SELECT count(*) FROM register.contract", as: Int.self) == 3)
  }

  // These block rather than suspend: what they wait for must not pass while other tests have the thread.

  /// Until another session of the database copies into the staging table.
  private func waitForStaging(_ connection: Connection) throws {
    for _ in 0..<2_000 {
      let copying = try connection.value(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active' AND query LIKE 'COPY%'
        """, as: Int.self)
      if copying == 1 { return }
      usleep(5_000)
    }
    Issue.record("the import never began to copy")
  }

  /// Until the server has noticed that the other session is gone.
  private func waitForQuiet(_ connection: Connection) throws {
    for _ in 0..<2_000 {
      let others = try connection.value(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
        as: Int.self)
      if others == 0 { return }
      usleep(5_000)
    }
    Issue.record("the interrupted session never ended")
  }
}

/// The program that was built beside these tests.
enum Program {
  static let path: String = {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("clause6").path
  }()

  struct Outcome {
    let code: Int32
    let out: String
    let err: String
  }

  static func start(
    _ arguments: [String], _ environment: [String: String] = [:], binary: String = path, out: Any? = nil,
    err: Any? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: binary)
    process.arguments = arguments
    process.environment = environment.merging(["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]) { given, _ in given }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = out ?? FileHandle.nullDevice
    process.standardError = err ?? FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs to the end. Output goes through files, so that neither side waits for the other.
  static func run(
    _ arguments: [String], _ environment: [String: String] = [:], binary: String = path,
    folder: String = NSTemporaryDirectory()
  ) throws -> Outcome {
    let names = ["out", "err"].map { "\(folder)/clause6-\(UUID().uuidString).\($0)" }
    defer { for name in names { try? FileManager.default.removeItem(atPath: name) } }
    for name in names { _ = FileManager.default.createFile(atPath: name, contents: nil) }
    let handles = try names.map { try FileHandle(forWritingTo: URL(fileURLWithPath: $0)) }
    let process = try start(arguments, environment, binary: binary, out: handles[0], err: handles[1])
    process.waitUntilExit()
    let texts = try names.map { try String(contentsOfFile: $0, encoding: .utf8) }
    return Outcome(code: process.terminationStatus, out: texts[0], err: texts[1])
  }
}
