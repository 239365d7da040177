import ArgumentParser
import Clause6
import Postgres

struct HistoryList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List changes of the register, newest first.",
    discussion: """
      The leaf is the change's number in the sealed log; what has none yet was not sealed.

      EXAMPLE:
        clause6 history list --actor tanaka --from 2026-10-01 --to 2026-10-31
      """)

  @Option(help: ArgumentHelp("Only changes by this actor.", valueName: "name"))
  var actor: String?

  @Option(help: ArgumentHelp("Only changes from this day on.", valueName: "day"), transform: Day.parse)
  var from: CalendarDate?

  @Option(help: ArgumentHelp("Only changes until the end of this day.", valueName: "day"), transform: Day.parse)
  var to: CalendarDate?

  @Option(help: ArgumentHelp("Only changes of this: vendor, contract, term and so on.", valueName: "noun"))
  var of: String?

  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var known: KnownOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, known) { connection in
      try connection.setZone(forTransaction: true)
      var listing = Listing(
        columns:
          "leaf, facts.second_text(at) AS changed_at, actor, facts.change_word(op) AS what, entity AS of, key AS id, reason, nullif(login, actor) AS login",
        source: "facts.history_entry", order: "leaf DESC NULLS FIRST, seq DESC")
      listing.filter(actor) { "actor = \($0)" }
      listing.filter(try of.map { try connection.entity(called: $0) }) { "entity = \($0)" }
      listing.filter(from) { "known_at >= facts.day_end(\($0)::date - 1)" }
      listing.filter(to) { "known_at < facts.day_end(\($0)::date)" }
      try listing.print(connection, list, format)
    }
  }
}
