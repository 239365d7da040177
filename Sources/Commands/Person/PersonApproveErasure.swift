import ArgumentParser
import Clause6
import Postgres

struct PersonApproveErasure: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve-erasure", abstract: "Approve an erasure that somebody else asked for, and carry it out.",
    discussion: """
      Their name, addresses and phone go from the register, from every entry of its history, from mails that were sent to \
      them and from what imports kept of files. Nothing brings them back. What still names them is said.

      EXAMPLE:
        clause6 person approve-erasure 3 --actor mori@tsubame.example --reason "request 2026-17 is in order"
      """)

  @Argument(help: "The request's number.")
  var erasure: String

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (record, done) = try write(database, options) { connection, author in
      try connection.setZone(forTransaction: false)
      let id = try connection.erasure(called: erasure)
      let done = try connection.approveErasure(id, as: author, rehearse: options.dryRun)
      return (try connection.readFacts { try $0.record(erasure: id, on: try $0.today()) }, done)
    }
    format.print(record, layout: .record)
    let mentions = done.mentions.map { "\($0.place): \($0.rows)" }.joined(separator: ", ")
    if !mentions.isEmpty { Terminal.current.note("Still named in texts and as the one who acted: \(mentions).") }
    Terminal.current.note(
      "Content \(options.dryRun ? "would go" : "went") from \(done.entries) entries of the history. Backups, replicas and exported files are not reached; \"clause6 history seal\" signs what is left."
    )
  }
}
