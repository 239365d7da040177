import ArgumentParser
import Clause6
import Postgres
import Proof

struct HistoryVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verify the log, its signatures and the register against it; exit 2 when they differ.",
    discussion: """
      Works out every hash of the log again, compares the roots with the checkpoints that were signed, and each row of the \
      register with its newest version. A checkpoint that was kept elsewhere (--checkpoint) also tells whether somebody \
      rewrote all of it; without one, whoever owns the database could have. What else is found, and what is not, is in \
      docs/trust.md.

      EXAMPLE:
        clause6 history verify --checkpoint /mnt/auditor/checkpoint --key auditor.keys
      """)

  @Option(
    name: .customLong("checkpoint"),
    help: ArgumentHelp("A checkpoint that was kept; several times for several.", valueName: "file"))
  var checkpoints: [String] = []

  @Option(
    name: .customLong("key"),
    help: ArgumentHelp(
      "A file with the public keys that count, one a line; else those of the log's own key file, if it is here.",
      valueName: "file"))
  var key: String?

  @OptionGroup var keys: KeyOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let kept = try checkpoints.map { try HistoryVerification.Kept(name: $0, text: TextFile.read($0)) }
    let connection = try database.connect()
    var verification = HistoryVerification(kept: kept, keys: try publicKeys(connection))
    let bar = ProgressBar("Verifying", total: try connection.leafCount())
    let problems = try verification.run(on: connection) { done, _ in bar.advance(to: done) }
    bar.finish()
    format.print(
      Table(
        columns: ["table", "id", "problem"].map { Table.Column(name: $0, kind: .text) },
        rows: problems.map { [$0.table, $0.id, $0.problem] }))
    Terminal.current.note(problems.isEmpty ? "The register and its history agree." : "\(problems.count) problems.")
    if !problems.isEmpty { throw ExitCode(2) }
  }

  private func publicKeys(_ connection: Connection) throws -> [NoteKey] {
    if let key { return try PublicKeys.read(key) }
    return try connection.logNames().map { keys.file(origin: $0) }.filter(\.exists)
      .flatMap { try $0.keys().map(\.publicKey) }
  }
}

/// Files of public keys: one a line, with empty lines and remarks behind #.
enum PublicKeys {
  static func read(_ path: String) throws -> [NoteKey] {
    let lines = try TextFile.read(path).split(separator: "\n").filter { !$0.hasPrefix("#") }
    let keys = lines.compactMap { NoteKey(String($0)) }
    guard !keys.isEmpty, keys.count == lines.count else {
      throw Clause6Error("\(path) is not a file of public keys: \"clause6 history key\" prints the log's.")
    }
    return keys
  }
}
