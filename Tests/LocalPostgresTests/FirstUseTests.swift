import Foundation
import Postgres
import TestSupport
import Testing

@testable import LocalPostgres

/// From nothing to a running server.
@Suite struct FirstUseTests {
  @Test func theFirstUseCreatesADurableServerThatOnlyASocketReaches() throws {
    let sandbox = try Sandbox()
    #expect(sandbox.server.status() == .notCreated)
    var steps: [String] = []
    let info = try sandbox.server.ensureRunning { steps.append($0) }
    #expect(info == sandbox.server.info)
    #expect(steps.map { $0.prefix { $0 != " " } } == ["creating", "starting"])

    let connection = try Connection(info)
    for (setting, value) in [
      ("fsync", "on"), ("full_page_writes", "on"), ("synchronous_commit", "on"), ("data_checksums", "on"),
      ("max_connections", "150"), ("listen_addresses", ""), ("server_encoding", "UTF8"), ("lc_collate", "C.UTF-8"),
    ] {
      #expect(try connection.value("SELECT current_setting(\(setting))", as: String.self) == value, "\(setting)")
    }
    guard case .running(let pid, let version, let size) = sandbox.server.status() else {
      Issue.record("not running: \(sandbox.server.status())")
      return
    }
    #expect(version.hasPrefix("\(connection.serverVersion / 10000)."))
    #expect(size > 20_000_000)
    #expect(getsid(pid) != getsid(0), "the server must survive the terminal of the command that started it")
  }

  @Test func aRunningServerCostsOneConnectionAndNoLock() throws {
    let sandbox = try Sandbox()
    try sandbox.server.start()
    let pid = sandbox.postmaster?.pid
    let lock = open(sandbox.server.folder + "/lock", O_RDWR)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX) == 0)
    // Would wait forever if it took the lock.
    let info = try sandbox.server.ensureRunning { Issue.record("unexpected step: \($0)") }
    #expect(try Connection(info).value("SELECT 1", as: Int.self) == 1)
    #expect(sandbox.postmaster?.pid == pid)
  }

  @Test func theServerHoldsNoDescriptorOfItsStarter() throws {
    let sandbox = try Sandbox()
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    try sandbox.server.start()
    close(ends[1])
    var reader = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
    #expect(poll(&reader, 1, 5000) == 1, "a reader of the command's output would wait for the server's end")
    close(ends[0])
  }

  @Test func sixProcessesAtOnceMakeOneCluster() async throws {
    let sandbox = try Sandbox()
    let folder = sandbox.server.folder
    try await promptly {
      await withTaskGroup { group in
        for _ in 0..<6 {
          group.addTask {
            await #expect(processExitsWith: .success) { [folder = folder as String] in
              try Connection(Sandbox.server(folder: folder).ensureRunning()).execute("SELECT 1")
            }
          }
        }
      }
    }
    let leftovers = Files.names(in: folder).filter { $0.hasPrefix("cluster") }
    #expect(leftovers == ["cluster"])
    guard case .running = sandbox.server.status() else {
      Issue.record("not running: \(sandbox.server.status())")
      return
    }
  }

  @Test func aCommandKilledAtAnyMomentLeavesNothingThatHinders() async throws {
    let sandbox = try Sandbox()
    let folder = sandbox.server.folder
    // Before initdb, during it, before the start, and while the server starts.
    for (step, delay) in [("creating", 0), ("creating", 0.3), ("starting", 0), ("starting", 0.02)] {
      try await promptly {
        await #expect(processExitsWith: .signal(SIGKILL)) {
          [folder = folder as String, step = step as String, delay = delay as Double] in
          try FirstUseTests.start(folder, dyingAfter: delay, in: step)
        }
      }
      // An initdb whose folder the next command sweeps away at once would leave a piece of shared memory behind.
      if step == "creating" { try await Task.sleep(for: .seconds(1)) }
    }
    #expect(try sandbox.connect().value("SELECT 1", as: Int.self) == 1)
  }

  /// Starts a server, and is killed some seconds after the step with this first word began.
  private static func start(_ folder: String, dyingAfter delay: Double, in step: String) throws {
    try Sandbox.server(folder: folder).start { sentence in
      guard sentence.hasPrefix(step) else { return }
      if delay == 0 { kill(getpid(), SIGKILL) }
      Thread.detachNewThread {
        Thread.sleep(forTimeInterval: delay)
        kill(getpid(), SIGKILL)
      }
    }
    Thread.sleep(forTimeInterval: 10)
  }

  @Test func aHalfMadeClusterIsSweptAway() throws {
    let sandbox = try Sandbox()
    let half = sandbox.server.folder + "/cluster.new.1"
    try sandbox.write("15", to: half + "/base/PG_VERSION")
    for path in ["/base", ""] { try sandbox.give(half + path) }
    #expect(try sandbox.connect().value("SELECT 1", as: Int.self) == 1)
    #expect(!Files.exists(half))
  }

  @Test func aDeepFolderPutsTheSocketElsewhere() throws {
    let deep = Array(repeating: "twenty-characters-ab", count: 10).joined(separator: "/")
    let sandbox = try Sandbox(subfolder: deep)
    #expect(sandbox.server.socketFolder.hasPrefix("/tmp/clause6-\(geteuid())-"))
    #expect(try sandbox.connect().value("SELECT 1", as: Int.self) == 1)
    #expect(Files.status(sandbox.server.socketFolder)?.st_mode ?? 0 & 0o777 == S_IFDIR | 0o700)
  }

  @Test func aFolderWithOddCharactersWorks() throws {
    let sandbox = try Sandbox(subfolder: "O'Brien, \"資料\" 100% $HOME")
    #expect(try sandbox.connect().value("SELECT 1", as: Int.self) == 1)
  }
}
