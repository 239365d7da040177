import Foundation
import Postgres
import TestSupport
import Testing

@testable import Clause6

/// Files of evidence: kept to the byte, found when altered, and never half there.
@Suite(.serialized) struct EvidenceFileTests {
  private struct Desk {
    let connection: Connection
    let path: String
    var folder: EvidenceFolder { EvidenceFolder(path: path + "/evidence") }

    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
      let file = "\(path)/\(name)"
      try Data(bytes).write(to: URL(filePath: file))
      return file
    }

    /// A piece of evidence with one file of these bytes.
    func attach(_ bytes: [UInt8], in place: EvidencePlace, rehearse: Bool = false) throws -> EvidenceFile? {
      let file = try file("paper.pdf", bytes)
      return try connection.change(as: .test, rehearse: rehearse) { connection in
        var edit = EvidenceEdit()
        edit.kind = .set("other")
        let id = try connection.addEvidence(ofVendor: 1, edit)
        try connection.attachFile(file, toEvidence: id, in: place, folder: folder, rehearse: rehearse)
        return try connection.evidenceFiles(of: id).first
      }
    }

    var filesInFolder: [String] {
      (FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? [])
        .filter { $0.contains("/") || $0.contains("incoming") }
    }
  }

  private func atDesk(_ body: (Desk) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "clause6-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let connection = try TestDatabase.connect()
    try connection.register(
      "INSERT INTO register.vendor (id, name) VALUES (1, 'Acme'); INSERT INTO register.person (name) VALUES ('test')")
    try body(Desk(connection: connection, path: path))
  }

  /// A mebibyte is a part, and every byte a value.
  static let sizes = [1, 255, 256, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20]

  @Test(.register, arguments: EvidencePlace.allCases, sizes)
  func comesBackToTheByte(place: EvidencePlace, size: Int) throws {
    try atDesk { desk in
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
      let file = try #require(try desk.attach(bytes, in: place))
      #expect(file.sizeBytes == size)
      #expect(try desk.connection.verify(file, folder: desk.folder) == .intact)
      let out = desk.path + "/out"
      #expect(try desk.connection.export(file, to: out, folder: desk.folder) == .intact)
      #expect(try Data(contentsOf: URL(filePath: "\(out)/\(file.exportedAs)")) == Data(bytes))
    }
  }

  @Test(.register) func theNameIsTheHash() throws {
    try atDesk { desk in
      // NIST's vector for "abc".
      let file = try #require(try desk.attach(Array("abc".utf8), in: .folder))
      #expect(file.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
      #expect(desk.filesInFolder == ["ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"])
      let mode = try FileManager.default.attributesOfItem(atPath: desk.folder.path(ofContent: file.sha256))[
        .posixPermissions]
      #expect(mode as? Int == 0o600)
    }
  }

  @Test(.register) func whatIsAlteredOrMissingIsFoundAndNotExported() throws {
    try atDesk { desk in
      let file = try #require(try desk.attach(Array("genuine".utf8), in: .folder))
      let content = URL(filePath: desk.folder.path(ofContent: file.sha256))
      try Data("forged!".utf8).write(to: content)
      #expect(try desk.connection.verify(file, folder: desk.folder) == .altered)
      let out = desk.path + "/out"
      #expect(try desk.connection.export(file, to: out, folder: desk.folder) == .altered)
      #expect(try FileManager.default.contentsOfDirectory(atPath: out) == [])
      try FileManager.default.removeItem(at: content)
      #expect(try desk.connection.verify(file, folder: desk.folder) == .missing)
      // The same paper, registered again, heals the folder.
      _ = try desk.attach(Array("genuine".utf8), in: .folder)
      #expect(try desk.connection.verify(file, folder: desk.folder) == .intact)
    }
  }

  @Test(.register, arguments: EvidencePlace.allCases) func aRehearsalLeavesNothing(place: EvidencePlace) throws {
    try atDesk { desk in
      let file = try desk.attach(Array("paper".utf8), in: place, rehearse: true)
      #expect(file != nil)
      #expect(desk.filesInFolder == [])
      #expect(try desk.connection.value("SELECT count(*) FROM register.evidence_content", as: Int.self) == 0)
    }
  }

  @Test(.register, arguments: EvidencePlace.allCases) func anEmptyFileIsRefusedAndLeavesNothing(place: EvidencePlace)
    throws
  {
    try atDesk { desk in
      #expect(throws: PostgresError.self) { try desk.attach([], in: place) }
      #expect(desk.filesInFolder == [])
      let files = try desk.connection.evidenceFiles()
      #expect(files.isEmpty)
    }
  }

  @Test(.register) func theSameContentIsStoredOnce() throws {
    try atDesk { desk in
      for _ in 0..<2 { _ = try desk.attach(Array("paper".utf8), in: .database) }
      #expect(try desk.connection.value("SELECT count(*) FROM register.evidence_content", as: Int.self) == 1)
      #expect(try desk.connection.evidenceFiles().count == 2)
    }
  }

  @Test(.register) func aFolderOrNothingIsNoFile() throws {
    try atDesk { desk in
      for path in [desk.path, desk.path + "/nowhere"] {
        #expect(throws: Clause6Error.self) {
          try desk.connection.change(as: .test) {
            try $0.attachFile(path, toEvidence: 1, in: .folder, folder: desk.folder)
          }
        }
      }
    }
  }

  /// A hole takes no space: only its size counts.
  @Test(.register) func theDatabaseRefusesWhatIsTooLarge() throws {
    try atDesk { desk in
      let file = try desk.file("huge.bin", [1])
      let handle = try FileHandle(forWritingTo: URL(filePath: file))
      try handle.truncate(atOffset: UInt64(EvidenceContent.largest + 1))
      let error = #expect(throws: Clause6Error.self) {
        try EvidenceContent.store(ByteReader(path: file), in: desk.connection)
      }
      #expect(error?.message.contains("--in folder") == true)
    }
  }

  @Test(.register) func aReadingSaidTwiceIsOneAndLeavesNoTrace() throws {
    try atDesk { desk in
      let file = try #require(try desk.attach(Array("paper".utf8), in: .folder))
      func entries() throws -> Int? {
        try desk.connection.value("SELECT count(*) FROM audit.entry WHERE entity = 'evidence_reading'", as: Int.self)
      }
      for expected in [1, 1] {
        try desk.connection.change(as: .test) { try $0.readEvidence(file.evidenceId, on: .iso("2026-01-31")) }
        #expect(try entries() == expected)
      }
      try desk.connection.change(as: .test) {
        try $0.readEvidence(file.evidenceId, on: .iso("2026-01-31"), note: "too narrow")
      }
      #expect(try entries() == 2)
    }
  }

  @Test(.register) func nobodyReadsTomorrow() throws {
    try atDesk { desk in
      let file = try #require(try desk.attach(Array("paper".utf8), in: .folder))
      #expect(throws: Clause6Error.self) {
        try desk.connection.change(as: .test) { connection in
          try connection.execute("SELECT set_config('clause6.as_of', '2026-01-31', true)")
          try connection.readEvidence(file.evidenceId, on: .iso("2026-02-01"))
        }
      }
    }
  }
}
