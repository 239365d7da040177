import ArgumentParser
import Clause6
import Postgres

struct RemindActs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acts", abstract: "List what people acknowledged, put off, handed over or muted.",
    discussion: """
      EXAMPLE:
        clause6 remind acts --all
      """)

  @Flag(help: "Those that are over, too.")
  var all = false

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns: Connection.reminderActColumns, source: Connection.reminderActs(on: asOf), order: "number")
      if !all { listing.conditions = ["state = 'in_force'"] }
      try listing.print(connection, list, format)
    }
  }
}

extension Connection {
  static let reminderActColumns: SQL = "number, state, what, kind, reference, person, until_on, by, acted_on, reason"

  static func reminderActs(on day: CalendarDate) -> SQL { "facts.reminder_act_list(\(day)::date)" }

  /// What was done about a reminder, as it is printed after the act.
  func record(reminderAct id: Int, on day: CalendarDate) throws -> Table {
    try table(
      "SELECT \(Connection.reminderActColumns) FROM \(Connection.reminderActs(on: day)) WHERE number = \(id)")
  }

  /// - Throws: `UsageError` for a kind that there is not.
  func deadlineKind(_ kind: String) throws -> String {
    let kinds = try deadlineKinds()
    guard kinds.contains(kind) else {
      throw UsageError(message: "\"\(kind)\" is no kind of deadline; these are: \(kinds.joined(separator: ", ")).")
    }
    return kind
  }
}
