import Foundation
import Testing
@testable import Transport

@Suite final class SecretTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "c6secret-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func file(_ text: String, mode: Int = 0o600) throws -> String {
    let path = folder.appending(path: UUID().uuidString).path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    return path
  }

  private func refusal(_ reference: String, _ environment: [String: String] = [:]) -> String {
    do {
      _ = try Secret(reading: reference, environment: environment)
      return ""
    } catch {
      return error.message
    }
  }

  @Test func oneNewlineAtTheEndIsNoneOfIt() throws {
    #expect(try Secret(reading: "env:A", environment: ["A": "b c"]) == Secret("b c"))
    #expect(try Secret(reading: "file:\(file("geheim\n"))", environment: [:]) == Secret("geheim"))
    #expect(try Secret(reading: "file:\(file("geheim\r\n"))", environment: [:]) == Secret("geheim"))
    #expect(try refusal("file:\(file("a\n\n"))").contains("several lines"))
    #expect(try refusal("file:\(file("\n"))").contains("is empty"))
  }

  @Test func aFileThatOthersReadIsRefused() throws {
    for mode in [0o640, 0o604, 0o620, 0o644] {
      let path = try file("geheim", mode: mode)
      #expect(
        refusal("file:\(path)") == "\(path), a secret's file, is open to others than its owner: chmod 600 \(path)")
    }
    #expect(try !refusal("file:\(file("geheim", mode: 0o400))").contains("open"))
  }

  @Test func whatIsNoPlainFileIsRefused() throws {
    #expect(refusal("file:\(folder.path)").contains("not a plain file"))
    let pipe = folder.appending(path: "pipe").path
    mkfifo(pipe, 0o600)
    #expect(refusal("file:\(pipe)").contains("not a plain file"))
    #expect(refusal("file:\(folder.path)/none").contains("no such file"))
    #expect(refusal("env:NONE").contains("no NONE"))
    #expect(refusal("env:EMPTY", ["EMPTY": ""]).contains("is empty"))
  }

  @Test func aSecretThatStandsInASettingIsNotRepeated() {
    #expect(refusal("hunter2") == "A secret is written as env:NAME or file:PATH, never as it is.")
  }

  @Test func nothingThatPrintsASecretShowsIt() throws {
    let secret = try Secret(reading: "env:A", environment: ["A": "hunter2"])
    var dumped = ""
    dump(secret, to: &dumped)
    dump([secret], to: &dumped)
    for text in ["\(secret)", String(reflecting: secret), "\([secret])", "\(Optional(secret) as Any)", dumped] {
      #expect(!text.contains("hunter2"))
    }
  }
}
