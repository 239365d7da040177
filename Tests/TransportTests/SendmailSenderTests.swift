import Foundation
import Testing

@testable import Transport

/// Mails to small programs that are called like sendmail(8).
@Suite struct SendmailSenderTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "c6sendmail-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// - Parameter script: what the program does; `$F` is a folder of its own.
  private func program(_ script: String) throws -> String {
    let path = folder.appending(path: "sendmail").path
    try "#!/bin/sh\nF='\(folder.path)'\n\(script)\n".write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  private func send(_ script: String, bytes: Int = 10, seconds: Int = 300, beforeEnd: () throws -> Void = {}) throws
    -> Attempt
  {
    let sender = SendmailSender(try program(script), seconds: seconds)
    return try sender.send(
      Array(repeating: UInt8(ascii: "x"), count: bytes), from: "a@b.example", to: "c@d.example", beforeEnd: beforeEnd)
  }

  private func clean() { try? FileManager.default.removeItem(at: folder) }

  @Test func itIsCalledWithoutAShellAndReadsTheWholeMessage() throws {
    defer { clean() }
    var marks = 0
    let attempt = try send(#"printf '%s\n' "$@" >"$F/words"; cat >"$F/mail""#, bytes: 300_000) { marks += 1 }
    #expect(attempt == Attempt(.accepted, code: 0, reply: "queued"))
    #expect(marks == 1)
    let words = try String(contentsOf: folder.appending(path: "words"), encoding: .utf8)
    #expect(words == "-i\n-f\na@b.example\n--\nc@d.example\n")
    #expect(try Data(contentsOf: folder.appending(path: "mail")).count == 300_000)
  }

  @Test(arguments: [(75, "try later"), (69, "no such user"), (1, ""), (127, "not found")])
  func whateverItSaysIsRetried(code: Int, words: String) throws {
    defer { clean() }
    let attempt = try send("cat >/dev/null; echo '\(words)' >&2; exit \(code)")
    #expect(attempt.verdict == .retry)
    #expect(attempt.code == code)
    #expect(words.isEmpty ? attempt.reply.hasSuffix("said nothing.") : attempt.reply == words)
  }

  @Test func killedBeforeItHadTheMessageIsRetriedAndLaterUncertain() throws {
    defer { clean() }
    #expect(try send("kill -9 $$", bytes: 1_000_000).verdict == .retry)
    #expect(try send("cat >/dev/null; kill -9 $$").verdict == .uncertain)
    #expect(try send("exit 0", bytes: 1_000_000).verdict == .retry)
  }

  @Test func oneThatHangsIsKilled() throws {
    defer { clean() }
    #expect(try send("exec sleep 600", bytes: 1_000_000, seconds: 1).verdict == .retry)
    #expect(try send("cat >/dev/null; exec sleep 600", seconds: 1).verdict == .uncertain)
  }

  @Test func whatBeforeEndThrowsStopsTheMail() throws {
    defer { clean() }
    struct Fence: Error {}
    #expect(throws: Fence.self) { try send(#"cat >/dev/null && : >"$F/taken""#) { throw Fence() } }
    #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "taken").path))
  }

  @Test func oneThatIsNotThereIsASetting() throws {
    defer { clean() }
    let path = folder.appending(path: "none").path
    let attempt = try SendmailSender(path).send([1], from: "a@b.example", to: "c@d.example") {}
    #expect(attempt.verdict == .misconfigured)
    #expect(attempt.reply == "\(path) cannot be run: no such file or directory; correct the setting.")
  }

  @Test func anOptionIsNoAddress() throws {
    defer { clean() }
    let sender = SendmailSender(try program(#": >"$F/called""#))
    #expect(try sender.send([1], from: "-oQ/tmp@b.example", to: "c@d.example") {}.verdict == .misconfigured)
    #expect(try sender.send([1], from: "a@b.example", to: "-bs@d.example") {}.verdict == .dead)
    #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "called").path))
  }
}
