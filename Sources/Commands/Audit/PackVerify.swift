import ArgumentParser
import Clause6
import Postgres
import Proof

struct PackVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Verify a pack without the register; exit 2 when something does not hold.",
    discussion: """
      Every file is hashed, rows and sums are counted again, every proof is followed to the checkpoint, and the hash of each \
      file of evidence is looked for among what is proven. Needs neither a database nor the network. With the log's public \
      keys it also tells who signed.

      EXAMPLE:
        clause6 audit pack verify audit-2026h1.zip --key log.keys
      """)

  @Argument(help: "The zip file or the folder.")
  var pack: String

  @Option(help: ArgumentHelp("A file with the public keys that count, one a line.", valueName: "file"))
  var key: String?

  @OptionGroup var format: FormatOptions

  /// More help nobody.
  private static let mostProblems = 25

  func run() throws {
    let found = try PackVerification(pack, keys: key.map(PublicKeys.read) ?? [])
    format.print(
      Table(
        columns: [
          Table.Column(name: "what", kind: .text), Table.Column(name: "count", kind: .number),
          Table.Column(name: "verdict", kind: .text),
        ],
        rows: found.checks.map { [$0.what, "\($0.count)", $0.verdict] }))
    for problem in found.problems.prefix(PackVerify.mostProblems) {
      Terminal.current.note("It does not hold: \(problem).")
    }
    let rest = found.problems.count - PackVerify.mostProblems
    if rest > 0 { Terminal.current.note("And \(rest) more.") }
    if !found.problems.isEmpty { throw ExitCode(2) }
    Terminal.current.note(
      key == nil
        ? "Nothing was altered since the pack was made; who made it was not looked at: give --key."
        : "Nothing was altered since the pack was made.")
  }
}
