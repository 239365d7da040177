import Clause6
import Postgres
import TestSupport
import Testing

/// Answers to each kind of criterion, one by one and from a sheet.
@Suite(.register) struct AnswerTests {
  private func asked<T>(_ body: (Connection, _ assessment: Int) throws -> T) throws -> T {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(script: "INSERT INTO register.person (name) VALUES ('tanaka')")
      try connection.be("tanaka")
      var edit = VendorEdit()
      edit.name = .set("Acme")
      let vendor = try connection.addVendor(edit)
      let text = """
        key,text,kind,choices,weight,required
        S,How able?,score,,5,yes
        Y,Secret?,yes_no,,1,yes
        C,How often?,choice,daily:4=Daily|never:0=Never|other=Other,1,yes
        M,Which?,choices,a=A|b=B,1,no
        T,Why?,text,,1,no
        """
      let draft = try QuestionnaireDraft(path: "q.csv", text: text)
      var titled = draft
      titled.titleEn = "Five questions"
      let id = try connection.startAssessment(
        ofVendor: vendor, questionnaire: try connection.addQuestionnaire(titled, key: "five", version: "1"),
        on: .iso("2026-11-22"))
      return try body(connection, id)
    }
  }

  private func points(_ connection: Connection, _ key: String) throws -> Int? {
    try connection.value(
      "SELECT points FROM facts.assessment_answer('2026-11-22') WHERE key = \(key)", as: Int.self)
  }

  @Test(
    arguments: [
      ("S", "3", 3), ("Y", "yes", 4), ("Y", "no", 0), ("C", "daily", 4), ("C", "never", 0),
      // What nobody judged yet is claimed.
      ("C", "other", 1), ("M", "a, b", 1), ("T", "so", 1),
    ] as [(String, String, Int)])
  func isWorth(key: String, value: String, worth: Int) throws {
    try asked { connection, id in
      #expect(try connection.answer(key, id, value))
      #expect(try points(connection, key) == worth)
      guard key != "S" else { return }
      var edit = AnswerEdit()
      edit.score = .set(2)
      try connection.answer(key, ofAssessment: id, edit, on: .iso("2026-11-22"))
      #expect(try points(connection, key) == 2, "an assessor's judgement goes before")
    }
  }

  @Test(
    arguments: [
      ("S", "5", "S is answered by a score, not by \"5\""), ("S", "good", "S is answered by a score, not by \"good\""),
      ("Y", "maybe", "Y is answered by yes or no, not by \"maybe\""),
      ("C", "often", "C is answered by one of daily, never, other, not by \"often\""),
      ("C", "daily,never", "C is answered by one of daily, never, other, not by \"daily,never\""),
      ("M", "a,c", "M is answered by some of a, b, not by \"a,c\""), ("X", "3", "asks nothing called \"X\""),
    ] as [(String, String, String)])
  func refusesWhatDoesNotFit(key: String, value: String, sentence: String) throws {
    try asked { connection, id in
      let found = try connection.refusal { try connection.answer(key, id, value) }
      #expect(found.contains(sentence), "\(found)")
    }
  }

  @Test func theSameAgainLeavesNoTrace() throws {
    try asked { connection, id in
      var edit = AnswerEdit()
      (edit.value, edit.comment) = ("3", .set("seen"))
      #expect(try connection.answer("S", ofAssessment: id, edit, on: .iso("2026-11-22")))
      #expect(try !connection.answer("S", ofAssessment: id, edit, on: .iso("2026-11-23")))
      let entries = try connection.table("SELECT op FROM audit.entry WHERE entity = 'answer'").rows
      #expect(entries == [["I"]])
      edit.value = nil
      edit.notApplicableBecause = "no such work"
      #expect(try connection.answer("S", ofAssessment: id, edit, on: .iso("2026-11-22")))
      let row = try connection.table("SELECT score, not_applicable_because, comment FROM register.answer").rows
      #expect(row == [[nil, "no such work", "seen"]])
    }
  }

  @Test func theWordingStaysWithTheAnswer() throws {
    try asked { connection, id in
      try connection.answer("S", id, "3")
      try connection.execute("UPDATE register.answer SET text_en = 'Is it lovely?', answered_by = 'somebody else'")
      let row = try connection.table("SELECT text_en, answered_by FROM register.answer").rows
      #expect(row == [["How able?", "tanaka"]])
    }
  }

  @Test func expiredEvidenceIsWorthAClaimFromTheDayAfter() throws {
    try asked { connection, id in
      var edit = AnswerEdit()
      (edit.value, edit.evidence) = ("4", .set("certificate"))
      edit.evidenceValidUntilOn = .set(.iso("2026-12-31"))
      try connection.answer("S", ofAssessment: id, edit, on: .iso("2026-11-22"))
      let points: [Int?] = try ["2026-12-31", "2027-01-01"].map { day in
        try connection.value(
          "SELECT points FROM facts.assessment_answer(\(day)::date) WHERE key = 'S'", as: Int.self)
      }
      #expect(points == [4, 1])
    }
  }

  // MARK: Sheets

  @Test(arguments: [
    ("sheet.csv", "key,value,comment\nS,3,good\nY,yes,\nC,,nothing yet\n"),
    ("sheet.tsv", "key\tvalue\tcomment\nS\t3\tgood\nY\tyes\t\nC\t\tnothing yet\n"),
    ("sheet.yaml", "S: {value: 3, comment: good}\nY: yes\nC: {comment: nothing yet}\n"),
  ])
  func aSheetAnswersWhatItAnswers(path: String, text: String) throws {
    try asked { connection, id in
      let sheet = try AnswerFile(path: path, text: text)
      #expect(sheet.answers.map(\.key) == ["S", "Y"] && sheet.blank == ["C"])
      #expect(try connection.answer(sheet, ofAssessment: id, on: .iso("2026-11-22")) == 2)
      #expect(try connection.answer(sheet, ofAssessment: id, on: .iso("2026-11-22")) == 0)
      let rows = try connection.table("SELECT value, score, comment FROM register.answer ORDER BY id").rows
      #expect(rows == [[nil, "3", "good"], ["yes", nil, nil]])
    }
  }

  @Test(
    arguments: [
      ("key,value\nS,3\nX,1\n", "s.csv line 3: Assessment"),
      ("key,value\nY,often\n", "s.csv line 2: Y: Y is answered by"),
      ("key,value,score\nT,so,9\n", "s.csv line 2: T: A score is a whole number from 0 to 4."),
      ("key,value,evidence_valid_until_on\nS,3,soon\n", "s.csv line 2: evidence_valid_until_on \"soon\" is not a day"),
      ("key,value,scores\nS,3,1\n", "s.csv has a column \"scores\" (did you mean \"score\"?)"),
      ("question,value\nS,3\n", "s.csv has no column \"key\""),
      ("key,value\nS,3\nY,yes\nS,1\n", "s.csv line 4 answers S, which line 2 has answered: keep one of the two."),
      ("key,value,not_applicable_because\nS,3,no\n", "s.csv line 2: S has an answer and yet does not apply"),
    ] as [(String, String)])
  func aSheetThatDoesNotFitIsRefusedWithItsLine(text: String, sentence: String) throws {
    try asked { connection, id in
      let error = #expect(throws: Clause6Error.self) {
        try connection.answer(AnswerFile(path: "s.csv", text: text), ofAssessment: id, on: .iso("2026-11-22"))
      }
      #expect(error?.message.hasPrefix(sentence) == true, "\(error?.message ?? "")")
    }
  }
}
