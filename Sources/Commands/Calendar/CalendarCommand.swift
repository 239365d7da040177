import ArgumentParser
import Clause6
import Postgres

struct CalendarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar", abstract: "On which days nobody works, for the days by which to act.",
    subcommands: [
      CalendarList.self, CalendarShow.self, CalendarDay.self, CalendarLoad.self, CalendarUse.self,
      CalendarExport.self,
    ])
}

extension Connection {
  func record(calendar id: Int, on day: CalendarDate) throws -> Table {
    try table(
      """
      SELECT name, title, title_ja, weekend, covers_from_on, covers_until_on, days_left, closures, people, is_default, source,
        published_on
      FROM facts.calendar(\(day)::date) WHERE calendar_id = \(id)
      """)
  }
}
