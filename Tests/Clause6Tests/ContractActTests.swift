import Clause6
import Postgres
import TestSupport
import Testing

/// Renewals, amendments, terminations and terms as acts of the library.
@Suite(.register) struct ContractActTests {
  /// A contract over 2026 with a vendor and an owner, and one that renews itself.
  private func inRegister<T>(_ body: (Connection) throws -> T) throws -> T {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.person (id, name, login) VALUES (1, 'Sato', 'test');
          INSERT INTO register.vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
          INSERT INTO register.contract (id, reference, starts_on, ends_on, owner_id) VALUES (1, 'C-1', '2026-01-01', '2026-12-31', 1);
          INSERT INTO register.contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_months)
          VALUES (2, 'C-2', '2025-01-01', '2025-12-31', true, 12, 3);
          INSERT INTO register.contract (id, reference, kind, parent_id, starts_on) VALUES (3, 'C-1-S', 'statement_of_work', 1, '2026-02-01');
          INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (1, 2, 1), (1, 1, 2);
          SET CONSTRAINTS ALL IMMEDIATE;
          ALTER TABLE register.contract ALTER id RESTART WITH 10;
          SET CONSTRAINTS ALL DEFERRED;
          """)
      return try body(connection)
    }
  }

  private func states(_ connection: Connection, _ reference: String, on days: [String]) throws -> [String] {
    try days.map { day in
      let contract = try connection.contracts(on: .iso(day)).first { $0.reference == reference }
      return "\(contract?.state.rawValue ?? "none") \(contract?.endsOn?.description ?? "-")"
    }
  }

  private func renewal(until: String, from: String? = nil, signed: String? = nil) -> Renewal {
    var renewal = Renewal(untilOn: .iso(until))
    renewal.fromOn = from.map { .iso($0) }
    renewal.signedOn = signed.map { .iso($0) }
    return renewal
  }

  @Test func aRenewalMovesTheEndFromItsDayOn() throws {
    try inRegister { connection in
      let id = try connection.renewContract(1, renewal(until: "2027-12-31", signed: "2026-12-10"))
      #expect(
        try states(connection, "C-1", on: ["2026-12-09", "2026-12-10", "2027-01-01", "2027-12-31", "2028-01-01"]) == [
          "in_force 2026-12-31", "in_force 2027-12-31", "in_force 2027-12-31", "in_force 2027-12-31",
          "lapsed 2027-12-31",
        ])
      let amendment = try connection.table(
        """
        SELECT c.reference, c.kind, c.signed_on, c.starts_on, c.owner_id, (SELECT string_agg(vendor_id::text, ' ' ORDER BY position)
          FROM register.contract_vendor WHERE contract_id = c.id) FROM register.contract c WHERE c.id = \(id)
        """
      ).rows
      #expect(amendment == [["C-1-R1", "amendment", "2026-12-10", "2026-12-10", "1", "2 1"]])
      // What stands under it ends with it, and so runs on.
      #expect(try states(connection, "C-1-S", on: ["2027-06-01", "2028-01-01"]) == ["in_force -", "lapsed -"])
      try connection.renewContract(1, renewal(until: "2028-12-31", from: "2027-12-01"))
      #expect(
        try states(connection, "C-1", on: ["2027-11-30", "2028-06-01"]) == [
          "in_force 2027-12-31", "in_force 2028-12-31",
        ])
      #expect(try connection.contract(called: "C-1-R2") > id)
    }
  }

  @Test func aRenewalAfterTheEndLeavesTheGap() throws {
    try inRegister { connection in
      try connection.renewContract(1, renewal(until: "2027-12-31", from: "2027-02-01", signed: "2027-02-15"))
      let since = try ["2027-01-31", "2027-02-01"].map { day in
        try connection.contracts(on: .iso(day)).first { $0.reference == "C-1" }.map {
          "\($0.state.rawValue) \($0.since?.description ?? "")"
        }
      }
      #expect(since == ["lapsed 2027-01-01", "in_force 2027-02-01"])
    }
  }

  @Test func noticeBeforeARenewalIsSpent() throws {
    try inRegister { connection in
      try connection.execute("UPDATE register.contract SET notice_given_on = '2026-09-01' WHERE id = 2")
      #expect(
        try states(connection, "C-2", on: ["2026-12-31", "2027-01-01"]) == [
          "auto_renewed 2025-12-31", "lapsed 2025-12-31",
        ])
      try connection.renewContract(2, renewal(until: "2027-06-30", from: "2026-12-01"))
      #expect(
        try states(connection, "C-2", on: ["2027-01-01", "2027-03-31", "2027-07-01"]) == [
          "in_force 2027-06-30", "notice_missed 2027-06-30", "auto_renewed 2027-06-30",
        ])
    }
  }

  private func refusal(_ changes: String = "", _ act: (Connection) throws -> Void) throws -> String? {
    do {
      try inRegister { connection in
        if !changes.isEmpty { try connection.execute(script: changes) }
        try act(connection)
      }
      return nil
    } catch let error as Clause6Error {
      return error.message
    } catch let error as PostgresError {
      return error.constraint ?? error.sentence
    }
  }

  @Test(
    arguments: [
      ("", 1, "2026-12-31", "runs until 2026-12-31 as it is"), ("", 1, "2027-01-01", nil),
      ("", 3, "2027-12-31", "it ends with C-1: renew that one"),
      ("UPDATE register.contract SET terminated_on = '2026-12-15' WHERE id = 1", 1, "2027-12-31", "was terminated"),
      ("UPDATE register.contract SET terminated_on = '2026-06-30' WHERE id = 1", 1, "2027-12-31", "was terminated"),
      ("UPDATE register.contract SET supersedes_id = 1 WHERE id = 2", 1, "2027-12-31", "replaced by C-2"),
      ("UPDATE register.contract SET ends_on = NULL, open_ended = true WHERE id = 1", 1, "2027-12-31", "is open-ended"),
      (
        "UPDATE register.contract SET ends_on = NULL WHERE id = 1", 1, "2027-12-31",
        "No end of contract C-1 is recorded"
      ),
      // Before the last day for notice has passed it has not renewed itself.
      ("", 2, "2026-12-31", "runs until 2026-12-31 as it is"), ("", 2, "2027-01-31", nil),
    ] as [(String, Int, String, String?)])
  func aRenewalThatMakesNoSenseIsRefused(changes: String, id: Int, until: String, sentence: String?) throws {
    let refusal = try refusal(changes) { try $0.renewContract(id, renewal(until: until, from: "2026-11-22")) }
    #expect(sentence.map { refusal?.contains($0) == true } ?? (refusal == nil), "\(refusal ?? "not refused")")
  }

  @Test(
    arguments: [
      ("", "2025-12-31", nil, "before contract C-1 does"), ("", "2026-01-01", nil, nil),
      ("", "2027-01-01", nil, "so nothing amends it"), ("", "2027-01-01", "2027-06-30", nil),
      ("", "2026-06-01", "2026-05-31", "contract_end_is_moved_to_a_later_day"),
      (
        "UPDATE register.contract SET terminated_on = '2026-06-30' WHERE id = 1", "2026-07-01", "2027-06-30",
        "was terminated"
      ),
      ("UPDATE register.contract SET terminated_on = '2026-06-30' WHERE id = 1", "2026-06-30", nil, nil),
      ("UPDATE register.contract SET supersedes_id = 1 WHERE id = 2", "2026-06-01", nil, "amend that one"),
    ] as [(String, String, String?, String?)])
  func anAmendmentThatMakesNoSenseIsRefused(changes: String, from: String, newEnd: String?, sentence: String?) throws {
    var amendment = Amendment(reference: "C-1-A", fromOn: .iso(from))
    amendment.newEndsOn = newEnd.map { .iso($0) }
    let refusal = try refusal(changes) { _ = try $0.amendContract(1, amendment) }
    #expect(sentence.map { refusal?.contains($0) == true } ?? (refusal == nil), "\(refusal ?? "not refused")")
  }

  @Test(
    arguments: [
      ("", 1, "2026-06-30", nil, nil), ("", 1, "2026-12-31", nil, nil),
      ("", 1, "2027-01-01", nil, "ended on 2026-12-31"),
      ("", 1, "2025-12-31", nil, "starts on 2026-01-01"), ("", 3, "2026-06-30", nil, nil),
      ("", 1, "2026-06-30", "2026-07-01", "does not end contract C-1"),
      ("UPDATE register.contract SET terminated_on = '2026-06-30' WHERE id = 1", 1, "2026-06-29", nil, nil),
      (
        "UPDATE register.contract SET terminated_on = '2026-06-30' WHERE id = 1", 1, "2026-07-01", nil,
        "was terminated already"
      ),
      ("UPDATE register.contract SET supersedes_id = 1 WHERE id = 2", 1, "2026-06-30", nil, "replaced by C-2"),
      // Notice in time ends the period, so nothing is left to terminate after it.
      ("", 2, "2027-03-31", "2026-08-01", "record the notice"), ("", 2, "2026-10-31", "2026-08-01", nil),
    ] as [(String, Int, String, String?, String?)])
  func aTerminationThatMakesNoSenseIsRefused(
    changes: String, id: Int, lastDay: String, notice: String?, sentence: String?
  ) throws {
    let refusal = try refusal(changes) {
      try $0.terminateContract(id, on: .iso(lastDay), noticeGivenOn: notice.map { .iso($0) })
      let state = try $0.value(
        "SELECT state FROM facts.contract_state(\(lastDay)::date + 1) WHERE contract_id = \(id)", as: String.self)
      #expect(state == "terminated" || state == "lapsed")
    }
    #expect(sentence.map { refusal?.contains($0) == true } ?? (refusal == nil), "\(refusal ?? "not refused")")
  }

  @Test func circlesOfParentsAreRefused() throws {
    let refusal = try refusal { connection in
      var edit = ContractEdit()
      edit.parent = .set("C-1-S")
      try connection.editContract(1, edit)
    }
    #expect(refusal?.contains("would stand under itself") == true)
  }

  /// Two references that look the same in every list are one contract entered twice.
  @Test func aReferenceIsOneWhateverItsWidthAndCase() throws {
    try inRegister { connection throws in
      #expect(try connection.contract(called: "ｃ－１") == 1)
      var edit = ContractEdit()
      edit.reference = .set("c-1 ")
      let error = #expect(throws: Clause6Error.self) { try connection.addContract(edit) }
      #expect(
        error?.message == "Contract C-1 differs from \"c-1 \" in width, case or spaces only: give another reference.")
      edit.reference = .set(" C-9 ")
      let id = try connection.addContract(edit)
      #expect(try connection.contract(called: "C-9") == id)
    }
  }
}
