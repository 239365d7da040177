import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commands

extension DemoTests {
  /// Each report with what it is narrowed to, where it is long or is about a period.
  private static let reportQuestions: [(name: String, words: String)] = ReportNames.all.map { name in
    switch name {
    // What people did, they did on the day of the test.
    case "changes": (name, " --filter entity=offboarding --to 2199-12-31")
    case "requirements", "findings", "selection": (name, " --sample 30 --seed demo")
    default: (name, "")
    }
  }

  /// Each report answers for two days and of two times what `Fixtures/demo/reports` has, which was read once by hand.
  ///
  /// `CLAUSE6_RECORD=1 swift test --filter DemoTests` rewrites the files; the diff is the review.
  func expectReports(_ connection: Connection) throws {
    try connection.sealUnsigned()
    // Before anything was assessed, and in the end.
    let early = try #require(
      try connection.value(
        """
        SELECT min(idx) FROM audit.log WHERE tx = (SELECT tx FROM audit.log WHERE entity = 'assessment' ORDER BY idx LIMIT 1)
        """, as: Int.self))
    let late = try connection.leafCount()
    for question in DemoTests.reportQuestions {
      var text = ""
      for (day, size, time) in [
        ("2026-11-22", late, "all is known"), ("2026-11-22", early, "before assessments"),
        ("2026-03-31", late, "all is known"), ("2026-03-31", early, "before assessments"),
      ] {
        let asOf = question.name == "changes" ? "2199-12-31" : day
        let command = "report run \(question.name)\(question.words) --as-of \(asOf) --format csv"
        let answer = answer("\(command) --known-at @\(size)")
        #expect(answer.code == 0, "\(command): \(answer.err)")
        let hasInstants = answer.out.contains("changed_at")
        text += "$ clause6 \(command), when \(time)\n" + DemoTests.masked(answer.out, hasInstants)
        text += DemoTests.masked(answer.err, hasInstants).split(separator: "\n").map { "! \($0)\n" }.joined() + "\n"
      }
      try expectWords(of: question.name, connection)
      try expect(text, in: "Fixtures/demo/reports/\(question.name).txt")
    }
  }

  /// Every word of a closed list has a title in both languages.
  private func expectWords(of name: String, _ connection: Connection) throws {
    let report = try connection.reports().named(name)
    let table = try connection.answer(report, ReportQuestion(asOf: .iso("2026-11-22"))).table
    let words = (english: ReportWords("en", of: name), japanese: ReportWords("ja", of: name))
    for (index, column) in table.columns.enumerated() where ReportWords.isCoded(column: column.name) {
      for cell in Set(table.rows.compactMap { $0[index] }) {
        let codes = column.kind == .list ? Table.elements(ofList: cell)?.compactMap { $0 } ?? [] : [cell]
        let unknown = codes.filter { code in
          code.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil
            && words.english.text(code, in: .init(name: column.name, kind: .text))
              == words.japanese.text(code, in: .init(name: column.name, kind: .text))
            && !["ismap"].contains(code)
        }
        #expect(unknown == [], "\(name).\(column.name)")
      }
    }
  }

  private func expect(_ text: String, in path: String) throws {
    if ProcessInfo.processInfo.environment["CLAUSE6_RECORD"] != nil {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    let expected = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let difference = zip(
      expected.split(separator: "\n", omittingEmptySubsequences: false),
      text.split(separator: "\n", omittingEmptySubsequences: false)
    ).first { $0 != $1 }
    #expect(text == expected, "\(path): \(difference.map { "\($0) is now \($1)" } ?? "another length")")
  }

  /// Without what differs from run to run: instants, their offset, and the hash of rows that have some.
  private static func masked(_ text: String, _ hasInstants: Bool) -> String {
    let masked = text.replacing(/Known: [^·]*/, with: "Known: … ")
    guard hasInstants else { return masked }
    return masked.replacing(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?(\+\d\d:\d\d)?/, with: "(instant)")
      .replacing(/rows: [0-9a-f]{64}/, with: "rows: …")
  }
}
