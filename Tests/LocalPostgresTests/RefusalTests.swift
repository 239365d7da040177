import Foundation
import Postgres
import Testing

@testable import LocalPostgres

/// Where there can be no server, one sentence says why and what to do.
@Suite struct RefusalTests {
  @Test func theFolderFollowsTheEnvironment() {
    func folder(_ environment: [String: String], uid: UInt32 = 1000) -> String {
      LocalServer(environment: environment, uid: uid).folder
    }
    #expect(folder(["CLAUSE6_HOME": "/a/b/", "XDG_DATA_HOME": "/x", "HOME": "/h"]) == "/a/b")
    #expect(folder(["CLAUSE6_HOME": "", "XDG_DATA_HOME": "/x", "HOME": "/h"]) == "/x/clause6")
    #expect(folder(["HOME": "/h"]) == "/h/.local/share/clause6")
    #expect(folder(["HOME": "/root", "XDG_DATA_HOME": "/x"], uid: 0) == "/var/lib/clause6")
    #expect(folder(["CLAUSE6_HOME": "near"]).hasSuffix("/near"))
    #expect(folder(["CLAUSE6_HOME": "near"]).hasPrefix("/"))
  }

  @Test func theSocketPrefersTheRuntimeFolderWhenTheDataLieDeep() {
    let deep = "/" + String(repeating: "x", count: 200)
    let runtime = LocalServer(environment: ["CLAUSE6_HOME": deep, "XDG_RUNTIME_DIR": "/run/user/1000"], uid: 1000)
    #expect(runtime.socketFolder.hasPrefix("/run/user/1000/clause6-1000-"))
    let root = LocalServer(environment: ["CLAUSE6_HOME": deep, "XDG_RUNTIME_DIR": "/run/user/0"], uid: 0)
    #expect(root.socketFolder.hasPrefix("/tmp/clause6-0-"))
    #expect(root.info.settings["requirepeer"] == "postgres")
  }

  @Test func withoutProgramsItSaysWhatToInstall() throws {
    let sandbox = try Sandbox(settings: ["CLAUSE6_POSTGRES_BIN": "/nowhere"])
    let text = complaint { try sandbox.server.start() }
    #expect(text.contains("/nowhere") && text.contains("CLAUSE6_DATABASE"))
    #expect("\(LocalServerError.noPrograms(setting: nil))".contains("apt-get install postgresql"))
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    let sandbox = try Sandbox(subfolder: "file/home")
    try sandbox.write("in the way", to: sandbox.parent + "/file")
    #expect(
      complaint { try sandbox.server.start() }
        == "cannot write \(sandbox.parent)/file/home: Not a directory; "
        + "make it writable, or set CLAUSE6_HOME to a folder that is")
  }

  @Test(.disabled(if: geteuid() == 0, "root may write everywhere"))
  func aFolderWithoutPermissionIsNamed() throws {
    let sandbox = try Sandbox(subfolder: "shut/home")
    try FileManager.default.createDirectory(
      atPath: sandbox.parent + "/shut", withIntermediateDirectories: false, attributes: [.posixPermissions: 0o500])
    #expect(complaint { try sandbox.server.start() }.contains("/shut/home: Permission denied"))
  }

  @Test func dataOfAnotherMajorVersionAreNotTouched() throws {
    let sandbox = try Sandbox()
    try sandbox.write("9\n", to: sandbox.cluster + "/PG_VERSION")
    try sandbox.give(sandbox.cluster)
    let text = complaint { try sandbox.server.start() }
    #expect(text.contains("is of PostgreSQL 9, but installed is only ") && text.contains("restore"))
    try sandbox.write("?", to: sandbox.cluster + "/PG_VERSION")
    #expect(complaint { try sandbox.server.start() }.contains("holds no PostgreSQL data"))
  }

  @Test func aUserWithoutANameIsToldSo() throws {
    let sandbox = try Sandbox()
    let server = LocalServer(environment: sandbox.server.environment, uid: 54321)
    #expect(complaint { try server.start() }.contains("the user id 54321 has no name"))
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give folders to others"))
  func whatBelongsToOthersIsNotUsed() throws {
    let closed = try Sandbox(subfolder: "closed/home")
    try FileManager.default.createDirectory(
      atPath: closed.parent + "/closed", withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    #expect(complaint { try closed.server.start() }.contains("the user postgres, who runs"))

    let foreign = try Sandbox()
    try FileManager.default.createDirectory(atPath: foreign.cluster, withIntermediateDirectories: true)
    chown(foreign.cluster, 1, 1)
    #expect(complaint { try foreign.server.start() }.contains("/home/cluster belongs to daemon"))

    let squatted = try Sandbox(subfolder: String(repeating: "x", count: 100))
    try FileManager.default.createDirectory(atPath: squatted.server.socketFolder, withIntermediateDirectories: false)
    chown(squatted.server.socketFolder, 1, 1)
    #expect(complaint { try squatted.server.start() }.contains("\(squatted.server.socketFolder) belongs to daemon"))
  }

  @Test(.enabled(if: geteuid() == 0, "only root can mount a small disk"))
  func aFullDiskIsNamedAndRoomBringsTheDataBack() throws {
    let sandbox = try Sandbox()
    let disk = sandbox.parent
    func run(_ words: String...) throws -> Bool {
      try Program(words, environment: sandbox.server.environment).run().succeeded
    }
    guard try run("/bin/mount", "-t", "tmpfs", "-o", "size=16m,mode=755", "c6test", disk) else {
      try Test.cancel("mounting is not permitted here")
    }
    defer {
      try? sandbox.server.stop()
      _ = try? run("/bin/umount", "--lazy", disk)
    }
    #expect(complaint { try sandbox.server.start() } == "\(LocalServerError.diskFull(path: sandbox.server.folder))")
    #expect(Files.names(in: sandbox.server.folder).filter { $0.hasPrefix("cluster") }.isEmpty)

    try #require(try run("/bin/mount", "-o", "remount,size=80m", disk))
    try sandbox.connect().execute("CREATE TABLE thing AS SELECT 1 AS number")
    try sandbox.server.stop()
    _ = try run("/bin/dd", "if=/dev/zero", "of=\(disk)/filler", "bs=64k")
    #expect(complaint { try sandbox.server.start() }.contains("is full: make room"))
    unlink(disk + "/filler")
    #expect(try sandbox.connect().value("SELECT count(*) FROM thing", as: Int.self) == 1)
  }
}
