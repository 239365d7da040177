import Foundation
import Postgres
import TestSupport
import Testing

@testable import Clause6

/// Assessments of the past, written down from a file: as much is asked of them as of those that are made here.
struct AssessmentImportTests {
  private func inOffice<T>(_ body: (Connection) throws -> T) throws -> T {
    let connection = try TestDatabase.connect()
    try connection.execute("SET clause6.as_of = '2026-11-22'")
    try connection.change(as: try Authorship(actor: "clerk", reason: "a test")) {
      try $0.execute(
        script: """
          INSERT INTO register.person (name) VALUES ('clerk'), ('sato'), ('tanaka'), ('mori');
          INSERT INTO register.vendor (code, name, owner_id) VALUES ('V1', 'Acme', 2);
          INSERT INTO register.questionnaire (key, version, title_en, criteria) VALUES ('q', '1', 'Two questions', 2);
          INSERT INTO register.criterion (questionnaire_id, position, key, text_en, kind, knock_out_when)
          SELECT id, 1, 'A1', 'Ever breached?', 'yes_no', 'yes' FROM register.questionnaire WHERE key = 'q'
          UNION ALL SELECT id, 2, 'A2', 'How able?', 'score', NULL FROM register.questionnaire WHERE key = 'q'
          """)
    }
    return try body(connection)
  }

  private static let header =
    "vendor,questionnaire,version,started_on,assessor,concluded_on,concluded_by,outcome,tier,"
    + "valid_until_on,conditions,criterion,value,score,waivers"

  /// Two answers to one assessment.
  private func rows(
    assessor: String = "tanaka", by: String = "mori", outcome: String = "approve", conditions: String = "",
    first: String = "no",
    score: String = "3", waivers: String = ""
  ) -> [String] {
    let common =
      "V1,q,1,2025-05-01,\(assessor),2025-06-01,\(by),\(outcome),high,\(outcome == "reject" ? "" : "2027-05-31"),\(conditions),"
    return [common + "A1,\(first),,\(waivers)", common + "A2,,\(score),"]
  }

  @discardableResult private func take(
    _ rows: [String], _ connection: Connection, as actor: String = "auditor"
  ) throws -> ImportResult {
    let path = try temporaryFile(Array(([AssessmentImportTests.header] + rows).joined(separator: "\n").utf8))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try ListImport(file: path, mapping: try Mapping.ownForm(of: "assessment", file: path))
      .run(on: connection, as: try Authorship(actor: actor, reason: "a test"))
  }

  private func count(_ connection: Connection) throws -> Int? {
    try connection.value("SELECT count(*) FROM register.assessment", as: Int.self)
  }

  @Test(.register) func isTakenWithWhoDidWhatAndWhen() throws {
    try inOffice { connection in
      let result = try take(
        rows(conditions: "2025-09-30 call a client [met 2025-08-01 by tanaka: content]", first: "no").map {
          $0.replacing(",approve,", with: ",approve_with_conditions,")
        }, connection)
      #expect(result.counts.added == 2 && result.rejects.isEmpty, "\(result.rejects)")
      let row = try connection.table(
        """
        SELECT started_by, assessor, concluded_by, outcome, answered_by, answered_on, conditions FROM facts.sheet_assessment LIMIT 1
        """
      ).rows
      #expect(
        row == [
          [
            "tanaka", "tanaka", "mori", "approve_with_conditions", "tanaka", "2025-05-01",
            "2025-09-30 call a client [met 2025-08-01 by tanaka: content]",
          ]
        ])
    }
  }

  @Test(
    .register,
    arguments: [
      ("tanaka", "tanaka", "auditor", "This assessment cannot be concluded by tanaka, who is its assessor"),
      ("tanaka", "clerk", "auditor", "This assessment cannot be concluded by clerk, who registered the vendor"),
      ("tanaka", "sato", "auditor", "This assessment cannot be concluded by sato, who answers for the vendor"),
      (
        "tanaka", "mori", "clerk",
        "This assessment cannot be written down as concluded by clerk, who registered the vendor"
      ),
      (
        "tanaka", "mori", "sato",
        "This assessment cannot be written down as concluded by sato, who answers for the vendor"
      ),
    ]) func twoPeopleLookAtEveryVendor(_ assessor: String, _ approver: String, _ importer: String, _ sentence: String)
    throws
  {
    try inOffice { connection in
      let result = try take(rows(assessor: assessor, by: approver), connection, as: importer)
      #expect(
        result.rejects.map(\.reason) == ["line 3: \(sentence)", sentence],
        "\(result.rejects.map(\.reason))")
      #expect(result.counts.added == 0)
      #expect(try count(connection) == 0)
    }
  }

  @Test(.register) func whatRulesOutIsNotApprovedUnlessWaived() throws {
    try inOffice { connection in
      let refused = try take(rows(first: "yes"), connection)
      #expect(refused.rejects.count == 2)
      #expect(refused.rejects.contains { $0.reason.contains("A1 rules the vendor out") }, "\(refused.rejects)")
      #expect(try count(connection) == 0)
      let waived = try take(rows(first: "yes", waivers: "2025-05-20/2026-05-20 by mori: long ago"), connection)
      #expect(waived.rejects.isEmpty, "\(waived.rejects)")
      let rejected = try take(
        rows(outcome: "reject", first: "yes").map { $0.replacing("2025-05-01", with: "2025-05-02") }, connection)
      #expect(rejected.rejects.isEmpty && rejected.counts.added == 2, "\(rejected.rejects)")
    }
  }

  @Test(.register) func allOfItOrNothing() throws {
    try inOffice { connection in
      let result = try take(rows(score: "7"), connection)
      #expect(
        result.rejects.map(\.reason) == [
          "line 3: A score is a whole number from 0 to 4.", "A score is a whole number from 0 to 4.",
        ],
        "\(result.rejects.map(\.reason))")
      #expect(try count(connection) == 0)
    }
  }

  @Test(.register) func rowsMustNotContradictEachOther() throws {
    try inOffice { connection in
      let result = try take([rows()[0], rows(by: "sato")[1]], connection)
      #expect(result.rejects.contains { $0.reason.hasPrefix("the rows of this assessment do not say the same") })
      #expect(try count(connection) == 0)
    }
  }

  @Test(.register) func whatWasConcludedStaysAndIsIdentical() throws {
    try inOffice { connection in
      try take(rows(), connection)
      let again = try take(rows(), connection)
      #expect(again.counts.identical == 2, "\(again.counts) \(again.rejects)")
      let changed = try take(rows(score: "4"), connection)
      #expect(
        changed.rejects.contains { $0.reason.contains("is concluded, and what was answered in it cannot be changed") })
    }
  }

  @Test(.register) func anUndoTakesAwayWhatIsKeptOtherwise() throws {
    try inOffice { connection in
      try take(rows(), connection)
      let author = try Authorship(actor: "auditor", reason: "another company's file")
      #expect(throws: PostgresError.self) {
        try connection.change(as: author) { try $0.execute("DELETE FROM register.answer") }
      }
      // By hand, without noting an undo.
      let error = #expect(throws: PostgresError.self) {
        try connection.change(as: author) {
          try $0.execute(script: "SET LOCAL clause6.undoes = '1'; DELETE FROM register.answer")
        }
      }
      #expect(error?.sentence.contains("stays recorded") == true, "\(String(describing: error))")
      let undo = try connection.change(as: author) { try $0.undoImport(1) }
      #expect(undo.removed == 3)
      #expect(try count(connection) == 0)
    }
  }

  /// Whoever sets the switch by hand signs as nobody else.
  @Test(.register) func onlyAnImportNamesWhoSigned() throws {
    try inOffice { connection in
      let review =
        "INSERT INTO register.review (vendor_id, cause, due_on, started_on, reviewer_id) VALUES (1, 'request', '2026-01-31', '2026-01-10', 4)"
      let author = try Authorship(actor: "tanaka", reason: "a test")
      try connection.change(as: author) { try $0.execute(script: review) }
      #expect(try connection.value("SELECT reviewer_id FROM register.review", as: Int.self) == 3)
      let error = #expect(throws: PostgresError.self) {
        try connection.change(as: author) { try $0.execute(script: "SET LOCAL clause6.transcribes = 'on'; \(review)") }
      }
      #expect(error?.sentence.contains("no row of a file is noted for it") == true, "\(String(describing: error))")
      #expect(try connection.value("SELECT count(*) FROM register.review", as: Int.self) == 1)
    }
  }
}
