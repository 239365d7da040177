import ArgumentParser
import Clause6
import Postgres

struct EvidenceEditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change what is recorded of evidence.",
    discussion: """
      What is not named stays; an empty text or day takes a field away. --engagement names all engagements anew.

      EXAMPLE:
        clause6 evidence edit 3 --valid-until 2028-03-31 --reason "misread at first"
      """)

  @Argument(help: "Its number.")
  var evidence: String

  @Option(help: ArgumentHelp("What it is.", valueName: "kind"), transform: Choice.evidenceKind)
  var kind: String?

  @OptionGroup var fields: EvidenceFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    var edit = try fields.edit()
    edit.kind = .given(kind)
    try change(database, options, format) { connection in
      let id = try connection.evidence(called: evidence)
      try connection.editEvidence(id, edit)
      return try connection.record(evidence: id, on: try connection.day(asked: nil))
    }
  }
}
