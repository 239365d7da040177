import Clause6
import Postgres
import TestSupport
import Testing

/// `facts.offboarding` against a clerk's checklist, and what the database refuses.
@Suite(.register, .serialized) struct OffboardingFactsTests {
  private struct Case {
    var ended = DayNumber(0)
    var dataDue: DayNumber?
    var data: String?
    var dataDone: DayNumber?
    var proof: String?
    var access: DayNumber?
    var secrecy: DayNumber?
    var closed: DayNumber?

    func legs(_ day: DayNumber) -> (data: String, proof: String, access: String, secrecy: String, state: String) {
      var data = "no_due_day"
      if let done = dataDone, done <= day {
        data = dataDue.map { $0 < done } ?? false ? "settled_late" : "settled"
      } else if let due = dataDue {
        data = due < day ? "overdue" : "due"
      }
      let isSettled = data.hasPrefix("settled")
      let proof = isSettled && self.data == "none_held" ? "not_needed" : self.proof ?? "lacking"
      let access = self.access.map { $0 <= day } ?? false ? "removed" : ended < day ? "overdue" : "due"
      let secrecy = self.secrecy.map { day <= $0 ? "runs" : "over" } ?? "unknown"
      let isClosed = closed.map { $0 <= day } ?? false
      let state = isClosed ? "closed" : data == "overdue" || access == "overdue" ? "overdue" : "open"
      return (data, proof, access, secrecy, state)
    }
  }

  private static let first = DayNumber(year: 2026, month: 1, day: 1)

  private static func random(using random: inout SplitMix64) -> Case {
    func day() -> DayNumber { first + Int.random(in: 0..<60, using: &random) }
    var one = Case(ended: day())
    if Bool.random(using: &random) { one.dataDue = day() }
    if Bool.random(using: &random) { one.secrecy = day() }
    if Bool.random(using: &random) { one.access = day() }
    one.proof = [nil, "unread", "read"].randomElement(using: &random) ?? nil
    if Bool.random(using: &random) {
      one.data = Offboarding.outcomes.randomElement(using: &random)
      one.dataDone = day()
    }
    if let access = one.access, let done = one.dataDone, one.proof == "read" || one.data == "none_held",
      one.proof != "unread", Bool.random(using: &random)
    {
      one.closed = max(one.ended, access, done) + Int.random(in: 0..<5, using: &random)
    }
    return one
  }

  @Test(arguments: [UInt64.random(in: .min ... .max)])
  func agreesWithTheChecklist(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let cases = (0..<300).map { _ in OffboardingFactsTests.random(using: &random) }
    let wrong = try TestDatabase.connect().rehearseRegister { connection in
      try OffboardingFactsTests.enter(cases, connection)
      return try (-1..<66).flatMap { offset -> [String] in
        let day = OffboardingFactsTests.first + offset
        return try connection.offboardings(on: .iso(day.description)).compactMap { row in
          let legs = cases[row.offboardingId].legs(day)
          let open = [legs.data, legs.proof, legs.access].filter {
            !["settled", "settled_late", "read", "not_needed", "removed"].contains($0)
          }
          let agrees =
            (row.dataState, row.proofState, row.accessState, row.secrecyState, row.state) == legs
            && row.openLegs.count == open.count
          return agrees ? nil : "\(day): \(row), expected \(legs)"
        }
      }
    }
    #expect(wrong == [], "seed \(seed)")
  }

  private static func enter(_ cases: [Case], _ connection: Connection) throws {
    try connection.execute(script: "INSERT INTO register.person (name) VALUES ('test')")
    for (index, one) in cases.enumerated() {
      try connection.execute("INSERT INTO register.vendor (id, name) VALUES (\(index), \("V\(index)"))")
      try connection.execute(
        "INSERT INTO register.evidence (id, vendor_id, kind) VALUES (\(index), \(index), 'destruction_certificate')")
      if one.proof == "read" {
        try connection.execute(
          "INSERT INTO register.evidence_reading (evidence_id, read_on) VALUES (\(index), '2025-12-01')")
      }
      try connection.execute(
        """
        INSERT INTO register.offboarding (id, vendor_id, ended_on, data_due_on, data, data_done_on, proof_id, access_removed_on,
          secrecy_until_on, closed_on, note)
        VALUES (\(index), \(index), \(one.ended.description)::date, \(one.dataDue?.description)::date, \(one.data),
          \(one.dataDone?.description)::date, \(one.proof == nil ? nil : index), \(one.access?.description)::date,
          \(one.secrecy?.description)::date, \(one.closed?.description)::date, 'as found')
        """)
    }
  }

  @Test(arguments: [
    ("proof_id = 2", "Evidence 2 speaks of another vendor, so it proves nothing here"),
    ("proof_id = 3", "Evidence 3 is of kind iso27001, which proves neither return nor destruction"),
    ("proof_id = 1, closed_on = '2026-03-01'", "Nobody has read the proof, evidence 1"),
  ])
  func whatProvesNothingIsRefused(assignment: String, sentence: String) throws {
    let error = #expect(throws: PostgresError.self) {
      try TestDatabase.connect().rehearseRegister { connection in
        try connection.execute(
          script: """
            INSERT INTO register.person (name) VALUES ('test');
            INSERT INTO register.vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
            INSERT INTO register.evidence (id, vendor_id, kind) VALUES (1, 1, 'destruction_certificate'), (2, 2, 'destruction_certificate'), (3, 1, 'iso27001');
            INSERT INTO register.offboarding (vendor_id, ended_on, data, data_done_on, access_removed_on)
              VALUES (1, '2026-01-31', 'destroyed', '2026-02-01', '2026-01-31');
            UPDATE register.offboarding SET \(assignment)
            """)
      }
    }
    #expect(error?.sentence == sentence)
  }
}
