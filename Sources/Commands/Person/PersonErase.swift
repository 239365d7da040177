import ArgumentParser
import Clause6
import Postgres

struct PersonErase: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Ask for somebody's personal data to be erased, from the history, too.",
    discussion: """
      For somebody who has left, or with --contact for a vendor's contact. It is done once another person approves it \
      with "clause6 person approve-erasure", and cannot be taken back then. The reason stays for ever: name a case and \
      not the person. What an erasure reaches and what not is in docs/trust.md.

      EXAMPLE:
        clause6 person erase sato@tsubame.example --reason "request 2026-17"
      """)

  @Argument(help: "Their mail address, login, name or number; with --contact the contact's number.")
  var who: String

  @Flag(help: "A contact of a vendor, as \"clause6 vendor show\" numbers it.")
  var contact = false

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.requestErasure(of: try subject(connection), on: today)
      return try connection.record(erasure: id, on: today)
    }
  }

  private func subject(_ connection: Connection) throws -> ErasureSubject {
    guard contact else { return .person(try connection.registeredPerson(called: who)) }
    guard let number = who.registerNumber else {
      throw Clause6Error("\"\(who)\" is no number of a contact: \"clause6 vendor show\" shows them.")
    }
    return .contact(number)
  }
}

extension Connection {
  static var erasureColumns: SQL {
    "erasure_id AS id, what, number, state, requested_on, requested_by, approved_on, approved_by, entries, reason"
  }

  func record(erasure id: Int, on day: CalendarDate) throws -> Table {
    try table(
      "SELECT \(Connection.erasureColumns) FROM facts.erasure(\(day)::date) WHERE erasure_id = \(id)")
  }
}
