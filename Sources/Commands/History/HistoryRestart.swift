import ArgumentParser
import Clause6
import Postgres

struct HistoryRestart: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restart",
    abstract: "Say that the register was restored from a backup: the log goes on under another name.",
    discussion: """
      "clause6 db restore" does it by itself. After a restore on a server of your own it keeps the log that goes on from \
      the backup apart from the one that went on without it: checkpoints of before count up to the last leaf that both \
      have, and one of later is said to be of the other. The next seal makes a key for the new name; give it to the auditor.

      EXAMPLE:
        clause6 history restart --reason "restored from the dump of 2026-11-26"
      """)

  @OptionGroup var options: WriteOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let name = try write(database, options) { connection, author in
      try connection.restartLog(as: author, rehearse: options.dryRun)
    }
    Terminal.current.note("The log is called \(name) from now on; \"clause6 history seal\" makes its key.")
  }
}
