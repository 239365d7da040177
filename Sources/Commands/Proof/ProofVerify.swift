import ArgumentParser
import Clause6
import Postgres
import Proof
import Transport

struct ProofVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Verify that an entry was in a log, and show it; exit 2 when that does not hold.",
    discussion: """
      Needs no database: the file has all of it. With the log's public keys it also tells who signed that.

      EXAMPLE:
        clause6 proof verify approval.proof --key log.keys
      """)

  @Argument(help: "The file that \"history prove\" wrote.")
  var file: String

  @Option(help: ArgumentHelp("A file with the public keys that count, one a line.", valueName: "file"))
  var key: String?

  @OptionGroup var format: FormatOptions

  func run() throws {
    let proven = try ProvenEntry(name: file, text: TextFile.read(file))
    let problems = proven.problems(keys: try key.map(PublicKeys.read) ?? [])
    format.print(proven.record, layout: .record)
    for problem in problems { Terminal.current.note("It does not hold: \(problem).") }
    if !problems.isEmpty { throw ExitCode(2) }
    Terminal.current.note(
      key == nil
        ? "The entry is in the tree of this checkpoint; who signed it was not looked at: give --key."
        : "The entry is in the log, as its key signed it.")
  }
}

extension ProvenEntry {
  /// The entry as people read it, instants in UTC.
  fileprivate var record: Table {
    let fields: [(String, String?)] = [
      ("log", proof.checkpoint.origin), ("leaf", "\(entry.index)"), ("leaves", "\(proof.checkpoint.size)"),
      ("changed_at", UTCTime(secondsSince1970: Int(entry.at / 1_000_000)).iso),
      ("known_at", UTCTime(secondsSince1970: Int(entry.knownAt / 1_000_000)).iso), ("actor", entry.actor),
      ("login", entry.login), ("reason", entry.reason), ("of", entry.entity), ("id", "\(entry.key)"),
      ("op", String(decoding: [entry.op], as: UTF8.self)),
      ("image", entry.isErased ? "(erased)" : entry.image.map { String(decoding: $0, as: UTF8.self) }),
    ]
    return Table(
      columns: fields.map {
        Table.Column(name: $0.0, kind: ["leaf", "leaves", "id"].contains($0.0) ? .number : .text)
      },
      rows: [fields.map(\.1)])
  }
}
