import Foundation
import Postgres
import TestSupport
import Testing

@testable import Clause6

@Suite struct CalendarTextTests {
  private static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  private static func entries() throws -> [CalendarText.Entry] {
    [
      CalendarText.Entry(
        uid: "notice.12.3@tsubame", sequence: 4, changedAt: 1_795_734_839, day: try day("2027-01-29"),
        summary: "Last day for notice: Kumoi, Inc.; \\Sons",
        description: "Why:\n90 days before 2027-04-29\r\nand\u{7}\ta control", categories: ["clause6", "notice"],
        alarmHours: 15),
      CalendarText.Entry(
        uid: "review.7.1@tsubame", sequence: 0, changedAt: 0, day: try day("2027-12-31"),
        summary: "定期見直しの期限：" + String(repeating: "株式会社雲居原システムズ🦊👩‍👩‍👧‍👦", count: 6)),
      CalendarText.Entry(uid: "review.7.2@tsubame", sequence: 1, changedAt: 5, day: try day("9999-12-31"), summary: ""),
    ]
  }

  private static func all() throws -> [CalendarText] {
    let purposes: [CalendarText.Purpose] = [
      .attachment(organizer: "clause6@tsubame.example"), .feed(name: "委託先の期限, all; 雲居原システムズの契約と見直しの期限の一覧"),
    ]
    return try purposes.flatMap { purpose in
      try [CalendarText.Form.event, .task].map { CalendarText(purpose, form: $0, entries: try entries()) }
    }
  }

  @Test func theOctetsAreInOrder() throws {
    for calendar in try CalendarTextTests.all() { #expect(CalendarLint.problems(Array(calendar.text.utf8)) == []) }
  }

  @Test func theSameGivesTheSameText() throws {
    #expect(try CalendarTextTests.all().map(\.text) == (try CalendarTextTests.all().map(\.text)))
  }

  @Test func anEventIsOfOneDayAndMakesNobodyBusy() throws {
    let text = try CalendarTextTests.all()[0].text
    let event =
      "BEGIN:VEVENT\r\nUID:notice.12.3@tsubame\r\nSEQUENCE:4\r\nDTSTAMP:20261126T231359Z\r\n"
      + "LAST-MODIFIED:20261126T231359Z\r\nDTSTART;VALUE=DATE:20270129\r\nDTEND;VALUE=DATE:20270130\r\n"
      + "SUMMARY:Last day for notice: Kumoi\\, Inc.\\; \\\\Sons\r\n"
    #expect(text.contains(event))
    #expect(text.contains("\r\nDTSTART;VALUE=DATE:20271231\r\nDTEND;VALUE=DATE:20280101\r\n"))
    #expect(text.contains("\r\nTRANSP:TRANSPARENT\r\n"))
    #expect(text.contains("\r\nMETHOD:PUBLISH\r\n"))
    #expect(text.contains("\r\nTRIGGER:-PT15H\r\n"))
  }

  @Test func onlyAFeedIsReadAgain() throws {
    let calendars = try CalendarTextTests.all()
    for calendar in calendars[2...] {
      #expect(!calendar.text.contains("METHOD"))
      #expect(calendar.text.contains("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT6H\r\nX-PUBLISHED-TTL:PT6H\r\n"))
    }
    #expect(calendars[..<2].allSatisfy { !$0.text.contains("REFRESH") })
  }

  // MARK: What others read

  private struct Reading: Decodable, Equatable {
    var uid: String
    var sequence: Int
    var day: String
    var summary: String
    var description: String?
    var categories: [String]
  }

  private static let reader = """
    import json, sys
    def entry(c):
      start = c.get("DTSTART") or c.get("DUE")
      description = c.get("DESCRIPTION")
      categories = c.get("CATEGORIES")
      return {"uid": str(c["UID"]), "sequence": int(c["SEQUENCE"]), "day": start.dt.isoformat(), "summary": str(c["SUMMARY"]),
        "description": None if description is None else str(description), "categories": [str(x) for x in categories.cats] if categories else []}
    def read(text):
      calendar = icalendar.Calendar.from_ical(text)
      assert not calendar.errors and calendar["VERSION"] == "2.0", calendar.errors
      for part in calendar.walk(): assert not part.errors and all(part.get(k) for k in part.required), part
      entries = [entry(c) for c in calendar.subcomponents]
      other = vobject.readOne(text)
      other.validate(raiseException=True)
      children = [c for c in other.components()]
      assert [c.uid.value for c in children] == [e["uid"] for e in entries]
      assert [c.summary.value for c in children] == [e["summary"] for e in entries]
      return entries
    json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
    """

  @Test func icalendarAndVobjectReadWhatWasWritten() throws {
    let texts = try CalendarTextTests.all().map(\.text)
    let read: [[Reading]] = try Python.run(
      CalendarTextTests.reader, importing: ["icalendar", "vobject"], on: texts)
    let entries = try CalendarTextTests.entries()
    let expected = entries.map {
      Reading(
        uid: $0.uid, sequence: $0.sequence, day: $0.day.description, summary: $0.summary,
        description: $0.description?.replacing("\r\n", with: "\n").replacing("\u{7}\t", with: "  "),
        categories: $0.categories)
    }
    #expect(read.count == 4)
    #expect(read.allSatisfy { $0 == expected })
  }

  // MARK: The lint itself

  /// Each breaks one rule, named first.
  private static let broken: [(rule: String, find: String, put: String)] = [
    ("crlf", "VERSION:2.0\r\n", "VERSION:2.0\n"),
    ("length", "\r\nVERSION:2.0", "\r\nVERSION:2.0" + String(repeating: "x", count: 80)),
    ("identity", "UID:notice.12.3@tsubame\r\n", ""), ("identity", "DTSTAMP:20261126T231359Z\r\n", ""),
    ("identity", "SEQUENCE:4", "SEQUENCE:four"), ("unique", "UID:notice.12.3@tsubame", "UID:review.7.1@tsubame"),
    ("zone", "DTSTART;VALUE=DATE:20270129", "DTSTART;TZID=Asia/Tokyo:20270129T000000"),
    ("escape", "Kumoi\\, Inc.", "Kumoi, Inc."), ("escape", "\\; ", "; "), ("escape", "\\\\Sons", "\\Sons"),
    ("span", "DTEND;VALUE=DATE:20270130", "DTEND;VALUE=DATE:20270129"),
    ("span", "DTEND;VALUE=DATE:20270130", "DTEND:20270130T000000Z"),
    ("method", "ORGANIZER:mailto:clause6@tsubame.example\r\n", ""), ("method", "METHOD:PUBLISH", "METHOD:REQUEST"),
    ("control", "Kumoi", "Ku\u{7}moi"), ("repeats", "TRANSP:TRANSPARENT", "RRULE:FREQ=MONTHLY"),
    ("nesting", "END:VALARM\r\n", ""),
  ]

  @Test func theLintSeesEachFault() throws {
    let text = try CalendarTextTests.all()[0].text
    for (rule, find, put) in CalendarTextTests.broken {
      let changed = text.replacing(find, with: put, maxReplacements: 1)
      #expect(changed != text)
      #expect(CalendarLint.problems(Array(changed.utf8)).contains(rule), "\(rule): \(find)")
    }
  }

  @Test func theLintSeesALineFoldedThroughACharacter() throws {
    let bytes = Array(try CalendarTextTests.all()[0].text.utf8)
    let fox = try #require(bytes.firstIndex(of: 0xF0))
    #expect(CalendarLint.problems(Array(bytes[...fox] + [13, 10, 32] + bytes[(fox + 1)...])).contains("utf8"))
  }
}
