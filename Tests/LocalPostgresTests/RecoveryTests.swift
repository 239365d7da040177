import Foundation
import Postgres
import Testing

@testable import LocalPostgres

/// What stops, dies or is left behind.
@Suite struct RecoveryTests {
  @Test func dataSurviveStopAndStart() throws {
    let sandbox = try Sandbox()
    try fill(sandbox)
    try sandbox.server.stop()
    #expect(sandbox.server.status() == .stopped)
    try sandbox.server.stop()
    // A log that has grown is set aside by the next start.
    try String(repeating: "x", count: 11 << 20).write(
      toFile: sandbox.server.log, atomically: false, encoding: .utf8)
    #expect(try count(sandbox) == 1)
    #expect(Files.status(sandbox.server.log)?.st_size ?? .max < 100_000)
    #expect(Files.status(sandbox.server.log + ".old")?.st_size == 11 << 20)
  }

  @Test func dataSurviveAKilledServer() throws {
    let sandbox = try Sandbox()
    try fill(sandbox)
    try #require(sandbox.postmaster).send(SIGKILL)
    #expect(try count(sandbox) == 1)
  }

  @Test func aStalePidFileNamingALivingProcessIsNoHindrance() throws {
    let sandbox = try Sandbox()
    let other = try Sandbox()
    try fill(sandbox)
    let otherServer = try other.connect()
    // An unrelated process first, then a living server of another cluster.
    for pid in [getpid(), try #require(other.postmaster).pid] {
      try sandbox.server.stop()
      let lines = "\(pid)\n\(sandbox.cluster)\n1700000000\n5432\n\(sandbox.server.socketFolder)\n\n"
      try sandbox.write(lines, to: Postmaster.file(of: sandbox.cluster))
      try sandbox.write("\(pid)\n", to: sandbox.server.socketFolder + "/.s.PGSQL.5432.lock")
      #expect(sandbox.server.status() == .stopped)
      #expect(try count(sandbox) == 1)
    }
    #expect(try otherServer.value("SELECT 1", as: Int.self) == 1, "the other server was left alone")
  }

  @Test func aServerWhoseSocketIsGoneIsStartedAgain() throws {
    let sandbox = try Sandbox()
    try fill(sandbox)
    unlink(sandbox.server.socketFolder + "/.s.PGSQL.5432")
    #expect(sandbox.server.status() == .starting)
    #expect(try count(sandbox) == 1)
  }

  @Test func aServerThatListensElsewhereIsFound() throws {
    let deep = Array(repeating: "twenty-characters-ab", count: 5).joined(separator: "/")
    let sandbox = try Sandbox(subfolder: deep)
    try fill(sandbox)
    // As a scheduler has it: another environment, and so another guess where the socket is.
    let scheduler = Sandbox.server(folder: sandbox.server.folder, settings: ["TMPDIR": sandbox.parent])
    try #require(geteuid() == 0 || scheduler.socketFolder != sandbox.server.socketFolder)
    let connection = try Connection(scheduler.ensureRunning())
    #expect(try connection.value("SELECT count(*) FROM thing", as: Int.self) == 1)
  }

  private func fill(_ sandbox: Sandbox) throws {
    try sandbox.connect().execute("CREATE TABLE thing AS SELECT 1 AS number")
  }

  private func count(_ sandbox: Sandbox) throws -> Int? {
    try sandbox.connect().value("SELECT count(*) FROM thing", as: Int.self)
  }
}
