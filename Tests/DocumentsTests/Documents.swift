import Clause6
import Documents
import Foundation
import Postgres
import TestSupport

/// Answers made up for tests: a report of a file, and rows that are its answer.
enum Answer {
  static let day = CalendarDate.iso("2026-03-31")

  /// - Parameter charts: lines of the header.
  static func of(_ select: String, charts: [String] = [], language: String = "en") throws -> (Table, ReportStamp) {
    let connection = try TestDatabase.connect()
    let folder = NSTemporaryDirectory() + "clause6-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let header = """
      -- report: made-up
      -- title: Made up
      -- title-ja: 例
      -- question: What is there?
      -- question-ja: 何があるか？

      """
    try (header + charts.map { "-- chart: \($0)\n" }.joined() + select).write(
      toFile: folder + "/one.sql", atomically: true, encoding: .utf8)
    var question = ReportQuestion(asOf: day)
    question.language = language
    return try connection.answer(connection.reports(folders: [folder]).named("made-up"), question)
  }

  static func page(_ select: String, charts: [String] = [], language: String = "en") throws -> String {
    let (table, stamp) = try of(select, charts: charts, language: language)
    var page = ""
    ReportPage(table, stamp).write { page += $0 }
    return page
  }

  /// Texts that somebody might hope a spreadsheet program, a browser or a terminal runs.
  static let hostile = [
    "=HYPERLINK(\"http://x.example\",\"click\")", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "＝1+1",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>", "</style><script>", "'; DROP TABLE vendor; --", "\u{1B}[2J\u{1B}]0;x\u{07}",
    "\u{202E}gnp.exe", "a\u{0}".replacing("\u{0}", with: "\u{1}"), "&lt;b&gt;", "_x0041_", "{{7*7}}",
    "javascript:alert(1)",
    "\"\u{301} onload=\"alert(1)", "line\nline", "data:text/html,<b>", "]]>", "<!--", "1\r\n2",
  ]
}
