import Clause6
import Postgres
import TestSupport
import Testing

/// Following regimes through the library.
@Suite(.register) struct RegimeActTests {
  private func act<T>(_ body: (Connection) throws -> T) throws -> T {
    try TestDatabase.connect().rehearseRegister(body)
  }

  private func entries(_ connection: Connection) throws -> Int? {
    try connection.value("SELECT count(*) FROM audit.entry WHERE entity = 'regime_choice'", as: Int.self)
  }

  @Test func aRegimeIsAdoptedAndDropped() throws {
    let (day, later) = (CalendarDate.iso("2026-04-01"), CalendarDate.iso("2027-04-01"))
    try act { connection in
      try connection.adoptRegime("nist-800-53", from: day, note: "for the group")
      #expect(try connection.regime(called: "nist-800-53", on: .iso("2026-03-31")).standing == .notAdopted)
      let adopted = try connection.regime(called: "nist-800-53", on: day)
      #expect(adopted.followed && adopted.standing == .adopted && adopted.since == day)
      try connection.dropRegime("nist-800-53", on: later)
      #expect(try connection.regime(called: "nist-800-53", on: .iso("2027-03-31")).followed)
      #expect(try connection.regime(called: "nist-800-53", on: later).standing == .dropped)
    }
  }

  @Test func whatIsSoAlreadyLeavesNoTrace() throws {
    let day = CalendarDate.iso("2026-04-01")
    try act { connection in
      try connection.dropRegime("nist-800-53", on: day)
      #expect(try entries(connection) == 0, "it was not followed")
      try connection.adoptRegime("nist-800-53", from: day)
      try connection.adoptRegime("nist-800-53", from: day)
      try connection.adoptRegime("nist-800-53", from: .iso("2026-05-01"))
      #expect(try entries(connection) == 1)
      try connection.adoptRegime("nist-800-53", from: day, note: "for the group")
      try connection.adoptRegime("nist-800-53", from: day, note: "for the group")
      #expect(try entries(connection) == 2)
    }
  }

  @Test func whatCountsByDefaultCanBeDroppedAndMadeOnesOwn() throws {
    let day = CalendarDate.iso("2026-04-01")
    try act { connection in
      #expect(try connection.regime(called: "gdpr-28", on: day).standing == .byDefault)
      try connection.dropRegime("gdpr-28", on: day)
      #expect(try connection.regime(called: "gdpr-28", on: day).followed == false)
      // The same day again: it was dropped by mistake.
      try connection.adoptRegime("gdpr-28", from: day)
      #expect(try connection.regime(called: "gdpr-28", on: day).standing == .adopted)
    }
  }

  @Test func aRegimeThatDoesNotExistIsRefusedWithTheWayOut() throws {
    let error = #expect(throws: Clause6Error.self) {
      try act { try $0.adoptRegime("gdpr-82", from: .iso("2026-04-01")) }
    }
    #expect(
      error?.message
        == "There is no regime \"gdpr-82\" (did you mean \"gdpr-28\"?): \"clause6 regime list\" shows them.")
  }
}
