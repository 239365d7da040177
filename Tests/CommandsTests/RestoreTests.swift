import Foundation
import Postgres
import Testing

/// A register that is restored on another machine: its history is the one that was signed, and goes on.
struct RestoreTests {
  /// A machine with a private server, which ends with it.
  private final class Machine {
    let home = NSTemporaryDirectory() + "c6-\(UInt32.random(in: 0 ... .max))"
    var environment: [String: String] { ["CLAUSE6_HOME": home, "PATH": "/usr/bin:/bin"] }

    func run(_ words: String..., code: Int32 = 0) throws -> String {
      let outcome = try Program.run(words, environment)
      #expect(outcome.code == code, "\(words): \(outcome.out) \(outcome.err)")
      return outcome.out
    }

    deinit {
      _ = try? Program.run(["db", "stop"], environment)
      try? FileManager.default.removeItem(atPath: home)
    }
  }

  @Test func historyOutlivesADumpAndARestore() throws {
    let (old, new) = (Machine(), Machine())
    let files = NSTemporaryDirectory() + "clause6-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: files, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: files) }
    let reason = ["--reason", "x"]
    _ = try old.run("vendor", "add", "Acme KK", "--code", "T1", reason[0], reason[1])
    _ = try old.run("history", "seal", "--out", "\(files)/first")
    let size = try checkpointSize("\(files)/first")
    _ = try old.run("vendor", "edit", "T1", "--name", "Bolt KK", reason[0], reason[1])
    _ = try old.run("vendor", "add", "Not yet sealed KK", reason[0], reason[1])
    try old.run("history", "key").write(toFile: "\(files)/keys", atomically: true, encoding: .utf8)
    let known = try old.run("vendor", "list", "--known-at", "@\(size)", "--format", "csv")
    #expect(known.contains("Acme KK") && !known.contains("Bolt KK"))
    _ = try old.run("db", "backup", "\(files)/dump")

    _ = try new.run("db", "restore", "\(files)/dump")
    #expect(try new.run("vendor", "list", "--known-at", "@\(size)", "--format", "csv") == known)
    _ = try new.run("vendor", "add", "Cog KK", reason[0], reason[1])
    _ = try new.run("history", "seal", "--out", "\(files)/second")
    let both = try String(contentsOfFile: "\(files)/keys", encoding: .utf8) + new.run("history", "key")
    try both.write(toFile: "\(files)/both", atomically: true, encoding: .utf8)
    // What was signed before the backup still counts, by its own key.
    _ = try new.run(
      "history", "verify", "--checkpoint", "\(files)/first", "--checkpoint", "\(files)/second", "--key", "\(files)/both"
    )
    #expect(try new.run("vendor", "list", "--known-at", "@\(size)", "--format", "csv") == known)
    #expect(try new.run("history", "list", "--limit", "20", "--format", "csv").contains("restored from a backup"))

    // The old one goes on, and whoever keeps its checkpoint sees what the restored one lacks.
    _ = try old.run("vendor", "add", "Dyn KK", reason[0], reason[1])
    _ = try old.run("history", "seal", "--out", "\(files)/other")
    let forked = try new.run(
      "history", "verify", "--checkpoint", "\(files)/other", "--key", "\(files)/both", "--format", "csv", code: 2)
    #expect(forked.contains("leaves of the log before it was restored: the first"))
    #expect(forked.split(separator: "\n").count == 2, "\(forked)")
    // Nor can one be taken for the other.
    let mistaken = try old.run(
      "history", "verify", "--checkpoint", "\(files)/second", "--key", "\(files)/both", "--format", "csv", code: 2)
    #expect(mistaken.contains("is of another log"))
  }

  /// Roles are the server's: the restore makes them, and what one may do for another is made good by the next migrate.
  @Test func aRegisterWithRolesIsMigratedWhereItWasRestored() throws {
    let (old, new) = (Machine(), Machine())
    let dump = NSTemporaryDirectory() + "clause6-\(UUID().uuidString).dump"
    defer { try? FileManager.default.removeItem(atPath: dump) }
    _ = try old.run("vendor", "add", "Acme KK", "--code", "T1", "--reason", "x")
    _ = try old.run("db", "roles", "--create")
    _ = try old.run("db", "backup", dump)
    _ = try new.run("db", "restore", dump)
    let address = try new.run("db", "url").split(separator: "\n").joined()
    // As a version is left whose facts are made in another way.
    try Connection(ConnectionInfo(address)).execute("UPDATE audit.rebuild SET fingerprint = 'another'")
    _ = try new.run("db", "migrate")
    #expect(try new.run("vendor", "list", "--format", "csv").contains("Acme KK"))
    _ = try new.run("history", "verify")
  }

  /// The second line of a checkpoint.
  private func checkpointSize(_ path: String) throws -> Int {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    return try #require(lines.count > 1 ? Int(lines[1]) : nil)
  }
}
