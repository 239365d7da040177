import ArgumentParser
import Clause6
import Postgres

struct ReviewStart: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Begin to look at a vendor again; who acts is the reviewer.",
    discussion: """
      A scheduled review can begin up to 60 days before its due day (half its period where that is shorter). After an \
      incident or a change, one is made besides the schedule: it has a due day of its own and moves no other.

      EXAMPLE:
        clause6 review start T0012 --because incident --due 2026-12-15 --reason "mail sent to the wrong members"
      """)

  @Argument(help: "The vendor: code, name or # and number.")
  var vendor: String

  @Option(
    help: ArgumentHelp("schedule, incident, change or request.", valueName: "cause"), transform: Choice.reviewCause)
  var because = ReviewCause.schedule

  @Option(
    help: ArgumentHelp("By when, for a review besides the schedule; else the day it starts.", valueName: "day"),
    transform: Day.parse)
  var due: CalendarDate?

  @Option(help: ArgumentHelp("First day of the work; else today.", valueName: "day"), transform: Day.parse)
  var on: CalendarDate?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if because == .schedule, due != nil {
      throw ValidationError("A scheduled review has its due day already; \"review reschedule\" moves it.")
    }
  }

  func run() throws {
    try change(database, options, format) { connection in
      let day = try on ?? connection.day(asked: nil)
      let id = try connection.startReview(
        vendor: try connection.vendor(called: vendor), because: because, due: due, on: day)
      return try connection.record(review: id, on: day)
    }
  }
}

extension Choice {
  @Sendable static func reviewCause(_ text: String) throws -> ReviewCause { try one(text, "cause of a review") }
  @Sendable static func reviewOutcome(_ text: String) throws -> ReviewOutcome { try one(text, "outcome") }
}

extension Connection {
  func record(review id: Int, on day: CalendarDate) throws -> Table {
    try table("SELECT * FROM facts.review(\(day)::date) WHERE review_id = \(id)")
  }
}
