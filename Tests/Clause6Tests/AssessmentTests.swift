import Clause6
import Postgres
import TestSupport
import Testing

/// Assessments through the library: who may do what, what is refused, and what leaves no trace.
@Suite(.register) struct AssessmentTests {
  private static let day = CalendarDate.iso("2026-11-22")

  /// Buyer registered Acme, for which Sato answers; Tanaka assesses it, Mori decides.
  private func inOffice<T>(_ body: (Connection, _ assessment: Int) throws -> T) throws -> T {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.person (name) VALUES ('tanaka'), ('sato'), ('mori'), ('buyer'), ('ito')
          """)
      try connection.be("buyer")
      var edit = VendorEdit()
      (edit.name, edit.owner) = (.set("Acme"), .set("sato"))
      let vendor = try connection.addVendor(edit)
      try connection.execute(
        "INSERT INTO register.engagement (vendor_id, title, tier) VALUES (\(vendor), 'payroll', 'high')")
      try connection.be("tanaka")
      try connection.pretendToday(.iso("2027-12-31"))
      let id = try connection.startAssessment(
        ofVendor: vendor, engagement: try connection.engagement(called: "payroll", ofVendor: vendor),
        questionnaire: try connection.questionnaire(called: "clause6"), on: AssessmentTests.day)
      return try body(connection, id)
    }
  }

  private func assessed<T>(_ body: (Connection, _ assessment: Int) throws -> T) throws -> T {
    try inOffice { connection, id in
      for key in (1...6).map({ "E\($0)" }) + (1...13).map({ "A\($0)" }) { try connection.answer(key, id, "3") }
      for key in ["A14", "A15"] { try connection.answer(key, id, "yes") }
      return try body(connection, id)
    }
  }

  // MARK: Duties apart

  @Test(arguments: [
    ("tanaka", "Assessment 1 cannot be concluded by tanaka, who is its assessor"),
    ("buyer", "Assessment 1 cannot be concluded by buyer, who registered the vendor"),
    ("sato", "Assessment 1 cannot be concluded by sato, who answers for the vendor"),
    ("ito", "Assessment 1 cannot be concluded by ito, who answered in it"),
    ("cron", "cron is nobody that the register knows, and this act needs a person who answers for it"),
    // Otherwise written, the same person.
    ("ＴＡＮＡＫＡ", "Assessment 1 cannot be concluded by ＴＡＮＡＫＡ, who is its assessor"),
  ])
  func nobodyDecidesWhoTookPart(actor: String, sentence: String) throws {
    for outcome in [AssessmentOutcome.approve, .reject] {
      let found = try assessed { connection, id in
        try connection.be("ito")
        try connection.answer("E1", id, "2")
        try connection.be(actor)
        return try connection.refusal { try connection.concludeAssessment(id, outcome, on: AssessmentTests.day) }
      }
      #expect(found == sentence.replacing("Assessment 1 ", with: "Assessment \(number(in: found)) "))
    }
  }

  private func number(in sentence: String) -> String {
    sentence.split(separator: " ").dropFirst().first.map(String.init) ?? ""
  }

  @Test func whoStartedItForAnotherAssessorDoesNotDecideEither() throws {
    let found = try inOffice { connection, id in
      try connection.be("mori")
      let vendor = try connection.vendor(called: "Acme")
      let other = try connection.startAssessment(
        ofVendor: vendor, questionnaire: try connection.questionnaire(called: "clause6"), on: AssessmentTests.day,
        assessor: "tanaka")
      return try connection.refusal { try connection.concludeAssessment(other, .reject, on: AssessmentTests.day) }
    }
    #expect(found.hasSuffix("cannot be concluded by mori, who started it"), "\(found)")
  }

  @Test func anAssessorMustBeAPersonOfTheRegister() throws {
    let found = try inOffice { connection, _ in
      try connection.be("cron")
      let vendor = try connection.vendor(called: "Acme")
      let clause6 = try connection.questionnaire(called: "clause6")
      return try connection.refusal {
        try connection.startAssessment(ofVendor: vendor, questionnaire: clause6, on: AssessmentTests.day)
      }
    }
    #expect(found.hasPrefix("cron is nobody that the register knows"), "\(found)")
  }

  @Test func whoLeavesHandsOverWhatIsOpenAndStaysWhoDecided() throws {
    try assessed { connection, id in
      let ids = try connection.table(
        "SELECT id FROM register.person WHERE name IN ('tanaka', 'ito') ORDER BY name DESC"
      ).rows
      let people = ids.compactMap { $0[0].flatMap { Int($0) } }
      try connection.handOver(everythingOf: people[0], to: people[1])
      let sentence = try connection.refusal {
        try connection.be("ito")
        try connection.concludeAssessment(id, .reject, on: AssessmentTests.day)
      }
      #expect(sentence.hasSuffix("by ito, who is its assessor"), "\(sentence)")
      try connection.be("mori")
      try connection.concludeAssessment(id, .approve, on: AssessmentTests.day)
      try connection.handOver(everythingOf: people[1], to: people[0])
      let assessor = try connection.value("SELECT assessor FROM facts.assessment('2026-11-22')", as: String.self)
      #expect(assessor == "ito")
    }
  }

  // MARK: Deciding

  @Test(arguments: [
    ("critical", "2027-11-22"), ("high", "2027-11-22"), ("medium", "2028-11-22"), ("low", "2029-11-22"),
  ])
  func validityFollowsTheTier(tier: String, last: String) throws {
    try assessed { connection, id in
      try connection.execute("UPDATE register.engagement SET tier = \(tier)")
      try connection.be("mori")
      let next = try #require(CalendarDate.iso(last).next)
      let found = try connection.refusal {
        try connection.concludeAssessment(id, .approve, on: AssessmentTests.day, validUntilOn: next)
      }
      #expect(found.hasSuffix("months at most, until \(last)."), "\(found)")
      try connection.concludeAssessment(id, .approve, on: AssessmentTests.day)
      let assessment = try #require(try connection.assessments(on: AssessmentTests.day).first)
      #expect(assessment.state == .approved && assessment.validUntilOn == .iso(last) && assessment.tier == tier)
      #expect(assessment.score == 75 && assessment.band == "adequate" && assessment.residual == tier)
      #expect(try connection.assessments(on: .iso(last)).first?.state == .approved)
      #expect(try connection.assessments(on: next).first?.state == .expired)
    }
  }

  @Test func aKnockOutStandsInTheWayUntilSomebodyAnswersForIt() throws {
    try assessed { connection, id in
      try connection.answer("A9", id, "0")
      try connection.be("mori")
      let found = try connection.refusal { try connection.concludeAssessment(id, .approve, on: AssessmentTests.day) }
      #expect(found.hasSuffix("cannot be approved: A9 rules the vendor out, as an unanswered gate does"), "\(found)")
      let last = CalendarDate.iso("2027-01-31")
      func waive() throws {
        try connection.waive(
          criterion: "A9", ofAssessment: id, on: AssessmentTests.day, until: last, because: "promised")
      }
      for actor in ["tanaka", "buyer", "sato"] {
        try connection.be(actor)
        let refused = try connection.refusal(waive)
        #expect(refused.contains("cannot be waived by \(actor), who "), "\(refused)")
      }
      try connection.be("mori")
      try waive()
      try connection.concludeAssessment(id, .approve, on: AssessmentTests.day)
      #expect(try connection.assessments(on: last).first?.state == .approved)
      let after = try #require(try connection.assessments(on: .iso("2027-02-01")).first)
      #expect(after.state == .expired && after.knockedOut == ["A9"] && after.residual == "critical")
      #expect(after.since == .iso("2027-02-01"))
      // What was waived can be taken back, and not be drawn out unseen.
      try connection.waive(
        criterion: "A9", ofAssessment: id, on: .iso("2026-12-01"), until: .iso("2026-12-01"), because: "not promised")
      #expect(try connection.assessments(on: .iso("2026-12-02")).first?.state == .expired)
      let drawnOut = try connection.refusal {
        try connection.execute("UPDATE register.assessment_waiver SET ends_on = '2027-12-31'")
      }
      #expect(drawnOut.hasPrefix("A waiver can be cut short"), "\(drawnOut)")
    }
  }

  @Test func aGateThatNobodyAnsweredIsClosed() throws {
    let found = try inOffice { connection, id in
      try connection.be("mori")
      return try connection.refusal { try connection.concludeAssessment(id, .approve, on: AssessmentTests.day) }
    }
    #expect(found.contains("cannot be approved: E6, A6, A9, A10, A13, A14, A15 rule the vendor out"), "\(found)")
  }

  @Test func onlyAKnockOutCanBeWaived() throws {
    let found = try inOffice { connection, id in
      try connection.be("mori")
      return try connection.refusal {
        try connection.waive(
          criterion: "E1", ofAssessment: id, on: AssessmentTests.day, until: AssessmentTests.day, because: "kindness")
      }
    }
    #expect(found.hasPrefix("Only a criterion that rules a vendor out can be waived"), "\(found)")
  }

  @Test func whatIsDecidedNeverChanges() throws {
    try assessed { connection, id in
      try connection.be("mori")
      let condition = AssessmentOutcome.Condition(text: "call a client", dueOn: .iso("2026-12-31"))
      try connection.concludeAssessment(id, .approveWithConditions([condition]), on: AssessmentTests.day)
      for statement in [
        "UPDATE register.assessment SET outcome = 'reject', valid_until_on = NULL", "DELETE FROM register.assessment",
        "UPDATE register.assessment SET note = 'better'", "UPDATE register.answer SET score = 4 WHERE score = 3",
        "DELETE FROM register.answer", "UPDATE register.assessment_condition SET due_on = '2027-12-31'",
        "DELETE FROM register.assessment_condition",
        "UPDATE register.assessment_condition SET text = 'rest'",
        "INSERT INTO register.assessment_condition (assessment_id, position, text, due_on) VALUES (\(id), 2, 'x', '2027-01-01')",
      ] {
        let refused = try connection.refusal { try connection.execute(script: statement) }
        #expect(refused.contains("cannot be changed"), "\(statement): \(refused)")
      }
      let again = try connection.refusal { try connection.concludeAssessment(id, .reject, on: AssessmentTests.day) }
      #expect(again == "Assessment \(id) was concluded on 2026-11-22: start a new one, which supersedes it.")
    }
  }

  @Test(arguments: [
    ("outcome = 'approve_with_conditions', valid_until_on = '2027-11-22'", ""),
    ("outcome = 'approve', valid_until_on = '2027-11-22'", "(1, 'x', '2026-12-31')"),
    ("outcome = 'reject'", "(1, 'x', '2026-12-31')"), ("note = 'still open'", "(1, 'x', '2026-12-31')"),
    ("outcome = 'approve_with_conditions', valid_until_on = '2027-11-22'", "(1, 'x', '2026-11-21')"),
  ])
  func conditionsBelongToAnApprovalThatNamesThem(assignments: String, condition: String) throws {
    let found = try assessed { connection, id in
      try connection.be("mori")
      let insert = "INSERT INTO register.assessment_condition (assessment_id, position, text, due_on) VALUES "
      let decided = assignments.hasPrefix("outcome") ? ", concluded_on = '2026-11-22', tier = 'high'" : ""
      return try connection.refusal {
        if !condition.isEmpty { try connection.execute(script: insert + "(\(id), " + condition.dropFirst()) }
        try connection.execute(script: "UPDATE register.assessment SET \(assignments)\(decided)")
        try connection.execute(script: "SET CONSTRAINTS ALL IMMEDIATE")
      }
    }
    #expect(found.hasPrefix("An approval with conditions has at least one"), "\(found)")
  }

  @Test func aConditionIsMetOnceAndSaysByWhom() throws {
    try assessed { connection, id in
      try connection.be("mori")
      let condition = AssessmentOutcome.Condition(text: "call a client", dueOn: .iso("2026-12-31"))
      try connection.concludeAssessment(id, .approveWithConditions([condition]), on: AssessmentTests.day)
      func overdue(_ day: String) throws -> Int? {
        try connection.assessments(on: .iso(day)).first?.conditionsOverdue
      }
      #expect(try overdue("2026-12-31") == 0 && overdue("2027-01-01") == 1)
      try connection.be("sato")
      try connection.meetCondition(1, ofAssessment: id, on: .iso("2027-01-10"))
      let entries = try connection.value("SELECT count(*) FROM audit.entry", as: Int.self)
      try connection.meetCondition(1, ofAssessment: id, on: .iso("2027-01-10"))
      #expect(try connection.value("SELECT count(*) FROM audit.entry", as: Int.self) == entries)
      #expect(try overdue("2027-01-09") == 1 && overdue("2027-01-10") == 0)
      let by = try connection.value("SELECT met_by FROM facts.assessment_condition('2027-01-10')", as: String.self)
      #expect(by == "sato")
      let other = try connection.refusal { try connection.meetCondition(1, ofAssessment: id, on: .iso("2027-01-11")) }
      #expect(other.hasPrefix("The conditions of an approval cannot be changed"), "\(other)")
      let missing = try connection.refusal { try connection.meetCondition(2, ofAssessment: id, on: .iso("2027-01-11")) }
      #expect(missing.contains("has no condition 2"), "\(missing)")
    }
  }
}

extension Connection {
  @discardableResult
  func answer(_ key: String, _ id: Int, _ value: String) throws -> Bool {
    var edit = AnswerEdit()
    edit.value = value
    return try answer(key, ofAssessment: id, edit, on: .iso("2026-11-22"))
  }

  /// Why something was refused; what it did is undone, and the transaction goes on.
  func refusal<T>(_ body: () throws -> T) throws -> String {
    do {
      _ = try savepoint(body)
      return "nothing was refused"
    } catch let error as Clause6Error {
      return error.message
    } catch let error as PostgresError {
      return error.sentence
    }
  }
}

extension CalendarDate {
  /// The day after.
  fileprivate var next: CalendarDate? {
    CalendarDate(year: year, month: month, day: day + 1) ?? CalendarDate(year: year, month: month + 1, day: 1)
  }
}
