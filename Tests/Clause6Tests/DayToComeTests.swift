import Clause6
import Postgres
import TestSupport
import Testing

/// What is said to be done on a day that has not come is refused: it would count from that day on without anybody's doing.
@Suite(.register) struct DayToComeTests {
  private static let today = CalendarDate.iso("2026-11-22")
  private static let tomorrow = CalendarDate.iso("2026-11-23")

  struct Act: Sendable, CustomTestStringConvertible {
    let sentence: String
    let run: @Sendable (Connection, CalendarDate) throws -> Void
    var testDescription: String { sentence }
  }

  private static func record(_ change: @escaping @Sendable (inout OffboardingEdit, CalendarDate) -> Void) -> (
    @Sendable (Connection, CalendarDate) throws -> Void
  ) {
    { connection, day in
      var edit = OffboardingEdit()
      change(&edit, day)
      try connection.recordOffboarding(101, edit)
    }
  }

  private static let acts = [
    Act(sentence: "Nobody has consented") { try $0.consentToSubcontractor(101, on: $1) },
    Act(sentence: "Nobody has checked the terms") { connection, day in
      var edit = SubcontractorEdit()
      (edit.flowDown, edit.flowDownCheckedOn) = (.set("yes"), .set(day))
      try connection.editSubcontractor(101, edit)
    },
    Act(
      sentence: "Nobody has settled what became of the data",
      run: record { ($0.data, $0.dataDoneOn) = (.set("returned"), .set($1)) }),
    Act(sentence: "Access has not been removed", run: record { $0.accessRemovedOn = .set($1) }),
    Act(sentence: "The offboarding has not been closed") { try $0.closeOffboarding(102, on: $1) },
    Act(sentence: "Nobody has read the paper") { connection, day in
      var edit = TermEdit(key: "confidentiality", status: .present)
      edit.checkedOn = .set(day)
      try connection.setTerm(edit, ofContract: 101)
    },
    Act(sentence: "Nobody has read anything") { try $0.readEvidence(101, on: $1) },
    Act(sentence: "The incident has not been closed") {
      try $0.closeIncident(101, on: $1, cause: "haste", prevention: "calm")
    },
    Act(sentence: "The review has not begun") { _ = try $0.startReview(vendor: 101, because: .request, on: $1) },
    Act(sentence: "The review is not completed") { try $0.completeReview(101, outcome: .continue, on: $1) },
    Act(sentence: "Nobody has approved the waiver") { try $0.approveWaiver(101, on: $1) },
    Act(sentence: "Nobody has approved the override") { try $0.approveTierOverride(101, on: $1) },
    Act(sentence: "The assessment has not begun") {
      _ = try $0.startAssessment(ofVendor: 101, engagement: 101, questionnaire: 1, on: $1)
    },
    Act(sentence: "Nobody has answered") { connection, day in
      var edit = AnswerEdit()
      edit.value = "3"
      try connection.answer("E1", ofAssessment: 101, edit, on: day)
    },
    Act(sentence: "Nobody has decided") { try $0.concludeAssessment(101, .reject, on: $1) },
    Act(sentence: "Nobody has waived anything") {
      try $0.waive(criterion: "A9", ofAssessment: 101, on: $1, until: .iso("2026-12-31"), because: "promised")
    },
    Act(sentence: "The condition has not been met") { try $0.meetCondition(1, ofAssessment: 102, on: $1) },
  ]

  private func inOffice<T>(_ body: (Connection) throws -> T) throws -> T {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.person (name) VALUES ('buyer'), ('tanaka'), ('sato');
          SELECT set_config('clause6.actor', 'buyer', true);
          INSERT INTO register.vendor (id, name) VALUES (101, 'Acme');
          INSERT INTO register.engagement (id, vendor_id, title) VALUES (101, 101, 'payroll'), (102, 101, 'archive');
          INSERT INTO register.contract (id, reference) VALUES (101, 'C-1');
          INSERT INTO register.subcontractor (id, vendor_id, name) VALUES (101, 101, 'Sub');
          INSERT INTO register.offboarding (id, vendor_id, engagement_id, ended_on) VALUES (101, 101, 101, '2026-11-01');
          INSERT INTO register.offboarding (id, vendor_id, engagement_id, ended_on, data, data_done_on, access_removed_on, note)
            VALUES (102, 101, 102, '2026-11-01', 'none_held', '2026-11-01', '2026-11-01', 'they only clean');
          INSERT INTO register.evidence (id, vendor_id, kind) VALUES (101, 101, 'policy');
          INSERT INTO register.incident (id, vendor_id, title, severity, told_at)
            VALUES (101, 101, 'lost letter', 'low', '2026-11-01 09:00+09');
          INSERT INTO register.review (id, vendor_id, cause, due_on, started_on)
            VALUES (101, 101, 'request', '2026-11-30', '2026-11-01');
          INSERT INTO register.waiver (id, rule, engagement_id, reason, starts_on, ends_on, requested_on)
            VALUES (101, 'gate-terms', 101, 'x', '2026-11-01', '2026-12-31', '2026-11-01');
          INSERT INTO register.tier_override (id, engagement_id, tier, requested_on, starts_on, ends_on)
            VALUES (101, 101, 'low', '2026-11-01', '2026-11-01', '2026-12-31');
          INSERT INTO register.questionnaire (id, key, version, title_en, criteria) VALUES (101, 'short', '1', 'Short', 1);
          INSERT INTO register.criterion (questionnaire_id, position, key, text_en) VALUES (101, 1, 'S', 'How?');
          SELECT set_config('clause6.actor', 'tanaka', true);
          INSERT INTO register.assessment (id, vendor_id, questionnaire_id, started_on) VALUES (101, 101, 1, '2026-11-01'), (102, 101, 101, '2026-11-01');
          SELECT set_config('clause6.actor', 'sato', true);
          INSERT INTO register.assessment_condition (assessment_id, position, text, due_on) VALUES (102, 1, 'call', '2026-12-31');
          UPDATE register.assessment SET concluded_on = '2026-11-10', outcome = 'approve_with_conditions', tier = 'low', valid_until_on = '2027-11-10'
            WHERE id = 102
          """)
      try connection.pretendToday(DayToComeTests.today)
      return try body(connection)
    }
  }

  @Test(arguments: acts)
  func isRefused(act: Act) throws {
    let error = #expect(throws: Clause6Error.self) { try inOffice { try act.run($0, DayToComeTests.tomorrow) } }
    #expect(error?.message == "\(act.sentence) on 2026-11-23 yet: today is 2026-11-22.")
  }

  @Test(arguments: acts)
  func todayIsTaken(act: Act) throws {
    try inOffice { try act.run($0, DayToComeTests.today) }
  }

  /// Days that are over stay as they were, whatever is decided about a waiver now.
  @Test func aWaiverIsNotCutShortForDaysThatAreOver() throws {
    try inOffice { connection in
      func waive(until last: String) throws {
        try connection.waive(
          criterion: "A9", ofAssessment: 101, on: DayToComeTests.today, until: .iso(last), because: "promised")
      }
      try connection.waive(
        criterion: "A9", ofAssessment: 101, on: .iso("2026-11-10"), until: .iso("2026-12-31"), because: "promised")
      let error = #expect(throws: Clause6Error.self) { try waive(until: "2026-11-20") }
      #expect(
        error?.message
          == "A waiver cannot end on 2026-11-20: days that are over stay as they were, "
          + "and the day before 2026-11-22 is the earliest.")
      try waive(until: "2026-11-21")
      let ends = try connection.table("SELECT waived_on, ends_on FROM register.assessment_waiver").rows
      #expect(ends == [["2026-11-10", "2026-11-21"]])
    }
  }
}
