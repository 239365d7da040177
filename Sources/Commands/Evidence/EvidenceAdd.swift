import ArgumentParser
import Clause6
import Postgres

struct EvidenceAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Register a certificate, report or proof of a vendor, with its file.",
    discussion: """
      The file is copied and known by the SHA-256 of its content. Somebody must then read it: "clause6 evidence read".

      EXAMPLE:
        clause6 evidence add T0012 --kind iso27001 --issuer JQA --number "JQA-IM 1234" --valid-until 2028-03-31 \\
          --file certificate.pdf --reason "sent with the yearly questionnaire"
      """)

  @Argument(help: "The vendor: code, name, or # and number.")
  var vendor: String

  @Option(
    help: ArgumentHelp("iso27001, privacymark, ismap, soc2_type2, pci_aoc, insurance … or other.", valueName: "kind"),
    transform: Choice.evidenceKind)
  var kind: String

  @Option(
    name: .customLong("file"), help: ArgumentHelp("Its file; several times for several.", valueName: "path"),
    completion: .file())
  var files: [String] = []

  @OptionGroup var store: StoreOptions
  @OptionGroup var fields: EvidenceFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    var edit = try fields.edit()
    edit.kind = .set(kind)
    let place = try database.place(store)
    try change(database, options, format) { connection in
      let id = try connection.addEvidence(ofVendor: try connection.vendor(called: vendor), edit)
      for file in files {
        try connection.attachFile(
          file, toEvidence: id, in: place, folder: database.evidenceFolder, rehearse: options.dryRun)
      }
      return try connection.record(evidence: id, on: try connection.day(asked: nil))
    }
  }
}
