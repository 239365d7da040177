import Bytes
import Foundation
import Postgres
import Schema
import TestSupport
import Testing

@testable import Clause6

/// What a report says of itself, what it can be asked, and what its answer says.
@Suite(.register) struct ReportTests {
  private static let file = """
    -- report: by-letter
    -- question: Which words are there?
    -- question-ja: どの言葉があるか？
    -- title-ja: 言葉
    -- filter size integer: only words of so many letters
    -- filter state (good, bad): only those
    -- filter kept boolean: only what is kept
    -- chart: count state
    SELECT w.word, w.state, length(w.word) AS letters, w.amount, :as_of AS day
    FROM (VALUES ('alpha', 'good', 1.50), ('beta', 'bad', -2.255), ('=1+1', NULL, 10000000000), ('葵', 'good', NULL)) w (word, state, amount)
    WHERE (:size IS NULL OR length(w.word) = :size) AND (:state IS NULL OR w.state = :state) ORDER BY w.word COLLATE "C"
    """

  private static let day = CalendarDate.iso("2026-03-31")

  private func report(_ source: String = ReportTests.file) throws -> Report {
    try Report(source: source, path: "own/by-letter.sql")
  }

  @Test func aFileSaysWhatItAnswers() throws {
    let report = try report()
    #expect(report.name == "by-letter" && report.title.english == "By letter" && report.title.japanese == "言葉")
    #expect(report.question.text(in: "ja") == "どの言葉があるか？")
    #expect(!report.takesPeriod && !report.takesLanguage && report.charts == [.count(column: "state", by: nil)])
    #expect(report.filters.map(\.name) == ["size", "state", "kept"])
    #expect(report.filters[0].type == "integer" && report.filters[1].choices == ["good", "bad"])
  }

  @Test(arguments: [
    (
      "report: by-letter", "report: By Letter",
      "own/by-letter.sql: a report is named by small letters, digits and -; \"By Letter\" is not."
    ),
    ("-- question: Which words are there?\n", "", "own/by-letter.sql does not say its question."),
    ("chart: count state", "chart: pie state", "own/by-letter.sql: \"pie state\" is no chart"),
    ("-- chart", "-- map", "own/by-letter.sql: \"map: count state\" is no line of a report's header"),
    (
      "filter size integer", "filter size uuid",
      "own/by-letter.sql: a filter is \"filter name type (word, word): help\""
    ),
    ("filter size integer", "filter as_of date", "own/by-letter.sql: no other filter may be called \"as_of\"."),
    ("-- title-ja: 言葉", "-- title-ja: a\n-- title-ja: b", "own/by-letter.sql: \"title-ja\" stands twice."),
    ("ORDER BY w.word", "AND now() > '2026-01-01' ORDER BY w.word", "own/by-letter.sql looks at a clock (now)"),
  ])
  func aFileThatIsWrongIsRefused(part: String, other: String, sentence: String) {
    #expect(ReportTests.file.contains(part))
    let error = #expect(throws: Clause6Error.self) { try report(ReportTests.file.replacing(part, with: other)) }
    #expect(error?.message.hasPrefix(sentence) == true, "\(error?.message ?? "")")
  }

  @Test func anAnswerSaysWhatItIs() throws {
    let connection = try TestDatabase.connect()
    let (table, stamp) = try connection.answer(report(), ReportQuestion(asOf: ReportTests.day))
    #expect(table.rows.map { $0[0] } == ["=1+1", "alpha", "beta", "葵"])
    #expect(Set(table.rows.map { $0[4] }) == ["2026-03-31"])
    #expect(stamp.given.rows == 4 && stamp.given == stamp.population)
    #expect(
      stamp.given.totals == [.init(column: "letters", sum: "14"), .init(column: "amount", sum: "9999999999.245")])
    #expect(stamp.given.hash == SHA256.hexadecimal(of: CSVText.render(table, guardsFormulas: false)))
    #expect(stamp.basis.catalogue == "2026-11-22" && stamp.knownAt == nil)
  }

  @Test(arguments: [
    (["size": "5"], ["alpha"]), (["state": "good"], ["alpha", "葵"]), (["state": "good", "size": "1"], ["葵"]),
  ])
  func filtersNarrow(filters: [String: String], words: [String]) throws {
    var question = ReportQuestion(asOf: ReportTests.day)
    question.filters = filters
    #expect(try TestDatabase.connect().answer(report(), question).table.rows.map { $0[0] } == words)
  }

  @Test(arguments: [
    (["size": "five"], "size is a whole number, which \"five\" is not."),
    (["size": "99999999999"], "size is a whole number, which \"99999999999\" is not."),
    (["state": "so-so"], "\"so-so\" is no state; these are: good, bad."),
    (["kept": "perhaps"], "kept is yes or no, which \"perhaps\" is not."),
    (["sise": "5"], "The report by-letter has no filter \"sise\" (did you mean \"size\"?); it has: size, state, kept."),
  ])
  func whatNoFilterCanBeIsRefused(filters: [String: String], sentence: String) throws {
    var question = ReportQuestion(asOf: ReportTests.day)
    question.filters = filters
    let error = #expect(throws: Clause6Error.self) { try TestDatabase.connect().answer(report(), question) }
    #expect(error?.message == sentence)
  }

  @Test func aPeriodIsForReportsAboutOne() throws {
    var question = ReportQuestion(asOf: ReportTests.day)
    question.firstOn = .iso("2026-01-01")
    let error = #expect(throws: Clause6Error.self) { try TestDatabase.connect().answer(report(), question) }
    #expect(
      error?.message == "The report by-letter is about a day: ask with --as-of, without --from and --to.")
    let period = try report(
      ReportTests.file.replacing("length(w.word) AS letters", with: ":last_on - :first_on AS letters"))
    question.lastOn = .iso("2026-01-31")
    #expect(try TestDatabase.connect().answer(period, question).table.rows.map { $0[2] } == ["30", "30", "30", "30"])
    question.lastOn = .iso("2025-12-31")
    let early = #expect(throws: Clause6Error.self) { try TestDatabase.connect().answer(period, question) }
    #expect(early?.message == "The last day of the period, 2025-12-31, is before its first, 2026-01-01.")
  }

  /// The same rows give the same sample, in whatever order they come; another seed gives another.
  @Test func aSampleIsDrawnBySeed() throws {
    let connection = try TestDatabase.connect()
    func drawn(_ order: String, _ seed: String, _ size: Int) throws -> ([String], ReportStamp) {
      let report = try report(
        """
        -- report: numbers
        -- question: Which numbers?
        SELECT n FROM generate_series(1, 500) n ORDER BY n \(order)
        """)
      var question = ReportQuestion(asOf: ReportTests.day)
      question.sample = .init(size: size, seed: seed)
      let (table, stamp) = try connection.answer(report, question)
      return (table.rows.compactMap { $0[0] }, stamp)
    }
    let (first, stamp) = try drawn("", "2026", 25)
    #expect(first.count == 25 && stamp.given.rows == 25 && stamp.population.rows == 500)
    #expect(stamp.population.totals == [.init(column: "n", sum: "125250")])
    #expect(first == first.sorted { Int($0) ?? 0 < Int($1) ?? 0 })
    #expect(try drawn("DESC", "2026", 25).0.sorted() == first.sorted())
    #expect(try drawn("", "2027", 25).0 != first)
    // A larger sample has the smaller one in it.
    #expect(try Set(drawn("", "2026", 60).0).isSuperset(of: first))
    #expect(try drawn("", "2026", 1000).0.count == 500)
    // Each number is drawn about as often as any other.
    var counts: [String: Int] = [:]
    for seed in 1...200 {
      for number in try drawn("", "\(seed)", 50).0 { counts[number, default: 0] += 1 }
    }
    #expect(counts.count == 500 && counts.values.allSatisfy { (4...45).contains($0) })
  }

  @Test(arguments: [
    (["1", "2.50", "-3.125"], "0.375"), (["-0.5"], "-0.5"),
    (["12345678901234567890.12", "0.88"], "12345678901234567891.00"),
    ([], "0"), (["NaN"], nil), (["1e5"], nil),
    (["99999999999999999999999999999999999999", "99999999999999999999999999999999999999"], nil),
  ])
  func sumsAreExact(numbers: [String], sum: String?) {
    var total = DecimalSum()
    for number in numbers { total.add(number) }
    #expect(total.text == sum)
  }

  @Test func reportsOfFoldersStandBesideOurs() throws {
    let folder = NSTemporaryDirectory() + "clause6-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try ReportTests.file.write(toFile: folder + "/one.sql", atomically: true, encoding: .utf8)
    let connection = try TestDatabase.connect()
    let set = try connection.reports(folders: [folder])
    #expect(set.reports.map(\.name) == (ReportNames.all + ["by-letter"]).sorted())
    #expect(try set.named("by_letter").name == "by-letter")
    try ReportTests.file.replacing("by-letter", with: "states").write(
      toFile: folder + "/two.sql", atomically: true, encoding: .utf8)
    let error = #expect(throws: Clause6Error.self) { try connection.reports(folders: [folder]) }
    #expect(error?.message.contains("are both called states") == true)
  }

  /// A file can change nothing, and asks what was known where that is asked for.
  @Test func aFileOnlyReads() throws {
    let connection = try TestDatabase.connect()
    let writing = try report(
      "-- report: bad\n-- question: Which?\nWITH w AS (DELETE FROM register.vendor RETURNING id) SELECT * FROM w")
    #expect(throws: PostgresError.self) { try connection.answer(writing, ReportQuestion(asOf: ReportTests.day)) }
    let two = try report("-- report: bad\n-- question: Which?\nSELECT 1) SELECT 1; COMMIT; SELECT (1")
    #expect(throws: PostgresError.self) { try connection.answer(two, ReportQuestion(asOf: ReportTests.day)) }
  }

  /// What every report has: a Japanese question and title, a help for each filter, charts of columns that there are.
  @Test func ourReportsSayWhatTheyAre() throws {
    let connection = try TestDatabase.connect()
    for report in try connection.reports().reports {
      #expect(report.question.japanese?.hasSuffix("？") == true, "\(report.name)")
      #expect(report.title.japanese != nil, "\(report.name)")
      let table = try connection.answer(report, ReportQuestion(asOf: ReportTests.day)).table
      let columns = Set(table.columns.map(\.name))
      for chart in report.charts { #expect(columns.isSuperset(of: chart.columns), "\(report.name): \(chart)") }
      for filter in report.filters {
        #expect(!filter.help.isEmpty, "\(report.name): \(filter.name)")
        #expect(ReportWords.knows(filter.name), "\(filter.name)")
      }
      for column in columns {
        #expect(ReportWords.knows(column), "The column \(column) of \(report.name) has no title in both languages")
      }
    }
  }
}
