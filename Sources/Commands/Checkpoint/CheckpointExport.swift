import ArgumentParser
import Clause6
import Postgres

struct CheckpointExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Print a signed checkpoint as a file that auditors keep.",
    discussion: """
      Three lines and the signatures (C2SP tlog-checkpoint): which log, how many leaves, the root over them. Whoever keeps \
      it can later see by "history verify --checkpoint" that nothing before it was rewritten.

      EXAMPLE:
        clause6 checkpoint export > checkpoint-2026-11
      """)

  @Option(help: ArgumentHelp("The one of so many leaves; default the newest.", valueName: "leaves"))
  var size: Int?

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    guard let note = try read(database, { try $0.checkpointNote(size: size) }) else {
      throw Clause6Error(
        size.map { "No checkpoint of \($0) leaves was signed: \"clause6 checkpoint list\" shows them." }
          ?? "Nothing was sealed yet: \"clause6 history seal\" does it.")
    }
    Terminal.current.print(String(note.dropLast()))
  }
}
