import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commands

struct TranscriptTests {
  /// `CLAUSE6_RECORD=1 swift test --filter TranscriptTests` rewrites the files; the diff is the review.
  @Test(.register, arguments: Transcript.all) func replays(_ name: String) throws {
    let transcript = try Transcript(named: name)
    let scratch = NSTemporaryDirectory() + "clause6-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    try Transcript.freezeToday(TestDatabase.current)
    let environment = [
      "CLAUSE6_DATABASE": TestDatabase.current.text, "CLAUSE6_ACTOR": "tanaka",
      "CLAUSE6_EVIDENCE": scratch + "/evidence", "CLAUSE6_KEYS": scratch + "/keys",
      "CLAUSE6_ZONE": "Asia/Tokyo",
    ]
    let replayed = transcript.replayed(environment: environment, scratch: scratch)
    if ProcessInfo.processInfo.environment["CLAUSE6_RECORD"] != nil {
      try replayed.write(toFile: transcript.path, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOfFile: transcript.path, encoding: .utf8)
    #expect(replayed == expected, "\(Transcript.firstDifference(expected, replayed))")
    // Whatever register the commands made can be exported, imported into an empty one, and exported again.
    try RoundTrip(of: TestDatabase.current, scratch: scratch).check()
  }

  @Test func someExist() { #expect(Transcript.all.count >= 5) }
}

extension Transcript {
  /// Commands without --as-of ask the database, and this one answers with the day of the transcripts.
  static func freezeToday(_ database: ConnectionInfo) throws {
    let name = try #require(database.settings["dbname"])
    try Connection(database).execute("ALTER DATABASE \(identifier: name) SET clause6.as_of = '2026-11-22'")
  }

  fileprivate static func firstDifference(_ expected: String, _ found: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = found.split(separator: "\n", omittingEmptySubsequences: false)
    let index = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
    func line(_ lines: [Substring]) -> String { index < lines.count ? String(lines[index]) : "(end)" }
    return "line \(index + 1)\nexpected: \(line(old))\nfound:    \(line(new))"
  }
}
