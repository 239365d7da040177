import Postgres
import TestSupport
import Testing

@testable import Clause6

@Suite(.register) struct InstantTests {
  @Test(arguments: [
    ("2026-11-20T09:00+09:00", "2026-11-20 09:00+09:00"), ("2026-11-20 09:00:30Z", "2026-11-20 09:00:30+00:00"),
    ("2026-11-20 09:00", "2026-11-20 09:00"), ("2026-02-28T23:59:59-03:30", "2026-02-28 23:59:59-03:30"),
  ])
  func isRead(text: String, sent: String) {
    #expect(Instant(text)?.text == sent)
  }

  @Test(arguments: [
    "2026-11-20", "2026-11-20T", "2026-11-20T9:00", "2026-11-20T24:00", "2026-11-20T09:60", "2026-02-30T09:00",
    "2026-11-20T09:00+9", "2026-11-20T09:00+0900", "2026-11-20T09:00 JST", "2026-11-20T09:00+24:00", "20.11.2026 09:00",
    "2026-11-20T09:00:00.1234567Z", "2026-11-20T09:00.5Z", "2026-11-20T０9:00", "now", "",
  ])
  func isRefused(text: String) {
    #expect(Instant(text) == nil)
  }

  private func inZone(_ zone: String, _ text: String) throws -> String? {
    try TestDatabase.connect().rehearse { connection in
      try connection.execute("SELECT set_config('clause6.zone', \(zone), true)")
      let instant = try #require(Instant(text))
      let sent = try connection.timestamp(instant)
      return try connection.value("SELECT facts.instant_text(\(sent)::timestamptz)", as: String.self)
    }
  }

  @Test(arguments: [
    ("Asia/Tokyo", "2026-11-20 09:00", "2026-11-20T09:00+09:00"),
    ("Asia/Tokyo", "2026-11-20T00:00Z", "2026-11-20T09:00+09:00"),
    ("Europe/Berlin", "2026-03-29 03:00", "2026-03-29T03:00+02:00"),
    // Shown twice in the autumn night: the second time is meant.
    ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25T02:30+01:00"),
  ])
  func isMeantInTheZone(zone: String, text: String, instant: String) throws {
    #expect(try inZone(zone, text) == instant)
  }

  @Test func aTimeThatClocksSkipIsRefused() throws {
    let error = #expect(throws: Clause6Error.self) { try inZone("Europe/Berlin", "2026-03-29 02:30") }
    #expect(error?.message.hasPrefix("Clocks in Europe/Berlin skip 2026-03-29 02:30") == true)
  }
}
