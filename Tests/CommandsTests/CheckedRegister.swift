import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commands

/// A register with names that are hard to write, and rules of its own: what they find is new, the same, otherwise,
/// gone or waived; one fails and one is a draft.
struct CheckedRegister {
  static let names = [
    "Quote \" and \\ and [a link](https://evil.example) {0}", "二行の\n会社 ﾃﾞｰﾀ", "👩‍👩‍👧‍👦 e\u{301}",
    "\u{1}\u{1B}[2J\u{9B}\u{2028}x",
    "`*_~^<b>&amp;",
  ]

  private let folder = NSTemporaryDirectory() + "clause6-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Transcript.freezeToday(TestDatabase.current)
    let connection = try TestDatabase.connect()
    for (index, name) in CheckedRegister.names.enumerated() {
      _ = try connection.change(as: .test) {
        try $0.execute("INSERT INTO register.vendor (id, name) VALUES (\(index + 1), \(name))")
      }
    }
    try connection.register(
      """
      INSERT INTO register.contract (id, reference, note) VALUES
        (10, 'C-10', 'to be settled'), (11, 'C-11', 'to be changed'), (12, 'C-12', 'for good');
      INSERT INTO register.person (id, name, email) VALUES (1, 'Suzuki', 's@tsubame.example'), (2, 'Mori', 'm@tsubame.example');
      """)
    try write("acme-named", subject: "vendor", header: "controls: ISO27001:2022 A.5.20; SOC 2 CC9.2; 12.8.4", named)
    try write("acme-noted", subject: "contract", header: "controls: ISO27001:2022 A.5.20", noted)
    try write("acme-draft", subject: "contract", header: "status: draft", noted)
    _ = try run(["check", "acme-named", "acme-noted", "acme-draft", "--save", "--as-of", "2026-11-20"])
    try write("acme-failing", subject: "contract", header: "controls: DORA Art.28", noted + " AND 1 / (id - id) = 1")
    try connection.register(
      """
      UPDATE register.contract SET note = NULL WHERE id = 10;
      UPDATE register.contract SET note = 'was changed' WHERE id = 11;
      INSERT INTO register.contract (id, reference, note) VALUES (13, 'C-13', 'came later');
      """)
    let id = try connection.value(
      "SELECT id FROM register.finding WHERE rule = 'acme-named' AND subject_id = 1", as: Int.self)
    for words in [["request", "--finding", String(try #require(id)), "--until", "2027-01-31"], ["approve", "1"]] {
      let actor = words[0] == "request" ? "s@tsubame.example" : "m@tsubame.example"
      #expect(try run(["waiver"] + words + ["--reason", "until \"they\" have moved", "--actor", actor]).code == 0)
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private let noted =
    "SELECT NULL::bigint AS vendor_id, id AS subject_id, starts_on AS since, note AS reason FROM contract WHERE note IS NOT NULL"
  private let named = """
    SELECT id AS vendor_id, id AS subject_id, date '2026-01-31' AS since, name AS reason, name AS key, 'medium' AS severity,
      jsonb_build_object('name', name, 'n', 1.50) AS evidence, date '2026-12-31' AS due_on FROM vendor
    """

  private func write(_ name: String, subject: String, header: String, _ select: String) throws {
    let lines = [
      "-- rule: \(name)", "-- version: 1", "-- title: A rule of \"Acme\" & [others](x)", "-- severity: high",
      "-- subject: \(subject)", "-- why: To have <one>", "-- fix: Nothing", "-- \(header)", "", select,
    ]
    try lines.joined(separator: "\n").write(toFile: "\(folder)/\(name).sql", atomically: true, encoding: .utf8)
  }

  func run(_ arguments: [String]) throws -> (text: String, code: Int32) {
    let environment = [
      "CLAUSE6_DATABASE": TestDatabase.current.text, "CLAUSE6_ACTOR": "tanaka", "CLAUSE6_ZONE": "Asia/Tokyo",
      "CLAUSE6_RULES": arguments[0] == "check" ? folder : "",
    ]
    let terminal = Terminal.inMemory()
    let own = arguments[0] == "check" ? ["--trust-rules"] : []
    let code = Terminal.$current.withValue(terminal) {
      Clause6Command.run(
        arguments: arguments + own, invocation: Invocation(environment: environment, ownsProcess: false))
    }
    return (terminal.out.takeText(), code)
  }

  /// What a check prints in a form; one of the rules that come with the program finds nothing.
  func check(_ format: String) throws -> String {
    let rules = ["acme-named", "acme-noted", "acme-draft", "acme-failing", "contract-lapsed"]
    return try run(["check"] + rules + ["--all", "--format", format]).text
  }
}
