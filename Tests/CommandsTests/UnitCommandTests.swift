import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

/// The program in the hands of a login that is limited to a unit.
@Suite struct UnitCommandTests {
  @Test(.register) func commandsSayWhatIsOutsideTheUnit() throws {
    let owner = try TestDatabase.connect()
    try owner.createRoles()
    try owner.register(
      """
      INSERT INTO register.person (name) VALUES ('tanaka');
      INSERT INTO register.vendor (name, code, unit) VALUES ('Acme', 'T-1', 'Cargo'), ('Bolt', 'T-2', 'Passengers')
      """)
    let roles = ["clause6_procurement", "clause6_scheduler", "clause6_auditor", "clause6_sealer"]
    try owner.asMember(of: roles, units: ["Cargo"]) { limited in
      let keys = NSTemporaryDirectory() + "clause6-\(UUID().uuidString)"
      let environment = [
        "CLAUSE6_DATABASE": limited.info.text, "CLAUSE6_ACTOR": "tanaka", "CLAUSE6_KEYS": keys, "PATH": "/usr/bin:/bin",
      ]
      func run(_ words: String...) throws -> (code: Int32, out: String, err: String) {
        let outcome = try Program.run(words, environment)
        return (outcome.code, outcome.out, outcome.err)
      }
      let listed = try run("vendor", "list", "--format", "csv")
      #expect(listed.out.contains("Acme") && !listed.out.contains("Bolt") && listed.code == 0, "\(listed.err)")
      #expect(try run("unit", "list", "--format", "csv").out.split(separator: "\n").count == 2)
      let edited = try run("vendor", "edit", "T-2", "--note", "x", "--reason", "x")
      #expect(edited.code == 1 && edited.err.contains("T-2"), "\(edited.err)")
      let moved = try run("vendor", "edit", "T-1", "--unit", "Passengers", "--reason", "x")
      #expect(moved.code == 1 && moved.err.contains("outside the units that your login is limited to"), "\(moved.err)")
      let taken = try run("vendor", "add", "Bolt", "--code", "T-2", "--reason", "x")
      #expect(taken.code == 1 && taken.err.contains("already has this code"), "\(taken.err)")
      let added = try run("vendor", "add", "Cog", "--code", "T-3", "--reason", "x", "--format", "csv")
      #expect(added.code == 0 && added.out.contains("Cargo"), "\(added.err)")
      let person = try run("person", "edit", "tanaka", "--name", "Tanaka", "--reason", "x")
      #expect(person.code == 1 && person.err.contains("the whole organisation's"), "\(person.err)")
      let file = NSTemporaryDirectory() + "clause6-\(UUID().uuidString).csv"
      try "reference,vendors,starts_on\nC-1,Dash,2026-04-01\n".write(
        toFile: file, atomically: true, encoding: .utf8)
      defer { try? FileManager.default.removeItem(atPath: file) }
      let imported = try run("import", "contract", file, "--reason", "x")
      #expect(imported.code == 0, "\(imported.err)")
      #expect(try owner.value("SELECT unit FROM register.vendor WHERE name = 'Dash'", as: String.self) == "Cargo")
      #expect(try run("contract", "show", "C-1", "--format", "csv").out.contains("Dash"))
      #expect(try run("import", "list", "--format", "csv").out.contains(".csv"))
      // A check that nobody keeps is of what is in sight.
      #expect([0, 2].contains(try run("check", "--format", "csv").code))
      for words in [
        ["check", "--save", "--reason", "x"], ["history", "verify"], ["history", "seal"],
        ["dora", "export", "--entity", "TSUBAMEDEMO000900338"],
      ] {
        let refused = try Program.run(words, environment)
        #expect(
          refused.code == 1 && refused.err.contains("limited to Cargo"), "\(words): \(refused.out) \(refused.err)")
      }
      // Whoever may limit others owns the register.
      let lifted = try run("unit", "lift", limited.info.settings["user"] ?? "", "--reason", "x")
      #expect(lifted.code == 1 && lifted.err.contains("right"), "\(lifted.err)")
    }
    #expect(try owner.historyProblems() == [])
  }
}
