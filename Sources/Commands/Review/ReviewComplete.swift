import ArgumentParser
import Clause6
import Postgres

struct ReviewComplete: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete", abstract: "End a review with its outcome.",
    discussion: """
      The next due day follows from the schedule: a review done late does not push it on.

      EXAMPLE:
        clause6 review complete 3 --outcome continue --note "certificate renewed, no incident" --reason "yearly review"
      """)

  @Argument(help: "The review's number, as \"review list --done\" shows it.")
  var review: String

  @Option(
    help: ArgumentHelp("continue, continue_with_actions, suspend or exit.", valueName: "outcome"),
    transform: Choice.reviewOutcome)
  var outcome: ReviewOutcome

  @Option(help: ArgumentHelp("What was seen, and what is to be done.", valueName: "text"))
  var note: String?

  @Option(help: ArgumentHelp("Day of the outcome; else today.", valueName: "day"), transform: Day.parse)
  var on: CalendarDate?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let day = try on ?? connection.day(asked: nil)
      let id = try connection.review(called: review)
      try connection.completeReview(id, outcome: outcome, note: note, on: day)
      return try connection.record(review: id, on: day)
    }
  }
}
