import ArgumentParser
import Clause6
import Postgres

struct EvidenceAttach: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach", abstract: "Attach a file to evidence that nobody has read yet.",
    discussion: """
      EXAMPLE:
        clause6 evidence attach 3 appendix.pdf --reason "the statement of applicability came later"
      """)

  @Argument(help: "The evidence's number.")
  var evidence: String

  @Argument(help: "The file.", completion: .file())
  var file: String

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let place = try database.place(store)
    try change(database, options, format) { connection in
      let id = try connection.evidence(called: evidence)
      try connection.attachFile(
        file, toEvidence: id, in: place, folder: database.evidenceFolder, rehearse: options.dryRun)
      return try connection.record(evidence: id, on: try connection.day(asked: nil))
    }
  }
}
