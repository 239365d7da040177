import ArgumentParser
import Clause6
import Postgres

struct OffboardingRecord: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Record what was done: data returned or destroyed, its proof, access removed.",
    discussion: """
      What is not named stays; an empty text or day takes a field away. Whoever records that access was removed vouches \
      for it.

      EXAMPLE:
        clause6 offboarding record 3 --data destroyed --data-done 2026-10-20 --proof 7 --access-removed 2026-09-30 \\
          --reason "certificate received"
      """)

  @Argument(help: "Its number.")
  var offboarding: String

  @Option(
    name: .customLong("ended"), help: ArgumentHelp("Last day of the work.", valueName: "day"), transform: Day.parse)
  var endedOn: CalendarDate?

  @Option(
    help: ArgumentHelp("What became of the data: returned, destroyed or none_held.", valueName: "outcome"),
    transform: OffboardingRecord.outcome)
  var data: Edit<String> = .keep

  @Option(
    name: .customLong("data-done"), help: ArgumentHelp("Day on which that was settled.", valueName: "day"),
    transform: Day.parseEdit)
  var dataDoneOn: Edit<CalendarDate> = .keep

  @Option(
    help: ArgumentHelp(
      "The number of the evidence: certificate of destruction, receipt of return.", valueName: "evidence"))
  var proof: String?

  @Option(
    name: .customLong("access-removed"),
    help: ArgumentHelp("Day on which the last access was removed.", valueName: "day"), transform: Day.parseEdit)
  var accessRemovedOn: Edit<CalendarDate> = .keep

  @Flag(help: "Open it again.")
  var reopen = false

  @OptionGroup var fields: OffboardingFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  @Sendable private static func outcome(_ text: String) throws -> Edit<String> {
    try Choice.edit(of: Offboarding.outcomes, text, "outcome for data")
  }

  func run() throws {
    try change(database, options, format) { connection in
      let id = try connection.offboarding(called: offboarding)
      var edit = fields.edit
      edit.endedOn = .given(endedOn)
      edit.data = data
      edit.dataDoneOn = dataDoneOn
      edit.proof = .text(proof)
      edit.accessRemovedOn = accessRemovedOn
      if reopen { edit.closedOn = .set(nil) }
      try connection.recordOffboarding(id, edit)
      return try connection.record(offboarding: id, on: try connection.day(asked: nil))
    }
  }
}
