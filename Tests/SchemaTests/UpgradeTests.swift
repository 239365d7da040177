import Clause6
import Postgres
import TestSupport
import Testing

@testable import Schema

/// A register that was filled before a migration is as sound after it.
@Suite struct UpgradeTests {
  /// The program as it was when it had so many migrations; facts need later tables, so it had none.
  private func program(with count: Int) -> Migrator {
    Migrator(files: SQLFile.inFolder("migrations").filter { (Int($0.name.prefix(4)) ?? 0) <= count })
  }

  @Test(.emptyDatabase) func vendorsLearnWhoRegisteredThem() throws {
    let connection = try TestDatabase.connect()
    try program(with: 6).migrate(connection, as: .test)
    // Facts come with later migrations, and acts of the library ask them.
    try connection.write { connection in
      try connection.act(as: Authorship(actor: "mori", reason: "imported"))
      try connection.execute(
        script: """
          INSERT INTO register.person (name) VALUES ('Mori');
          INSERT INTO register.vendor (name, website, note) VALUES
            ('Acme', 'https://acme.example', 'old'), ('Bolt', 'bolt.example/en', NULL), ('Cog', 'see their card', 'old'), ('Dot', NULL, NULL)
          """)
    }
    try connection.old("UPDATE register.vendor SET country = 'JP' WHERE name = 'Acme'")
    try Migrator().migrate(connection, as: .test)
    #expect(
      try connection.table("SELECT name, website, note, registered_by FROM register.vendor ORDER BY id").rows == [
        ["Acme", "https://acme.example", "old", "mori"], ["Bolt", "https://bolt.example/en", nil, "mori"],
        ["Cog", nil, "old\nHome page: see their card", "mori"], ["Dot", nil, nil, "mori"],
      ])
    #expect(try connection.historyProblems() == [])
  }

  /// A country that there is none of stays readable, and is put right when the vendor is next changed.
  @Test(.emptyDatabase) func codesThatMeanNothingAreKeptUntilTheyAreChanged() throws {
    let connection = try TestDatabase.connect()
    try program(with: 18).migrate(connection, as: .test)
    try connection.old("INSERT INTO register.vendor (id, name, country) VALUES (101, 'Acme', 'UK')")
    try Migrator().migrate(connection, as: .test)
    #expect(try connection.value("SELECT country FROM register.vendor", as: String.self) == "UK")
    let error = #expect(throws: PostgresError.self) {
      try connection.register("UPDATE register.vendor SET note = 'seen'")
    }
    #expect(error?.constraint == "vendor_country_is_known")
    try connection.register("UPDATE register.vendor SET country = 'GB', note = 'seen'")
  }

  /// What was learned from a file before imports of other things than contracts is still known, and was not undone.
  @Test(.emptyDatabase) func importsOfOlderProgramsAreKept() throws {
    let connection = try TestDatabase.connect()
    try program(with: 21).migrate(connection, as: .test)
    try connection.old(
      """
      INSERT INTO register.contract (id, reference) VALUES (101, 'C-1');
      INSERT INTO register.import_run (id, noun, source, file_name, file_sha256, mapping_sha256, actor, reason, read, added, changed,
        identical, gone, rejected_rows, rejected_cells)
        VALUES (7, 'contract', 'old', 'old.csv', 'f', 'm', 'mori', 'r', 1, 1, 0, 0, 0, 0, 0);
      INSERT INTO register.import_row (import_run_id, line, raw, contract_id) VALUES (7, 2, 'C-1', 101)
      """)
    try Migrator().migrate(connection, as: .test)
    let source = try connection.table(
      "SELECT key, file_name, line, raw FROM facts.import_source WHERE entity = 'contract'"
    ).rows
    #expect(source == [["101", "old.csv", "2", "C-1"]])
    #expect(try connection.table("SELECT * FROM facts.import_change(7)").rows.isEmpty)
    let error = #expect(throws: Clause6Error.self) { try connection.change(as: .test) { try $0.undoImport(7) } }
    #expect(error?.message.contains("made by an older program") == true)
  }
}

extension Connection {
  fileprivate func old(_ script: String) throws {
    try write { connection in
      try connection.act(as: .test)
      try connection.execute(script: script)
    }
  }
}
