import ArgumentParser
import Clause6
import Postgres

struct EngagementAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Register what is entrusted to a vendor.",
    discussion: """
      The tier is computed from kinds of data, number of people, access, criticality and conditions. What is left out \
      counts as the worst as soon as one of the others is there.

      EXAMPLE:
        clause6 engagement add T0901 "membership cards" --data personal --data-subjects 50000 --access none \
      --no-critical --critical-why "cards can wait" --condition personal_data_jp --reason "mailing of membership cards"
      """)

  @Argument(help: "The vendor: its code, its name, or # and its number.")
  var vendor: String

  @Argument(help: "What is entrusted, in a few words.")
  var title: String

  @OptionGroup var fields: EngagementFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    var edit = try fields.edit()
    edit.title = .set(title)
    try change(database, options, format) { connection in
      let id = try connection.addEngagement(vendor: vendor, edit)
      return try connection.record(engagement: id, on: try connection.day(asked: nil))
    }
  }
}
