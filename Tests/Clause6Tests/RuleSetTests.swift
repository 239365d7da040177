import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

/// Folders with rules of one's own, what is set for rules, and what is said of them without running them.
@Suite struct RuleSetTests {
  private func text(_ name: String, version: Int = 1, header: String? = nil) throws -> String {
    try Rule.sample(name, version: version, header: header, select: Rule.everyContract).source
  }

  /// A folder with files, removed at the end.
  private func withFolder<T>(_ files: [String: Data], _ body: (String) throws -> T) throws -> T {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rules-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, data) in files { try data.write(to: folder.appendingPathComponent(name)) }
    return try body(folder.path)
  }

  @Test func aFolderAddsItsRulesAndTheirCases() throws {
    let cases = "-- test: a\n-- as-of: 2026-01-01\n-- expect: none\n"
    let files = [
      "ours.sql": Data([0xEF, 0xBB, 0xBF]) + Data(try text("ours").utf8), "ours.test.sql": Data(cases.utf8),
      "theirs.sql": Data(try text("theirs").utf8), "README.md": Data("no rule".utf8),
      ".hidden.sql": Data("no rule".utf8),
    ]
    try withFolder(files) { folder in
      let set = try RuleSet(folders: [folder])
      let shipped = try RuleSet.shipped()
      #expect(set.rules.count == shipped.rules.count + 2)
      let ours = try #require(try set.named(["ours"]).first)
      #expect(ours.path == "\(folder)/ours.sql" && ours.name == "ours")
      #expect(try set.tests(of: ours).cases.map(\.title) == ["a"])
      let theirs = try #require(try set.named(["theirs"]).first)
      #expect(
        throws: Clause6Error("\(folder)/theirs.sql has no cases: put them into \(folder)/theirs.test.sql.")
      ) { try set.tests(of: theirs) }
      #expect(throws: Clause6Error.self) { try set.named(["nobodys"]) }
    }
  }

  @Test func whatIsWrongWithAFolderIsSaid() throws {
    #expect(throws: Clause6Error("The folder of rules /nowhere cannot be read: no such file or directory.")) {
      try RuleSet(folders: ["/nowhere"])
    }
    let wrong: [([String: Data], String)] = [
      (["a.test.sql": Data()], "There is no rule in FOLDER: a rule is a file that ends in .sql."),
      (["a.sql": Data([0x83, 0x65, 0x2D])], "FOLDER/a.sql is not a text in UTF-8: save it as one."),
      (["a.sql": Data(repeating: 0x2D, count: 1 << 20 + 1)], "FOLDER/a.sql is larger than 1 MB, which no rule is."),
      (
        ["a.sql": Data(try text("contract-lapsed").utf8)],
        "FOLDER/a.sql and rules/contract_lapsed.sql are both called contract-lapsed: give one another name."
      ),
      (
        ["a.sql": Data(try text("same").utf8), "b.sql": Data(try text("same").utf8)],
        "FOLDER/b.sql and FOLDER/a.sql are both called same: give one another name."
      ),
    ]
    for (files, sentence) in wrong {
      try withFolder(files) { folder in
        let error = #expect(throws: Clause6Error.self) { try RuleSet(folders: [folder]) }
        #expect(error?.message.replacing(folder, with: "FOLDER") == sentence)
      }
    }
  }

  // MARK: Settings

  private func severities(_ rule: Rule) -> [String] { Rule.tiers.map { rule.value(of: "severity", tier: $0) } }

  @Test(.register) func whatIsSetGoesBeforeTheFile() throws {
    let connection = try TestDatabase.connect()
    let rule = try Rule.sample(header: "-- tier: critical severity=critical", select: Rule.everyContract)
    func set(_ value: String?, _ tier: String?) throws -> [String] {
      try connection.change(as: .test) { try $0.set("severity", to: value, of: rule, tier: tier) }
      return severities(try connection.configured([rule])[0])
    }
    #expect(severities(rule) == ["critical", "high", "high", "high"])
    #expect(try set("low", nil) == ["low", "low", "low", "low"])
    #expect(try set("medium", "critical") == ["medium", "low", "low", "low"])
    #expect(try set("info", nil) == ["medium", "info", "info", "info"])
    #expect(try set(nil, nil) == ["medium", "high", "high", "high"])
    #expect(try set(nil, "critical") == ["critical", "high", "high", "high"])
    #expect(throws: Clause6Error("severity is not set for the tier low, so there is nothing to take away.")) {
      try set(nil, "low")
    }
    #expect(try connection.historyProblems() == [])
  }

  @Test(.register) func aFindingKnowsTheValuesThatCounted() throws {
    let connection = try TestDatabase.connect()
    try connection.register(
      "INSERT INTO register.contract (id, reference, starts_on) VALUES (10, 'C-10', '2020-01-01')")
    let rule = try Rule.sample(
      header: "-- param: days int = 3 | how many",
      select: """
        SELECT NULL::bigint AS vendor_id, c.id AS subject_id, c.starts_on AS since, 'after ' || p.days AS reason, p.severity
        FROM contract c, params p WHERE p.tier = 'medium'
        """)
    func reason() throws -> String? {
      _ = try connection.check([rule], on: .iso("2020-02-01"), as: .test)
      return try connection.value("SELECT reason FROM register.finding")
    }
    #expect(try reason() == "after 3")
    try connection.change(as: .test) { try $0.set("days", to: "7", of: rule, tier: "medium") }
    #expect(try reason() == "after 7")
    let values: SQL = """
      SELECT string_agg(r.params -> 'medium' ->> 'days', ' ' ORDER BY e.id) FROM register.finding_event e
      JOIN register.rule_revision r ON r.id = e.rule_revision_id
      """
    #expect(try connection.value(values) == "3 7", "each change with the values that made it")
  }

  // MARK: Without running

  @Test(.register) func whatWillBeRegrettedIsSaid() throws {
    let connection = try TestDatabase.connect()
    let set = try RuleSet.shipped()
    func sentences(_ rule: Rule) throws -> [String] {
      try connection.lint([rule], of: set).map { "\($0.level): \($0.sentence)" }
    }
    let plain = try sentences(
      try Rule.sample(
        header: "-- param: days int = many\n-- param: never text = x",
        select: Rule.everyContract + " WHERE id NOT IN (SELECT id FROM contract)"))
    for expected in [
      "error: days is of type int, and \"many\" is not",
      "warning: it never asks for :as_of, so it says the same of every day",
      "warning: nothing uses the parameter never",
      "warning: NOT IN finds nothing as soon as one value is NULL: write NOT EXISTS",
      "warning: it has no reason_ja: its findings are in English alone",
      "warning: it has no title-ja, why-ja and fix-ja",
      "warning: sample.sql has no cases: put them into sample.test.sql.",
    ] { #expect(plain.contains(expected), "\(expected)") }
    #expect(
      try sentences(try Rule.sample(select: "SELECT colour FROM contract")).first?.hasPrefix(
        "error: sample.sql line 8: column") == true)
    _ = try connection.check([Rule.sample(select: Rule.everyContract)], on: .iso("2020-01-01"), as: .test)
    let changed = try sentences(try Rule.sample(select: Rule.everyContract + " WHERE true"))
    #expect(changed.contains("error: it was changed but is still version 1: raise its version"))
    #expect(try connection.value("SELECT count(*) FROM register.finding") == 0)
  }

  @Test(.register) func aNewRulesFilesPassTheirOwnCases() throws {
    try withFolder([:]) { folder in
      let paths = try RuleDraft(name: "acme.no-owner").write(to: folder)
      #expect(paths == ["\(folder)/acme_no_owner.sql", "\(folder)/acme_no_owner.test.sql"])
      #expect(throws: Clause6Error.self, "never written over") {
        try RuleDraft(name: "acme.no-owner").write(to: folder)
      }
      let set = try RuleSet(folders: [folder])
      let rule = try set.named(["acme.no-owner"])[0]
      let connection = try TestDatabase.connect()
      #expect(try connection.lint([rule], of: set) == [])
      let problems = try connection.withoutForeignKeys {
        try set.tests(of: rule).cases.flatMap { try $0.run(rule, on: connection) }
      }
      #expect(problems == [])
    }
  }

  @Test(.register) func aBacktestLooksAtEachDay() throws {
    let connection = try TestDatabase.connect()
    try connection.register(
      """
      INSERT INTO register.contract (reference, starts_on, ends_on, work_ended_on) VALUES
        ('C-1', '2020-01-01', '2020-03-31', NULL), ('C-2', '2020-01-01', '2020-03-31', '2020-04-30'), ('C-3', '2020-01-01', '2020-05-31', NULL);
      """)
    let rule = try RuleSet.shipped().named(["contract-lapsed"])[0]
    let days = ["2020-03-31", "2020-04-01", "2020-04-30", "2020-05-01", "2020-06-01"].map(CalendarDate.iso)
    let result = try connection.backtest(rule, on: days)
    #expect(result.map { $0.open["high"] ?? 0 } == [0, 2, 2, 1, 2])
    #expect(result.map(\.opened) == [0, 2, 0, 0, 1] && result.map(\.resolved) == [0, 0, 0, 1, 0])
    #expect(try connection.value("SELECT count(*) FROM register.check_run") == 0)
  }
}
