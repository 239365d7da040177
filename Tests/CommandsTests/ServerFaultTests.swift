import Foundation
import Postgres
import TestSupport
import Testing

/// A server that has no room, no session, no time, or too many who write at once; and one that takes another's place.
struct ServerFaultTests {
  // MARK: A full disk

  @Test(.enabled(if: SmallDisk.isPossible, "needs an account that may mount a file system"))
  func aFullDiskChangesNothing() throws {
    let disk = try SmallDisk(megabytes: 120)
    defer { disk.remove() }
    let server = try TestServer.dedicated(
      in: disk.folder, settings: ["max_wal_size=32MB", "wal_level=minimal", "max_wal_senders=0"])
    defer { server.stop() }
    let state = try State(FaultTests.acts[1], on: server)
    let before = try state.digest()
    let file = try ContractFile(rows: 30_000)
    defer { file.remove() }
    let words = ["import", "contract", file.path, "--mapping", "Fixtures/import/mapping.yaml"]
    try disk.fill(leaving: 6)
    let refused = try Program.run(words, state.environment(nil))
    let isNamed =
      refused.err.contains("The server's disk is full, so nothing was changed.") || refused.err.contains("was undone")
    #expect(refused.code == 1 && isNamed, "\(refused.err)")
    try disk.empty()
    // One that could not write its log has ended and begun anew.
    try waitForServer(state.database)
    #expect(try state.digest() == before)
    let small = try state.run(through: nil)
    #expect(small.code == 0, "\(small.err)")
    #expect(try Program.run(["history", "verify"], state.environment(nil)).code == 0)
  }

  /// Of so many vendors that what is written about them has no room.
  static let long = [
    FaultTests.Act(
      name: "check", words: ["check", "--save", "--fail-on", "critical"], given: ServerFaultTests.manyVendors),
    FaultTests.Act(name: "seal", words: ["history", "seal"], given: ServerFaultTests.manyVendors),
  ]
  private static let manyVendors = """
    INSERT INTO register.vendor (code, name, country)
      SELECT 'V-' || n, 'Vendor ' || n || repeat(' & Sons', 40), 'JP' FROM generate_series(1, 2000) n
    """

  @Test(.enabled(if: SmallDisk.isPossible, "needs an account that may mount a file system"), arguments: long)
  func aDiskThatFillsUpOnTheWayLosesNothing(_ act: FaultTests.Act) throws {
    let whole = try State(act)
    defer { whole.drop() }
    #expect(try whole.run(through: nil).code == 0)
    let disk = try SmallDisk(megabytes: 160)
    defer { disk.remove() }
    let server = try TestServer.dedicated(
      in: disk.folder,
      settings: ["min_wal_size=32MB", "max_wal_size=32MB", "wal_level=minimal", "max_wal_senders=0"])
    defer { server.stop() }
    let state = try State(act, on: server)
    let before = try state.digest()
    // Else the server makes room of its own when it next has a checkpoint.
    for _ in 1...2 { try Connection(state.database).execute("CHECKPOINT") }
    try disk.fill(leaving: 0)
    let refused = try state.run(through: nil)
    #expect(
      refused.code == 1
        && ["The server's disk is full", "was undone", "What was changed before that stays"].contains {
          refused.err.contains($0)
        }, "\(refused.code) \(refused.err)")
    try disk.empty()
    try waitForServer(state.database)
    if !refused.err.contains("stays") { #expect(try state.digest() == before) }
    let again = try state.run(through: nil)
    #expect(again.code == 0, "\(again.err)")
    #expect(try state.counts() == whole.counts())
    #expect(try Program.run(["history", "verify"], state.environment(nil)).code == 0)
  }

  private func waitForServer(_ database: ConnectionInfo) throws {
    try wait(for: "the server is back") { (try? Connection(database)) != nil }
  }

  // MARK: No session, no time

  @Test func aServerWithoutAFreeSessionIsNamed() throws {
    let server = try TestServer.dedicated(settings: [
      "max_connections=8", "superuser_reserved_connections=0", "max_wal_senders=0",
    ])
    defer { server.stop() }
    let state = try State(FaultTests.acts[0], on: server)
    let before = try state.digest()
    var held: [Connection] = []
    while let connection = try? Connection(state.database) { held.append(connection) }
    #expect(!held.isEmpty)
    let refused = try state.run(through: nil)
    #expect(
      refused.code == 1 && refused.err.contains("cannot be reached") && refused.err.contains("clients already"),
      "\(refused.err)")
    held.removeAll()
    #expect(try state.digest() == before)
    #expect(try state.run(through: nil).code == 0)
  }

  /// A check keeps what other rules found, so the limit is the rule's; a command that changes is undone.
  @Test(.register) func aStatementThatTakesTooLongChangesNothing() throws {
    let connection = try TestDatabase.connect()
    // Waits for what another session holds.
    let environment = ["CLAUSE6_DATABASE": TestDatabase.current.text, "PGOPTIONS": "-c statement_timeout=300"]
    try connection.execute("BEGIN")
    try connection.execute("LOCK TABLE register.vendor IN ACCESS EXCLUSIVE MODE")
    let outcome = try Program.run(["vendor", "add", "Acme", "--reason", "x"], environment)
    try connection.execute("ROLLBACK")
    #expect(outcome.code == 1 && outcome.err.contains("took longer than the server allows"), "\(outcome.err)")
    #expect(try connection.value("SELECT count(*) FROM register.vendor", as: Int.self) == 0)
  }

  // MARK: Many at once

  /// Sixteen programs register vendors and edit one and the same: each change is made once or refused with a sentence.
  @Test(.register) func sixteenWhoWriteAtOnceLoseNothing() throws {
    let environment = ["CLAUSE6_DATABASE": TestDatabase.current.text, "CLAUSE6_ACTOR": "test@test.example"]
    #expect(try Program.run(["vendor", "add", "Shared KK", "--code", "S", "--reason", "x"], environment).code == 0)
    let writers = try (1...16).map { number in
      try (1...3).map { round in
        try Program.start(
          round == 2
            ? ["vendor", "edit", "S", "--name", "Shared \(number) KK", "--reason", "x"]
            : ["vendor", "add", "Vendor \(number)-\(round)", "--code", "V-\(number)-\(round)", "--reason", "x"],
          environment)
      }
    }
    for process in writers.joined() { try process.waitForEnd() }
    let codes = writers.map { $0.map(\.terminationStatus) }
    #expect(codes.joined().allSatisfy { $0 == 0 || $0 == 1 }, "\(codes)")
    let connection = try TestDatabase.connect()
    let made = codes.flatMap { [$0[0], $0[2]] }.count { $0 == 0 }
    let edits = codes.count { $0[1] == 0 }
    #expect(try connection.value("SELECT count(*) FROM register.vendor", as: Int.self) == made + 1)
    #expect(
      try connection.value("SELECT count(*) FROM audit.entry WHERE entity = 'vendor' AND op = 'U'", as: Int.self)
        == edits)
    print("| 16 writers | \(made) of 32 vendors | \(edits) of 16 edits |")
    // Whoever is refused was refused sixteen times, with pauses that grow.
    #expect(made > 16 && edits > 8, "\(made) \(edits)")
    #expect(try Program.run(["history", "verify"], environment).code == 0)
  }

  // MARK: A standby

  @Test func aStandbyAnswersAndTakesThePrimarysPlace() throws {
    let primary = try TestServer.dedicated(settings: ["wal_level=replica", "max_wal_senders=4"])
    defer { primary.stop() }
    let state = try State(FaultTests.acts[0], on: primary)
    #expect(try state.run(through: nil).code == 0)
    let standby = try primary.standby()
    defer { standby.stop() }
    let name = state.database.settings["dbname"] ?? ""
    let hosts = [primary, standby].map { $0.info.settings["host"] ?? "" }.joined(separator: ",")
    func environment(_ kind: String) -> [String: String] {
      [
        "CLAUSE6_DATABASE": "host=\(hosts) port=5432,5432 user=postgres dbname=\(name) target_session_attrs=\(kind)",
        "CLAUSE6_ACTOR": "test@test.example",
      ]
    }
    let reading = environment("prefer-standby")
    try wait(for: "the standby has what the primary has") {
      try Program.run(["vendor", "show", "V-1"], reading).code == 0
    }
    for words in ServerFaultTests.reading {
      let outcome = try Program.run(words, reading)
      #expect([0, 2].contains(outcome.code), "\(words): \(outcome.code) \(outcome.err)")
    }
    #expect(try Program.run(["query", "SELECT pg_is_in_recovery()", "--format", "csv"], reading).out.contains("true"))
    let refused = try Program.run(["vendor", "add", "B", "--reason", "x"], reading)
    #expect(refused.code == 1 && refused.err.contains("read-only"), "\(refused.err)")

    primary.kill()
    #expect(try Program.run(["vendor", "add", "B", "--reason", "x"], environment("read-write")).code == 1)
    try Connection(standby.info).execute("SELECT pg_promote()")
    for words in [
      ["vendor", "add", "B", "--code", "V-2", "--reason", "x"], ["history", "verify"], ["vendor", "show", "V-2"],
    ] {
      let outcome = try Program.run(words, environment("read-write"))
      #expect(outcome.code == 0, "\(words): \(outcome.err)")
    }
    // Whoever prefers a standby has the only server there is.
    #expect(try Program.run(["vendor", "show", "V-2"], reading).code == 0)
  }

  /// Commands that only read, each of another kind.
  private static let reading = [
    ["vendor", "list"], ["contract", "list", "--as-of", "2026-01-01"], ["check"], ["check", "--vendor", "V-1"],
    ["finding", "list"],
    ["report", "run", "register"], ["report", "run", "overview"], ["report", "run", "kpis"], ["history", "list"],
    ["history", "verify"],
    ["export", "vendor"], ["deadline", "list"], ["remind", "status"], ["rule", "list"],
  ]
}

/// A file system that is soon full.
private struct SmallDisk {
  let folder: String

  /// Whether this account may mount one.
  static let isPossible: Bool = {
    guard geteuid() == 0, let disk = try? SmallDisk(megabytes: 1) else { return false }
    disk.remove()
    return true
  }()

  init(megabytes: Int) throws {
    folder = "/tmp/c6disk-\(getpid())-\(UInt16.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    guard mount("tmpfs", folder, "tmpfs", 0, "size=\(megabytes)m") == 0 else {
      rmdir(folder)
      throw TestFailure(description: "nothing can be mounted")
    }
    chmod(folder, 0o711)
  }

  /// Leaves so many megabytes.
  func fill(leaving megabytes: Int) throws {
    var status = statvfs()
    statvfs(folder, &status)
    let size = Int(status.f_bavail) * Int(status.f_frsize) - megabytes << 20
    _ = FileManager.default.createFile(atPath: folder + "/filler", contents: Data(count: max(0, size)))
  }

  func empty() throws { try FileManager.default.removeItem(atPath: folder + "/filler") }

  func remove() {
    umount2(folder, Int32(MNT_DETACH))
    rmdir(folder)
  }
}
