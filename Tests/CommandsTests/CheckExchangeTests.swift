import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commands

/// What others read of a check: SARIF and OSCAL.
@Suite struct CheckExchangeTests {
  private typealias Object = [String: Any]

  private static func parsed(_ text: String) throws -> Object {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Object)
  }

  /// The value at a path of names and places.
  private static func at(_ value: Any?, _ path: [String]) -> Any? {
    path.reduce(value) { value, step in
      (value as? Object)?[step] ?? (value as? [Any]).flatMap { list in Int(step).map { list[$0] } }
    }
  }

  /// A document with one member changed, or taken out.
  private static func changed(_ value: Any, _ path: [String], to new: Any?) -> Any {
    guard let step = path.first else { return new ?? value }
    let rest = Array(path.dropFirst())
    if var list = value as? [Any], let place = Int(step) {
      list[place] = changed(list[place], rest, to: new)
      return list
    }
    guard var object = value as? Object else { return value }
    object[step] = rest.isEmpty ? new : object[step].map { changed($0, rest, to: new) }
    return object
  }

  private static func objects(_ value: Any?, _ path: String...) throws -> [Object] {
    try #require(at(value, path) as? [Object])
  }

  // MARK: Schemas

  private static let damages: [PublishedSchema: [(path: String, value: (any Sendable)?)]] = [
    .sarif: [
      ("version", nil), ("runs/0/tool", nil), ("runs/0/results/0/message", nil), ("runs/0/results/0/level", "bad"),
      ("runs/0/results/0/locations/0/physicalLocation/region/startLine", 0), ("runs/0/tool/driver/rules/0/id", nil),
    ],
    .oscal: [
      ("assessment-results/import-ap", nil), ("assessment-results/metadata/oscal-version", nil),
      ("assessment-results/results/0/reviewed-controls", nil),
      ("assessment-results/results/0/findings/0/target/status/state", "nearly"),
      ("assessment-results/results/0/findings/0/target/target-id", "5 20"),
      ("assessment-results/results/0/risks/0/statement", nil),
      ("assessment-results/results/0/observations/0/uuid", "1"),
      ("assessment-results/results/0/observations/0/props/0/value", "two\nlines"),
    ],
  ]

  @Test(
    .register, .enabled(if: PublishedSchema.areThere, PublishedSchema.reason),
    arguments: [("sarif", PublishedSchema.sarif), ("oscal", .oscal)])
  func bothSatisfyTheirPublishedSchemas(_ format: String, _ schema: PublishedSchema) throws {
    let register = try CheckedRegister()
    defer { register.remove() }
    let document = try CheckExchangeTests.parsed(register.check(format))
    let japanese = try register.run(["check", "--lang", "ja", "--vendor", "#3", "--format", format]).text
    #expect(try schema.problems(of: [document, CheckExchangeTests.parsed(japanese)]) == [nil, nil])
    let damages = try #require(CheckExchangeTests.damages[schema])
    let damaged = damages.map {
      CheckExchangeTests.changed(document, $0.path.split(separator: "/").map(String.init), to: $0.value)
    }
    let problems = try schema.problems(of: damaged)
    let unseen = zip(damages, problems).compactMap { damage, problem in
      problem == nil ? damage.path : nil
    }
    #expect(unseen == [])
  }

  /// Nothing was ever found, and no rule names a control.
  @Test(
    .register, .enabled(if: PublishedSchema.areThere, PublishedSchema.reason),
    arguments: [("sarif", PublishedSchema.sarif), ("oscal", .oscal)])
  func anEmptyRegisterSatisfiesThem(_ format: String, _ schema: PublishedSchema) throws {
    let environment = ["CLAUSE6_DATABASE": TestDatabase.current.text, "CLAUSE6_ACTOR": "tanaka"]
    let outcome = try Program.run(["check", "vendor-without-owner", "--format", format], environment)
    #expect(outcome.code == 0)
    #expect(try schema.problems(of: [CheckExchangeTests.parsed(outcome.out)]) == [nil])
  }

  @Test(.register, arguments: ["sarif", "oscal"])
  func theSameAnswerIsTheSameText(_ format: String) throws {
    let register = try CheckedRegister()
    defer { register.remove() }
    let text = try register.check(format)
    #expect(try register.check(format) == text)
    #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
  }

  // MARK: SARIF

  @Test(.register) func sarifTellsEachFinding() throws {
    let register = try CheckedRegister()
    defer { register.remove() }
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(register.check("json").utf8)) as? [Object])
    let run = try #require(CheckExchangeTests.at(CheckExchangeTests.parsed(register.check("sarif")), ["runs", "0"]))
    let results = try CheckExchangeTests.objects(run, "results")
    #expect(results.count == rows.count && rows.count > 10)
    let states = Dictionary(grouping: results) { $0["baselineState"] as? String ?? "" }.mapValues(\.count)
    #expect(
      states["absent"] == 1 && states["updated"] == 1 && (states["new"] ?? 0) > 1 && (states["unchanged"] ?? 0) > 4)
    let prints = results.compactMap { CheckExchangeTests.at($0, ["fingerprints", "clause6/v1"]) as? String }
    #expect(Set(prints).count == results.count)
    let lines = results.compactMap {
      CheckExchangeTests.at($0, ["locations", "0", "physicalLocation", "region", "startLine"]) as? Int
    }
    #expect(lines.count == results.count && lines.allSatisfy { $0 > 1 })
    let names = results.flatMap { result in
      (try? CheckExchangeTests.objects(result, "locations", "0", "logicalLocations"))?.compactMap {
        $0["name"] as? String
      } ?? []
    }
    #expect(CheckedRegister.names.allSatisfy(names.contains))
    let suppressions = results.flatMap { $0["suppressions"] as? [Object] ?? [] }
    #expect(suppressions.map { $0["justification"] as? String } == ["until \"they\" have moved"])
    #expect(CheckExchangeTests.at(run, ["invocations", "0", "executionSuccessful"]) as? Bool == false)
    let notes = try CheckExchangeTests.objects(run, "invocations", "0", "toolExecutionNotifications")
    #expect(notes.map { CheckExchangeTests.at($0, ["associatedRule", "id"]) as? String } == ["acme-failing"])
  }

  @Test func namesMakeNoLinksAndNoPlaceholders() {
    #expect(SARIFText.message("[a](https://b) {0}") == "[a\\](https://b) {{0}}")
  }

  // MARK: OSCAL

  @Test(.register) func oscalRollsUpControlsAndRules() throws {
    let register = try CheckedRegister()
    defer { register.remove() }
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(register.check("json").utf8)) as? [Object])
    let document = try CheckExchangeTests.parsed(register.check("oscal"))
    let result = CheckExchangeTests.at(document, ["assessment-results", "results", "0"])
    let risks = try CheckExchangeTests.objects(result, "risks")
    #expect(risks.count == rows.count { $0["rule"] as? String != "acme-draft" })
    let states = Dictionary(grouping: risks) { $0["status"] as? String ?? "" }.mapValues(\.count)
    #expect(states["closed"] == 1 && states["deviation-approved"] == 1 && states.keys.count == 3)
    let entry = CheckExchangeTests.at(
      risks.first { $0["risk-log"] != nil }, ["risk-log", "entries", "0", "description"])
    #expect(entry as? String == "until \"they\" have moved")
    let findings = try CheckExchangeTests.objects(result, "findings")
    let standings = Dictionary(
      uniqueKeysWithValues: findings.map { finding in
        (
          CheckExchangeTests.at(finding, ["target", "target-id"]) as? String ?? "",
          CheckExchangeTests.at(finding, ["target", "status", "reason"]) as? String ?? ""
        )
      })
    #expect(
      standings["ISO27001-2022_A.5.20"] == "fail" && standings["_12.8.4"] == "fail"
        && standings["SOC_2_CC9.2"] == "fail")
    #expect(standings["DORA_Art.28"] == "other" && standings["JAL-6_6-c1"] == "pass")
    #expect(Set(risks.compactMap { $0["uuid"] as? String }).count == risks.count)
    let plan = CheckExchangeTests.at(document, ["assessment-results", "import-ap", "href"]) as? String
    let resources = try CheckExchangeTests.objects(document, "assessment-results", "back-matter", "resources")
    #expect(resources.contains { "#\($0["uuid"] as? String ?? "")" == plan })
  }

  @Test(arguments: [
    ("ISO27001:2022 A.5.20", "ISO27001-2022_A.5.20"), ("12.8.4", "_12.8.4"), ("個情法 25", "個情法_25"), ("", "_"),
  ])
  func aTokenIsOne(_ text: String, _ token: String) { #expect(OSCALText.token(text) == token) }

  @Test(arguments: [
    ("a\n\u{1} b ", "a b"), ("*x* [y](z)", "\\*x\\* \\[y\\](z)"), (" ", "–"), ("二\u{2028}行", "二 行"),
  ])
  func markupReadsAsTheText(_ text: String, _ markup: String) { #expect(OSCALText.markup(text) == markup) }

  // MARK: Identity

  /// By Python: uuid.uuid5(uuid.NAMESPACE_URL, "urn:clause6:finding:1")
  @Test func aNamedUUIDIsOfVersionFive() {
    #expect(NamedUUID.of("finding:1") == "985484f4-1100-57fc-a301-7758147a2350")
  }

  @Test func noTwoFindingsAreOne() {
    let parts = [["a", "b", "1", "2"], ["a", "b", "12", ""], ["ab", "", "1", "2"], ["a", "b", "1", ""]]
    let prints = parts.map { FindingIdentity(rule: $0[0], subject: $0[1], subjectID: $0[2], key: $0[3]).sha256 }
    #expect(Set(prints).count == parts.count)
  }
}
