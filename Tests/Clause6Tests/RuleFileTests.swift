import Clause6
import Postgres
import Schema
import TestSupport
import Testing

/// A rule's file: its header, and the columns of its SELECT.
@Suite(.register) struct RuleFileTests {
  private static let header = """
    -- rule: sample
    -- version: 3
    -- title: A sample
    -- severity: high
    -- subject: contract
    -- why: To have one
    -- fix: Nothing
    """
  private static let words =
    "rule, version, title, title-ja, severity, status, subject, scope, controls, param, tier, population, limit, replaces, author, "
    + "why, why-ja, fix, fix-ja, false, false-ja"

  @Test func aHeaderIsReadWhole() throws {
    let rule = try Rule.sample(
      header: """
        -- controls: ISO27001:2022 A.5.20; JAL-6 6-c1
        -- param: grace_days int = 7 | days before it counts
        -- tier: low grace_days=30 severity=low
        """, select: "SELECT 1")
    #expect(rule.name == "sample" && rule.version == 1 && rule.severity == "high" && rule.subject == "contract")
    #expect(rule.controls == ["ISO27001:2022 A.5.20", "JAL-6 6-c1"])
    let parameter = try #require(rule.parameters.first)
    #expect(
      [parameter.name, parameter.type, parameter.value, parameter.help] == [
        "grace_days", "int", "7", "days before it counts",
      ])
    #expect(rule.overrides == ["low": ["grace_days": "30", "severity": "low"]])
  }

  @Test(arguments: [
    ("-- colour: blue", "r.sql line 8: \"colour\" is not a word of a rule's header; these are: \(words)."),
    ("-- title: Again", "r.sql line 8: \"title\" stands twice."),
    (
      "-- param: grace_days int",
      "r.sql line 8: a parameter is \"name type = default | help\", its type one of int, numeric, bool, text, date, interval, text[]."
    ),
    (
      "-- param: grace_days days = 3",
      "r.sql line 8: a parameter is \"name type = default | help\", its type one of int, numeric, bool, text, date, interval, text[]."
    ),
    (
      "-- tier: low severity=terrible",
      "r.sql line 8: \"terrible\" is no severity; these are: info, low, medium, high, critical."
    ),
    ("-- tier: low grace=3", "r.sql line 8: \"grace=3\" sets neither severity nor a parameter declared above it."),
    ("-- status: loud", "r.sql: \"loud\" is no status; these are: draft, active, retired."),
    ("-- scope: some", "r.sql: \"some\" is no scope; these are: vendor, all."),
    ("-- limit: 1m", "r.sql: limit must be a whole number from 1, not \"1m\"."),
    (
      "-- param: Grace int = 3",
      "r.sql line 8: a parameter is named by small letters, digits and _, and not tier, severity or status; \"Grace\" is not."
    ),
    (
      "-- param: tier int = 3",
      "r.sql line 8: a parameter is named by small letters, digits and _, and not tier, severity or status; \"tier\" is not."
    ),
    ("-- tier: low severity", "r.sql line 8: \"severity\" sets neither severity nor a parameter declared above it."),
  ])
  func aLineThatIsWrongIsNamed(line: String, sentence: String) {
    #expect(throws: Clause6Error(sentence)) {
      try Rule(source: RuleFileTests.header + "\n" + line + "\nSELECT 1", path: "r.sql")
    }
  }

  @Test func anUnknownTierIsNamedWithTheTiersThereAre() {
    let error = #expect(throws: Clause6Error.self) {
      try Rule(source: RuleFileTests.header + "\n-- tier: huge severity=low\nSELECT 1", path: "r.sql")
    }
    #expect(error?.message.hasPrefix("r.sql line 8: ") == true)
    #expect(error?.message.hasSuffix("its tier one of critical, high, medium, low.") == true)
  }

  @Test(arguments: ["rule", "version", "title", "severity", "subject", "why", "fix"])
  func whatTheHeaderMustSayIsAskedFor(word: String) {
    let lines = RuleFileTests.header.split(separator: "\n").filter { !$0.hasPrefix("-- \(word):") }
    #expect(throws: Clause6Error("r.sql does not say its \(word): add a line \"-- \(word): …\" to its header.")) {
      try Rule(source: lines.joined(separator: "\n") + "\nSELECT 1", path: "r.sql")
    }
  }

  @Test(arguments: ["0", "-1", "1.5", "two"])
  func aVersionIsAWholeNumber(version: String) {
    let source = RuleFileTests.header.replacing("version: 3", with: "version: \(version)") + "\nSELECT 1"
    #expect(throws: Clause6Error("r.sql: version must be a whole number from 1, not \"\(version)\".")) {
      try Rule(source: source, path: "r.sql")
    }
  }

  @Test func aSeverityIsOneOfFive() {
    let source = RuleFileTests.header.replacing("severity: high", with: "severity: huge") + "\nSELECT 1"
    #expect(throws: Clause6Error("r.sql: \"huge\" is no severity; these are: info, low, medium, high, critical.")) {
      try Rule(source: source, path: "r.sql")
    }
  }

  @Test func aHeaderAloneIsNoRule() {
    #expect(throws: Clause6Error("r.sql has a header and no SELECT after it.")) {
      try Rule(source: RuleFileTests.header + "\n\n  \n", path: "r.sql")
    }
  }

  @Test(arguments: ["now()", "CURRENT_DATE", "current_timestamp", "clock_timestamp()", "localtimestamp", "random()"])
  func aRuleDoesNotLookAtAClock(word: String) {
    let error = #expect(throws: Clause6Error.self) {
      try Rule(source: RuleFileTests.header + "\nSELECT \(word)", path: "r.sql")
    }
    let name = word.lowercased().replacing("()", with: "")
    let sentence = "r.sql looks at a clock (\(name)): use :as_of, so that the rule can be asked about any day."
    #expect(error?.message == sentence)
  }

  /// As PostgreSQL reads quotes and comments, and not as it looks.
  @Test(arguments: [
    #"E'\'' || now() || ''"#, "/* /* */ ' */ now() -- '", "$$ ' $$ || now() || $a$ ' $a$", "$1 || now() || $1",
    "a$b$ || now() || a$b$",
    "1 -- \r now()", "'today'::date", "$$now$$::timestamp", "E'to\\day'::date", "' Yesterday '::date",
  ])
  func aClockIsSeenWhateverStandsAroundIt(text: String) {
    #expect(throws: Clause6Error.self) { try Rule(source: RuleFileTests.header + "\nSELECT \(text)", path: "r.sql") }
  }

  @Test(arguments: [
    "'now is the time'", "E'\\' now()'", "'it''s now()'", "$a$ now() $$ $a$", "/* /* */ now() */ 1", "a$now",
    "known.now_then", "1 -- now() was here", "\"random\"",
  ])
  func aWordThatOnlyLooksLikeAClockIsNone(text: String) throws {
    _ = try Rule(source: RuleFileTests.header + "\nSELECT \(text)", path: "r.sql")
  }

  @Test func whatElseAHeaderCanSay() throws {
    let rule = try Rule.sample(
      header: """
        -- title-ja: 見本
        -- why-ja: 要るから
        -- fix-ja: なし
        -- status: draft
        -- scope: all
        -- population: SELECT count(*) FROM contract
        -- limit: 120
        -- replaces: old-one; older-one
        -- author: Sato
        -- param: words text[] = {a,b} | which
        """, select: "SELECT 1")
    #expect(rule.texts.titleJa == "見本" && rule.texts.whyJa == "要るから" && rule.texts.fixJa == "なし")
    #expect(rule.status == .draft && rule.scope == .all && rule.limit == 120)
    #expect(rule.replaces == ["old-one", "older-one"] && rule.population == "SELECT count(*) FROM contract")
    #expect(rule.parameters.first?.type == "text[]")
    let plain = try Rule.sample(select: "SELECT 1")
    #expect(plain.status == .active && plain.scope == .vendor && plain.limit == 60 && plain.replaces == [])
    #expect(plain.texts.titleJa == nil && plain.population == nil)
  }

  @Test func linesMayEndAsWindowsEndsThem() throws {
    let source = (RuleFileTests.header + "\nSELECT 1").replacing("\n", with: "\r\n")
    let rule = try Rule(source: source, path: "r.sql")
    #expect(rule.fix == "Nothing" && rule.source == source)
  }

  // MARK: What the server says of the SELECT

  /// What a check says of a rule that cannot run.
  private func error(_ rule: Rule) throws -> String? {
    try TestDatabase.connect().planCheck([rule], on: .iso("2026-01-01")).rules.first?.error
  }

  @Test func everyColumnARuleNeedsIsAskedFor() throws {
    let columns = [
      "vendor_id": "1::bigint", "subject_id": "2::bigint", "since": ":as_of", "reason": "'because'",
    ]
    for missing in columns.keys {
      let list = columns.filter { $0.key != missing }.map { "\($0.value) AS \($0.key)" }.joined(separator: ", ")
      let expected = "sample.sql returns no column \(missing): a rule returns vendor_id, subject_id, since, reason"
      #expect(try error(.sample(select: "SELECT \(list)")) == expected)
    }
  }

  @Test func aColumnARuleHasNotIsNamed() throws {
    let rule = try Rule.sample(
      select: "SELECT 1::bigint AS vendor_id, 2::bigint AS subject_id, :as_of AS since, 'x' AS reason, 3 AS age")
    let expected =
      "sample.sql returns a column age that a rule has not; it may add severity, key, evidence, due_on, reason_ja"
    #expect(try error(rule) == expected)
  }

  @Test func aSyntaxErrorIsLocatedInTheFile() throws {
    let rule = try Rule.sample(
      header: "-- tier: low severity=low", select: "SELECT 1 AS vendor_id,\n  2 AS 'subject_id'\nFROM contract")
    let sentence = try #require(try error(rule))
    #expect(sentence.hasPrefix("sample.sql line 10: syntax error"))
  }

  @Test(arguments: ["\n", "\r\n"])
  func aColumnThatIsNotThereIsLocatedInTheFile(lineEnd: String) throws {
    // A letter of two scalars before the mistake: the server counts scalars.
    let lines = ["SELECT id AS vendor_id, -- cafe\u{301}", "", "  colour AS subject_id", "FROM contract"]
    let sentence = try #require(try error(.sample(select: lines.joined(separator: lineEnd))))
    #expect(sentence.hasPrefix("sample.sql line 10: column \"colour\" does not exist"))
  }

  @Test func aParameterThatIsNotOfItsTypeIsAnError() throws {
    let rule = try Rule.sample(
      header: "-- param: grace_days int = many",
      select:
        "SELECT 1::bigint AS vendor_id, 2::bigint AS subject_id, :as_of AS since, grace_days::text AS reason FROM params"
    )
    #expect(try error(rule)?.contains("invalid input syntax for type integer: \"many\"") == true)
  }

  @Test func theDayStandsOnlyWhereItStandsAlone() throws {
    let rule = try Rule.sample(
      select: """
        SELECT NULL::bigint AS vendor_id, 1::bigint AS subject_id, :as_of AS since,
          ':as_ofx ' || 'a'::as_of AS reason
        """)
    // A cast to a type as_of keeps its colons, and the type does not exist.
    #expect(try error(rule)?.hasPrefix("sample.sql line 9: type \"as_of\" does not exist") == true)
  }
}
