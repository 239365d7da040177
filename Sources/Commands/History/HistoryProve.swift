import ArgumentParser
import Clause6
import Postgres

struct HistoryProve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove", abstract: "Write the proof that an entry is in the log, for whoever has no access to it.",
    discussion: """
      The leaf is the number in "history show" and "history list". The file has the entry with its content, the way to the \
      root and the signed checkpoint; "proof verify" needs nothing else but the log's public key.

      EXAMPLE:
        clause6 history prove 1290 > approval.proof
      """)

  @Argument(help: "The number of the entry in the sealed log.")
  var leaf: Int

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let proven = try read(database) { try $0.prove(leaf: leaf) }
    Terminal.current.print(String(proven.text.dropLast()))
  }
}
