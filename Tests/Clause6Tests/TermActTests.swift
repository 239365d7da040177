import Clause6
import Postgres
import TestSupport
import Testing

/// What is recorded of a term, by whom, and what takes a check away.
@Suite(.register) struct TermActTests {
  private func inRegister<T>(_ body: (Connection) throws -> T) throws -> T {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.person (id, name, login) VALUES (1, 'Sato', 'test');
          INSERT INTO register.contract (id, reference, starts_on) VALUES (1, 'C-1', '2026-01-01');
          """)
      return try body(connection)
    }
  }

  private func recorded(_ connection: Connection) throws -> [[String?]] {
    try connection.table(
      """
      SELECT term_key, from_on, status, article, page, figure, figure_unit, checked_on, checked_by_id
      FROM register.term ORDER BY term_key, from_on NULLS FIRST
      """
    ).rows
  }

  private let read: TermEdit = {
    var edit = TermEdit(key: "breach_notification", status: .present)
    edit.article = .set("12")
    edit.page = .set("7")
    edit.figure = .set("24")
    edit.checkedOn = .set(.iso("2026-11-22"))
    return edit
  }()

  private let row: [String?] = ["breach_notification", nil, "present", "12", "7", "24", "hours", "2026-11-22", "1"]

  @Test func theCheckIsThatOfWhoActs() throws {
    try inRegister { connection in
      try connection.setTerm(read, ofContract: 1)
      #expect(try recorded(connection) == [row])
      try connection.act(as: Authorship(actor: "cron", reason: "a test"))
      try connection.setTerm(read, ofContract: 1)
      #expect(
        try recorded(connection).first?.suffix(2) == ["2026-11-22", nil], "who is nobody checked nothing by name")
    }
  }

  @Test func termsAndSecrecyAreReadAsOfADay() throws {
    try inRegister { connection in
      try connection.setTerm(read, ofContract: 1)
      var secrecy = TermEdit(key: "confidentiality", status: .present)
      secrecy.figure = .set("12")
      try connection.setTerm(secrecy, ofContract: 1)
      try connection.terminateContract(1, on: .iso("2026-06-30"))
      let term = try #require(try connection.terms(ofContract: 1, on: .iso("2026-03-31")).last)
      #expect(term.term == "breach_notification" && term.status == .present && term.source == "C-1")
      #expect(term.figureEn == "24 hours" && term.checkedOn == .iso("2026-11-22") && term.checkedBy == "Sato")
      let states = try ["2025-12-31", "2026-06-30", "2027-06-30", "2027-07-01"].map {
        try connection.secrecy(ofContract: 1, on: .iso($0))
      }
      #expect(states == [.notStarted, .runs, .survives, .over])
    }
  }

  @Test func theSameAgainLeavesNoTrace() throws {
    try inRegister { connection in
      func changes() throws -> Int? {
        try connection.value("SELECT count(*) FROM audit.entry WHERE entity = 'term'", as: Int.self)
      }
      try connection.setTerm(read, ofContract: 1)
      try connection.setTerm(read, ofContract: 1)
      #expect(try changes() == 1)
      try connection.setTerm(TermEdit(key: "breach_notification", status: .present), ofContract: 1)
      #expect(try changes() == 1, "what is not named stays")
      try connection.setTerm(
        TermEdit(key: "breach_notification", status: .weak, fromOn: .iso("2026-06-01")), ofContract: 1)
      #expect(try recorded(connection).map { $0[2] } == ["present", "weak"], "another day is another version")
    }
  }

  @Test func whatIsMissingHasNoFigure() throws {
    try inRegister { connection in
      try connection.setTerm(read, ofContract: 1)
      try connection.setTerm(TermEdit(key: "breach_notification", status: .missing), ofContract: 1)
      #expect(try recorded(connection).first?[5...6] == [nil, nil])
    }
  }

  /// Another status than the one that was checked is not the one that was checked.
  @Test func aStatusFromElsewhereTakesTheCheckAway() throws {
    try inRegister { connection in
      try connection.setTerm(read, ofContract: 1)
      var edit = ContractEdit()
      edit.terms = [("breach_notification", "present")]
      try connection.editContract(1, edit)
      #expect(try recorded(connection) == [row])
      edit.terms = [("breach_notification", "weak")]
      try connection.editContract(1, edit)
      #expect(try recorded(connection) == [["breach_notification", nil, "weak", "12", "7", "24", "hours", nil, nil]])
      edit.terms = [("breach_notification", nil)]
      try connection.editContract(1, edit)
      #expect(try recorded(connection) == [])
    }
  }

  @Test(
    arguments: [
      ("breach_notfication", "did you mean \"breach_notification\"?", nil),
      ("training", "says nothing from 2025-12-31 on", "2025-12-31"), ("training", nil, "2026-01-01"),
    ] as [(String, String?, String?)])
  func whatMakesNoSenseIsRefused(key: String, sentence: String?, from: String?) throws {
    let message = try inRegister { connection in
      do {
        try connection.setTerm(TermEdit(key: key, status: .present, fromOn: from.map { .iso($0) }), ofContract: 1)
        return String?.none
      } catch let error as Clause6Error {
        return error.message
      }
    }
    #expect(sentence.map { message?.contains($0) == true } ?? (message == nil), "\(message ?? "not refused")")
  }
}
