import Clause6
import Postgres
import TestSupport
import Testing

/// Who acts for whom, against a slow reference.
@Suite(.register, .serialized) struct ActingTests {
  private struct SlowPerson {
    var backup: Int?
    var awayFrom: Int?
    var awayUntil: Int?
    var left: Int?

    func isThere(_ day: Int) -> Bool {
      let isAway = awayUntil.map { day <= $0 && day >= (awayFrom ?? .min) } ?? false
      return !isAway && day <= (left ?? .max)
    }
  }

  private func acting(for index: Int, _ people: [SlowPerson], on day: Int) -> Int? {
    var reached = index
    for _ in people {
      if people[reached].isThere(day) { return reached }
      guard let backup = people[reached].backup else { return nil }
      reached = backup
    }
    return nil
  }

  @Test(arguments: [UInt64.random(in: .min ... .max)])
  func agreesWithTheReference(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    let people = (0..<60).map { index in
      var person = SlowPerson()
      if chance(80) {
        let other = Int.random(in: 0..<60, using: &random)
        person.backup = other == index ? nil : other
      }
      if chance(70) { person.awayUntil = Int.random(in: 0...12, using: &random) }
      if let until = person.awayUntil, chance(70) { person.awayFrom = Int.random(in: 0...until, using: &random) }
      if chance(30) { person.left = Int.random(in: 0...12, using: &random) }
      return person
    }
    try TestDatabase.connect().rehearseRegister { connection in
      func date(_ day: Int?) -> String? { day.map { "2026-04-\($0 + 10)" } }
      for (index, person) in people.enumerated() {
        try connection.execute(
          """
          INSERT INTO register.person (id, name, away_from_on, away_until_on, left_on)
          VALUES (\(index), \("Person \(index)"), \(date(person.awayFrom))::date, \(date(person.awayUntil))::date, \(date(person.left))::date)
          """)
      }
      for (index, person) in people.enumerated() {
        try connection.execute("UPDATE register.person SET backup_id = \(person.backup)::bigint WHERE id = \(index)")
      }
      var absences = 0
      for day in -1...13 {
        let asked = CalendarDate.iso("2026-04-\(day + 10 < 10 ? "0" : "")\(day + 10)")
        let rows = try connection.table("SELECT person_id, acting_id FROM facts.acting(\(asked)::date) ORDER BY 1").rows
        let expected = people.indices.compactMap { index in
          acting(for: index, people, on: day).map { ["\(index)", "\($0)"] as [String?] }
        }
        absences += people.count - people.filter { $0.isThere(day) }.count
        #expect(rows == expected, "seed \(seed), \(asked)")
      }
      #expect(absences > 50, "seed \(seed)")
    }
  }

  @Test func managersMayNotGoRoundButBackupsMay() throws {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.person (id, name) VALUES (1, 'A'), (2, 'B'), (3, 'C');
          UPDATE register.person SET backup_id = id % 3 + 1;
          UPDATE register.person SET manager_id = id + 1 WHERE id < 3
          """)
      let error = #expect(throws: PostgresError.self) {
        try connection.savepoint { try connection.execute("UPDATE register.person SET manager_id = 1 WHERE id = 3") }
      }
      #expect(error?.sentence == "C would be their own manager by way of their managers")
      // Two rows of one statement close a circle that a third one leads to.
      let together = #expect(throws: PostgresError.self) {
        try connection.savepoint {
          try connection.execute(
            "UPDATE register.person SET manager_id = CASE id WHEN 1 THEN 2 WHEN 2 THEN 3 ELSE 2 END")
        }
      }
      #expect(together?.sqlState == "23514")
    }
  }
}
