import ArgumentParser
import Clause6
import Postgres
import Proof

struct HistorySeal: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seal", abstract: "Seal what was changed since the last time, and sign the root over all of it.",
    discussion: """
      What is sealed can be proven and cannot be altered unseen; run it every minute. The signed root, the checkpoint, is \
      evidence once it is kept where nobody of the database can reach it: --out writes it to a file.

      The key is made at the first seal, and only this account can read it. When it is lost, --new-key has another one \
      take over, and auditors see that none they know signed.

      EXAMPLE:
        clause6 history seal --out /mnt/auditor/checkpoint
      """)

  @Option(help: ArgumentHelp("Write the signed checkpoint to this file.", valueName: "file"))
  var out: String?

  @Flag(help: "The log's key is lost: sign with a new one.")
  var newKey = false

  @OptionGroup var keys: KeyOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let connection = try database.connect()
    let origin = try connection.logOrigin()
    let file = keys.file(origin: origin)
    let isFirst = try !connection.hasCheckpoint()
    guard file.exists || isFirst || newKey else {
      throw Clause6Error(
        "The log was signed before, and its key is not in \(file.path): bring it here, or if it is lost, add --new-key."
      )
    }
    let signing = try file.exists && !newKey ? file.keys() : file.create(origin: origin)
    if let out { try refuseToReplace(out, connection) }
    let bar = ProgressBar("Sealing", total: nil)
    let seal = try connection.seal(by: signing, trustsLast: newKey) { done, _ in bar.advance(to: done) }
    if let out { try TextFile.write(seal.note.description, to: out) }
    format.print(
      Table(
        columns: ["sealed", "leaves", "checkpoint"].map {
          Table.Column(name: $0, kind: $0 == "checkpoint" ? .text : .number)
        },
        rows: [["\(seal.sealed)", "\(seal.checkpoint.size)", seal.isNew ? "new" : "as before"]]), layout: .record)
  }

  /// A checkpoint that this log never signed is the evidence that something else once was.
  private func refuseToReplace(_ path: String, _ connection: Connection) throws {
    guard let text = try? TextFile.read(path), let note = SignedNote(text),
      let checkpoint = Checkpoint(text: note.text),
      try !connection.hasSigned(note)
    else { return }
    throw Clause6Error(
      "\(path) has a checkpoint of \(checkpoint.size) leaves that this log has not signed, so it is not replaced and nothing "
        + "was sealed: keep it, name another file, and see \"clause6 history verify --checkpoint \(path)\".")
  }
}
