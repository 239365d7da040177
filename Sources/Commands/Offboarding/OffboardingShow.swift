import ArgumentParser
import Clause6
import Postgres

struct OffboardingShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one offboarding, leg by leg.",
    discussion: """
      EXAMPLE:
        clause6 offboarding show 3
      """)

  @Argument(help: "Its number.")
  var offboarding: String

  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let id = try connection.offboarding(called: offboarding)
      format.print(try connection.record(offboarding: id, on: asOf), layout: .record)
    }
  }
}
