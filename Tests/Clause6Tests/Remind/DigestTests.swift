import Foundation
import Postgres
import TestSupport
import Testing
import Transport

@testable import Clause6

@Suite struct DigestTests {
  private static func mail(_ digest: Digest) throws -> [UInt8] {
    try digest.mail(from: "clause6@tsubame.example", domain: "tsubame.example").bytes
  }

  private static let all = ["en", "ja"].flatMap { language in
    [
      SampleDigest.week(language), SampleDigest.everyKind(language), SampleDigest.hostile(language),
      SampleDigest.huge(language), SampleDigest.digest(language, items: []),
    ]
  }

  // MARK: Words

  @Test(arguments: [
    (SampleDigest.week(), "[clause6] 2 overdue, 5 due: next 2027-01-04"),
    (SampleDigest.week("ja"), "[clause6] 期限超過2件、期限前5件：次の期限 2027-01-04"),
    (SampleDigest.hostile(), "[clause6] 1 overdue: since 2027-01-01"),
    (SampleDigest.everyKind("ja-JP"), "[clause6] 期限前14件：次の期限 2027-02-01"),
    (SampleDigest.digest(items: []), "[clause6] nothing is due"),
    (SampleDigest.digest("ja", items: []), "[clause6] 対応が必要な期限はありません"),
  ])
  func theSubjectCountsAndNamesTheNearestDay(digest: Digest, subject: String) { #expect(digest.subject == subject) }

  @Test(arguments: ["en", "ja"])
  func everyKindHasWords(language: String) {
    let words = DeadlineWords(language)
    for kind in DeadlineWords.knownKinds { #expect(words.kind(kind) != kind && !words.kind(kind).contains("_")) }
    #expect(Set(DeadlineWords.knownKinds.map(words.kind)).count == DeadlineWords.knownKinds.count)
    #expect(words.kind("something_new") == "something new")
  }

  /// What the register derives can all be said.
  @Test func everyKindOfDeadlineOfTheRegisterIsKnown() throws {
    let sql = try String(contentsOfFile: "SQL/facts/90_deadline.sql", encoding: .utf8)
    let kinds =
      sql.matches(
        of:
          /'([a-z]+_?[a-z]+)'(?: AS kind|, (?:c\.notice_by|o\.ended_on|e\.valid|i\.duty|r\.due|a\.valid|c\.due|w\.ends)|, '[a-z]+ #')/
      )
      .map { String($0.1) } + ["evidence_end", "incident_duty", "review", "assessment_end", "condition", "waiver_end"]
    #expect(kinds.filter { !DeadlineWords.knownKinds.contains($0) } == [])
  }

  @Test(arguments: [
    (0, "today", "本日"), (1, "tomorrow", "明日"), (2, "in 2 days", "あと2日"), (-1, "1 day overdue", "1日超過"),
    (-40, "40 days overdue", "40日超過"),
  ])
  func daysLeft(days: Int, english: String, japanese: String) {
    #expect(DeadlineWords("en").left(days) == english)
    #expect(DeadlineWords("ja").left(days) == japanese)
  }

  @Test(arguments: ["2027-01-04", "2028-02-29", "2000-02-29", "1900-03-01", "0001-01-01", "9999-12-31"])
  func weekdays(text: String) throws {
    let day = try #require(CalendarDate(text))
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    // Foundation's calendar is proleptic from 1900 on only.
    guard day.year >= 1900 else { return #expect(day.weekday == 1) }
    let date = try #require(calendar.date(from: DateComponents(year: day.year, month: day.month, day: day.day)))
    #expect(day.weekday == calendar.component(.weekday, from: date) - 1)
  }

  // MARK: Text

  @Test func theTextReadsSo() throws {
    let text = DigestPage(SampleDigest.week(), limit: 2).plainText
    #expect(
      text == """
        2 overdue, 5 due: next 2027-01-04
        Sato Hanako, Mon 2027-01-04

        Yours
        -----

        Sun 2026-12-20  15 days overdue  Evidence expires
                        evidence #3, 株式会社雲居原システムズ, tier high
                        iso27001 IS 123456 valid until 2026-12-20

        To you as manager, because Yamada Taro did not act
        --------------------------------------------------

        Fri 2027-01-01  3 days overdue   Contract ends
                        C-2023-117, Akaishi Data Centers (Kansai) Ltd., tier high
                        the last day of the contract; work goes on

        and 5 more:
          clause6 deadline list --owner sato@tsubame.example

        How to answer
        -------------
        What is recorded as done in the register is not reminded of again. Otherwise,
        with the first of them as the example:

        It is being worked on:
          clause6 remind acknowledge evidence_end 'evidence #3' \\
            --until 2027-01-11 --reason "…"

        Not now:
          clause6 remind snooze evidence_end 'evidence #3' \\
            --until 2027-01-11 --reason "…"

        Somebody else sees to it:
          clause6 remind hand-over evidence_end 'evidence #3' \\
            --to "…" --reason "…"

        """)
  }

  @Test func noLineOfTextIsWiderThan78Columns() {
    for digest in DigestTests.all {
      let lines = DigestPage(digest, limit: 40).plainText.split(separator: "\n")
      // Commands may be: they are to be pasted whole.
      #expect(lines.filter { TextWidth.of(String($0)) > 78 && !$0.hasPrefix("  clause6 ") } == [])
    }
  }

  @Test func overdueComesFirstThenByDay() {
    let week = SampleDigest.week()
    var shuffled = week
    shuffled.items.reverse()
    let page = DigestPage(week, limit: 40)
    #expect(page.plainText == DigestPage(shuffled, limit: 40).plainText)
    for section in page.sections {
      #expect(section.lines.map(\.item.dueOn) == section.lines.map(\.item.dueOn).sorted())
    }
    #expect(page.sections.map(\.lines.count) == [5, 1, 1])
  }

  @Test func whoStandsInForWhomIsSaid() {
    let page = DigestPage(SampleDigest.week(), limit: 40)
    let reasons = page.lines.flatMap(\.reasons)
    #expect(reasons.contains("In place of Suzuki Ichiro: Suzuki Ichiro is away until 2027-01-10"))
    #expect(page.sections.last?.heading == "To you as risk lead, because Yamada Taro did not act")
    let japanese = DigestPage(SampleDigest.week("ja"), limit: 40)
    #expect(japanese.sections.last?.heading == "山田 太郎さんの対応がないため、リスク管理責任者としてお知らせします")
    #expect(DeadlineWords("en").heading(.manager, owner: nil) == "To you as manager, because no owner acted")
    #expect(DeadlineWords("ja").heading(.manager, owner: nil) == "担当者の対応がないため、上長としてお知らせします")
  }

  // MARK: Mail

  @Test func everyMailIsReadWithoutADefect() throws {
    let mails = try DigestTests.all.map(DigestTests.mail)
    for (digest, mail) in zip(DigestTests.all, try ReadMail.read(mails)) {
      #expect(mail.defects == [])
      #expect(mail.headers["Subject"] == digest.subject)
      #expect(mail.headers["Message-ID"] == "<d.17.3f2a@tsubame.example>")
      #expect(mail.headers["Content-Language"] == DeadlineWords(digest.language).language.rawValue)
      #expect(mail.counts["Bcc"] == nil)
      #expect(mail.addresses["To"] == "sato@tsubame.example")
      let calendars = mail.parts.filter { $0.type == "text/calendar" }
      #expect(calendars.count == (digest.items.isEmpty ? 0 : 1))
      #expect(calendars.allSatisfy { CalendarLint.problems(Array($0.body)) == [] })
    }
    #expect(mails.allSatisfy { $0.count <= 60_000 })
    #expect(try DigestTests.all.map(DigestTests.mail) == mails)
  }

  @Test func theCalendarHasTheDeadlinesThatAreShown() throws {
    let mail = try ReadMail.read(try DigestTests.mail(SampleDigest.week()))
    let calendar = try #require(mail.text("text/calendar"))
    for item in SampleDigest.week().items { #expect(calendar.contains("UID:\(item.uid)\n")) }
    let feed = CalendarText.feed(of: SampleDigest.week().items, language: "ja").text
    #expect(CalendarLint.problems(Array(feed.utf8)) == [])
    #expect(!feed.contains("DESCRIPTION:Why") && !feed.contains("penetration"))
  }

  @Test func whatDoesNotFitIsCounted() throws {
    let text = try #require(try ReadMail.read(try DigestTests.mail(SampleDigest.huge())).text("text/plain"))
    let shown = text.matches(of: /(?m)^2027-01-29\(金\)/).count
    #expect((1...40).contains(shown))
    #expect(text.contains("ほか\(500 - shown)件：\n  clause6 deadline list --owner sato@tsubame.example\n"))
  }

  @Test(arguments: [("sato", "tsubame.example"), ("clause6@tsubame.example", "a b"), ("a@b", "x\r\nBcc: y@z")])
  func whatNoMailCanHaveIsRefused(address: String, domain: String) {
    #expect(throws: Clause6Error.self) { try SampleDigest.week().mail(from: address, domain: domain) }
  }

  // MARK: HTML

  @Test func nothingInTheHTMLIsMarkupOfANames() throws {
    for digest in DigestTests.all {
      let html = DigestPage(digest, limit: 40).html
      let tags = Set(html.matches(of: /<\/?([A-Za-z!][A-Za-z0-9]*)/).map { String($0.1) })
      let known = "!DOCTYPE html head meta title style body table tr td h1 h2 b br div pre span".split(separator: " ")
        .map(
          String.init)
      #expect(tags.isSubset(of: known))
      #expect(!html.contains("href") && !html.contains("src=") && !html.contains("url("))
      #expect(html.contains("<html lang=\"\(DeadlineWords(digest.language).language.rawValue)\">"))
    }
    let hostile = DigestPage(SampleDigest.hostile(), limit: 40).html
    #expect(
      hostile.contains(
        "Ku&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;amp; Bcc: all@tsubame.example . @channel"))
  }

  /// By the formula of WCAG 2.1 for relative luminance.
  private static func contrast(_ one: String, _ other: String) throws -> Double {
    func luminance(_ colour: String) throws -> Double {
      let number = try #require(Int(colour.dropFirst(), radix: 16))
      let parts = [16, 8, 0].map { shift -> Double in
        let value = Double(number >> shift & 255) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    let (first, second) = (try luminance(one), try luminance(other))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  @Test(arguments: [DigestColours.light, DigestColours.dark])
  func coloursCanBeRead(colours: DigestColours) throws {
    #expect(try DigestTests.contrast("#000000", "#ffffff") == 21)
    for colour in [colours.text, colours.quiet, colours.overdue] {
      #expect(try DigestTests.contrast(colour, colours.card) >= 4.5)
    }
    #expect(try DigestTests.contrast(colours.text, colours.page) >= 4.5)
  }
}
