import Foundation
import Postgres
import TestSupport
import Testing

@testable import Clause6
@testable import Commands

/// The register of information made of a register that has all of it, `Fixtures/dora/register`: a group of four, of which one left within
/// the year; a company of the group that provides a service, with a contract behind it; a contract that ended within the year, and one
/// that ended before; an individual; subcontractors in two ranks.
@Suite(.database(.register), .serialized) struct DoraExportTests {
  private static let lei = "TSUBAMEDEMO000900338"
  private static let whole = "\(lei).CON_IE_DORA010100_DORA_2025-12-31_20260115120000000"
  private static let alone = "\(lei).IND_IE_DORA010100_DORA_2025-12-31_20260115120000001"

  private let folder = NSTemporaryDirectory() + "clause6-\(UUID().uuidString)"

  @discardableResult
  private func run(_ words: [String], code: Int32 = 0) throws -> Program.Outcome {
    let outcome = try Program.run(
      words,
      ["CLAUSE6_DATABASE": TestDatabase.current.text, "CLAUSE6_ACTOR": "tanaka", "CLAUSE6_ZONE": "Europe/Dublin"])
    #expect(outcome.code == code, "\(words): \(outcome.out) \(outcome.err)")
    return outcome
  }

  private func fill() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (noun, file) in [
      ("vendor", "vendors"), ("contract", "contracts"), ("engagement", "engagements"),
      ("subcontractor", "subcontractors"),
    ]
      + ["entity", "branch", "function", "provider", "contract", "service", "use", "definition"].map({
        ("dora_\($0)", "dora_\($0)")
      })
    {
      try run([
        "import", noun, "Fixtures/dora/register/\(file).csv", "--strict", "--rejects", "\(folder)/rejects.csv",
        "--reason", "x",
      ])
    }
  }

  private func export(_ words: String..., stamp: String = "20260115120000000", code: Int32 = 0) throws
    -> Program.Outcome
  {
    try run(
      ["dora", "export", "--entity", DoraExportTests.lei, "--as-of", "2025-12-31", "--stamp", stamp, "--out", folder]
        + words, code: code)
  }

  private func files(_ path: String) throws -> [String: String] {
    let names = try #require(FileManager.default.enumerator(atPath: path)).compactMap { $0 as? String }
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { name in
        (try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)).map { (name, $0) }
      })
  }

  @Test func aWholeRegisterMakesPackagesWithoutAFault() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try fill()
    #expect(
      try run(["report", "run", "dora-gaps", "--as-of", "2025-12-31", "--format", "csv-raw"]).out.split(separator: "\n")
        .count == 1)
    let packed = try export().out
    #expect(packed.hasPrefix("60 rows in 15 templates written to "))
    _ = try export("--unpacked")
    _ = try export("--unpacked", "--scope", "ind", stamp: "20260115120000001")
    for name in [DoraExportTests.whole, DoraExportTests.alone] {
      let (made, kept) = (try files("\(folder)/\(name)"), try files("Fixtures/dora/\(name)"))
      #expect(made.count == 19 && made.keys.sorted() == kept.keys.sorted())
      for (file, text) in kept { #expect(made[file] == text, "\(name)/\(file)") }
    }
    // What is there is not written over.
    #expect(try export(code: 1).err.contains("is there already"))
    // The same question gives the same bytes.
    let zip = "\(folder)/\(DoraExportTests.whole).zip"
    let first = try Data(contentsOf: URL(fileURLWithPath: zip))
    try FileManager.default.removeItem(atPath: zip)
    _ = try export()
    #expect(try Data(contentsOf: URL(fileURLWithPath: zip)) == first)
    #expect(try run(["dora", "verify", zip]).err.contains("Nothing is wrong with it: 60 rows in 15 templates."))
    try whatIsEmptiedIsNamed()
    try othersAreListedAgain()
  }

  private static let validator = ".build/xbridge"

  /// Those that are made above, to the byte.
  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: validator + "/version.txt"),
      "eba-xbridge is not in .build/xbridge, where scripts/setup puts it"),
    arguments: [whole, alone])
  func whatOthersValidateWithTakesIt(_ name: String) throws {
    struct Said: Decodable {
      let errors: [String]
      let warnings: [String]
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let zip = "\(folder)/\(name).zip"
    try PackArchive.write(
      files("Fixtures/dora/\(name)").keys.sorted(), from: "Fixtures/dora/\(name)", root: name, to: zip)
    let said = try Python.run(
      """
      import json, sys
      sys.path.insert(0, "\(DoraExportTests.validator)")
      from xbridge.validation import validate
      found = validate(json.load(sys.stdin)[0], eba=True)
      print(json.dumps({k: [str(e) for f in found.values() for e in f[k].values()] for k in ["errors", "warnings"]}))
      """, on: [zip], as: Said.self)
    #expect(said.errors == [] && said.warnings == [])
  }

  /// Each field that a template needs, emptied alone, is named with its list; and nothing but it.
  private func whatIsEmptiedIsNamed() throws {
    let connection = try TestDatabase.connect()
    let fields = try connection.table("SELECT DISTINCT list, field FROM facts.dora_field ORDER BY 1, 2").rows
    #expect(fields.count == DoraExportTests.emptying.count)
    for row in fields {
      let (list, field) = (row[0] ?? "", row[1] ?? "")
      let statement = try #require(DoraExportTests.emptying["\(list).\(field)"], "\(list).\(field)")
      struct Undone: Error {}
      var gaps: Set<String> = []
      do {
        try connection.transaction(begin: "BEGIN; \(factSettings)", end: "COMMIT") { _ in
          try connection.execute(
            script: "SET LOCAL clause6.reason = 'x'; SET LOCAL clause6.actor = 'tanaka'; \(statement)")
          gaps = Set(
            try connection.table(
              "SELECT list || '.' || field FROM reports.dora_gaps('2025-12-31', \(DoraExportTests.lei))"
            )
            .rows.compactMap { $0[0] })
          throw Undone()
        }
      } catch is Undone {}
      #expect(gaps == ["\(list).\(field)"], "\(statement)")
    }
  }

  private static let emptying = [
    "contract.ends_on": "UPDATE register.contract SET ends_on = NULL, auto_renews = false WHERE reference = 'F-1'",
    "contract.starts_on": "UPDATE register.contract SET starts_on = NULL WHERE reference = 'F-1'",
    "dora_contract.ended_because": "UPDATE register.dora_contract SET ended_because = NULL",
    "dora_contract.law_country": "UPDATE register.dora_contract SET law_country = NULL",
    "dora_contract.our_notice_days": "UPDATE register.dora_contract SET our_notice_days = NULL",
    "dora_contract.signed_by":
      "DELETE FROM register.dora_signature WHERE contract_id = (SELECT id FROM register.contract WHERE reference = 'F-1')",
    "dora_contract.their_notice_days": "UPDATE register.dora_contract SET their_notice_days = NULL",
    "dora_contract.yearly_cost": "UPDATE register.dora_contract SET yearly_cost = NULL",
    "dora_entity.assets_amount": "UPDATE register.dora_entity SET assets_amount = NULL",
    "dora_entity.authority": "UPDATE register.dora_entity SET authority = NULL",
    "dora_function.activity": "UPDATE register.dora_function SET activity = NULL",
    "dora_function.critical": "UPDATE register.dora_function SET critical = NULL WHERE code = 'F2'",
    "dora_function.data_loss_hours": "UPDATE register.dora_function SET data_loss_hours = NULL",
    "dora_function.impact": "UPDATE register.dora_function SET impact = NULL",
    "dora_function.recovery_hours": "UPDATE register.dora_function SET recovery_hours = NULL",
    "dora_service.alternatives": "UPDATE register.dora_service SET alternatives = NULL",
    "dora_service.exit_plan": "UPDATE register.dora_service SET exit_plan = NULL",
    "dora_service.hard_because": "UPDATE register.dora_service SET hard_because = NULL",
    "dora_service.impact": "UPDATE register.dora_service SET impact = NULL",
    "dora_service.provided_from": "UPDATE register.dora_service SET provided_from = NULL",
    "dora_service.reintegration": "UPDATE register.dora_service SET reintegration = NULL",
    "dora_service.sensitiveness": "UPDATE register.dora_service SET sensitiveness = NULL",
    "dora_service.stores_data": "UPDATE register.dora_service SET stores_data = NULL",
    "dora_service.substitutability": "UPDATE register.dora_service SET substitutability = NULL",
    "dora_use.reliance": "UPDATE register.dora_use SET reliance = NULL",
    "engagement.storage": "DELETE FROM register.engagement_place WHERE what = 'storage'",
    "subcontractor.same_as":
      "UPDATE register.subcontractor SET subcontractor_vendor_id = NULL WHERE parent_id IS NOT NULL",
    "vendor.country": "UPDATE register.vendor SET country = NULL WHERE code = 'V3'",
    "vendor.english_name": "UPDATE register.vendor SET english_name = NULL WHERE code = 'V4'",
    "vendor.lei": "DELETE FROM register.dora_provider WHERE code_kind = 'euid'",
  ]

  /// What a list lacks later is kept, or removed, as it is asked.
  private func othersAreListedAgain() throws {
    let list = "\(folder)/uses.csv"
    let lines = try String(contentsOfFile: "Fixtures/dora/register/dora_use.csv", encoding: .utf8).split(
      separator: "\n")
    try lines.dropLast().joined(separator: "\n").write(toFile: list, atomically: true, encoding: .utf8)
    let again = ["import", "dora_use", list, "--rejects", "\(folder)/rejects.csv", "--reason", "x"]
    let connection = try TestDatabase.connect()
    let count: SQL = "SELECT count(*) FROM register.dora_use"
    _ = try run(again)
    #expect(try connection.value(count, as: Int.self) == 6)
    #expect(try run(again + ["--gone", "fail"], code: 1).err.contains("H-0 V7 Help desk of merchants help_desk"))
    _ = try run(again + ["--gone", "end"])
    #expect(try connection.value(count, as: Int.self) == 5)
    // Nothing of it is asked about again.
    #expect(try run(again + ["--gone", "fail"]).code == 0)
  }

  @Test func wordsHaveTheCodesOfTheTaxonomy() throws {
    let words = try TestDatabase.connect().table("SELECT list, word, code FROM facts.dora_word").rows
    let lists = [
      "entity": "ENTITY_TYPE", "place_in_group": "HIERARCHY", "arrangement": "ARRANGEMENT",
      "ended_because": "TERMINATION_REASON", "code": "ID_TYPE", "service": "ICT_SERVICE", "answer": "YES_NO_NA",
      "level": "LEVEL4", "reliance": "RELIANCE", "nature": "NATURE", "person": "PERSON",
      "substitutability": "SUBSTITUTABILITY", "hard_because": "SUBST_REASON", "reintegration": "REINTEGRATION",
    ]
    for (list, theirs) in lists {
      let codes = words.filter { $0[0] == list }.compactMap { $0[2] }
      #expect(codes.sorted() == DoraLayout.meanings[theirs]?.keys.sorted(), "\(list)")
    }
    #expect(Set(words.compactMap { $0[0] }) == Set(lists.keys))
    let options = try TestDatabase.connect().table("SELECT word FROM facts.dora_option() ORDER BY place").rows
    #expect(options.map { $0[0] } == DoraWords.definitions)
    // Of lists that the program reads each word has a code.
    for (list, own) in [
      ("entity", DoraWords.entities), ("place_in_group", DoraWords.places), ("ended_because", DoraWords.endings),
      ("code", DoraWords.codes), ("person", DoraWords.persons), ("service", DoraWords.services),
      ("answer", DoraWords.answers), ("level", DoraWords.levels), ("reliance", DoraWords.reliance),
      ("substitutability", DoraWords.substitutability), ("hard_because", DoraWords.hardness),
      ("reintegration", DoraWords.reintegration),
    ] {
      let known = Set(words.filter { $0[0] == list }.compactMap { $0[1] })
      #expect(known.isSuperset(of: own), "\(list)")
    }
  }
}
