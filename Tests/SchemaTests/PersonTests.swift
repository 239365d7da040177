import Clause6
import Postgres
import TestSupport
import Testing

/// Duties are kept apart by person: however an actor is written, it is the same one.
@Suite(.register) struct PersonTests {
  private func inOffice<T>(_ body: (Connection) throws -> T) throws -> T {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.person (id, name, email, login) VALUES
            (1, '田中 花子', 'tanaka@tsubame.example', 'htanaka'), (2, 'Sato', 'sato@tsubame.example', NULL),
            (3, 'Mori', 'mori.a@tsubame.example', NULL), (4, 'mori', 'mori.b@tsubame.example', NULL),
            (5, 'htanaka', NULL, NULL)
          """)
      return try body(connection)
    }
  }

  @Test(
    arguments: [
      ("tanaka@tsubame.example", 1), ("TANAKA@Tsubame.example", 1), ("HTanaka", 1), ("田中花子", 1), ("ＳＡＴＯ", 2),
      // Two have the name: it tells nobody. A mail address still does.
      ("mori", nil), ("mori.b@tsubame.example", 4), ("nobody", nil),
    ] as [(String, Int?)])
  func isFound(called: String, id: Int?) throws {
    let found = try inOffice { try $0.value("SELECT register.person_called(\(called))", as: Int.self) }
    #expect(found == id)
  }

  @Test(arguments: [
    ("tanaka@tsubame.example", "htanaka", true), ("田中　花子", "HTANAKA", true), ("sato", "Sato", true),
    ("sato", "tanaka@tsubame.example", false), ("cron", "CRON", true), ("cron", "sato", false),
    // May be one: whoever must not be the same is then refused.
    ("mori", "mori.a@tsubame.example", true), ("mori", "MORI", true), ("ｈｔａｎａｋａ", "tanaka@tsubame.example", true),
  ])
  func isTheSame(one: String, other: String, same: Bool) throws {
    let answer = try inOffice { try $0.value("SELECT register.same_person(\(one), \(other))", as: Bool.self) }
    #expect(answer == same)
  }

  @Test func anActorWhomNobodyRegisteredAnswersForNothing() throws {
    let error = #expect(throws: PostgresError.self) {
      try inOffice { connection in
        try connection.execute("SELECT set_config('clause6.actor', 'cron', true)")
        try connection.execute("SELECT register.acting_person()")
      }
    }
    #expect(error?.sentence.hasPrefix("cron is nobody that the register knows") == true)
  }
}
