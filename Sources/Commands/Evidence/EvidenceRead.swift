import ArgumentParser
import Clause6
import Postgres

struct EvidenceRead: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Record that you have read evidence, and what you found in it.",
    discussion: """
      The reader is whoever makes the change, and must be a person of the register; nobody can say that somebody else read it.

      EXAMPLE:
        clause6 evidence read 3 --note "two exceptions, none in our service" --reason "yearly check of reports"
      """)

  @Argument(help: "Its number.")
  var evidence: String

  @Option(name: .customLong("on"), help: ArgumentHelp("When; default today.", valueName: "day"), transform: Day.parse)
  var readOn: CalendarDate?

  @Option(help: ArgumentHelp("What was found: exceptions, a scope that is too narrow …", valueName: "text"))
  var note: String?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let id = try connection.evidence(called: evidence)
      let today = try connection.day(asked: nil)
      try connection.readEvidence(id, on: readOn ?? today, note: note)
      return try connection.record(evidence: id, on: today)
    }
  }
}
