import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commands

extension DemoTests {
  /// Each command that can be asked what was known, with something of the demo register to ask about.
  private static let questions = [
    "vendor list", "vendor show T0012", "vendor stages T0012", "vendor duplicates", "vendor chain T0012", "person list",
    "person show 1", "person erasures", "engagement list", "engagement show 3", "engagement gate 3",
    "engagement coverage 3",
    "engagement overrides", "assessment list", "assessment show 1", "assessment sheet 1", "assessment score 1",
    "questionnaire list", "questionnaire show clause6", "questionnaire export clause6", "contract list",
    "contract show TA-2024-001", "contract terms TA-2024-001", "contract term list TA-2024-001",
    "contract coverage TA-2024-001", "regime list", "regime show jisq15001-a3434", "evidence list", "evidence show 3",
    "evidence export --all --out $TMP", "review list", "review show T0012", "calendar list", "calendar show JP",
    "calendar day JP 2027-05-03 --plus 5", "calendar export", "waiver list --all", "subcontractor list",
    "subcontractor show 1", "reference list", "incident list", "incident show 1", "responsibility list",
    "offboarding list",
    "offboarding show 1", "unit list",
    "import list", "import show 1", "export vendor", "check contract-lapsed review-overdue", "finding list",
    "finding show 1",
    "deadline list", "remind list", "remind show 1", "remind acts --all", "report run register",
    "history show vendor T0012",
    "history list --of vendor", "audit pack make --from 2026-04-01 --to 2026-11-22 --out $TMP/pack.zip",
    "dora export --entity TSUBAMEDEMO000900338 --draft --stamp 20261122120000000 --out $TMP",
    "query SELECT/**/v::text/**/FROM/**/facts.vendor(facts.as_of())/**/v/**/ORDER/**/BY/**/1",
  ]

  /// A command asked about what is known now says what it says without being asked; nothing has changed since the seal.
  func expectKnownCommands(_ connection: Connection) throws {
    try connection.sealUnsigned()
    let size = try connection.leafCount()
    let commands = try DemoTests.commandsThatKnow()
    #expect(commands.count > 50)
    for command in commands {
      #expect(DemoTests.questions.contains { "\($0) ".hasPrefix("\(command) ") }, "\(command) has no question")
    }
    for question in DemoTests.questions {
      let (now, known) = (answer(question), answer("\(question) --known-at @\(size)"))
      #expect(now.code == known.code, "\(question): \(known.err)")
      #expect(now.out == known.out, "\(question)")
      // Nobody was reminded of anything in the demo, evidence is noted there without its files, and nothing is signed.
      let isEmpty =
        question == "remind show 1" || question.hasPrefix("evidence export") || question.hasPrefix("audit pack")
      #expect(isEmpty || [0, 2].contains(now.code), "\(question): \(now.err)")
    }
  }

  /// By the manual, which is made from the program.
  private static func commandsThatKnow() throws -> [String] {
    let manual = try String(contentsOfFile: "docs/commands.md", encoding: .utf8)
    return manual.components(separatedBy: "\n## clause6 ").dropFirst().filter { $0.contains("--known-at <time>") }
      .compactMap { $0.split(separator: "\n").first.map(String.init) }
  }

  func answer(_ question: String) -> (code: Int32, out: String, err: String) {
    let scratch = NSTemporaryDirectory() + "clause6-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let words = question.replacing("$TMP", with: scratch).split(separator: " ").map(String.init)
    let environment = [
      "CLAUSE6_DATABASE": TestDatabase.current.text, "CLAUSE6_ACTOR": "tanaka", "CLAUSE6_ZONE": "Asia/Tokyo",
      "CLAUSE6_EVIDENCE": scratch,
    ]
    let terminal = Terminal.inMemory()
    let code = Terminal.$current.withValue(terminal) {
      Clause6Command.run(
        arguments: words, invocation: Invocation(environment: environment, ownsProcess: false))
    }
    return (code, terminal.out.takeText().replacing(scratch, with: "$TMP"), terminal.err.takeText())
  }
}
