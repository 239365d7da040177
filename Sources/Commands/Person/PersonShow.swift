import ArgumentParser
import Clause6
import Postgres

struct PersonShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one person: who acts for them, and all they answer for.",
    discussion: """
      EXAMPLE:
        clause6 person show sato@tsubame.example
      """)

  @Argument(help: "Their mail address, login, name or number.")
  var person: String

  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let id = try connection.registeredPerson(called: person)
      format.print(
        try connection.record(person: id, on: asOf),
        sections: [
          (
            "Duties",
            try connection.table(
              """
              SELECT duty, of, reference, title FROM facts.duty WHERE person_id = \(id)
              ORDER BY array_position(ARRAY['vendor', 'engagement', 'contract', 'person'], of), duty DESC, reference
              """)
          )
        ])
    }
  }
}

extension Connection {
  func record(person id: Int, on day: CalendarDate) throws -> Table {
    try table("SELECT * FROM facts.person(\(day)::date) WHERE person_id = \(id)")
  }
}
