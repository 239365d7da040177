import Clause6
import Postgres
import TestSupport
import Testing

/// Acknowledgements, assignments and waivers: what a finding is on a day follows from them.
@Suite struct FindingTests {
  /// A vendor with one contract that is noted, found on 1 January 2020; Sato and Mori are people.
  private func found() throws -> (Connection, Rule) {
    let connection = try TestDatabase.connect()
    try connection.register(
      """
      INSERT INTO register.person (name, login) VALUES ('Sato', 'sato'), ('Mori', 'mori');
      INSERT INTO register.vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
      INSERT INTO register.contract (id, reference, note) VALUES (10, 'C-10', 'low'), (11, 'C-11', 'low');
      INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1), (11, 2, 1);
      """)
    let rule = try Rule.sample(
      select: """
        SELECT l.vendor_id, c.id AS subject_id, NULL::date AS since, 'noted' AS reason, c.note AS severity
        FROM contract c JOIN contract_vendor l ON l.contract_id = c.id WHERE c.note IS NOT NULL
        """)
    _ = try connection.check([rule], on: .iso("2020-01-01"), as: .test)
    return (connection, rule)
  }

  private func states(_ connection: Connection, _ day: CalendarDate) throws -> [String?] {
    try connection.table("SELECT state FROM facts.finding(\(day)::date) ORDER BY finding_id").rows.map { $0[0] }
  }

  private func by(_ actor: String) throws -> Authorship { try Authorship(actor: actor, reason: "test") }

  @Test(.register) func anAcknowledgementEndsWhenItGrowsWorseOrComesBack() throws {
    let (connection, rule) = try found()
    func acknowledge(_ day: String) throws {
      try connection.change(as: by("sato")) { try $0.acknowledgeFinding(1, saying: "seen", on: .iso(day)) }
    }
    func check(_ day: String, _ note: String?) throws {
      try connection.register("UPDATE register.contract SET note = \(note.map { "'\($0)'" } ?? "NULL") WHERE id = 10")
      _ = try connection.check([rule], on: .iso(day), as: .test)
    }
    try acknowledge("2020-01-02")
    #expect(try states(connection, .iso("2020-01-02")) == ["acknowledged", "open"])
    #expect(try states(connection, .iso("2020-01-01")) == ["open", "open"], "nobody had seen it then")
    try check("2020-01-03", "info")
    #expect(try states(connection, .iso("2020-01-03"))[0] == "acknowledged", "it is less grave than it was")
    try check("2020-01-04", "high")
    #expect(try states(connection, .iso("2020-01-04"))[0] == "open", "it is worse")
    #expect(try states(connection, .iso("2020-01-03"))[0] == "acknowledged", "as it was")
    try acknowledge("2020-01-05")
    #expect(try states(connection, .iso("2020-01-05"))[0] == "acknowledged")
    try check("2020-01-06", nil)
    #expect(try states(connection, .iso("2020-01-06"))[0] == "resolved")
    try check("2020-01-07", "high")
    #expect(try states(connection, .iso("2020-01-07"))[0] == "open", "it came back")
    #expect(try states(connection, .iso("2020-01-06"))[0] == "resolved")
    let severities = try connection.table(
      "SELECT (SELECT severity FROM facts.finding(d::date) WHERE finding_id = 1) FROM generate_series(date '2020-01-02', '2020-01-04', '1 day') d"
    )
    #expect(severities.rows == [["low"], ["info"], ["high"]])
    let events = try connection.table("SELECT what FROM facts.finding_event WHERE finding_id = 1 ORDER BY event_id")
      .rows
    #expect(events.map { $0[0] } == ["opened", "changed", "worsened", "resolved", "reopened"])

    try check("2020-01-08", nil)
    let ends = try connection.table(
      """
      SELECT d::date, f.resolved_on, f.reopened FROM generate_series(date '2020-01-05', '2020-01-09', '1 day') d
      CROSS JOIN LATERAL facts.finding(d::date) f WHERE f.finding_id = 1 ORDER BY d
      """)
    #expect(
      ends.rows == [
        ["2020-01-05", nil, "0"], ["2020-01-06", "2020-01-06", "0"], ["2020-01-07", nil, "1"],
        ["2020-01-08", "2020-01-08", "1"], ["2020-01-09", "2020-01-08", "1"],
      ], "what a day is told of an end is what was so on the day")
  }

  @Test(.register) func aFindingIsHandedToSomebodyWhoIsThere() throws {
    let (connection, _) = try found()
    try connection.change(as: by("sato")) {
      try $0.assignFinding(1, to: "mori", saying: "knows them", on: .iso("2020-01-01"))
    }
    let assignee: SQL = "SELECT assignee FROM facts.finding('2020-01-01') WHERE finding_id = 1"
    #expect(try connection.value(assignee) == "Mori")
    try connection.change(as: by("sato")) { try $0.assignFinding(1, to: nil, saying: "away", on: .iso("2020-01-01")) }
    #expect(try connection.value(assignee, as: String.self) == nil)
    try connection.change(as: by("sato")) {
      try $0.assignFinding(1, to: "mori", saying: "back", on: .iso("2020-01-01"))
    }
    #expect(try connection.value(assignee) == "Mori")
    try connection.register("UPDATE register.person SET left_on = '2019-12-31' WHERE login = 'mori'")
    #expect(try connection.value(assignee, as: String.self) == nil, "nobody who has left sees to anything")
    #expect(throws: (any Error).self) {
      try connection.change(as: by("sato")) {
        try $0.assignFinding(1, to: "mori", saying: "back?", on: .iso("2020-01-01"))
      }
    }
    #expect(throws: PostgresError.self) {
      try connection.register("UPDATE register.finding_act SET text = 'never said'")
    }
  }

  // MARK: Waivers

  /// Sato asks, Mori grants.
  private func waive(
    _ connection: Connection, _ thing: WaivedThing, from first: String, until last: String
  ) throws -> Int {
    let id = try connection.change(as: by("sato")) {
      try $0.requestWaiver(
        of: thing, because: "agreed", from: .iso(first), until: .iso(last), on: .iso("2020-01-01"))
    }
    try connection.change(as: by("mori")) { try $0.approveWaiver(id, on: .iso("2020-01-01")) }
    return id
  }

  @Test(.register) func aWaiverCountsFromItsFirstToItsLastDay() throws {
    let (connection, rule) = try found()
    let id = try waive(connection, .finding(1), from: "2020-01-10", until: "2020-01-20")
    let days = ["2020-01-09": "open", "2020-01-10": "waived", "2020-01-20": "waived", "2020-01-21": "open"]
    for (day, state) in days { #expect(try states(connection, .iso(day)) == [state, "open"], "\(day)") }
    let ended: SQL = "SELECT waiver_ended_on::text FROM facts.finding('2020-01-21') WHERE finding_id = 1"
    #expect(try connection.value(ended) == "2020-01-20")
    for (day, waived) in [("2020-01-09", 0), ("2020-01-10", 1), ("2020-01-20", 1), ("2020-01-21", 0)] {
      let plan = try connection.planCheck([rule], on: .iso(day))
      #expect(plan.waived == waived && plan.open == ["low": 2 - waived] && plan.rules[0].open == 2, "\(day)")
    }
    try connection.change(as: by("sato")) { try $0.withdrawWaiver(id, on: .iso("2020-01-15")) }
    #expect(try states(connection, .iso("2020-01-14"))[0] == "waived")
    #expect(try states(connection, .iso("2020-01-15"))[0] == "open")
  }

  @Test(.register) func aWaiverForAVendorCoversWhatIsFoundLater() throws {
    let (connection, rule) = try found()
    _ = try waive(connection, .rule("sample", vendor: 1), from: "2020-01-01", until: "2020-01-20")
    #expect(try states(connection, .iso("2020-01-01")) == ["waived", "open"])
    try connection.register(
      """
      INSERT INTO register.contract (id, reference, note) VALUES (12, 'C-12', 'critical');
      INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (12, 1, 1);
      """)
    let plan = try connection.planCheck([rule], on: .iso("2020-01-20"))
    #expect(plan.rules[0].opened == 1 && plan.waived == 2 && plan.newCount(atLeast: "info") == 0)
    #expect(try connection.planCheck([rule], on: .iso("2020-01-21")).newCount(atLeast: "critical") == 1)
    _ = try connection.register("UPDATE register.contract SET note = NULL WHERE id = 10")
    let kept = try connection.check([rule], on: .iso("2020-01-01"), as: .test)
    #expect(kept.waived == 1 && kept.open == ["low": 1] && kept.rules[0].resolved == 1)
    // A waiver of another rule covers nothing.
    _ = try waive(connection, .rule("other", vendor: 2), from: "2020-01-01", until: "2020-01-20")
    #expect(try states(connection, .iso("2020-01-01")) == ["resolved", "open", "waived"])
  }

  @Test(.register) func aWaiverThatWasRejectedOrOnlyAskedForCountsForNothing() throws {
    let (connection, _) = try found()
    func ask() throws -> Int {
      try connection.change(as: by("sato")) {
        try $0.requestWaiver(
          of: .finding(1), because: "agreed", from: .iso("2020-01-01"), until: .iso("2020-01-20"),
          on: .iso("2020-01-01"))
      }
    }
    let id = try ask()
    #expect(try states(connection, .iso("2020-01-05"))[0] == "open")
    try connection.change(as: by("mori")) { try $0.rejectWaiver(id, on: .iso("2020-01-01")) }
    #expect(try connection.value("SELECT state FROM facts.waiver('2020-01-05') WHERE waiver_id = \(id)") == "rejected")
    for decide in [Connection.approveWaiver, Connection.rejectWaiver, Connection.withdrawWaiver] {
      #expect(throws: Clause6Error.self) {
        try connection.change(as: by("mori")) { try decide($0)(id, .iso("2020-01-01")) }
      }
    }
    #expect(throws: PostgresError.self, "what was decided stays") {
      try connection.register("UPDATE register.waiver SET rejected_on = NULL, rejected_by_id = NULL")
    }
    #expect(throws: PostgresError.self, "who asked does not decide") {
      let second = try ask()
      try connection.change(as: by("sato")) { try $0.rejectWaiver(second, on: .iso("2020-01-01")) }
    }
  }

  @Test(
    .register,
    arguments: [(nil, nil, 366), ("sample", 30, 30), (nil, 60, 60), ("other", 30, 366)] as [(String?, Int?, Int)])
  func aWaiverLastsAsLongAsIsSet(rule: String?, days: Int?, most: Int) throws {
    let (connection, _) = try found()
    if let days {
      _ = try connection.change(as: .test) {
        try $0.execute(
          "INSERT INTO register.rule_setting (rule, name, value) VALUES (\(rule), 'waiver_days', \(String(days)))")
      }
    }
    func ask(_ length: Int) throws {
      _ = try connection.change(as: by("sato"), rehearse: true) {
        let last = try #require(
          try $0.value("SELECT date '2020-03-01' + \(length)::integer - 1", as: CalendarDate.self))
        _ = try $0.requestWaiver(
          of: .finding(1), because: "agreed", from: .iso("2020-03-01"), until: last, on: .iso("2020-01-01"))
      }
    }
    try ask(most)
    #expect(throws: PostgresError.self) { try ask(most + 1) }
  }
}
