import Foundation
import Postgres
import TestSupport
import Testing

/// README's five commands take one from nothing to mails in a mailbox.
@Suite(.register, .enabled(if: TestProcess.reasonWithoutMail == nil, "needs python3 with aiosmtpd"))
struct ReadmeReminderTests {
  @Test func theFiveCommandsEndInMails() throws {
    let folder = NSTemporaryDirectory() + "clause6-readme-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let port = try BoundPort().number
    // What a person waits for without thinking of it, and the server's end with the script's.
    let lines = try ReadmeReminderTests.commands().map { $0.replacing("8025", with: "\(port)") }
    #expect(lines.count == 5)
    let script = """
      set -e
      ln -s "$OLDPWD/Fixtures" Fixtures
      \(lines[0])
      trap "kill -9 $!" EXIT
      for _ in $(seq 300); do (: </dev/tcp/localhost/\(port)) 2>/dev/null && break; sleep 0.1; done
      \(lines[1])
      \(lines[2])
      \(lines[3]) || test $? = 2
      \(lines[4])
      """
    let bin = folder + "/bin"
    try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: bin + "/clause6", withDestinationPath: Program.path)
    try FileManager.default.createSymbolicLink(atPath: bin + "/python3", withDestinationPath: TestProcess.python)
    let here = FileManager.default.currentDirectoryPath
    let outcome = try Program.run(
      ["-c", "cd \(here) && cd \(folder) && \(script)"],
      ["PATH": "\(bin):/usr/bin:/bin", "CLAUSE6_DATABASE": TestDatabase.current.text, "HOME": folder],
      binary: "/bin/bash", folder: folder)
    #expect(outcome.code == 0, "\(outcome.err)")
    let mails = try FileManager.default.contentsOfDirectory(atPath: folder + "/mail/new")
    let people = try TestDatabase.connect().value(
      "SELECT count(DISTINCT person_id) FROM register.delivery WHERE state = 'sent'", as: Int.self)
    #expect(mails.count == people && mails.count > 5)
    #expect(outcome.out.contains("250"))
  }

  /// The commands of the section's first block.
  private static func commands() throws -> [String] {
    let readme = try String(contentsOfFile: "README.md", encoding: .utf8)
    let section = try #require(readme.components(separatedBy: "\n## Reminders\n").last)
    let block = section.components(separatedBy: "```sh\n")[1].components(separatedBy: "```")[0]
    return block.split(separator: "\n").map(String.init)
  }
}
