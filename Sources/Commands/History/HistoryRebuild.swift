import ArgumentParser
import Clause6
import Postgres

struct HistoryRebuild: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: "Make what --known-at reads again from the sealed log.",
    discussion: """
      Each seal also writes the versions of rows into tables from which questions about the past are answered. They are no \
      evidence, but what the log says; "history verify" compares them with it, and this makes them again.

      EXAMPLE:
        clause6 history rebuild
      """)

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let made = try database.connect().rebuildVersions()
    Terminal.current.note("The versions of \(made) tables were made again.")
  }
}
