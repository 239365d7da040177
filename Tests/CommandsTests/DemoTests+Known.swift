import Clause6
import Postgres
import TestSupport
import Testing

extension DemoTests {
  /// Whatever was answered at a time is answered again when it is asked what was known then.
  func expectKnown(_ connection: Connection) throws {
    struct Noted {
      let at: String
      let answers: [String: String]
    }
    let asker = try TestDatabase.connect()
    var acts = try RandomActs(on: connection, seed: 20_261_127)
    var noted: [Noted] = []
    for _ in 1...3 {
      try acts.run(60)
      let at = try #require(
        try asker.value("SELECT to_char(clock_timestamp(), 'YYYY-MM-DD HH24:MI:SS.USTZH:TZM')", as: String.self))
      try asker.execute("SELECT set_config('clause6.at', \(at), false)")
      noted.append(Noted(at: at, answers: try Answers.all(asker)))
    }
    try acts.run(60)
    try connection.execute("SELECT * FROM audit.seal()")
    let before = try #require(noted.first?.answers)
    #expect(before.count > 150)
    for moment in noted {
      let instant = try #require(Instant(moment.at))
      let known = try connection.knowing(.at(instant)) { try Answers.all($0) }
      let others = known.filter { $0.value != moment.answers[$0.key] }.keys.sorted()
      #expect(others == [], "at \(moment.at)")
    }
    let last = try #require(noted.last?.answers)
    let same = last.filter { $0.value == before[$0.key] }.keys.sorted()
    #expect(same.count < last.count * 2 / 3, "acts changed too little: \(same)")
    #expect(try connection.table("SELECT * FROM facts.version_problem()").rows == [])
    #expect(try connection.historyProblems() == [])
  }
}
